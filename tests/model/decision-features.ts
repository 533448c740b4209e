// What people decide in a random history, by name: counted beside the other features.

import { dayOf } from "../../schemas/period.ts";
import { cellKey } from "../../schemas/statement.ts";
import { figures, known } from "./naive.ts";
import { approvals, inForce, named, placeOf } from "./naive-decisions.ts";
import type { Approved, Decided, Fact, Unchanged } from "./naive-facts.ts";
import { isDecided, isSpeaking, statements, type Verdict } from "./naive-verdicts.ts";

/** Every feature of decisions that random histories must show. */
export const DECISION_FEATURES = [
  ...["decision proposed", "decision approved", "decision declined", "decision undone"],
  ...["approval of a proposal", "approval without a proposal", "decision delivered twice", "declined once approved"],
  ...["invalid: own approval", "invalid: approved twice", "invalid: approved again once undone"],
  ...["invalid: approved once declined", "invalid: names itself or what is to come", "invalid: own undoing"],
  ...["invalid: undone before approval", "invalid: undone twice"],
  ...["withdrawn: counted", "withdrawn: freed", "withdrawn: held", "withdrawn: rejected", "withdrawn: duplicate"],
  ...["withdrawn: withdrawn", "withdrawn: several", "withdrawn: a push", "withdrawn: an unchanged answer"],
  ...["withdrawn: bytes that are repeated", "withdrawn: another source's, or no statement"],
  ...["released: a pull", "released: a push", "released: what was not held", "candidate named, the next one held"],
  ...["undone: answers.withdrawn", "undone: hold.released", "undone: reading.adopted", "undone: figure.corrected"],
  ...["changes cells: answers.withdrawn", "changes cells: hold.released", "changes cells: reading.adopted"],
  ...["rejected became readable", "readable became unreadable", "held read anew", "reading with since"],
  ...["reading with until", "reading of unchanged bytes at once", "several readings in force"],
  ...["reading between a candidate and its successor", "judged otherwise than without decisions"],
  ...["correction of a state", "correction of a period", "correction with dimensions", "null correction"],
  ...["correction on some days", "corrections of one cell", "correction of no cell", "correction without a source"],
  ...["correction over a conflict", "correction over parts", "correction without a declaration", "annotation"],
] as const;
export type DecisionFeature = (typeof DECISION_FEATURES)[number];
/** Notes a feature, when nothing else is said or when it was seen. */
type Note = (feature: DecisionFeature, ...seen: unknown[]) => void;

/** The features of decisions of one history. */
export function decisionFeaturesOf(facts: readonly Fact[], startup: string): Set<DecisionFeature> {
  const found = new Set<DecisionFeature>();
  const note: Note = (feature, ...seen) => {
    if (seen.length === 0 || seen[0]) found.add(feature);
  };
  const decided = facts.filter(isDecided);
  const verdicts = statements(facts, startup);
  for (const fact of decided) {
    const log = facts.filter(({ off }) => off < fact.off && verdicts.get(off)?.status !== "duplicate");
    const verdict = verdicts.get(fact.off);
    note(`decision ${fact.type}`);
    note("decision delivered twice", verdict?.status === "duplicate");
    if (verdict?.status === "rejected") ofInvalid(fact, log, note);
    if (verdict?.status !== "no statement") continue;
    if (fact.type === "declined") note("declined once approved", approvals(log).some(of(fact)));
    if (fact.type === "undone") note(`undone: ${inForce(log).find(of(fact))!.decision.what}` as DecisionFeature);
    if (fact.type === "approved") {
      const proposed = log.some(({ type, id }) => type === "proposed" && id === fact.proposal);
      note(proposed ? "approval of a proposal" : "approval without a proposal");
      ofApproval(fact, facts, log, startup, note);
    }
  }
  ofLaterFacts(facts, startup, note);
  return found;
}
const of = (fact: { readonly proposal: string }) => (other: Approved) => other.proposal === fact.proposal;

function ofInvalid(fact: Decided, log: readonly Fact[], note: Note): void {
  const approved = "proposal" in fact && approvals(log).some(of(fact));
  const inForceNow = "proposal" in fact && inForce(log).some(of(fact));
  if (fact.type === "approved") {
    const declined = log.some((one) => one.type === "declined" && one.proposal === fact.proposal);
    note("invalid: own approval", fact.author === fact.approver);
    note("invalid: approved twice", inForceNow);
    note("invalid: approved again once undone", approved && !inForceNow);
    note("invalid: approved once declined", declined && !approved);
    note(
      "invalid: names itself or what is to come",
      named(fact).some((off) => off >= fact.off),
    );
  }
  if (fact.type !== "undone") return;
  note("invalid: own undoing", fact.author === fact.approver && inForceNow);
  note("invalid: undone before approval", !approved);
  note("invalid: undone twice", approved && !inForceNow);
}

