// Of which instants it can be told what was known: from the first fact of the log up to now.
import { ReleveError } from "../../schemas/errors.ts";
import { dayOf, endOfDay } from "../../schemas/period.ts";
import type { CanQuery } from "../../schemas/ports.ts";
import { type Frame, firstRecorded } from "../queries/frame.ts";
import type { ModelsOptions } from "./setting.ts";

/** When the first fact was recorded; `Infinity`: nothing was yet. It is read until there is one: then it stays. */
export function firstKnownOf(warehouse: CanQuery): () => Promise<number> {
  let known: number | undefined;
  return async () => {
    const first = known ?? (await firstRecorded(warehouse));
    if (first !== undefined) known = first;
    return first ?? Number.POSITIVE_INFINITY;
  };
}

/** Now: what is asked of a later instant is of the future. In a demo, the last fact's time is now. */
export function latestOf({ demo, clock }: Pick<ModelsOptions, "demo" | "clock">, ...frames: readonly Frame[]): number {
  return Math.max(...frames.map(({ latest }) => latest), demo ? 0 : clock());
}

/** Today may be asked for, though it is not over. @throws {ReleveError} RELEVE_UNKNOWN_DAY */
export function checkKnown(asOf: number, first: number, latest: number): void {
  if (asOf >= first && (asOf <= latest || asOf === endOfDay(dayOf(latest)) - 1)) return;
  const day = dayOf(asOf);
  if (first === Number.POSITIVE_INFINITY)
    throw new ReleveError(
      "RELEVE_UNKNOWN_DAY",
      `nothing was known on ${day}`,
      "nothing was recorded yet: ask without it",
    );
  const hint = `ask for a day from ${dayOf(first)} to ${dayOf(latest)}`;
  const what = asOf < first ? `nothing was known yet on ${day}` : `${new Date(asOf).toISOString()} is in the future`;
  throw new ReleveError("RELEVE_UNKNOWN_DAY", what, hint);
}
