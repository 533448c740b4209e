// Periods and moments. Every day without a zone is a day in Paris; a week is an ISO week unless its name says otherwise.
import { Temporal } from "temporal-polyfill";
import { z } from "zod";

export const PARIS = "Europe/Paris";

/** How long a period is. `sunday_week` runs from Sunday to Saturday and is never bucketed as an ISO week. */
export const GRAINS = ["day", "week", "sunday_week", "month", "quarter", "year"] as const;
export const Grain = z.enum(GRAINS);
export type Grain = z.infer<typeof Grain>;

/** Days and moments of the years 1900 to 2299 are kept: what the warehouse's columns hold. */
export const FIRST_DAY = "1900-01-01";
export const LAST_DAY = "2299-12-31";
/** Whether two days, YYYY-MM-DD, are the first and the last of a span that can be kept. */
export const isSpan = (first: string, last: string): boolean => FIRST_DAY <= first && first <= last && last <= LAST_DAY;

/** First and last day, both included, as YYYY-MM-DD. */
export interface Period {
  readonly grain: Grain;
  readonly first: string;
  readonly last: string;
}

const SPAN: Record<Grain, (first: Temporal.PlainDate) => Temporal.PlainDate> = {
  day: (first) => first,
  week: (first) => first.add({ days: 6 }),
  sunday_week: (first) => first.add({ days: 6 }),
  month: (first) => first.add({ months: 1 }).subtract({ days: 1 }),
  quarter: (first) => first.add({ months: 3 }).subtract({ days: 1 }),
  year: (first) => first.add({ years: 1 }).subtract({ days: 1 }),
};
const STARTS: Record<Grain, (first: Temporal.PlainDate) => boolean> = {
  day: () => true,
  week: (first) => first.dayOfWeek === 1,
  sunday_week: (first) => first.dayOfWeek === 7,
  month: (first) => first.day === 1,
  quarter: (first) => first.day === 1 && first.month % 3 === 1,
  year: (first) => first.day === 1 && first.month === 1,
};

const known = new Map<string, Period | null>();
const KNOWN_LIMIT = 20_000;

/** The period of a grain that starts on a day (YYYY-MM-DD), or `undefined` when no such period starts that day. */
export function periodFrom(grain: Grain, first: string): Period | undefined {
  const key = grain + first;
  let period = known.get(key);
  if (period === undefined) {
    period = computePeriod(grain, first);
    if (known.size >= KNOWN_LIMIT) known.clear();
    known.set(key, period);
  }
  return period ?? undefined;
}

function computePeriod(grain: Grain, first: string): Period | null {
  if (!/^(19|2[012])\d\d-\d\d-\d\d$/.test(first)) return null;
  try {
    const start = Temporal.PlainDate.from(first);
    return STARTS[grain](start) ? { grain, first, last: SPAN[grain](start).toString() } : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const BACK: Record<Grain, (day: Temporal.PlainDate, periods: number) => Temporal.PlainDate> = {
  day: (day, days) => day.subtract({ days }),
  week: (day, weeks) => day.subtract({ days: day.dayOfWeek - 1, weeks }),
  sunday_week: (day, weeks) => day.subtract({ days: day.dayOfWeek % 7, weeks }),
  month: (day, months) => day.with({ day: 1 }).subtract({ months }),
  quarter: (day, quarters) => day.with({ day: 1 }).subtract({ months: ((day.month - 1) % 3) + quarters * 3 }),
  year: (day, years) => day.with({ day: 1, month: 1 }).subtract({ years }),
};

/** First and last day of the last `count` periods of a grain, the one that a day lies in included. */
export function lastPeriods(grain: Grain, count: number, day: string): Pick<Period, "first" | "last"> {
  const date = Temporal.PlainDate.from(day);
  return { first: BACK[grain](date, count - 1).toString(), last: SPAN[grain](BACK[grain](date, 0)).toString() };
}

/** The instant at which a Paris day begins, in milliseconds since 1970. */
export function startOfDay(day: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(PARIS).epochMilliseconds;
}

const ends = new Map<string, number>();
/** The instant at which a Paris day ends (24:00): what happens strictly before it counts on that day. */
export function endOfDay(day: string): number {
  let end = ends.get(day);
  if (end === undefined) {
    end = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(PARIS).epochMilliseconds;
    if (ends.size >= KNOWN_LIMIT) ends.clear();
    ends.set(day, end);
  }
  return end;
}

/** The Paris day (YYYY-MM-DD) on which an instant (milliseconds since 1970) counts. */
export function dayOf(instant: number): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(PARIS).toPlainDate().toString();
}

const DAY_MS = 86_400_000;
/** A day moved by a number of days. Days are counted without a clock: all of them have 24 hours in UTC. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** YYYY-MM of the last month that is over on a day (YYYY-MM-DD, or a month: the one before it). */
export function monthBefore(day: string): string {
  return addDays(`${day.slice(0, 7)}-01`, -1).slice(0, 7);
}