function ofApproval(fact: Approved, facts: readonly Fact[], log: readonly Fact[], startup: string, note: Note): void {
  const { decision } = fact;
  const prefix = facts.filter(({ off }) => off < fact.off);
  const [before, after] = [statements(prefix, startup), statements([...prefix, fact], startup)];
  if (decision.what === "figure.annotated") note("annotation");
  else if (decision.what === "figure.corrected") ofCorrection(fact, log, startup, note);
  else {
    const cells = (some: readonly Fact[]) =>
      JSON.stringify([...known(some, startup, { day: "2024-12-31" })].map(([source, all]) => [source, ...all]));
    note(`changes cells: ${decision.what}`, cells([...log]) !== cells([...log, fact]));
    if (decision.what === "reading.adopted") ofReading(fact, log, before, after, note);
    else ofNamed(fact, facts, before, note);
  }
}
function ofNamed(approval: Approved, facts: readonly Fact[], before: ReadonlyMap<number, Verdict>, note: Note): void {
  const { decision } = approval;
  if (decision.what !== "answers.withdrawn" && decision.what !== "hold.released") return;
  const withdrawn = decision.what === "answers.withdrawn";
  note("withdrawn: several", named(approval).length > 2);
  for (const fact of facts.filter(({ off }) => named(approval).includes(off))) {
    const status = before.get(fact.off)?.status;
    const own = isSpeaking(fact) && fact.source === decision.source;
    if (!withdrawn) {
      note(fact.type === "pushed" ? "released: a push" : "released: a pull", own && status === "held");
      note("released: what was not held", own && status !== "held");
      continue;
    }
    note("withdrawn: another source's, or no statement", !own);
    if (!own) continue;
    note(`withdrawn: ${status}` as DecisionFeature);
    note("withdrawn: a push", fact.type === "pushed");
    note("withdrawn: an unchanged answer", fact.type === "unchanged");
    note("withdrawn: bytes that are repeated", facts.some(repeats(fact)));
  }
}
const repeats = (fact: Fact) => (other: Fact) => other.type === "unchanged" && other.answer === fact.off;

function ofReading(
  { decision }: Approved,
  log: readonly Fact[],
  before: ReadonlyMap<number, Verdict>,
  after: ReadonlyMap<number, Verdict>,
  note: Note,
): void {
  if (decision.what !== "reading.adopted") return;
  note("reading with since", decision.since !== undefined);
  note("reading with until", decision.until !== undefined);
  note(
    "several readings in force",
    inForce(log).some((one) => one.decision.what === "reading.adopted" && one.decision.source === decision.source),
  );
  for (const [off, now] of after) {
    const then = before.get(off);
    note("rejected became readable", then?.status === "rejected" && now.status === "counted");
    note("readable became unreadable", then && then.status !== "rejected" && now.status === "rejected");
    note("held read anew", then?.status === "held" && now.status === "held" && then.said !== now.said);
  }
}

function ofCorrection(approval: Approved, log: readonly Fact[], startup: string, note: Note): void {
  const { decision } = approval;
  if (decision.what !== "figure.corrected") return;
  const cell = placeOf(decision);
  note("correction of no cell", !cell);
  if (!cell) return;
  const day = decision.from ?? decision.to ?? dayOf(approval.recordedAt);
  note(cell.grain === "state" ? "correction of a state" : "correction of a period");
  note("correction with dimensions", cell.dims !== "");
  note("null correction", decision.value === null);
  note("correction on some days", cell.grain === "state" && (decision.from !== undefined || decision.to !== undefined));
  const same = (one: Approved) =>
    one.decision.what === "figure.corrected" && JSON.stringify(placeOf(one.decision)) === JSON.stringify(cell);
  note("corrections of one cell", inForce(log).some(same));
  note("correction without a declaration", !log.some(({ type }) => type === "declared"));
  const figure = figures([...log], startup, { day }).get(cellKey(cell));
  const all = [...known([...log], startup, { day }).values()];
  note("correction without a source", !all.some((cells) => cells.has(cellKey(cell))));
  note("correction over a conflict", figure?.conflict);
  note("correction over parts", figure?.source.includes("+"));
}

/** Pulls after a decision that concerns what came before them. */
function ofLaterFacts(facts: readonly Fact[], startup: string, note: Note): void {
  facts.forEach((fact, at) => {
    if (fact.type !== "pulled" && fact.type !== "unchanged") return;
    const [before, now] = [statements(facts.slice(0, at), startup), statements(facts.slice(0, at + 1), startup)];
    const status = now.get(fact.off)?.status;
    const asPlain = statements(
      facts.slice(0, at + 1).filter((one) => !isDecided(one)),
      startup,
    ).get(fact.off);
    note("judged otherwise than without decisions", asPlain && asPlain.status !== status);
    const decided = inForce(facts.slice(0, at));
    note("reading of unchanged bytes at once", fact.type === "unchanged" && readAtOnce(fact, decided));
    const last = facts
      .slice(0, at)
      .findLast((one) => (one.type === "pulled" || one.type === "unchanged") && one.source === fact.source);
    if (!last) return;
    const between = decided.filter(
      ({ off, decision }) => off > last.off && "source" in decision && decision.source === fact.source,
    );
    const waits = statements(facts.slice(0, last.off + 1), startup).get(last.off)?.status === "held";
    const namesIt = between.some((one) => named(one).includes(last.off));
    note("candidate named, the next one held", waits && namesIt && status === "held");
    const reading = between.some(({ decision }) => decision.what === "reading.adopted");
    note("reading between a candidate and its successor", waits && reading && before.get(last.off)?.status === "held");
  });
}
function readAtOnce(fact: Unchanged, decided: readonly Approved[]): boolean {
  return decided.some(
    ({ off, decision }) => decision.what === "reading.adopted" && decision.source === fact.source && fact.answer < off,
  );
}
