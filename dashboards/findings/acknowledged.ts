// Which doubt an acknowledgement speaks of, for how long, and to whom a doubt was told: a written rule. Pure.
import { canonicalJson, sha256 } from "../../schemas/canonical.ts";
import { toMicro } from "../../schemas/decimal.ts";
import { EXPECTED, type SeenDoubt } from "../../schemas/doubts.ts";
import { endOfDay } from "../../schemas/period.ts";
import type { Acknowledgement } from "../queries/acknowledgements.ts";
import type { Actor } from "../who-acts.ts";
import type { Found } from "./finding.ts";
import { afterTeamDays } from "./working-days.ts";

/** States change a little every day: what was acknowledged of one holds while it stays within a tenth. */
const OF_PLACES: ReadonlySet<Found["code"]> = new Set([
  "part.above-whole",
  "population.exceeded",
  "detail.differs",
  "source.conflict",
  "correction.outdated",
]);
const PART = 10n;
const EVIDENCE = 2000;

/** A doubt as a fact about it says it. */
export function seenOf({ code, source, metric, territory, period, seen, against, count, evidence }: Found): SeenDoubt {
  return {
    code,
    ...(source !== null && { source }),
    ...(metric !== null && { metric }),
    ...(territory && { territory: { level: territory.level, code: territory.code } }),
    ...(period && { period: { grain: period.grain, first: period.first } }),
    ...{ seen, against, count },
    evidence: evidence.slice(0, EVIDENCE),
  };
}

/** Names a doubt, its evidence included: when that changes it is another name. 16 hexadecimal digits. */
export function doubtId(startup: string, found: Found): string {
  const { seen, against, count, ...same } = seenOf(found);
  return sha256(canonicalJson({ startup, ...same })).slice(0, 16);
}

/** Whether what was acknowledged is this doubt still, and not a new one. */
export function isSame(acknowledged: SeenDoubt, found: Found): boolean {
  const now = seenOf(found);
  const placeOf = ({ code, source, metric, territory, period }: SeenDoubt) =>
    canonicalJson({ code, source, metric, territory, period });
  if (placeOf(acknowledged) !== placeOf(now)) return false;
  if (acknowledged.evidence === now.evidence) return true;
  if (!OF_PLACES.has(now.code) || now.period || now.count > acknowledged.count) return false;
  return isNear(acknowledged.seen, now.seen) && isNear(acknowledged.against, now.against);
}

function isNear(before: string | null, now: string | null): boolean {
  if (before === null || now === null) return before === now;
  const [old, fresh] = [toMicro(before), toMicro(now)];
  return abs(fresh - old) * PART <= abs(old);
}
const abs = (value: bigint) => (value < 0n ? -value : value);

/** To whom a doubt was told, since when, and who took note of it. Milliseconds since 1970. */
export interface Told {
  /** `null`: the team is not asked to mend it. */
  readonly team: number | null;
  /** `null`: it is not the network's, or not yet. */
  readonly network: number | null;
  /** In force; `undefined`: nobody took note, or it is over. */
  readonly acknowledged: Acknowledgement | undefined;
  /** Whom it concerns now. */
  readonly told: Exclude<Actor, "nobody">;
}

/**
 * The team first; the network when three working days are over, from the first moment after them at which no
 * acknowledgement is in force.
 * @param all  acknowledgements of the startup, in the log's order
 */
export function toldOf(
  { since }: Pick<Found, "since">,
  actor: Exclude<Actor, "nobody">,
  { own, now }: { readonly own: readonly Acknowledgement[]; readonly now: number },
): Told {
  const acknowledged = inForce(own, now);
  if (actor !== "team") return { team: null, network: actor === "network" ? since : null, acknowledged, told: actor };
  const passed = firstUncovered(own, afterTeamDays(since));
  const network = passed !== undefined && passed <= now ? passed : null;
  return { team: since, network, acknowledged, told: network !== null && !acknowledged ? "network" : "team" };
}

const endOf = ({ until }: Acknowledgement) => (until === EXPECTED ? Number.POSITIVE_INFINITY : endOfDay(until));

/** The last one recorded by an instant, unless it is over: a later one takes the place of an earlier one. */
function inForce(own: readonly Acknowledgement[], at: number): Acknowledgement | undefined {
  const last = own.findLast(({ recorded }) => recorded <= at);
  return last && endOf(last) > at ? last : undefined;
}

/** The first instant from one on at which none is in force; `undefined`: one is for as long as can be told. */
function firstUncovered(own: readonly Acknowledgement[], from: number): number | undefined {
  let at = from;
  for (let one = inForce(own, at); one; one = inForce(own, at)) {
    const { recorded } = one;
    const next = own.find((other) => other.recorded > recorded && other.recorded > at)?.recorded;
    at = Math.min(endOf(one), next ?? Number.POSITIVE_INFINITY);
    if (at === Number.POSITIVE_INFINITY) return undefined;
  }
  return at;
}
