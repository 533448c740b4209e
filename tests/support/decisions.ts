// Builders of facts about decisions: proposed by Ada, approved by Grace, unless a test says otherwise.
import {
  type Decision,
  DecisionApproved,
  DecisionDeclined,
  DecisionProposed,
  DecisionUndone,
} from "../../schemas/decisions.ts";
import { newEventId } from "../../schemas/ids.ts";

type DecisionInput = (typeof Decision)["_zod"]["input"];
interface Of {
  readonly startup: string;
  /** A day is its noon UTC; an instant is itself. */
  readonly at: string;
  /** Of the proposal; left out: a new one. */
  readonly proposal?: string;
  readonly author?: string;
  readonly approver?: string;
}
const REASON = "the import of that day was wrong";
const instantOf = (at: string) => (at.length === 10 ? `${at}T12:00:00.000Z` : at);
const common = ({ startup, at }: Of) => ({
  id: newEventId(Date.parse(instantOf(at))),
  at: instantOf(at),
  startup,
  reason: REASON,
});
export const newProposal = () => newEventId(Date.UTC(2024, 0, 1));

/** Somebody proposes a decision; its id is the proposal's. */
export function proposed(of: Of, decision: DecisionInput): DecisionProposed {
  const { author = "Ada", proposal } = of;
  const id = proposal === undefined ? {} : { id: proposal };
  return DecisionProposed.parse({ type: "decision.proposed", ...common(of), ...id, decision, author });
}
/** Another person approves it: in force. */
export function approved(of: Of, decision: DecisionInput): DecisionApproved {
  const { proposal = newProposal(), author = "Ada", approver = "Grace" } = of;
  return DecisionApproved.parse({ type: "decision.approved", ...common(of), proposal, decision, author, approver });
}
/** It will not be approved. */
export function declinedBy(of: Of & { readonly proposal: string }): DecisionDeclined {
  const { proposal, approver = "Grace" } = of;
  return DecisionDeclined.parse({ type: "decision.declined", ...common(of), proposal, approver });
}
/** No longer in force. */
export function undone(of: Of & { readonly proposal: string }): DecisionUndone {
  const { proposal, author = "Ada", approver = "Grace" } = of;
  return DecisionUndone.parse({ type: "decision.undone", ...common(of), proposal, author, approver });
}
