// One metric: what it means, what may be added up, the network where that is legal, and the services side by side.

import { AXES } from "../../schemas/catalogue-model.ts";
import { KNOWN_ON } from "../as-of.ts";
import type { MetricModel } from "../shapes/metric.ts";
import { capital } from "./capital.ts";
import { Mark } from "./chip.tsx";
import { ContextBar } from "./context-bar.tsx";
import { Crumbs, metricPath } from "./finder.tsx";
import { Layout } from "./layout.tsx";
import { MetricNetwork } from "./metric-network.tsx";
import type { MetricProps } from "./metric-props.ts";
import { MetricServices } from "./metric-services.tsx";
import { withQuery } from "./own-address.ts";
import { Panel } from "./panel.tsx";
import { Table } from "./table.tsx";
import { apiHref, link, say } from "./view.ts";

type Version = MetricModel["versions"][number];

/** @param present  how the metric is defined now, when the page is as known on another day */
export function MetricPage({ model, view, present }: MetricProps & { readonly present?: Version | undefined }) {
  const { words } = view;
  const { metric, mark } = model.entry;
  const label = say(view, metric.label);
  return (
    <Layout
      view={view}
      title={label}
      current="metrics"
      head={model.head}
      json={`${metricPath(metric.key)}.json${view.query}`}
    >
      <Crumbs view={view} way={[{ path: "/indicateurs", name: words.metrics.title }]} here={label} />
      <h1>{label}</h1>
      <p class="lead">{say(view, metric.definition)}</p>
      <Changed model={model} view={view} present={present} />
      <p class="chips">
        <Mark view={view} mark={mark} />
        <span class="quiet">
          {words.metrics.kinds[metric.kind]} · {words.panel.version(metric.version)}
        </span>
      </p>
      <ContextBar view={view} head={model.head} periods />
      <div class="grid-8-5">
        <MetricNetwork model={model} view={view} />
        <Sheet model={model} view={view} />
      </div>
      <MetricServices model={model} view={view} />
      <div class="grid-2">
        <Sums model={model} view={view} />
        <Versions model={model} view={view} />
      </div>
    </Layout>
  );
}

/** Of another day: whether the definition is another one now, since when, and where it is. */
function Changed({ model, view, present }: MetricProps & { readonly present: Version | undefined }) {
  const { metrics } = view.words;
  const then = model.versions.find(({ current }) => current);
  if (!present || !then || present.sha256 === then.sha256) return null;
  return (
    <p class="note since">
      {present.since === null ? metrics.changed : metrics.changedOn(view.format.dayOf(present.since))}{" "}
      <a href={withQuery(view, { [KNOWN_ON]: undefined })}>{metrics.present}</a>
    </p>
  );
}

function Sheet({ model, view }: MetricProps) {
  const { words, format } = view;
  const text = words.metrics;
  const { entry, parts, usedBy, window, services, subject } = model;
  const { metric } = entry;
  const api = apiHref(view, `/api/v1${metricPath(metric.key)}`);
  const cadences = [...new Set(services.map(({ figure }) => figure.freshness.every ?? "none"))];
  const days = window && /^P(\d+)D$/.exec(window)?.[1];
  const facts: (readonly [string, unknown])[] = [
    [text.key, <code>{metric.key}</code>],
    [text.unit, say(view, metric.unit)],
    [text.kind, text.kinds[metric.kind]],
    [text.subject, subject.replaceAll("_", " ")],
    [text.direction, text.directions[metric.good]],
    ...(days ? [[text.window, text.days(days)] as const] : []),
    ...(parts
      ? [[text.parts, text.ratioOf(say(view, parts.numerator.label), say(view, parts.denominator.label))] as const]
      : []),
    ...(usedBy.length > 0
      ? [
          [
            text.usedBy,
            usedBy.map((one) => <a href={link(view, metricPath(one.key))}>{say(view, one.label)}</a>),
          ] as const,
        ]
      : []),
    ...(model.network?.share && metric.kind === "membership" && subject === "commune"
      ? [
          [
            text.denominator,
            text.denominatorText(format.number(model.network.share.whole), model.head.countedWith),
          ] as const,
        ]
      : []),
    [text.cadence, cadences.length === 0 ? text.nobody : format.list(cadences.map((one) => text.cadences[one]))],
    [
      text.api,
      <a href={api}>
        <code>{api}</code>
      </a>,
    ],
  ];
  return (
    <Panel view={view} id="fiche" title={text.sheet} name={text.sheet} sub={text.sheetSub} day={model.head.day}>
      <dl class="rows">
        {facts.map(([term, fact]) => (
          <div>
            <dt>{term}</dt>
            <dd>{fact as string}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

/** What may be added up along each axis; a refusal with its reason and the question that has an answer. */
function Sums({ model, view }: MetricProps) {
  const text = view.words.metrics;
  const { metric, sums } = model.entry;
  return (
    <Panel view={view} id="additions" title={text.sums} name={text.sums} sub={text.sumsSub} day={model.head.day}>
      <dl class="rows">
        {AXES.map((axis) => {
          const refusal = metric.refusals.find((one) => one.axis === axis);
          return (
            <div>
              <dt>{capital(text.axes[axis])}</dt>
              <dd>
                <p>
                  <b>{capital(text.rules[sums[axis]])}</b>
                </p>
                {refusal && (
                  <p>
                    {capital(say(view, refusal.refused))}. {capital(say(view, refusal.ask))}.
                  </p>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </Panel>
  );
}

function Versions({ model, view }: MetricProps) {
  const { words, format } = view;
  const text = words.metrics;
  return (
    <Panel
      view={view}
      id="definitions"
      title={text.versions}
      name={text.versions}
      sub={text.versionsSub}
      day={model.head.day}
    >
      <Table
        caption={text.versions}
        label={text.versions}
        columns={[{ label: text.version }, { label: text.since }, { label: text.definition }]}
        rows={model.versions.map(({ version, label, definition, since, current }) => [
          `${format.number(String(version))}${current ? ` (${text.current})` : ""}`,
          since === null ? words.table.missing : format.dayOf(since),
          <>
            <b>{say(view, label)}</b>
            <br />
            {say(view, definition)}
          </>,
        ])}
      />
    </Panel>
  );
}
