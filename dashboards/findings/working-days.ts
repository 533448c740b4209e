// After how long a doubt that nobody of the team took up is the network's: three working days. Pure.
import { Temporal } from "temporal-polyfill";
import { addDays, dayOf } from "../../schemas/period.ts";

/** Working days that the team has first. */
export const TEAM_DAYS = 3;

/** Mondays to Fridays after the day of `since`, up to that of `now`; public holidays are counted as if they were none. */
export function workingDays(since: number, now: number): number {
  const last = dayOf(now);
  let days = 0;
  for (let day = addDays(dayOf(since), 1); day <= last && days <= TEAM_DAYS; day = addDays(day, 1))
    if (Temporal.PlainDate.from(day).dayOfWeek <= 5) days += 1;
  return days;
}
