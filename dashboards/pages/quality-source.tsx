// One source: its state and strip, how it is read, what it is expected to say, and its last thirty deliveries.
import type { Child } from "hono/jsx";
import type { QualitySourceModel } from "../shapes/quality.ts";
import { Layout } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { SourcesTable } from "./quality-sources.tsx";
import { kindOf, reasonOf, remedyOf, sourcePath } from "./source-words.tsx";
import { Table } from "./table.tsx";
import { apiHref, link, say, type View } from "./view.ts";

export function QualitySourcePage({ model, view }: { model: QualitySourceModel; view: View }) {
  const { words } = view;
  const { quality } = words;
  const { startup, source } = model.health;
  const title = quality.sourceTitle(source.label, startup.name);
  return (
    <Layout
      view={view}
      title={title}
      current="quality"
      head={model.head}
      json={`${sourcePath(startup.id, source.id)}.json${view.query}`}
    >
      <nav class="crumbs" aria-label={words.startup.crumbs}>
        <ol>
          <li>
            <a href={link(view, "/")}>{words.nav.overview}</a>
          </li>
          <li>
            <a href={link(view, "/qualite")}>{quality.name}</a>
          </li>
          <li aria-current="page">{title}</li>
        </ol>
      </nav>
      <h1>{title}</h1>
      <p class="lead">{quality.sourceLead}</p>
      <p>
        <a href={link(view, `/startups/${encodeURIComponent(startup.id)}`)}>{quality.seeStartup(startup.name)}</a>
      </p>
      <section class="panel" aria-label={quality.state}>
        <SourcesTable view={view} rows={[model.health]} label={quality.state} />
      </section>
      <Reading view={view} model={model} />
      <Expects view={view} model={model} />
      <Deliveries view={view} model={model} />
    </Layout>
  );
}

const api = ({ health: { startup, source } }: QualitySourceModel, view: View) =>
  apiHref(view, `/api/v1/qualite/${encodeURIComponent(startup.id)}/${encodeURIComponent(source.id)}`);

function Reading({ view, model }: { view: View; model: QualitySourceModel }) {
  const { words, format } = view;
  const { quality } = words;
  const { source } = model.health;
  const rows: [string, Child][] = [
    [words.sources.kind, kindOf(view, model.health)],
    [quality.reader, quality.readerOf(model.reader.kind, model.reader.version)],
    ...(source.host === null ? [] : [[quality.host, source.host] as [string, Child]]),
    [quality.cadence, model.every === null ? quality.noCadence : words.every[model.every]],
    [quality.expiry, quality.expiryText(format.number(String(model.expiresAfterDays)))],
    [quality.declared, model.declared === null ? quality.unknown : format.dayOf(model.declared)],
  ];
  return (
    <Panel view={view} id="reader" title={quality.how} name={quality.how} day={model.head.day} json={api(model, view)}>
      <dl class="rows">
        {rows.map(([label, value]) => (
          <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Expects({ view, model }: { view: View; model: QualitySourceModel }) {
  const { words } = view;
  const { quality } = words;
  const grainOf = (grain: NonNullable<QualitySourceModel["expects"][number]["grain"]>) =>
    grain === "state" ? quality.grains.state : words.grains[grain];
  return (
    <Panel
      view={view}
      id="expects"
      title={quality.expects}
      name={quality.expects}
      sub={quality.expectsSub}
      day={model.head.day}
      json={api(model, view)}
    >
      {model.expects.length === 0 ? (
        <p class="absent">{quality.noExpects}</p>
      ) : (
        <Table
          caption={quality.expects}
          label={quality.expects}
          columns={[
            { label: quality.metric },
            { label: quality.definition },
            { label: quality.level },
            { label: quality.grain },
            { label: quality.dims },
          ]}
          rows={model.expects.map(({ metric, known, definition, level, grain, dims }) => [
            known ? say(view, known.label) : <code>{metric}</code>,
            quality.version(definition),
            level === null ? quality.none : words.startup.levels[level],
            grain === null ? quality.none : grainOf(grain),
            dims.length === 0 ? quality.none : <code>{dims.join(", ")}</code>,
          ])}
        />
      )}
    </Panel>
  );
}

function Deliveries({ view, model }: { view: View; model: QualitySourceModel }) {
  const { quality } = view.words;
  const { format } = view;
  const count = (value: number) => format.number(String(value));
  return (
    <Panel
      view={view}
      id="deliveries"
      title={quality.deliveries}
      name={quality.deliveries}
      sub={quality.deliveriesSub}
      day={model.head.day}
      json={api(model, view)}
    >
      {model.deliveries.length === 0 ? (
        <p class="absent">{quality.noDeliveries}</p>
      ) : (
        <Table
          caption={quality.deliveries}
          label={quality.deliveries}
          columns={[
            { label: quality.moment },
            { label: quality.recorded },
            { label: quality.verdict },
            { label: quality.cells, number: true },
            { label: quality.changed, number: true },
            { label: quality.why },
          ]}
          rows={model.deliveries.map((one) => [
            format.instant(one.moment),
            format.instant(one.recorded),
            one.kind === "unchanged" && one.verdict === "counted"
              ? `${quality.verdicts.counted}, ${quality.unchanged}`
              : quality.verdicts[one.verdict],
            one.verdict === "failed" || one.verdict === "rejected" ? quality.none : count(one.cells),
            one.verdict === "counted" || one.verdict === "released" ? count(one.changed) : quality.none,
            why(view, one),
          ])}
        />
      )}
    </Panel>
  );
}

function why(view: View, { hold, code, status, page }: QualitySourceModel["deliveries"][number]): string {
  const { quality, holds, sources } = view.words;
  if (hold) return holds[hold];
  if (code === null) return quality.none;
  const remedy = remedyOf(view, code);
  const where = page === null ? "" : ` (${quality.page(page)})`;
  return `${reasonOf(view, code, status)}${where}${remedy ? `. ${sources.hint} ${remedy}` : ""}`;
}
