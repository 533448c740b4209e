// The top of a startup's page: what it is for, where it stands in the network, and what it seeks to change.

import type { StartupModel } from "../shapes/startup.ts";
import { Chip, Mark, stateSentence } from "./chip.tsx";
import { figureText, Value } from "./figure.tsx";
import { incubatorName } from "./incubator-name.ts";
import { BeforeAndNow } from "./ratio.tsx";
import { incubatorPath } from "./record.tsx";
import { link, say, type View } from "./view.ts";

interface Props {
  readonly view: View;
  readonly model: StartupModel;
}

export function StartupHead({ view, model }: Props) {
  const { words } = view;
  const { startup, freshness, sources, life } = model;
  const { record } = words.network;
  const isUnasked = sources.length === 0 && (freshness.state === "idle" || freshness.state === "unconnected");
  return (
    <>
      <h1>{startup.name}</h1>
      {startup.pitch && <p class="lead">{startup.pitch}</p>}
      <p class="chips">
        <Standing view={view} model={model} />
        <Chip view={view} state={freshness.state} />
        <span>
          {isUnasked
            ? record.notAsked[freshness.state === "idle" ? "idle" : "unconnected"]
            : stateSentence(view, freshness)}
        </span>
      </p>
      <p class="quiet">
        {life?.incubator ? (
          <a href={incubatorPath(view, life.incubator.id)}>{incubatorName(view, life.incubator)}</a>
        ) : (
          startup.owner && words.startup.owner(startup.owner)
        )}
        {life?.incubator && startup.owner && startup.owner !== life.incubator.title && (
          <> · {words.startup.owner(startup.owner)}</>
        )}
        {startup.website && (
          <>
            {(startup.owner || life?.incubator) && " · "}
            <a href={startup.website}>{words.startup.website}</a>
          </>
        )}
      </p>
      {life === null && <p class="quiet">{record.noEntry}</p>}
      <Gone view={view} model={model} />
    </>
  );
}

/** The phase and the time in it, and a national impact that the network recorded. */
function Standing({ view, model: { life, record, head } }: Props) {
  const { words, format } = view;
  if (!life) return null;
  const { network } = words;
  const span = record?.phases.findLast(({ days, phase }) => days !== null && phase === life.phase);
  return (
    <>
      <span class="tag">
        {life.since === null
          ? network.phase(life.phase)
          : network.record.since(
              network.phase(life.phase),
              life.since.slice(0, 7) === head.day.slice(0, 7) ? format.date(life.since) : format.month(life.since),
              network.duration(span?.days ?? 0),
            )}
      </span>
      {record?.national && <span class="tag">{network.record.national}</span>}
    </>
  );
}

/** A service that left keeps its page: when and how it left is said. */
function Gone({ view, model: { life } }: Props) {
  const { network } = view.words;
  if (!life || life.active || life.phase === null || life.since === null) return null;
  return <p class="note">{network.record.gone(network.phase(life.phase), view.format.date(life.since))}</p>;
}

/** First what the service is to change and the figure that tests it; volumes come after. */
export function Aim({ view, model }: Props) {
  const { words } = view;
  const { record: said } = words.network;
  const document = model.record?.links.impact ?? null;
  return (
    <section class="panel" id="aim" aria-labelledby="aim-t">
      <div class="panel-head">
        <h2 id="aim-t">{said.aim}</h2>
        <Mark view={view} mark="impact" />
      </div>
      <div class="grid-2">
        <dl class="facts">
          <div>
            <dt>{said.mission}</dt>
            <dd>{model.startup.pitch || <span class="quiet">{words.network.missing}</span>}</dd>
            <dt>{said.hypothesis}</dt>
            <dd>
              <span class="quiet">{words.network.missing}</span>
              {document && (
                <>
                  {" — "}
                  <a href={document} rel="external">
                    {said.hypothesisAt}
                  </a>
                </>
              )}
            </dd>
          </div>
        </dl>
        <div>
          <h3>{said.tests}</h3>
          <Test view={view} model={model} />
        </div>
      </div>
    </section>
  );
}

/** The figure of impact: before and now, with their two parts, where it is a ratio. */
function Test({ view, model }: Props) {
  const { network } = view.words;
  const figure = model.matrix.find(({ indicator }) => indicator === "impact")?.figure ?? null;
  if (!figure || figureText(view, figure) === null) return <p class="quiet">{network.missing}</p>;
  const panel = model.panels.find((one) => one.figure.metric.key === figure.metric.key);
  return (
    <>
      <p>
        <a href={`#m-${figure.metric.key}`}>{say(view, figure.metric.label)}</a>
      </p>
      {panel?.kind === "ratio" ? (
        <BeforeAndNow view={view} panel={panel} />
      ) : (
        <p>
          <Value view={view} figure={figure} />
        </p>
      )}
      <p class="quiet">{network.record.notVerified}</p>
    </>
  );
}

export const startupPath = (view: View, id: string) => link(view, `/startups/${encodeURIComponent(id)}`);
