// Parameters that many pages share.
import { z } from "zod";

export const Day = z.iso.date().optional().describe("the day to speak of, in Paris; left out: the last one");
/** Of pages that speak of one day and have no other choice. */
export const DayQuery = z.strictObject({ day: Day });
