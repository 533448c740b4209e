// After how long a doubt that nobody of the team took up is the network's: three working days. Days are days in Paris. Pure.
import { Temporal } from "temporal-polyfill";
import { addDays, dayOf, startOfDay } from "../../schemas/period.ts";
import { publicHolidays } from "./holidays.ts";

/** Working days that the team has first. */
export const TEAM_DAYS = 3;

/** Monday to Friday, but public holidays. @param day  YYYY-MM-DD, in Paris */
export function isWorkingDay(day: string): boolean {
  return Temporal.PlainDate.from(day).dayOfWeek <= 5 && !publicHolidays(Number(day.slice(0, 4))).has(day);
}

/**
 * When three working days after the day of an instant are over: the start of the next working day, milliseconds since 1970.
 * @param since  milliseconds since 1970
 */
export function afterTeamDays(since: number): number {
  let day = dayOf(since);
  for (let left = TEAM_DAYS + 1; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return startOfDay(day);
}
