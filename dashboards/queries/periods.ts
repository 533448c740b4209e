// Closed periods of one grain: in order, without holes, in windows of 12 months, or calendar years. Pure.
import { Temporal } from "temporal-polyfill";
import { addDays, type Grain, type Period, periodFrom } from "../../schemas/period.ts";
import { Adder, atOneBreakdown, type Total, type Valued } from "./totals.ts";

/** First and last day, both included. */
export interface Span {
  readonly first: string;
  readonly last: string;
}
/** All that is said about one closed period, at one breakdown. */
export interface PeriodTotal<V extends Valued = Valued> extends Span {
  readonly total: Total;
  readonly cells: readonly V[];
}

/** Which grain is shown when none is asked for, the first that the source states. */
const SHOWN: readonly Grain[] = ["week", "sunday_week", "month", "day", "quarter", "year"];
/** The grains of cells, the one shown by default first. */
export function grainsOf(all: readonly Valued[]): Grain[] {
  const stated = new Set(all.map(({ cell }) => cell.grain));
  return SHOWN.filter((grain) => stated.has(grain));
}

/**
 * Totals of the closed periods of one grain, in order. One breakdown for all of them; a period that nobody states is
 * left out.
 * @param adds  whether cells may be added up over territories
 */
export function closedPeriods<V extends Valued>(
  all: readonly V[],
  { grain, day, adds }: { readonly grain: Grain; readonly day: string; readonly adds: boolean },
): PeriodTotal<V>[] {
  const closed = all.filter(({ cell }) => cell.grain === grain && cell.last <= day);
  const byFirst = new Map<string, V[]>();
  for (const one of atOneBreakdown(closed)) {
    const found = byFirst.get(one.cell.first);
    if (found) found.push(one);
    else byFirst.set(one.cell.first, [one]);
  }
  return [...byFirst.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([first, cells]) => {
      const adder = new Adder();
      for (const { value } of cells) adder.add(value);
      return { first, last: cells[0]?.cell.last ?? first, total: adder.total(adds), cells };
    });
}

/** Holes filled with periods without a figure, so that a missing month does not shift a series. The latest `limit`. */
export function withoutHoles(
  grain: Grain,
  periods: readonly PeriodTotal[],
  limit: number,
): (Span & { readonly value: string | null })[] {
  const known = new Map(periods.map((period) => [period.first, period]));
  const last = periods.at(-1);
  let next: Period | undefined = periods[0] && periodFrom(grain, periods[0].first);
  const filled: (Span & { readonly value: string | null })[] = [];
  while (last && next && next.first <= last.first) {
    filled.push({ first: next.first, last: next.last, value: known.get(next.first)?.total.value ?? null });
    next = periodFrom(grain, addDays(next.last, 1));
  }
  return filled.slice(-limit);
}

export function addMonths(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** The 12 months that end on a day (included). */
export function twelveMonths(last: string): Span {
  return { first: addMonths(addDays(last, 1), -12), last };
}

/** The periods wholly inside a span. */
export function within<P extends Span>(periods: readonly P[], { first, last }: Span): P[] {
  return periods.filter((period) => period.first >= first && period.last <= last);
}

/** First and last day of periods in order; `undefined` when there are none. */
export function spanOf(periods: readonly Span[]): Span | undefined {
  const [first] = periods;
  const last = periods.at(-1);
  return first && last ? { first: first.first, last: last.last } : undefined;
}

/** Days in order as whole ISO weeks, each with its seven days; a week that lacks one is left out. */
export function isoWeeks<P extends Span>(days: readonly P[]): P[][] {
  const weeks = new Map<string, P[]>();
  for (const day of days) {
    const monday = addDays(day.last, 1 - Temporal.PlainDate.from(day.last).dayOfWeek);
    const week = weeks.get(monday) ?? [];
    weeks.set(monday, week);
    week.push(day);
  }
  return [...weeks.values()].filter((own) => own.length === 7);
}

/**
 * The days of a weekly series: Sundays of the 12 months up to a day (or from another first one), in order, so that a
 * running week is in none. Days before `since` (nothing was known) are left out; when that leaves no Sunday, there is the
 * day itself.
 */
export function weeklyDays(day: string, since: string, first = addDays(day, -364)): string[] {
  const days: string[] = [];
  const start = first > since ? first : since;
  const sunday = addDays(day, -(Temporal.PlainDate.from(day).dayOfWeek % 7));
  for (let one = sunday; one >= start; one = addDays(one, -7)) days.push(one);
  return days.length > 0 ? days.reverse() : [day];
}
