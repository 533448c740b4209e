// A decision as the warehouse knows it, for whoever takes the next step with it.
import { setTimeout as sleep } from "node:timers/promises";
import { decisionsOf, type KnownDecision } from "../dashboards/queries/decisions.ts";
import { openFrame } from "../dashboards/queries/frame.ts";
import type { Proposal } from "../ingestors/decisions.ts";
import { ReleveError } from "../schemas/errors.ts";
import { behind, type House } from "./compose.ts";

export type DecisionState = KnownDecision["state"];
/** What each step needs the decision to be. */
export const STATES_OF = {
  approve: ["proposed"],
  decline: ["proposed"],
  undo: ["in force"],
} as const satisfies Readonly<Record<string, readonly DecisionState[]>>;

/** @throws {ReleveError} RELEVE_UNKNOWN_DECISION; RELEVE_DECISION when it is in another state. */
export async function knownDecision(
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

/** What was just appended may not be in the warehouse yet: it is waited for, so long. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 50;

/** The same, of a decision that another process may have recorded a moment ago. @throws as `knownDecision` */
export async function decisionSoon(
  house: Pick<House, "generations" | "log" | "live">,
  id: string,
  states: readonly DecisionState[],
): Promise<Proposal> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const isBehind = (await behind(house)).size > 0;
    try {
      return await knownDecision(house, id, states);
    } catch (error) {
      if (!isBehind || performance.now() > until || !(error instanceof ReleveError)) throw error;
    }
    await sleep(PAUSE_MS);
  }
}
