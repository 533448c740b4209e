// The naive model: what people decided (rules 18, 22 and 23 of docs/meaning.md). Every question walks the log again.
import { metricOf } from "../../schemas/catalogue.ts";
import { isState } from "../../schemas/catalogue-model.ts";
import type { FigureCorrected } from "../../schemas/decisions.ts";
import { periodFrom } from "../../schemas/period.ts";
import { type Cell, canonicalDims, cellKey, STATE_DAY } from "../../schemas/statement.ts";
import { hasForm } from "../../schemas/territory.ts";
import type { Approved, Decided, Fact, ReadingAdopted } from "./naive-facts.ts";

/** The facts of one startup in the order of the log, without those delivered twice (rule 11). */
export type Log = readonly Fact[];

/** The offsets that a decision names. */
export function named({ decision }: Approved): readonly number[] {
  if (decision.what === "answers.withdrawn") return decision.facts;
  return decision.what === "hold.released" ? [decision.fact] : [];
}
/** Rule 18: the approvals that took effect, undone since or not, in the order of the log. */
export function approvals(log: Log): Approved[] {
  const found: Approved[] = [];
  const over = new Set<string>();
  for (const fact of log) {
    if (fact.type === "declined") over.add(fact.proposal);
    if (fact.type !== "approved" || fact.author === fact.approver || over.has(fact.proposal)) continue;
    if (named(fact).some((off) => off >= fact.off)) continue;
    over.add(fact.proposal);
    found.push(fact);
  }
  return found;
}
/** Rule 18: the approvals in force at the end of a log, in its order. */
export function inForce(log: Log): Approved[] {
  const undone = (approval: Approved) =>
    log.some(
      (fact) =>
        fact.type === "undone" &&
        fact.proposal === approval.proposal &&
        fact.author !== fact.approver &&
        fact.off > approval.off,
    );
  return approvals(log).filter((approval) => !undone(approval));
}
/** Rule 18: whether a fact is without effect, given the log before it. */
export function isInvalid(fact: Decided, before: Log): boolean {
  if (fact.type === "approved") return !approvals([...before, fact]).includes(fact);
  if (fact.type !== "undone") return false;
  return fact.author === fact.approver || !inForce(before).some(({ proposal }) => proposal === fact.proposal);
}

/** Whether one of some approvals withdraws, or releases, the statement of a source at an offset (rule 19). */
export function names(
  some: readonly Approved[],
  what: "answers.withdrawn" | "hold.released",
  { source, off }: { readonly source: string; readonly off: number },
): boolean {
  return some.some(
    (approval) =>
      approval.decision.what === what && approval.decision.source === source && named(approval).includes(off),
  );
}

/** A reading, with the place of its approval in the log. */
export interface Adopted {
  readonly off: number;
  readonly reading: ReadingAdopted;
}
/**
 * Rule 22: the reading in force for a pull.
 * @param bytes  offset of the answer that holds its bytes
 * @returns      `undefined`: the one that came with the bytes
 */
export function readingFor(
  pull: { readonly source: string; readonly moment: number },
  bytes: number,
  decided: readonly Approved[],
): Adopted | undefined {
  return decided
    .flatMap(({ off, decision }) => (decision.what === "reading.adopted" ? [{ off, reading: decision }] : []))
    .filter(({ off, reading: { source, since = -Infinity, until = Infinity } }) => {
      return bytes < off && source === pull.source && since <= pull.moment && pull.moment <= until;
    })
    .at(-1);
}

/** Rule 23: the cell that a correction names; `undefined`: a place that can be no cell. */
export function placeOf({ metric, definition, territory, dims, period }: FigureCorrected): Cell | undefined {
  const kind = metricOf(metric, definition)?.kind;
  if (!kind || kind === "ratio" || !hasForm(territory.level, territory.code)) return undefined;
  const cell = { metric, definition, ...territory, dims: canonicalDims(dims) };
  if (isState(kind)) return period ? undefined : { ...cell, grain: "state", first: STATE_DAY, last: STATE_DAY };
  const days = period && periodFrom(period.grain, period.first);
  return days && { ...cell, ...days };
}
/** Rule 23: cell → the value of the correction that holds on a day. */
export function correctionsOn(day: string, decided: readonly Approved[]) {
  const found = new Map<string, string | null>();
  for (const { decision } of decided) {
    const cell = decision.what === "figure.corrected" ? placeOf(decision) : undefined;
    if (decision.what !== "figure.corrected" || !cell) continue;
    const { from = day, to = day } = decision;
    const isSet = metricOf(cell.metric, cell.definition)?.kind === "membership";
    const member = Number(decision.value) > 0 ? "1" : null;
    const value = isSet ? member : decision.value;
    if (cell.grain !== "state" || (from <= day && day <= to)) found.set(cellKey(cell), value);
  }
  return found;
}
