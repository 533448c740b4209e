// That somebody took note of a doubt, into the log: who, why, until when. It changes no figure, and needs no second person.
import { DoubtAcknowledged, EXPECTED, type SeenDoubt } from "../schemas/doubts.ts";
import { ReleveError } from "../schemas/errors.ts";
import { dayOf } from "../schemas/period.ts";
import { TOPICS } from "../schemas/ports.ts";
import type { Deciding } from "./decisions.ts";
import { linesOf } from "./faults.ts";
import { keptText } from "./kept-text.ts";

export interface Acknowledging {
  readonly startup: string;
  readonly doubt: SeenDoubt;
  readonly reason: string;
  readonly by: string;
  /** The last day, YYYY-MM-DD in Paris, or `expected`. */
  readonly until: string;
}
/** Where the fact stands, in the startup's partition. */
export interface Acknowledged extends Acknowledging {
  readonly partition: number;
  readonly offset: number;
}

/**
 * Appends `doubt.acknowledged`. E-mail addresses and tokens in the reason are taken out.
 * @throws {ReleveError} RELEVE_DECISION with every fault, or for a day that is over; RELEVE_LOG_UNAVAILABLE.
 */
export async function acknowledge(
  { log, clock, newId, signal }: Deciding,
  asked: Acknowledging,
): Promise<Acknowledged> {
  const now = clock();
  const reason = keptText(asked.reason);
  const stamp = { id: newId(now), at: new Date(now).toISOString() };
  const parsed = DoubtAcknowledged.safeParse({ type: "doubt.acknowledged", ...stamp, ...asked, reason });
  if (!parsed.success) throw refused(linesOf(parsed.error, asked));
  const today = dayOf(now);
  if (asked.until !== EXPECTED && asked.until < today)
    throw refused([`/until: ${asked.until} is over; today is ${today} in Paris`]);
  const { startup, doubt } = parsed.data;
  const [place] = await log.append(TOPICS.facts, [{ key: startup, value: Buffer.from(JSON.stringify(parsed.data)) }]);
  if (!place) throw new TypeError("the log took a fact and told no place");
  signal("doubt acknowledged", { startup, event: stamp.id, detail: doubt.code, ...place });
  return { ...asked, reason, partition: place.partition, offset: place.offset };
}

function refused(faults: readonly string[]): ReleveError {
  return new ReleveError(
    "RELEVE_DECISION",
    `this acknowledgement was not recorded:\n  ${faults.join("\n  ")}`,
    `correct what is named; until is a day (YYYY-MM-DD) from today on, or "${EXPECTED}"`,
  );
}
