// What a figure cannot be, by the definition of its metric and by today's date: refused at the door, where its sender
// can still mend it. Nothing of this is asked of facts that are in the log. Pure.
import { metricOf, metricsInForce } from "../../schemas/catalogue.ts";
import type { Metric } from "../../schemas/catalogue-model.ts";
import { toMicro } from "../../schemas/decimal.ts";
import type { PushedFigure } from "../../schemas/events.ts";
import type { RowCode } from "../../schemas/row-fault.ts";
import type { Level } from "../../schemas/territory.ts";

export interface Impossible {
  readonly field: "territory" | "value" | "period";
  readonly code: RowCode;
  readonly found: string;
  readonly expected: string;
}
type Said = Pick<PushedFigure, "metric" | "period"> & {
  readonly value: string | null;
  readonly territory: { readonly level: Level };
};

/** @param today  YYYY-MM-DD in Paris @returns empty for a figure that can be, and for a metric that there is not */
export function impossible({ metric: key, value, territory, period }: Said, today: string): Impossible[] {
  const metric = metricOf(key);
  if (!metric) return [];
  const faults: Impossible[] = [];
  if (isNoMember(metric, territory.level))
    faults.push({ field: "territory", code: "territory.set", found: key, expected: insteadOf(metric) });
  const bounds = metric.kind === "membership" || value === null ? undefined : passedBounds(metric, value);
  if (bounds && value !== null) faults.push({ field: "value", code: "value.bounds", found: value, expected: bounds });
  if (period && period.first > today)
    faults.push({ field: "period", code: "date.future", found: `${period.grain} ${period.first}`, expected: today });
  return faults;
}

/** A set has places of one level as members: a country, or a place of another level, is none of them. */
export function isNoMember({ kind, subject }: Metric, level: Level): boolean {
  return kind === "membership" && level !== subject;
}

/** What is to be written for a set: its places one by one, or the metric that counts them, where there is one. */
export function insteadOf({ subject, unit }: Metric): string {
  const counts = metricsInForce().filter((one) => one.kind === "gauge" && one.unit.fr === unit.fr);
  return [`${subject}:…`, ...counts.map(({ key }) => key)].join(" | ");
}

function passedBounds({ bounds: { min, max } }: Metric, value: string): string | undefined {
  const micro = toMicro(value);
  const bound = (number: number) => BigInt(Math.round(number * 1e6));
  const isWithin = (min === undefined || micro >= bound(min)) && (max === undefined || micro <= bound(max));
  if (isWithin) return undefined;
  const told = (number: number | undefined) => (number === undefined ? "…" : String(number));
  return `${told(min)} – ${told(max)}`;
}
