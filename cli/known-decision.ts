// A decision as the warehouse knows it, for whoever takes the next step with it.
import { setTimeout as sleep } from "node:timers/promises";
import { decisionsOf, type KnownDecision } from "../dashboards/queries/decisions.ts";
import { openFrame } from "../dashboards/queries/frame.ts";
import type { Proposal } from "../ingestors/decisions.ts";
import { readCursors } from "../processors/run.ts";
import { ReleveError } from "../schemas/errors.ts";
import { TOPICS } from "../schemas/ports.ts";
import type { House } from "./compose.ts";

export type DecisionState = KnownDecision["state"];
/** What each step needs the decision to be. */
export const STATES_OF = {
  approve: ["proposed"],
  decline: ["proposed"],
  undo: ["in force"],
} as const satisfies Readonly<Record<string, readonly DecisionState[]>>;

/** A decision as the warehouse has it. @throws {ReleveError} RELEVE_UNKNOWN_DECISION; RELEVE_DECISION when it is in another state. */
async function knownDecision(
  { generations }: Pick<House, "generations">,
  id: string,
  states: readonly DecisionState[],
): Promise<Proposal> {
  const { warehouse } = await generations.live();
  const all = await decisionsOf(warehouse, await openFrame(warehouse));
  const known = all.find(({ proposal }) => proposal === id);
  if (!known)
    throw new ReleveError("RELEVE_UNKNOWN_DECISION", `no proposal "${id}"`, "releve decisions list shows them all");
  if (!states.includes(known.state))
    throw new ReleveError(
      "RELEVE_DECISION",
      `"${id}" is ${known.state}, not ${states.join(" or ")}`,
      "releve decisions list",
    );
  const [first] = known.steps;
  return { ...known, reason: first?.reason ?? "", author: first?.author ?? "" };
}

/** How long what was appended before may take to be in the warehouse. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 50;

/**
 * A decision, after all that the log had when it was asked: what another process decided a moment ago is known.
 * @throws {ReleveError} RELEVE_UNKNOWN_DECISION; RELEVE_DECISION when it is in another state;
 *   RELEVE_WAREHOUSE_UNAVAILABLE when the warehouse does not get there in 5 s: nothing was recorded.
 */
export async function decisionNow(
  house: Pick<House, "generations" | "log" | "live">,
  id: string,
  states: readonly DecisionState[],
): Promise<Proposal> {
  if (!(await hasRead(house, await house.log.ends(TOPICS.facts), PATIENCE_MS)))
    throw new ReleveError(
      "RELEVE_WAREHOUSE_UNAVAILABLE",
      "what was decided last is not in the warehouse yet: nothing was recorded now",
      "try again in a while; if it lasts, look at `releve process` (or `releve serve`)",
    );
  return await knownDecision(house, id, states);
}

/** Waits until the warehouse has the facts before these ends, by partition; whether it got there in time. */
export async function hasRead(
  { live }: Pick<House, "live">,
  ends: readonly number[],
  patienceMs: number,
): Promise<boolean> {
  for (const until = performance.now() + patienceMs; ; await sleep(PAUSE_MS)) {
    const cursors = await readCursors(await live());
    if (ends.every((end, partition) => (cursors.get(partition)?.to ?? -1) + 1 >= end)) return true;
    if (performance.now() > until) return false;
  }
}
