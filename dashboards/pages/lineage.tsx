// Where a figure comes from: the figure, its definition, each source's word, every row, the facts and their bytes.
import type { LineageModel } from "../shapes/lineage.ts";
import { Crumbs } from "./crumbs.tsx";
import { KnownLink } from "./known-on.tsx";
import { Layout } from "./layout.tsx";
import { LineageCorrections } from "./lineage-corrections.tsx";
import { absenceText, LineageFacts } from "./lineage-facts.tsx";
import { lineageLink } from "./lineage-link.tsx";
import { LineageParts, periodsText } from "./lineage-parts.tsx";
import { Panel } from "./panel.tsx";
import { partsText, ratioText } from "./ratio-text.ts";
import { Table } from "./table.tsx";
import { apiHref, say, type View } from "./view.ts";

interface Props {
  readonly model: LineageModel;
  readonly view: View;
}

export function LineagePage({ model, view }: Props) {
  const { lineage, nav } = view.words;
  const { startup, metric, head } = model;
  const title = lineage.title(say(view, metric.label), startup.name);
  const path = `/startups/${encodeURIComponent(startup.id)}`;
  return (
    <Layout view={view} title={title} current="services" head={head} json={jsonOf(view)}>
      <Crumbs
        view={view}
        parents={[
          ["/startups", nav.services],
          [path, startup.name],
        ]}
        name={lineage.short}
      />
      <h1>{title}</h1>
      <p class="lead">
        {lineage.lead}
        <KnownLink view={view} head={head} />
      </p>
      <FigurePanel model={model} view={view} />
      {model.corrections.length > 0 && <LineageCorrections model={model} view={view} />}
      {model.parts.length > 0 && <LineageParts model={model} view={view} />}
      {model.cells && model.cells.count > 0 && <Cells model={model} view={view} cells={model.cells} />}
      {model.words.length > 0 && <WordsPanel model={model} view={view} />}
      {model.rows.length > 0 && <RowsPanel model={model} view={view} />}
      <LineageFacts model={model} view={view} />
      <section class="panel" aria-labelledby="proof-t">
        <h2 id="proof-t">{lineage.proof}</h2>
        <p>{lineage.proofText}</p>
        <pre class="scroll" tabindex={0}>
          <code>{model.proof}</code>
        </pre>
      </section>
    </Layout>
  );
}

const jsonOf = (view: View) => apiHref(view, "/api/v1/lineage");

function FigurePanel({ model, view }: Props) {
  const { lineage } = view.words;
  const { format } = view;
  const { figure, absence, periods, metric, place, head } = model;
  const where = place ? (place.name ?? place.code) : model.startup.name;
  const when = periods
    ? periodsText(view, periods)
    : place?.first && place.grain !== "state"
      ? format.period({ ...place, grain: place.grain, first: place.first, last: place.last ?? place.first })
      : format.date(head.day);
  return (
    <Panel
      view={view}
      id="figure"
      title={lineage.figure}
      name={lineage.figure}
      sub={`${where}, ${when}`}
      day={head.day}
      json={jsonOf(view)}
    >
      {figure === null && <p class="absent">{lineage.none(absenceText(view, absence))}</p>}
      {figure && figure.value === null && <p>{lineage.nullSaid}</p>}
      {figure && figure.value !== null && <p class="headline">{valueText(view, model, figure.value)}</p>}
      {figure?.correction && <p>{lineage.corrected(figure.correction.reason)}</p>}
      {figure && figure.sources.length > 0 && <p>{lineage.of(figure.sources.join(", "))}</p>}
      {figure?.since && <p>{lineage.since(format.dayOf(figure.since))}</p>}
      {figure?.confirmed && <p>{lineage.confirmed(format.dayOf(figure.confirmed))}</p>}
      <h3>{lineage.definition(metric.version)}</h3>
      <p>{say(view, metric.definition)}</p>
      <DefinedBy model={model} view={view} />
    </Panel>
  );
}

/** A ratio is told by its two parts, as on the pages that show it. */
function valueText(view: View, { metric, parts: [above, below] }: LineageModel, value: string): string {
  if (typeof above?.value !== "string" || typeof below?.value !== "string") return view.format.number(value);
  const [part, whole] = [above.value, below.value];
  return `${ratioText(view, metric, part, whole)} (${partsText(view, metric, part, whole)})`;
}

