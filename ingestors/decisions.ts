// What people decide, into the log: proposed by one, in force once another approved it, undone without erasing anything.
import {
  type Decision,
  type DecisionApproved,
  DecisionEvent,
  DecisionProposed,
  type DecisionUndone,
  isSamePerson,
} from "../schemas/decisions.ts";
import { ReleveError } from "../schemas/errors.ts";
import { dayOf } from "../schemas/period.ts";
import { type CanAppend, TOPICS } from "../schemas/ports.ts";
import type { Signal } from "../schemas/signals.ts";
import type { Territories } from "../schemas/territory.ts";
import { faultsOfDecision } from "./decision-check.ts";
import { linesOf } from "./faults.ts";
import { keptText } from "./kept-text.ts";

export interface Deciding {
  readonly log: CanAppend;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly signal: Signal;
  readonly newId: (at: number) => string;
  /** The official list, whose places a correction may name; left out: any code of the right form is taken. */
  readonly places?: Pick<Territories, "placesOf">;
}
/** A proposal, as the log has it. */
export type Proposal = Pick<DecisionProposed, "startup" | "decision" | "reason" | "author"> & {
  readonly proposal: string;
};
export interface Decided {
  readonly proposal: string;
  readonly startup: string;
  readonly what: Decision["what"];
  readonly state: "proposed" | "in force" | "declined" | "undone";
  /** Where the last fact stands, in the startup's partition. */
  readonly partition: number;
  readonly offset: number;
}

export interface Asking {
  readonly startup: string;
  readonly decision: unknown;
  readonly reason: string;
  readonly author: string;
  /** With one, the decision is in force at once. */
  readonly approver?: string | undefined;
}

/**
 * Proposes a decision; with an approver it is in force at once: both facts are appended together.
 * @throws {ReleveError} RELEVE_DECISION with every fault; RELEVE_LOG_UNAVAILABLE.
 */
export async function propose(deciding: Deciding, asked: Asking): Promise<Decided> {
  const { proposal, facts } = proposalOf(deciding, asked);
  return await appended(deciding, proposal, facts.length === 1 ? "proposed" : "in force", facts);
}

/** The facts of a proposal, not appended: to ask what they would change. @throws {ReleveError} RELEVE_DECISION. */
export function proposalOf(
  deciding: Pick<Deciding, "clock" | "newId" | "places">,
  { approver, ...own }: Asking,
): { readonly proposal: Proposal; readonly facts: readonly DecisionEvent[] } {
  const at = deciding.clock();
  const parsed = DecisionProposed.safeParse({ type: "decision.proposed", ...stamp(deciding, at), ...own });
  if (!parsed.success) throw refused(linesOf(parsed.error, own));
  const proposed = parsed.data;
  const faults = faultsOfDecision(proposed.decision, { today: dayOf(at), places: deciding.places }).map(
    (fault) => `/decision${fault}`,
  );
  if (faults.length > 0) throw refused(faults);
  const proposal = { ...proposed, proposal: proposed.id };
  if (approver === undefined) return { proposal, facts: [proposed] };
  return { proposal, facts: [proposed, approvalOf(deciding, at, proposal, approver)] };
}

/** Puts a proposal in force. @throws {ReleveError} RELEVE_DECISION when its author approves it; RELEVE_LOG_UNAVAILABLE. */
export function approve(deciding: Deciding, proposal: Proposal, approver: string): Promise<Decided> {
  const approval = approvalOf(deciding, deciding.clock(), proposal, approver);
  return appended(deciding, proposal, "in force", [approval]);
}

/** Says that a proposal will not be approved. @throws {ReleveError} RELEVE_LOG_UNAVAILABLE. */
export function decline(
  deciding: Deciding,
  proposal: Proposal,
  { reason, approver }: { reason: string; approver: string },
): Promise<Decided> {
  const at = deciding.clock();
  const said = { startup: proposal.startup, proposal: proposal.proposal, reason, approver };
  return appended(deciding, proposal, "declined", [{ type: "decision.declined", ...stamp(deciding, at), ...said }]);
}

/** Takes a decision out of force. @throws {ReleveError} RELEVE_DECISION when one person does it; RELEVE_LOG_UNAVAILABLE. */
export function undo(
  deciding: Deciding,
  proposal: Proposal,
  said: { reason: string; author: string; approver: string },
): Promise<Decided> {
  if (isSamePerson(said.author, said.approver)) throw refused([`/approver: "${said.approver}" is the author`]);
  const at = deciding.clock();
  const { startup } = proposal;
  const undone: DecisionUndone = {
    type: "decision.undone",
    ...stamp(deciding, at),
    startup,
    proposal: proposal.proposal,
    ...said,
  };
  return appended(deciding, proposal, "undone", [undone]);
}

function approvalOf(
  deciding: Pick<Deciding, "newId">,
  at: number,
  proposal: Proposal,
  approver: string,
): DecisionApproved {
  const { startup, proposal: id, decision, reason, author } = proposal;
  if (isSamePerson(approver, author))
    throw refused([`/approver: "${approver}" is the author: another person approves`]);
  return {
    type: "decision.approved",
    ...stamp(deciding, at),
    startup,
    proposal: id,
    decision,
    reason,
    author,
    approver,
  };
}

async function appended(
  { log, signal }: Deciding,
  { startup, proposal, decision }: Proposal,
  state: Decided["state"],
  facts: readonly DecisionEvent[],
): Promise<Decided> {
  const clean = facts.map((fact) => ({ ...fact, reason: keptText(fact.reason) }));
  const faults = clean.flatMap((fact) => DecisionEvent.safeParse(fact).error?.issues ?? []);
  if (faults.length > 0) throw refused(faults.map(({ path, message }) => `/${path.map(String).join("/")}: ${message}`));
  const entries = clean.map((fact) => ({ key: startup, value: Buffer.from(JSON.stringify(fact)) }));
  const place = (await log.append(TOPICS.facts, entries)).at(-1);
  if (!place) throw new TypeError("the log took facts and told no place");
  const { partition, offset } = place;
  signal("decision recorded", { startup, event: proposal, detail: `${decision.what}: ${state}`, partition, offset });
  return { proposal, startup, what: decision.what, state, partition, offset };
}

function stamp({ newId }: Pick<Deciding, "newId">, at: number) {
  return { id: newId(at), at: new Date(at).toISOString() };
}

function refused(faults: readonly string[]): ReleveError {
  return new ReleveError(
    "RELEVE_DECISION",
    `this decision was not recorded:\n  ${faults.join("\n  ")}`,
    "correct what is named and decide again; docs/decide.md shows each kind of decision",
  );
}
