// What was known when: `as_of` of the API and the command line, `connu-le` of the pages.
import { z } from "zod";
import { endOfDay } from "../schemas/period.ts";
import { RequestRefused } from "../schemas/request-refused.ts";

/** The name of the parameter, as pages write it. */
export const KNOWN_ON = "connu-le";
/** As the API writes it. */
export const AS_OF = "as_of";

/** A day means its last instant in Paris. One that does not exist has the form and no answer: see `instantOf`. */
export const AsOf = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z)?$/,
    "a day, or a UTC instant such as 2026-03-01T12:00:00Z",
  )
  .optional()
  .describe("what was known at the end of this day in Paris, or at this UTC instant; left out: all that is known now");

const Exists = z.union([z.iso.date(), z.iso.datetime()]);

/**
 * Milliseconds since 1970: what was recorded at or before it is known. `undefined`: all is.
 * @throws {ReleveError} RELEVE_UNKNOWN_DAY when there is no such day or instant, as 2026-02-30
 */
export function instantOf(asked: string | undefined): number | undefined {
  if (asked === undefined) return undefined;
  if (!Exists.safeParse(asked).success)
    throw new RequestRefused("RELEVE_UNKNOWN_DAY", {
      en: [`there is no ${asked}`, "give a day or an instant that exists"],
      fr: [`${asked} n’existe pas`, "donnez un jour ou un instant qui existe"],
    });
  return asked.includes("T") ? Date.parse(asked) : endOfDay(asked) - 1;
}
