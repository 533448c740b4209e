// Of which instants it can be told what was known: from the first fact of the log up to now.

import { dayOf, endOfDay } from "../../schemas/period.ts";
import type { CanQuery } from "../../schemas/ports.ts";
import { RequestRefused } from "../../schemas/request-refused.ts";
import { type Frame, firstRecorded } from "../queries/frame.ts";
import type { ModelsOptions } from "./setting.ts";

/**
 * When the first fact was recorded; `Infinity`: nothing was yet. It stays once all that was recorded up to it is in the
 * tables (`settledUntil`): while they catch up, a fact of another partition may still be earlier, and it is read each time.
 */
export function firstKnownOf(
  warehouse: CanQuery,
  { settledUntil = async () => 0 }: Pick<ModelsOptions, "settledUntil"> = {},
): () => Promise<number> {
  let known: number | undefined;
  return async () => {
    if (known !== undefined) return known;
    const settled = await settledUntil(); // before the tables are read: they have all that it promises
    const first = await firstRecorded(warehouse);
    if (first !== undefined && first <= settled) known = first;
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
    throw new RequestRefused("RELEVE_UNKNOWN_DAY", {
      en: [`nothing was known on ${day}`, "nothing was recorded yet: ask without it"],
      fr: [`rien n’était connu le ${day}`, "rien n’est encore enregistré : demandez sans ce jour"],
    });
  const [from, to] = [dayOf(first), dayOf(latest)];
  const at = new Date(asOf).toISOString();
  const [en, fr] =
    asOf < first
      ? [`nothing was known yet on ${day}`, `rien n’était encore connu le ${day}`]
      : [`${at} is in the future`, `${at} est dans l’avenir`];
  throw new RequestRefused("RELEVE_UNKNOWN_DAY", {
    en: [en, `ask for a day from ${from} to ${to}`],
    fr: [fr, `demandez un jour du ${from} au ${to}`],
  });
}
