// The quality page: the finding in figures, live incidents, four measures, the sources, and the counts behind them.
import type { Child } from "hono/jsx";
import { gauge } from "../charts/gauge.tsx";
import type { State } from "../figure.ts";
import { fraction } from "../format.ts";
import type { QualityModel } from "../shapes/quality.ts";
import { Layout } from "./layout.tsx";
import { DoubtsPanel, HappeningsPanel, LedgerPanel, RevisionsPanel } from "./quality-counts.tsx";
import { chosen, SourcesPanel } from "./quality-sources.tsx";
import { happens, sourcePath } from "./source-words.tsx";
import { UnmatchedPanel } from "./unmatched.tsx";
import { link, type View } from "./view.ts";

/** More would bury the rest of the page. */
const SHOWN = 5;

export function QualityPage({ model, view }: { model: QualityModel; view: View }) {
  const { words, format } = view;
  const { quality } = words;
  const { sources, head } = model;
  const text = (count: number) => format.number(String(count));
  const title =
    sources.connected === 0
      ? quality.empty
      : quality.title(sources.toAct, text(sources.toAct), text(sources.connected));
  return (
    <Layout view={view} title={title} current="quality" head={head} json={`/qualite.json${view.query}`}>
      <nav class="crumbs" aria-label={words.startup.crumbs}>
        <ol>
          <li>
            <a href={link(view, "/")}>{words.nav.overview}</a>
          </li>
          <li aria-current="page">{quality.name}</li>
        </ol>
      </nav>
      <h1>{title}</h1>
      <p class="lead">{quality.lead}</p>
      {model.incidents.length > 0 && <Incidents view={view} model={model} />}
      <Measures view={view} model={model} />
      <SourcesPanel view={view} model={model} />
      <DoubtsPanel view={view} model={model} />
      <HappeningsPanel view={view} model={model} id="rejects" />
      <HappeningsPanel view={view} model={model} id="failures" />
      <HappeningsPanel view={view} model={model} id="findings" />
      <RevisionsPanel view={view} model={model} />
      <UnmatchedPanel view={view} model={model} />
      <LedgerPanel view={view} model={model} />
    </Layout>
  );
}

function Incidents({ view, model: { incidents } }: { view: View; model: QualityModel }) {
  const { words, format } = view;
  const { quality } = words;
  const text = (count: number) => format.number(String(count));
  return (
    <section class="alert" aria-labelledby="incidents-t">
      <h2 id="incidents-t">{quality.incidents(incidents.length, text(incidents.length))}</h2>
      <ul>
        {incidents.slice(0, SHOWN).map((row) => (
          <li>
            {row.freshness.last === null
              ? quality.incidentNever(row.startup.name)
              : quality.incidentLine(row.startup.name, format.dayOf(row.freshness.last))}{" "}
            {row.trouble && `${happens(view, row)} `}
            <a href={link(view, sourcePath(row.startup.id, row.source.id))}>{row.source.label}</a>
          </li>
        ))}
        {incidents.length > SHOWN && (
          <li>
            {quality.more(incidents.length - SHOWN, text(incidents.length - SHOWN))}{" "}
            <a href={chosen(view, { etat: "cut", page: "" })}>{quality.follow}</a>
          </li>
        )}
      </ul>
    </section>
  );
}

function Measures({ view, model }: { view: View; model: QualityModel }) {
  const { words, format } = view;
  const { quality } = words;
  const { sources, delay, answers, revised } = model;
  const text = (count: number) => format.number(String(count));
  const share = fraction(decimal(sources.onTime), decimal(sources.expected));
  const apart = sources.connected - sources.expected;
  const of = (state: State) => text(sources.states.find((one) => one.state === state)?.count ?? 0);
  return (
    <section aria-label={quality.cards}>
      <ul class="figs measures">
        <Measure title={quality.onTime} value={text(sources.onTime)} of={quality.outOf(text(sources.expected))}>
          <p class="quiet">{quality.expected}</p>
          {share !== undefined && gauge(share)}
          {apart > 0 && <p class="fig-foot">{quality.byHand(of("hand"), of("idle"))}</p>}
        </Measure>
        <Measure
          title={quality.delay}
          value={delay.medianMs === null ? quality.none : quality.duration(delay.medianMs)}
        >
          <p class="quiet">{quality.delaySub}</p>
          <Age view={view} model={model} />
        </Measure>
        <Measure title={quality.rejected} value={format.percent(decimal(answers.rejected), decimal(answers.total), 2)}>
          <p class="quiet">{quality.rejectedSub(text(answers.rejected), text(answers.total))}</p>
          <p class="fig-foot">{quality.unreadable(text(answers.unreadable), text(answers.values))}</p>
        </Measure>
        <Measure title={quality.revised} value={text(revised)}>
          <p class="quiet">{quality.revisedSub}</p>
          {revised > 0 && (
            <p class="fig-foot">
              <a href="#revisions">{quality.seeRevisions}</a>
            </p>
          )}
        </Measure>
      </ul>
    </section>
  );
}

const INSTANT_MS = 60_000;

/** How old the expected sources' data is; left out where a demo's clock stands still at its last pull: it would say nothing. */
function Age({ view, model: { delay, head } }: { view: View; model: QualityModel }) {
  const { quality } = view.words;
  const age = delay.medianAgeMs;
  if (head.demo && age !== null && age < INSTANT_MS) return null;
  return <p class="fig-foot">{age === null ? quality.noAge : quality.age(quality.duration(age))}</p>;
}

const decimal = (count: number) => String(count);

function Measure(props: { title: string; value: string; of?: string; children: Child }) {
  return (
    <li class="fig">
      <h2 class="fig-name">{props.title}</h2>
      <p class="fig-value">
        <strong class="value">{props.value}</strong>
        {props.of && <span class="of">{props.of}</span>}
      </p>
      {props.children}
    </li>
  );
}
