// What was known of a startup at an instant, by the facts of a proof alone.
import { TOPICS, type Topic } from "../../schemas/ports.ts";

interface Place {
  readonly topic: Topic;
  readonly offset: number;
  readonly recorded: number;
}
export interface Known {
  readonly offset: number;
  /** UTC instant, ISO 8601: since when it was known. */
  readonly recorded: string;
}

/**
 * The last of the startup's facts that was known then.
 * @param asOf  milliseconds since 1970; left out: all are
 * @returns     `undefined`: none was
 */
export function lastKnown(facts: Iterable<Place>, asOf = Number.POSITIVE_INFINITY): Known | undefined {
  let last: Place | undefined;
  for (const fact of facts) if (fact.topic === TOPICS.facts && fact.recorded <= asOf) last = fact;
  return last && { offset: last.offset, recorded: new Date(last.recorded).toISOString() };
}

/**
 * Why a claim says another instant than the facts; `undefined`: it does not. In format 1 it was that of the last fact
 * of the whole log, of which the file has one startup: it may be later than the startup's last, and not than what was asked.
 */
export function wrongKnown(
  { format, claimed }: { readonly format: number; readonly claimed: unknown },
  known: Known | undefined,
  asOf = Number.POSITIVE_INFINITY,
): { readonly expected: string; readonly found: string } | undefined {
  const found = typeof claimed === "string" ? claimed : "no instant";
  const is = known?.recorded ?? "no instant";
  if (found === is) return undefined;
  if (format !== 1) return { expected: is, found };
  const at = Date.parse(found);
  if (at >= Date.parse(known?.recorded ?? found) && at <= asOf) return undefined;
  const until = Number.isFinite(asOf) ? ` and ${new Date(asOf).toISOString()} at the latest` : "";
  return { expected: `${is} at the earliest${until}`, found };
}
