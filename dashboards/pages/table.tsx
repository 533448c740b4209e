// Tables: beside every figure, with the same rows, outside the drawing.
import type { Child } from "hono/jsx";
import type { Figure, FigureTable, MetricRef, Point, TerritoryRow } from "../figure.ts";
import { ratioText } from "./ratio-text.ts";
import { link, say, type View } from "./view.ts";

export interface Column {
  readonly label: string;
  readonly number?: boolean;
}

/** Takes the focus, so that a keyboard can scroll it. Not a landmark: there are many. */
const scrollBox = (label: string) => ({ role: "group", tabindex: 0, "aria-label": label });

/** The first cell of a row is its head. */
export function Table(props: {
  caption: Child;
  label: string;
  columns: readonly Column[];
  rows: readonly (readonly Child[])[];
}) {
  const { columns, rows } = props;
  return (
    <div class="scroll" {...scrollBox(props.label)}>
      <table>
        <caption>{props.caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" class={column.number ? "n" : ""}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([head, ...cells]) => (
            <tr>
              <th scope="row">{head}</th>
              {cells.map((cell, index) => (
                <td class={columns[index + 1]?.number ? "n" : ""}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A value in its metric's words: a ratio by its two parts, anything else as it is; no value as a word. */
export function valueText(
  view: View,
  metric: MetricRef,
  point: Pick<Point, "value" | "numerator" | "denominator">,
): string {
  if (metric.kind === "ratio" && point.numerator !== undefined && point.denominator !== undefined)
    return ratioText(view, metric, point.numerator, point.denominator);
  return point.value === null ? view.words.table.missing : view.format.number(point.value);
}

/** The rows that make up a figure, and the sentence that says how they do. */
export function FigureRows({ view, figure, of = figure.table }: { view: View; figure: Figure; of?: FigureTable }) {
  const { words, lang } = view;
  const label = say(view, figure.metric.label);
  const caption = `${label}${lang === "fr" ? " : " : ": "}${words.table.rules[of.rule]}`;
  if (of.by === "territory")
    return <TerritoryTable view={view} metric={figure.metric} rows={of.rows} caption={caption} label={label} />;
  if (of.by === "period")
    return <PeriodTable view={view} metric={figure.metric} grain={of.grain} rows={of.rows} caption={caption} />;
  return (
    <Table
      caption={caption}
      label={label}
      columns={[{ label: words.table.source }, { label: words.table.value, number: true }]}
      rows={of.rows.map((row) => [row.source.label, valueText(view, figure.metric, row)])}
    />
  );
}

export function PeriodTable(props: {
  view: View;
  metric: MetricRef;
  grain: Parameters<View["format"]["period"]>[0]["grain"];
  rows: readonly Point[];
  caption: string;
}) {
  const { view, metric, grain, rows } = props;
  const { table } = view.words;
  const parts = rows.some((row) => row.numerator !== undefined);
  const part = (value: string | undefined) => (value === undefined ? table.missing : view.format.number(value));
  return (
    <Table
      caption={props.caption}
      label={props.caption}
      columns={[
        { label: grain === "state" || grain === "day" ? table.day : table.period },
        { label: say(view, metric.kind === "ratio" ? metric.label : metric.unit), number: true },
        ...(parts
          ? [
              { label: table.part, number: true },
              { label: table.of, number: true },
            ]
          : []),
      ]}
      rows={rows.map((row) => [
        view.format.period({ grain, first: row.first, last: row.last }),
        valueText(view, metric, row),
        ...(parts ? [part(row.numerator), part(row.denominator)] : []),
      ])}
    />
  );
}

function TerritoryTable(props: {
  view: View;
  metric: MetricRef;
  rows: readonly TerritoryRow[];
  caption: string;
  label: string;
}) {
  const { view, metric, rows } = props;
  const { words, format } = view;
  const whole = rows.some((row) => row.of !== null);
  const people = rows.some((row) => row.population !== null);
  return (
    <Table
      caption={props.caption}
      label={props.label}
      columns={[
        { label: words.table.place },
        { label: words.table.code },
        { label: say(view, metric.unit), number: true },
        ...(whole ? [{ label: words.table.of, number: true }] : []),
        ...(people ? [{ label: words.table.population, number: true }] : []),
      ]}
      rows={rows.map((row) => [
        placeName(view, row),
        row.code,
        valueText(view, metric, row),
        ...(whole ? [row.of === null ? words.table.missing : format.number(row.of)] : []),
        ...(people
          ? [row.population === null ? words.table.missing : format.percent(row.population.part, row.population.whole)]
          : []),
      ])}
    />
  );
}

export function placeName({ words }: View, { name }: Pick<TerritoryRow, "name">): string {
  return name ?? words.table.unlisted;
}

/** Beyond these many, a sentence says how many others there are. */
const NAMED = 6;

/** Services by their names, each a link, inside a sentence. @param words  the sentence around the names */
export function NamedServices({
  view,
  services,
  words,
}: {
  view: View;
  services: readonly { readonly id: string; readonly name: string }[];
  words: (names: string) => string;
}) {
  const shown = services.slice(0, NAMED);
  const rest = services.length - shown.length;
  const others = rest > 0 ? [view.words.network.four.and(rest, view.format.number(String(rest)))] : [];
  const parts = view.format.parts([...shown.map(({ name }) => name), ...others]);
  const [before, after = ""] = words("\u0000").split("\u0000");
  return (
    <>
      {before}
      {parts.map(({ text, item }) => {
        const service = item === undefined ? undefined : shown[item];
        return service ? <ServiceLink view={view} service={service} /> : text;
      })}
      {after}
    </>
  );
}

/** A link to a startup's page. */
export function ServiceLink({
  view,
  service,
}: {
  view: View;
  service: { readonly id: string; readonly name: string };
}) {
  return <a href={link(view, `/startups/${encodeURIComponent(service.id)}`)}>{service.name}</a>;
}
