// The indicators that every service should publish: its own figure, or "non renseigné".
import type { Matrix } from "../shapes/record.ts";
import type { StartupModel } from "../shapes/startup.ts";
import { ROLE } from "./cards-table.tsx";
import { overFlow } from "./compared.ts";
import { figureDay, figureText } from "./figure.tsx";
import { Panel } from "./panel.tsx";
import { apiHref, say, type View } from "./view.ts";

export function MatrixPanel({ view, model }: { view: View; model: StartupModel }) {
  const { matrix: words } = view.words.network;
  return (
    <Panel
      view={view}
      id="matrix"
      title={words.title}
      name={`${model.startup.name}, ${words.title}`}
      sub={words.sub}
      day={model.head.day}
      json={apiHref(view, `/api/v1/startups/${encodeURIComponent(model.startup.id)}`)}
    >
      <table class="two" {...ROLE.table} aria-label={words.title}>
        <thead>
          <tr>
            <th scope="col">{words.indicator}</th>
            <th scope="col">{words.value}</th>
          </tr>
        </thead>
        <tbody>
          {model.matrix.map(({ indicator, figure }) => (
            <tr>
              <th scope="row">{words.indicators[indicator]}</th>
              <td>{figure ? <Answer view={view} figure={figure} of={indicator} /> : <Missing view={view} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

const Missing = ({ view }: { view: View }) => <span class="quiet">{view.words.network.missing}</span>;

type Answered = NonNullable<Matrix[number]["figure"]>;

/** Which figure answers is named, with the period it speaks of: "Transactions" may be appointments or files. */
function Answer({ view, figure, of }: { view: View; figure: Answered; of: Matrix[number]["indicator"] }) {
  const { format, words } = view;
  const { metric, share } = figure;
  const text = figureText(view, figure);
  if (text === null) return <Missing view={view} />;
  const isShare = of === "penetration" && share !== null;
  const recent = inWeeks(figure);
  return (
    <>
      <b>
        {isShare ? format.percent(share.part, share.whole) : recent === null ? text : format.number(recent)}
        {!isShare && metric.kind !== "ratio" && ` ${say(view, metric.unit)}`}
        {recent !== null && ` ${overFlow(view)}`}
      </b>
      <small>
        <a href={`#m-${metric.key}`}>{say(view, metric.label)}</a>,{" "}
        {recent === null ? figureDay(view, figure) : words.figure.at(format.date(figure.day))}
        {isShare && ` — ${words.network.matrix.all}`}
        {recent !== null && isAnnounced(figure) && ` (${words.figure.announced})`}
      </small>
    </>
  );
}

/** A flow that no month tells: its last weeks, 4 unless others were chosen, are nearest to one. */
function inWeeks({ period, change }: Answered): string | null {
  const isMonth = period === null || period.grain === "month";
  return !isMonth && change?.kind === "flow" ? change.now : null;
}

/** Of a source that revises, a total that is compared is what was first announced. */
const isAnnounced = ({ change }: Answered) => change?.kind === "flow" && change.compared === "announced";