/** The fact that gave the metric this text. */
function DefinedBy({ model, view }: Props) {
  const { lineage } = view.words;
  const { definition } = model;
  if (definition === null) return <p class="sub">{lineage.undefinedBy}</p>;
  const { topic, partition, offset, recorded, sha256 } = definition;
  return (
    <p class="sub">
      {lineage.definedBy(view.format.instant(recorded))} <code>{`${topic} ${partition}:${offset}`}</code>, SHA-256{" "}
      <code>{sha256}</code>
    </p>
  );
}

function Cells({ model, view, cells }: Props & { readonly cells: NonNullable<LineageModel["cells"]> }) {
  const { lineage } = view.words;
  const { format } = view;
  const title = lineage.cells(cells.count, format.number(String(cells.count)));
  const isRatio = model.parts.length > 0;
  const labels = new Map(model.parts.map(({ metric }) => [metric.key, say(view, metric.label)]));
  return (
    <Panel
      view={view}
      id="cells"
      title={title}
      name={title}
      sub={lineage.cellsSub}
      day={model.head.day}
      json={jsonOf(view)}
    >
      <Table
        caption={title}
        label={title}
        columns={[
          ...(isRatio ? [{ label: lineage.metric }] : []),
          { label: lineage.territory },
          { label: lineage.period },
          { label: lineage.says, number: true },
          { label: lineage.source },
        ]}
        rows={cells.rows.map((cell) => [
          ...(isRatio ? [labels.get(cell.metric) ?? cell.metric] : []),
          <a href={lineageLink(view, model.startup.id, cell.metric, { place: cell, day: model.head.day })}>
            {cell.name ?? cell.code}
            {Object.values(cell.dims).map((dim) => ` · ${dim}`)}
          </a>,
          cell.first && cell.grain !== "state"
            ? format.period({ grain: cell.grain, first: cell.first, last: cell.last ?? cell.first })
            : format.dayOf(cell.since),
          cell.value === null ? view.words.table.missing : format.number(cell.value),
          cell.correction === null ? cell.source : lineage.correction,
        ])}
      />
    </Panel>
  );
}

function WordsPanel({ model, view }: Props) {
  const { lineage, table } = view.words;
  const { format } = view;
  return (
    <Panel
      view={view}
      id="words"
      title={lineage.words}
      name={lineage.words}
      sub={lineage.wordsSub}
      day={model.head.day}
      json={jsonOf(view)}
    >
      <Table
        caption={lineage.words}
        label={lineage.words}
        columns={[
          { label: lineage.source },
          { label: lineage.says, number: true },
          { label: lineage.state },
          { label: lineage.confirmedAt },
          { label: lineage.decides },
        ]}
        rows={model.words.map(({ label, value, state, confirmed, unconfirmed, decides }) => [
          label,
          value === null ? table.missing : format.number(value),
          lineage.states[state],
          <>
            {confirmed === null ? table.missing : format.instant(confirmed)}
            {unconfirmed && (
              <small>
                {lineage.unconfirmed(format.instant(unconfirmed.at))}{" "}
                {unconfirmed.why.map((why) => (
                  <code lang="en">{why}</code>
                ))}
              </small>
            )}
          </>,
          decides ? lineage.yes : lineage.no,
        ])}
      />
    </Panel>
  );
}

function RowsPanel({ model, view }: Props) {
  const { lineage, table } = view.words;
  const { format } = view;
  return (
    <Panel
      view={view}
      id="rows"
      title={lineage.rows}
      name={lineage.rows}
      sub={lineage.rowsSub}
      day={model.head.day}
      json={jsonOf(view)}
    >
      <Table
        caption={lineage.rows}
        label={lineage.rows}
        columns={[
          { label: lineage.known },
          { label: lineage.source },
          { label: lineage.op },
          { label: lineage.says, number: true },
          { label: lineage.moment },
          { label: lineage.said, number: true },
          { label: lineage.by, number: true },
        ]}
        rows={model.rows.map(({ recorded, source, op, value, moment, said, by }) => [
          format.instant(recorded),
          source,
          lineage.ops[op],
          value === null ? table.missing : format.number(value),
          format.instant(moment),
          String(said),
          String(by),
        ])}
      />
    </Panel>
  );
}
