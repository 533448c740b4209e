// Facts about decisions: which are valid (docs/meaning.md, rule 18), their rows, and what a source's facts become by them.
import type { DecisionEvent } from "../schemas/decisions.ts";
import { AnswerError } from "../schemas/errors.ts";
import type { Fold } from "./fold.ts";
import { recount } from "./recount.ts";
import type { By } from "./rows.ts";
import { enter, offsetsOf, type Proposal, type Rulings, sourceOf } from "./rulings.ts";
import { reject } from "./verdicts.ts";

/** Takes one fact about a decision in: a row, or a reject; from an approval or an undoing on, its source counts anew. */
export async function takeDecision(fold: Fold, fact: DecisionEvent, by: By): Promise<void> {
  const rulings = fold.rulings(by.startup);
  const proposal = fact.type === "decision.proposed" ? fact.id : fact.proposal;
  const wrong = wrongWith(fact, rulings.proposals.get(proposal), by.off);
  if (wrong) {
    reject(fold.out, by, new AnswerError("decision.invalid", wrong, { hint: "propose the decision anew" }));
    return;
  }
  const before = rulings.inForce;
  const decision = "decision" in fact ? fact.decision : undefined;
  const author = "author" in fact ? fact.author : "";
  enter(rulings, { type: fact.type, proposal, off: by.off, author, decision });
  const known = rulings.proposals.get(proposal);
  writeDecision(fold, fact, by, proposal, known);
  if (rulings.inForce !== before && known?.ruling) await obey(fold, by, known, { before, rulings });
}

/** Why a fact about a decision is invalid; `undefined`: it is not. */
function wrongWith(fact: DecisionEvent, known: Proposal | undefined, off: number): string | undefined {
  if (fact.type === "decision.proposed" || fact.type === "decision.declined") return undefined;
  const isApproval = fact.type === "decision.approved";
  if (fact.author === fact.approver)
    return `${fact.author} cannot approve ${isApproval ? "a decision" : "an undoing"} of their own`;
  if (!isApproval) return known?.state === "approved" ? undefined : "the decision to undo is not in force";
  if (known?.state === "approved" || known?.state === "undone") return "the proposal was already approved";
  if (known?.state === "declined") return "the proposal was declined";
  const late = offsetsOf(fact.decision).find((named) => named >= off);
  return late === undefined ? undefined : `it names offset ${late}, which does not come before it`;
}

function writeDecision(fold: Fold, fact: DecisionEvent, by: By, proposal: string, known: Proposal | undefined): void {
  const decision = "decision" in fact ? fact.decision : undefined;
  const source = decision ? sourceOf(decision) : (known?.source ?? "");
  const who = [
    "author" in fact ? fact.author : (known?.author ?? ""),
    "approver" in fact ? fact.approver : "",
    fact.reason,
    decision ? JSON.stringify(decision) : "",
  ];
  const at = [by.startup, source, by.part, by.off, by.recordedAt, fact.type, proposal];
  fold.out.tables.decisions.push([...at, decision?.what ?? known?.what ?? "", ...who]);
}

/** A decision about a source came into force, or went. Corrections and annotations are the figures' business. */
async function obey(
  fold: Fold,
  by: By,
  { source, ruling, state: now }: Proposal,
  { before, rulings }: { before: Rulings["inForce"]; rulings: Rulings },
): Promise<void> {
  if (source === "" || !ruling) return;
  const state = fold.state(by.startup, source);
  // Rule 21: it waits no more, and never again.
  if (now === "approved" && state.candidate && offsetsOf(ruling.decision).includes(state.candidate.off))
    state.candidate = undefined;
  await recount(fold, { ...by, source }, { ruling, before, after: rulings.inForce });
}
