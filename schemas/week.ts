// ISO weeks in Paris: from Monday 00:00 to the next. A week of a clock change has 167 or 169 hours. Pure.
import { Temporal } from "temporal-polyfill";
import { dayOf, PARIS, startOfDay } from "./period.ts";

/** An ISO week, as `2026-W46`. */
export interface Week {
  readonly id: string;
  /** Its Monday and its Sunday, YYYY-MM-DD. */
  readonly first: string;
  readonly last: string;
  /** Monday 00:00 and the next Monday 00:00 in Paris, milliseconds since 1970: what happens at `end` is of the next week. */
  readonly start: number;
  readonly end: number;
}

/** When the report of a week is frozen: Monday 07:00 in Paris, the day after its Sunday. */
const FROZEN_AT: Temporal.PlainTimeLike = { hour: 7 };
const YEARS = { least: 1900, most: 2299 };

function weekOf(monday: Temporal.PlainDate): Week {
  const { yearOfWeek = 0, weekOfYear = 0 } = monday;
  const next = monday.add({ days: 7 });
  return {
    id: `${yearOfWeek}-W${String(weekOfYear).padStart(2, "0")}`,
    first: monday.toString(),
    last: monday.add({ days: 6 }).toString(),
    start: startOfDay(monday.toString()),
    end: startOfDay(next.toString()),
  };
}

/** The ISO week of an instant (milliseconds since 1970), as days in Paris count. */
export function isoWeekOf(instant: number): Week {
  const day = Temporal.PlainDate.from(dayOf(instant));
  return weekOf(day.subtract({ days: day.dayOfWeek - 1 }));
}

/**
 * The week that a text names: `2026-W46`, or `2026-S46` as French pages write it.
 * `undefined` when it is neither, or the year does not have that week.
 */
export function weekFrom(text: string): Week | undefined {
  const match = /^(\d{4})-[WS](\d{2})$/.exec(text);
  const [year, number] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || year < YEARS.least || year > YEARS.most || number < 1) return undefined;
  const inFirst = Temporal.PlainDate.from({ year, month: 1, day: 4 }); // 4 January is always in week 1
  const monday = inFirst.subtract({ days: inFirst.dayOfWeek - 1 }).add({ days: 7 * (number - 1) });
  return monday.yearOfWeek === year ? weekOf(monday) : undefined;
}

/** A week moved by a number of weeks. */
export function addWeeks({ first }: Week, weeks: number): Week {
  return weekOf(Temporal.PlainDate.from(first).add({ days: 7 * weeks }));
}

/** When the report of a week is frozen, milliseconds since 1970: it says what was known then, whenever it is made. */
export function frozenAt({ first }: Week): number {
  const monday = Temporal.PlainDate.from(first).add({ days: 7 });
  return monday.toZonedDateTime({ timeZone: PARIS, plainTime: FROZEN_AT }).epochMilliseconds;
}

/** The last week whose report can be frozen at an instant. */
export function lastFrozen(now: number): Week {
  const before = addWeeks(isoWeekOf(now), -1);
  return frozenAt(before) <= now ? before : addWeeks(before, -1);
}

/** How addresses write a week: `2026-S46`. */
export const weekSlug = ({ id }: Pick<Week, "id">) => id.replace("W", "S");
/** Its number alone: `46`. */
export const weekNumber = ({ id }: Pick<Week, "id">) => String(Number(id.slice(-2)));
