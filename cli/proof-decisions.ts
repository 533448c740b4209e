// Who decided, in a proof: two people, and what was proposed. Only where it would count (docs/meaning.md, rule 18): the
// processor rejects the others, and so does the one that counts a proof.
import { canonicalJson } from "../schemas/canonical.ts";
import type { DecisionEvent, DecisionProposed } from "../schemas/decisions.ts";

interface Decided {
  readonly proposed?: DecisionProposed;
  /** The last step that counts. */
  readonly step: DecisionEvent["type"];
}
export interface DecisionFault {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}
/** What was decided so far, by proposal. */
export type Decisions = Map<string, Decided>;

/** Takes one fact in. @returns what about it cannot be */
export function decisionFaults(fact: DecisionEvent, decisions: Decisions): DecisionFault[] {
  const id = fact.type === "decision.proposed" ? fact.id : fact.proposal;
  const known = decisions.get(id);
  if (!wouldCount(fact.type, known?.step)) return [];
  const proposed = fact.type === "decision.proposed" ? fact : known?.proposed;
  decisions.set(id, { ...(proposed && { proposed }), step: fact.type });
  if (fact.type === "decision.proposed" || fact.type === "decision.declined") return [];
  const faults: DecisionFault[] = [];
  const { author, approver } = fact;
  if (approver === author)
    faults.push({ what: "its author approves it", expected: `another person than ${author}`, found: approver });
  if (fact.type !== "decision.approved" || !proposed) return faults;
  if (proposed.author !== author)
    faults.push({ what: "its author is not who proposed it", expected: proposed.author, found: author });
  const [expected, found] = [canonicalJson(proposed.decision), canonicalJson(fact.decision)];
  if (expected !== found) faults.push({ what: "it is not the decision that was proposed", expected, found });
  return faults;
}

function wouldCount(step: DecisionEvent["type"], before: DecisionEvent["type"] | undefined): boolean {
  if (step === "decision.undone") return before === "decision.approved";
  if (step === "decision.proposed") return before === undefined;
  return before === undefined || before === "decision.proposed";
}
