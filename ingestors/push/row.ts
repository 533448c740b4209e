// One row of a push: what it says as a figure, or every fault that it has, each with its place. Pure.
import { metricOf, metricsInForce } from "../../schemas/catalogue.ts";
import { isState, type Metric } from "../../schemas/catalogue-model.ts";
import { canonicalDecimal, decimalOfNumber } from "../../schemas/decimal.ts";
import type { DeclarationReceived } from "../../schemas/events.ts";
import { type Period, periodFrom } from "../../schemas/period.ts";
import { Row } from "../../schemas/push-request.ts";
import type { RowCode, RowFault } from "../../schemas/row-fault.ts";
import { FRANCE, hasForm, LEVELS, Level } from "../../schemas/territory.ts";
import { weekFrom } from "../../schemas/week.ts";
import { nearest } from "../endpoints/settings.ts";
import { type AskedRow, below, shownShort } from "./form.ts";

export type Figure = DeclarationReceived["figures"][number];
export interface ReadRow {
  readonly row: number;
  readonly figure: Figure;
  /** The day it speaks of; `undefined`: the moment of the push. */
  readonly date: string | undefined;
}

const EXPECTED: Readonly<Record<keyof Row, string>> = {
  metric: '"rendez_vous"',
  value: '12, "12.5", null',
  date: "2026-10-05",
  period: "2026, 2026-Q4, 2026-10, 2026-W46, 2026-10-05",
  territory: `${LEVELS.join("|")}:code`,
  dims: '{"…": "…"}',
};
type Tell = (field: keyof Row | "", code: RowCode, found: unknown, expected?: string) => void;

/** @param labels  names of metrics that the source's settings give */
export function readRow(asked: AskedRow, labels: ReadonlyMap<string, string>): ReadRow | readonly RowFault[] {
  const faults: RowFault[] = [];
  const tell: Tell = (field, code, found, expected = "–") => {
    const pointer = field === "" ? asked.pointer : below(asked.pointer, asked.fields?.[field] ?? field);
    const shown = typeof found === "string" ? found : shownShort(found);
    faults.push({
      row: asked.row,
      pointer: pointer.slice(0, 500),
      code,
      found: shown.slice(0, 120),
      expected: expected.slice(0, 300),
    });
  };
  if (asked.undecided) {
    const { field, found, expected } = asked.undecided;
    const pointer = below(asked.pointer, field).slice(0, 500);
    return [{ row: asked.row, pointer, code: "field.form", found: found.slice(0, 120), expected }];
  }
  const row = formOf(asked.value, tell, asked);
  if (!row) return faults;
  const metric = metricIn(row, asked.labelled ? labels : undefined, tell);
  const value = valueIn(row, tell);
  const territory = territoryIn(row, tell);
  const period = metric && periodIn(row, metric, tell);
  if (!metric || value === undefined || !territory || faults.length > 0) return faults;
  const { date, dims = {} } = row;
  const at = period && { grain: period.grain, first: period.first };
  return { row: asked.row, date, figure: { metric: metric.key, value, territory, ...(at && { period: at }), dims } };
}

function formOf(value: unknown, tell: Tell, asked: AskedRow): Row | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    tell("", "row.form", asked.unread ?? value);
    return undefined;
  }
  const parsed = Row.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = new Set<string>();
  for (const issue of parsed.error.issues)
    for (const name of issue.code === "unrecognized_keys" && issue.path.length === 0
      ? issue.keys
      : [String(issue.path[0])])
      fields.add(name);
  for (const name of fields) {
    const found = (value as Record<string, unknown>)[name];
    if (Object.hasOwn(EXPECTED, name)) tell(name as keyof Row, "field.form", found, EXPECTED[name as keyof Row]);
    else tell(asked.fields ? "" : (name as keyof Row), "field.unknown", found, Object.keys(EXPECTED).join(", "));
  }
  return undefined;
}

function metricIn(
  { metric: name }: Row,
  labels: ReadonlyMap<string, string> | undefined,
  tell: Tell,
): Metric | undefined {
  const metric = metricOf(labels?.get(plain(name)) ?? name) ?? (labels && byLabel(name));
  if (!metric) tell("metric", "metric.unknown", name, /"([^"]+)"/.exec(nearest(name))?.[1]);
  if (metric?.kind !== "ratio") return metric;
  tell("metric", "metric.ratio", name, `${metric.ratio?.numerator}, ${metric.ratio?.denominator}`);
  return undefined;
}

/** Without accents, case and doubled spaces: as people write the same label. */
export const plain = (text: string) =>
  text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll(/\s+/g, " ").trim().toLowerCase();
const byLabel = (name: string) => metricsInForce().find(({ label }) => plain(label.fr) === plain(name));

/** `undefined`: it cannot be read. */
function valueIn({ value }: Row, tell: Tell): string | null | undefined {
  if (value === null) return null;
  const decimal = typeof value === "number" ? decimalOfNumber(value) : canonicalDecimal(value);
  if (decimal === undefined) tell("value", "value.unreadable", value);
  return decimal;
}

function territoryIn({ territory }: Row, tell: Tell): Figure["territory"] | undefined {
  if (territory === undefined) return { level: "france", code: FRANCE };
  if (typeof territory === "string" && !territory.includes(":")) {
    const isEither = hasForm("departement", territory) && hasForm("region", territory);
    tell("territory", isEither ? "territory.ambiguous" : "field.form", territory, EXPECTED.territory);
    return undefined;
  }
  const [name = "", code = ""] =
    typeof territory === "string" ? territory.split(":") : [territory.level, territory.code];
  const level = Level.safeParse(name).data;
  if (level === undefined) tell("territory", "field.form", name, EXPECTED.territory);
  else if (hasForm(level, code)) return { level, code };
  else tell("territory", "territory.code", code, level);
  return undefined;
}

function periodIn({ period }: Row, metric: Metric, tell: Tell): Period | undefined {
  if (isState(metric.kind)) {
    if (period !== undefined) tell("period", "period.unexpected", metric.key);
    return undefined;
  }
  if (period === undefined) {
    tell("period", "period.missing", metric.key);
    return undefined;
  }
  const found = typeof period === "string" ? periodOf(period) : periodFrom(period.grain, period.first);
  if (!found) tell("period", "period.begins", typeof period === "string" ? period : `${period.grain} ${period.first}`);
  return found;
}

/** `2026`, `2026-Q4`, `2026-10`, `2026-W46` (an ISO week), `2026-10-05`; `undefined`: none of them. */
export function periodOf(text: string): Period | undefined {
  if (/^\d{4}$/.test(text)) return periodFrom("year", `${text}-01-01`);
  if (/^\d{4}-\d{2}$/.test(text)) return periodFrom("month", `${text}-01`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return periodFrom("day", text);
  const quarter = /^(\d{4})-Q([1-4])$/.exec(text);
  if (quarter) return periodFrom("quarter", `${quarter[1]}-${String(Number(quarter[2]) * 3 - 2).padStart(2, "0")}-01`);
  const week = weekFrom(text);
  return week && periodFrom("week", week.first);
}
