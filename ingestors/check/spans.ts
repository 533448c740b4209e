// The first and the last day of a period that stand in two fields of one row: together they say how long it is.
import type { Said } from "../../schemas/check.ts";
import { type Grain, periodFrom } from "../../schemas/period.ts";
import { type DateFormat, readDay } from "../endpoints/dates.ts";
import type { Field } from "./column.ts";
import { ONE_GRAIN, quoted } from "./french.ts";
import type { Known } from "./known.ts";

/** Two equal days may be those of anything. */
const GRAINS: readonly Grain[] = ["week", "sunday_week", "month", "quarter", "year"];
interface Days {
  readonly known: Known;
  readonly format: DateFormat;
  readonly days: readonly (string | undefined)[];
}

/** The fields without the last days, and with the first ones as periods; as they were, where no two are a span. */
export function withSpans(known: readonly Known[]): readonly Known[] {
  const dates = known.flatMap(daysOf);
  for (const first of dates) {
    for (const last of dates) {
      const grain = GRAINS.find((one) => first.known.field.from === last.known.field.from && isSpan(first, last, one));
      if (!grain) continue;
      const { field } = first.known;
      const sure = { is: "date", format: first.format, grain, sure: true, isSpan: true } as const;
      const whole: Known = { field, role: { ...sure, seen: seen(field, last.known.field, grain) } };
      return [whole, ...known.filter((one) => one !== first.known && one !== last.known)];
    }
  }
  return known;
}

function daysOf(known: Known): Days[] {
  const { field, role } = known;
  const format = role.is === "date" || role.is === "undated" ? role.format : undefined;
  if (format === undefined || field.from === "key") return [];
  return [{ known, format, days: field.values.map((value) => readDay(value, format, 2)) }];
}

function isSpan(first: Days, last: Days, grain: Grain): boolean {
  const rows = first.days.map((day, row) => [day, last.days[row]] as const);
  const both = rows.filter(([one, other]) => one !== undefined && other !== undefined);
  const told = both.every(([one = "", other]) => periodFrom(grain, one)?.last === other);
  return both.length > 0 && told && first.days.filter((day) => day !== undefined).length === both.length;
}

function seen(first: Field, last: Field, grain: Grain): Said {
  return {
    fr: `${quoted(first.name)} et ${quoted(last.name)} sont le premier et le dernier jour : ${ONE_GRAIN[grain]}`,
    en: `"${first.name}" and "${last.name}" are its first and last day: a ${grain}`,
  };
}
