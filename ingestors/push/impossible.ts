// What a figure cannot be, by the definition of its metric and by today's date: refused at the door, where its sender
// can still mend it. Nothing of this is asked of facts that are in the log. Pure.
import { metricOf } from "../../schemas/catalogue.ts";
import type { Metric } from "../../schemas/catalogue-model.ts";
import { decimalOfNumber, toMicro } from "../../schemas/decimal.ts";
import type { Period } from "../../schemas/period.ts";
import type { RowCode } from "../../schemas/row-fault.ts";
import { insteadOf, isNoMember } from "../../schemas/sets.ts";
import type { Level } from "../../schemas/territory.ts";

export interface Impossible {
  readonly field: "territory" | "value" | "period";
  readonly code: RowCode;
  readonly found: string;
  readonly expected: string;
}
interface Said {
  readonly metric: string;
  /** A number that cannot be told in decimals is within no bounds and beyond none: its row is refused, or in doubt, elsewhere. */
  readonly value: string | number | null;
  readonly territory: { readonly level: Level };
  readonly period?: Pick<Period, "grain" | "first"> | undefined;
}

/** @param today  YYYY-MM-DD in Paris @returns empty for a figure that can be, and for a metric that there is not */
export function impossible({ metric: key, value: said, territory, period }: Said, today: string): Impossible[] {
  const metric = metricOf(key);
  if (!metric) return [];
  const faults: Impossible[] = [];
  if (isNoMember(metric, territory.level))
    faults.push({ field: "territory", code: "territory.set", found: key, expected: insteadOf(metric) });
  const value = typeof said === "number" ? decimalOfNumber(said) : (said ?? undefined);
  const bounds = metric.kind === "membership" || value === undefined ? undefined : passedBounds(metric, value);
  if (bounds && value !== undefined)
    faults.push({ field: "value", code: "value.bounds", found: value, expected: bounds });
  if (period && period.first > today)
    faults.push({ field: "period", code: "date.future", found: `${period.grain} ${period.first}`, expected: today });
  return faults;
}

/** The bounds of a metric, in words, when a canonical decimal is beyond them. */
export function passedBounds({ bounds: { min, max } }: Metric, value: string): string | undefined {
  const micro = toMicro(value);
  const bound = (number: number) => BigInt(Math.round(number * 1e6));
  const isWithin = (min === undefined || micro >= bound(min)) && (max === undefined || micro <= bound(max));
  if (isWithin) return undefined;
  const told = (number: number | undefined) => (number === undefined ? "…" : String(number));
  return `${told(min)} – ${told(max)}`;
}
