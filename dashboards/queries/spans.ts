// Which days a chosen span has, and those it is compared with: whole periods against as many whole periods. Pure.
import { Temporal } from "temporal-polyfill";
import { addDays, type Grain, lastPeriods } from "../../schemas/period.ts";
import type { Choice } from "../choice.ts";
import { addMonths, type Span, spanOf, twelveMonths, within } from "./periods.ts";

const WEEKS: Readonly<Record<string, number>> = { "4s": 4, "13s": 13 };
/** A year of whole weeks, so that weekdays stay what they are. */
const YEAR_DAYS = 364;
/** Grains of which a week has a whole number. */
const WEEKLY: ReadonlySet<Grain> = new Set(["day", "week", "sunday_week"]);

const weeksUpTo = (last: string, weeks: number): Span => ({ first: addDays(last, 1 - 7 * weeks), last });
const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string, b: string) => (a > b ? a : b);

function lastSunday(day: string): string {
  return addDays(day, -(Temporal.PlainDate.from(day).dayOfWeek % 7));
}

/**
 * The days that a series of periods is shown of. Of days, weeks are ISO weeks; `undefined`: all that there are.
 * @param last  last day of the last closed period that its source states: a span ends there, not in a period to come
 */
export function seriesSpan({ length, between }: Choice, grain: Grain, last: string): Span | undefined {
  if (between) return { first: between.first, last: earlier(between.last, last) };
  if (length === "12m") return twelveMonths(last);
  const weeks = WEEKS[length ?? ""];
  return weeks === undefined ? undefined : weeksUpTo(grain === "day" ? lastSunday(last) : last, weeks);
}

/** The periods of a series that are shown: those wholly inside the chosen span. */
export function shownOf<P extends Span>(choice: Choice, grain: Grain, periods: readonly P[]): readonly P[] {
  const last = periods.at(-1);
  const span = last && seriesSpan(choice, grain, last.last);
  return span ? within(periods, span) : periods;
}

/** A span of periods, and the same number of periods that it is compared with: `before` is empty where one is missing. */
export interface Compared<P> {
  readonly now: readonly P[];
  readonly against: Span | undefined;
  readonly before: readonly P[];
}

/**
 * The periods that a change speaks of: 4 weeks when no length was chosen, or all. `undefined`: one of them is missing, or
 * the grain has no whole number in the span.
 */
export function comparedOf<P extends Span>(
  choice: Choice,
  grain: Grain,
  periods: readonly P[],
): Compared<P> | undefined {
  const span = changeSpan(choice, grain, periods.at(-1)?.last);
  const now = span ? within(periods, span) : [];
  const own = spanOf(now);
  if (!span || !own || !isWhole(grain, now, span)) return undefined;
  const against = comparedSpan(choice, grain, own, now.length);
  const before = against ? within(periods, against) : [];
  return { now, against, before: before.length === now.length ? before : [] };
}

/** Whether a change is of the last 4 weeks against the 4 before: what is told when nothing was chosen. */
export function isUsual({ length, between, comparison }: Choice): boolean {
  return !between && (length === undefined || length === "tout" || length === "4s") && comparison === "precedente";
}

function changeSpan(choice: Choice, grain: Grain, last: string | undefined): Span | undefined {
  if (last === undefined) return undefined;
  const { length, between } = choice;
  if (!between && length !== "12m" && !WEEKLY.has(grain)) return undefined;
  return !between && (length === undefined || length === "tout") ? weeksUpTo(last, 4) : seriesSpan(choice, grain, last);
}

/** Whether no whole period of a span is missing. */
function isWhole(grain: Grain, periods: readonly Span[], { first, last }: Span): boolean {
  const [start] = periods;
  const end = periods.at(-1);
  if (!start || !end) return false;
  return (
    periods.every((period, at) => at === 0 || period.first === addDays(periods[at - 1]?.last ?? "", 1)) &&
    lastPeriods(grain, 1, addDays(start.first, -1)).first < first &&
    lastPeriods(grain, 1, addDays(end.last, 1)).last > last
  );
}

/**
 * The same number of periods: those before, or a year earlier. A year is 52 weeks for weeks, and for days where the span is
 * of weeks; else the same dates of the year before. `undefined`: no comparison was asked for.
 */
export function comparedSpan(choice: Choice, grain: Grain, now: Span, count: number): Span | undefined {
  if (choice.comparison === "aucune") return undefined;
  if (choice.comparison === "precedente") return lastPeriods(grain, count, addDays(now.first, -1));
  const calendar = choice.between !== undefined || choice.length === "12m";
  if (grain === "week" || grain === "sunday_week" || (grain === "day" && !calendar))
    return { first: addDays(now.first, -YEAR_DAYS), last: addDays(now.last, -YEAR_DAYS) };
  return lastPeriods(grain, count, addMonths(now.last, -12));
}

/** The two days whose states are compared. `since` left out: no comparison was asked for, or the span is yet to come. */
export function daysCompared(choice: Choice, day: string): { readonly until: string; readonly since?: string } {
  const { length, between, comparison } = choice;
  const until = between ? earlier(between.last, day) : day;
  if (comparison === "aucune" || (between && between.first > day)) return { until };
  const calendar = between !== undefined || length === "12m";
  if (comparison === "an") return { until, since: calendar ? addMonths(until, -12) : addDays(until, -YEAR_DAYS) };
  if (between) return { until, since: addDays(between.first, -1) };
  return { until, since: length === "12m" ? addMonths(until, -12) : addDays(until, -7 * (WEEKS[length ?? ""] ?? 4)) };
}

/**
 * The days of which a state is shown, week by week; `undefined`: none of them is known.
 * @param since  the first day of which anything is known
 */
export function stateSpan({ length, between }: Choice, day: string, since: string): Span | undefined {
  const last = between ? earlier(between.last, day) : day;
  const weeks = WEEKS[length ?? ""];
  const first = between?.first ?? (length === "tout" ? since : addDays(day, weeks ? -7 * weeks : -YEAR_DAYS));
  return first > last || since > last ? undefined : { first: later(first, since), last };
}
