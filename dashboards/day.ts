// Parameters that many pages share.
import { z } from "zod";
import { CHOICE_QUERY, Millesime } from "./choice.ts";

export const Day = z.iso.date().optional().describe("the day to speak of, in Paris; left out: the last one");
/** Of pages that speak of one day and have no other choice. */
export const DayQuery = z.strictObject({ day: Day });
/** Of pages that speak of one day and count territories, or lead to those that do. */
export const PlacedDayQuery = DayQuery.extend({ millesime: Millesime });
/** Of pages that draw series, or say how something changed. */
export const PeriodQuery = DayQuery.extend(CHOICE_QUERY);
export type PeriodQuery = z.infer<typeof PeriodQuery>;
