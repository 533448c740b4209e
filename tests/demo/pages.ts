// A startup's page as a person reads it, and its panels as CSV, beside the model: card by card, row by row.
import type { MetricRef, Point, TerritoryRow } from "../../dashboards/figure.ts";
import type { Panel } from "../../dashboards/shapes/panel.ts";
import type { Agreement, Said } from "./agreement.ts";
import { keyOf } from "./panels.ts";
import { type Card, numberIn, numbersIn, section, tablesOf } from "./shown.ts";
import type { CsvRow } from "./site.ts";

/** Half of the last digit that is shown of a ratio: a tenth of a percent, a hundredth of a unit. */
const rounding = ({ scale }: MetricRef) => (scale === "one" ? 0.005 : 0.05) + 1e-9;

/** A value as a reader may take it: exact, or rounded where it is a ratio. */
export function sameShown(metric: MetricRef, shown: Said, value: Said): Said {
  if (metric.kind !== "ratio" || shown === null || value === null) return shown;
  return Math.abs(Number(shown) - Number(value)) <= rounding(metric) ? value : shown;
}

/** The numbers of a ratio's two parts: `75 963 sur 696 277`, `919 000 / 37 310`. */
export function partsIn(text: string): Said[] {
  return text.split(/\s(?:sur|\/)\s/).map(numberIn);
}

export function cardAgrees(panel: Panel, card: Card | undefined, agreement: Agreement, where: string): void {
  const { metric, value, share } = panel.figure;
  const shown = card?.value === null ? null : numberIn(card?.value ?? "no card");
  agreement.same("a page's card is the figure", where, value, sameShown(metric, shown, value));
  if (card) besideAgrees(panel, card, agreement, where);
  if (metric.kind !== "ratio" || !share || !card) return;
  agreement.same("a page's ratio names its parts", where, [share.part, share.whole].join(), partsIn(card.of).join());
}

/** What stands around a card's value: running total, inhabitants, change over 4 weeks. */
function besideAgrees(panel: Panel, { under, change: told }: Card, agreement: Agreement, where: string): void {
  const { population, change, metric } = panel.figure;
  const total = panel.kind === "flow" ? panel.since?.value : undefined;
  if (total !== undefined)
    agreement.same("a page's card has the running total", where, total, numberIn(under[0] ?? ""));
  if (population) {
    const percent = (100 * Number(population.part)) / Number(population.whole);
    const said = Number(numberIn(under[0] ?? ""));
    // more than nothing is never written 0 %, less than all never 100 %
    const isEdge = (said === 1 && percent > 0 && percent < 1) || (said === 99 && percent > 99 && percent < 100);
    const near = Math.abs(said - percent) <= 0.5 || isEdge ? "near" : under.join();
    agreement.same("a page's card has the share of inhabitants", where, "near", near);
  }
  if (!change || metric.kind === "ratio") return;
  const numbers = numbersIn(told.replace(/4 semaines|4 weeks/g, "")).join();
  if (change.kind === "difference" && change.value === "0") return;
  const said = change.kind === "flow" ? `${change.now},${change.before}` : change.value;
  const found = numbers.startsWith(`${said},`) || numbers === said ? said : numbers;
  agreement.same("a page's card has the change over 4 weeks", where, said, found);
}

/** The table by territory that a panel has beside it, under `-by`. */
export function placesOf(panel: Panel): readonly TerritoryRow[] | undefined {
  const table = panel.kind === "flow" ? panel.by?.table : panel.figure.table;
  if (panel.kind === "ratio" || table?.by !== "territory") return undefined;
  return panel.kind !== "series" || table.rows.some(({ level }) => level !== "france") ? table.rows : undefined;
}
const valuesOf = (rows: readonly { readonly value: Said }[]) => rows.map(({ value }) => value);

/** By id of a section: the column of values of its first table, and what must be in it. */
function tablesBy(panel: Panel): Record<string, { readonly column: number; readonly values: readonly Said[] }> {
  const id = `m-${keyOf(panel)}`;
  const drawn = panel.kind === "ratio" ? panel.yearly : pointsOf(panel);
  const places = placesOf(panel);
  return {
    [id]: { column: 1, values: valuesOf(drawn) },
    ...(places ? { [`${id}-by`]: { column: 2, values: valuesOf(places) } } : {}),
  };
}

/** Every row of every table of a panel, as shown. */
export function tablesAgree(panel: Panel, page: string, agreement: Agreement, where: string): void {
  const { metric } = panel.figure;
  for (const [id, { column, values }] of Object.entries(tablesBy(panel))) {
    const rows = tablesOf(section(page, id) ?? "")[0] ?? [];
    agreement.same("a page's table has the model's rows", `${where} #${id}`, values.length, rows.length);
    values.forEach((value, at) => {
      const said = sameShown(metric, numberIn(rows[at]?.[column] ?? ""), value);
      agreement.same("a page's row is the model's", `${where} #${id} row ${at}`, value, said);
    });
  }
}

/** Every row of a panel's CSV files. @param csv  by id of the panel */
export function csvAgrees(panel: Panel, csv: ReadonlyMap<string, CsvRow[]>, agreement: Agreement, where: string): void {
  const id = `m-${keyOf(panel)}`;
  const points = pointsOf(panel);
  const line = ({ first, last, value, numerator, denominator }: Point) =>
    [first, last, value ?? "", numerator ?? "", denominator ?? ""].join();
  const rows = csv.get(id) ?? [];
  const read = rows.map((row) => [row.first_day, row.last_day, row.value, row.numerator, row.denominator].join());
  agreement.same("a CSV has the model's rows", `${where} ${id}`, points.map(line).join("\n"), read.join("\n"));
  const places = placesOf(panel);
  if (!places) return;
  const said = places.map(({ code, value }) => `${code} ${value ?? ""}`).join("\n");
  const own = (csv.get(`${id}-by`) ?? []).map((row) => `${row.code} ${row.value}`).join("\n");
  agreement.same("a CSV has the model's rows", `${where} ${id}-by`, said, own);
}

/** What a panel draws, in the order of its CSV. */
export function pointsOf(panel: Panel): readonly Point[] {
  switch (panel.kind) {
    case "membership":
      return panel.weekly;
    case "ratio":
      return [...(panel.before ? [panel.before] : []), panel.now, ...panel.yearly];
    default:
      return panel.points;
  }
}
