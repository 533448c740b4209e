// What was read at an address: the figures as they would show, what is to be checked, what to ask for.
import { metricOf } from "../../schemas/catalogue.ts";
import type { CheckedCell, CheckReply } from "../../schemas/check.ts";
import { Grain, periodFrom } from "../../schemas/period.ts";
import type { Level } from "../../schemas/territory.ts";
import { Table } from "./table.tsx";
import { link, say, type View } from "./view.ts";

/** Figures on the page; the API has more of them. */
const SHOWN = 25;

export function Checked({ view, reply }: { view: View; reply: CheckReply }) {
  const { join } = view.words;
  const { askTeam } = reply;
  return (
    <>
      {reply.cellCount > 0 && <Figures view={view} reply={reply} />}
      {askTeam && (
        <section class="panel" aria-labelledby="equipe-technique-t">
          <h2 id="equipe-technique-t">{join.askTeam}</h2>
          <p class="sub">{join.askTeamHint}</p>
          <blockquote class="note">
            <p>{askTeam[view.lang]}</p>
          </blockquote>
        </section>
      )}
      {reply.questions.length > 0 && (
        <section class="panel" aria-labelledby="questions-t">
          <h2 id="questions-t">{join.questions}</h2>
          <ul class="plain">
            {reply.questions.map(({ ask, chosen }) => (
              <li>
                <Linked view={view} text={ask[view.lang]} /> <span class="quiet">{join.chosen}</span>{" "}
                {chosen[view.lang]}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Questions name the file of the catalogue: here it is a page. */
function Linked({ view, text }: { view: View; text: string }) {
  const [before = "", after] = text.split(" (docs/metrics.md)");
  if (after === undefined) return <>{text}</>;
  return (
    <>
      {before} (<a href={link(view, "/indicateurs")}>{view.words.join.catalogue}</a>){after}
    </>
  );
}

function Figures({ view, reply }: { view: View; reply: CheckReply }) {
  const { words, format } = view;
  const { join } = words;
  const cells = reply.cells.slice(0, SHOWN);
  const shown = format.number(String(cells.length));
  return (
    <section id="lus" class="panel" aria-labelledby="lus-t">
      <h2 id="lus-t">{join.figures}</h2>
      <p class="sub">{join.figuresSub(shown, format.number(String(reply.cellCount)))}</p>
      <Table
        caption={join.figures}
        label={join.figures}
        columns={[
          { label: join.columns.metric },
          { label: join.columns.place },
          { label: join.columns.period },
          { label: join.columns.value, number: true },
        ]}
        rows={cells.map((cell) => [
          labelOf(view, cell),
          placeText(view, cell),
          periodText(view, cell),
          cell.value === null ? join.noFigure : format.number(cell.value),
        ])}
      />
    </section>
  );
}

function labelOf(view: View, { metric: key, dims }: CheckedCell) {
  const metric = metricOf(key);
  const more = Object.entries(dims).map(([name, word]) => `${name} : ${word}`);
  return (
    <>
      {metric ? say(view, metric.label) : key}
      {more.length > 0 && (
        <p class="quiet" lang="fr">
          {more.join(", ")}
        </p>
      )}
    </>
  );
}

function placeText({ words }: View, { level, code }: CheckedCell): string {
  const word = words.join.levels[level as Level];
  return level === "france" ? word : `${word} ${code}`;
}

function periodText({ words, format }: View, { grain, first }: CheckedCell): string {
  const known = Grain.safeParse(grain).data;
  const period = known && first !== null ? periodFrom(known, first) : undefined;
  return period ? format.period(period) : words.join.now;
}
