// The naive model: which statements count (rules 8 to 12 of docs/meaning.md), and their counts.
import { metricOf } from "../../schemas/catalogue.ts";
import { decimalOfNumber, toMicro } from "../../schemas/decimal.ts";
import type { RejectCode } from "../../schemas/errors.ts";
import { type Cell, cellKey } from "../../schemas/statement.ts";
import type { Fact } from "./naive-facts.ts";
import { decides, inScope, read, type Said } from "./naive-statement.ts";
import { standingBefore } from "./naive-words.ts";

export type HoldReason = "empty" | "loss" | "bounds";
/** cells = new + changed + same + unreadable. */
export interface Counts {
  readonly cells: number;
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  readonly absent: number;
  readonly unreadable: number;
}
/** What became of a fact. `freed`: held first, counts since the fact at offset `at`. Held: counts as it was judged. */
export type Verdict =
  | { readonly status: "counted"; readonly said: Said; readonly counts: Counts }
  | { readonly status: "freed"; readonly said: Said; readonly counts: Counts; readonly at: number }
  | { readonly status: "held"; readonly said: Said; readonly counts: Counts; readonly reasons: HoldReason[] }
  | { readonly status: "rejected"; readonly code: RejectCode }
  | { readonly status: "duplicate" | "no statement" };

/** Recorded time of each fact: the running maximum of the log's times, in offset order (rule 12). */
export function recordedTimes(facts: readonly Fact[]): Map<number, number> {
  let latest = Number.NEGATIVE_INFINITY;
  const times = new Map<number, number>();
  for (const fact of inOrder(facts)) {
    latest = Math.max(latest, fact.recordedAt);
    times.set(fact.off, latest);
  }
  return times;
}
export function inOrder(facts: readonly Fact[]): Fact[] {
  return [...facts].sort((a, b) => a.off - b.off);
}

/**
 * What became of each fact of a startup, by offset, as known at `asOf`.
 * @param facts  one partition's, other startups' included
 */
export function statements(facts: readonly Fact[], startup: string, asOf = Infinity): Map<number, Verdict> {
  const times = recordedTimes(facts);
  const log = inOrder(facts).filter((fact) => times.get(fact.off)! <= asOf);
  const verdicts = new Map<number, Verdict>();
  const ids = new Set<string>();
  /** Held pull that waits for agreement, by source. */
  const waiting = new Map<string, Said>();
  for (const fact of log) {
    const seen = ids.has(fact.id);
    ids.add(fact.id);
    if (fact.startup !== startup) continue;
    if (seen)
      verdicts.set(fact.off, { status: "duplicate" }); // rule 11
    else if (fact.type === "failed" || fact.type === "declared") verdicts.set(fact.off, { status: "no statement" });
    else {
      const before = log.filter((earlier) => earlier.off < fact.off);
      const said = read(fact, before, times.get(fact.off)!);
      if ("rejected" in said) verdicts.set(fact.off, { status: "rejected", code: said.rejected });
      else judge(said, verdicts, waiting);
    }
  }
  return verdicts;
}

/** Rules 8 and 9: a statement counts or is held; a pull ends the wait of the one before. */
function judge(said: Said, verdicts: Map<number, Verdict>, waiting: Map<string, Said>): void {
  const counted = countedOf(verdicts, said.source);
  const reasons = holds(said, counted);
  const candidate = said.push ? undefined : waiting.get(said.source);
  if (!said.push) waiting.delete(said.source);
  if (candidate && reasons.length > 0 && agree(candidate, said, counted)) {
    const all = [...counted, candidate, said];
    verdicts.set(candidate.off, { status: "freed", said: candidate, counts: count(candidate, all), at: said.off });
    verdicts.set(said.off, { status: "counted", said, counts: count(said, all) });
  } else if (reasons.length > 0) {
    verdicts.set(said.off, { status: "held", said, counts: count(said, counted), reasons });
    if (!said.push) waiting.set(said.source, said);
  } else verdicts.set(said.off, { status: "counted", said, counts: count(said, counted) });
}
function agree(held: Said, next: Said, counted: readonly Said[]): boolean {
  if (held.empty !== next.empty) return false;
  return next.empty || holds(next, [...counted, held]).length === 0;
}
/** The statements of a source that count. */
export function countedOf(verdicts: ReadonlyMap<number, Verdict>, source: string): Said[] {
  return [...verdicts.values()].flatMap((verdict) =>
    (verdict.status === "counted" || verdict.status === "freed") && verdict.said.source === source
      ? [verdict.said]
      : [],
  );
}

/** Rule 8: why a statement is held, against what stands just before its (moment, offset). None: it counts. */
function holds(said: Said, counted: readonly Said[]): HoldReason[] {
  const reasons: HoldReason[] = [];
  const before = standingBefore(said, counted);
  const inItsScope = before.filter(({ cell }) => inScope(said, cell));
  if (said.empty) reasons.push("empty");
  if (removed(said, before).length * 5 > inItsScope.length) reasons.push("loss");
  const old = new Map(before.map(({ cell, value }) => [cellKey(cell), value]));
  if ([...said.cells].some(([key, { cell, value }]) => beyondBounds(cell, value, old.get(key)))) reasons.push("bounds");
  return reasons;
}
function beyondBounds(cell: Cell, value: string | null, old: string | null | undefined): boolean {
  const metric = metricOf(cell.metric, cell.definition);
  if (!metric || metric.kind === "membership" || value === null) return false;
  const { min, max, factor } = metric.bounds;
  const micro = toMicro(value);
  if (min !== undefined && micro < toMicro(decimalOfNumber(min)!)) return true;
  if (max !== undefined && micro > toMicro(decimalOfNumber(max)!)) return true;
  if (factor === undefined || old === null || old === undefined) return false;
  const [now, then] = [size(micro), size(toMicro(old))];
  if (now === 0n || then === 0n) return false;
  const [times, one] = [toMicro(decimalOfNumber(factor)!), toMicro("1")];
  return now * one > times * then || then * one > times * now;
}
function size(micro: bigint): bigint {
  return micro < 0n ? -micro : micro;
}

/** Cells that stand, and that a statement makes absent. */
function removed(said: Said, before: readonly { cell: Cell }[]) {
  return before.filter(({ cell }) => !said.cells.has(cellKey(cell)) && decides(said, cell));
}
function count(said: Said, counted: readonly Said[]): Counts {
  const before = standingBefore(said, counted);
  const old = new Map(before.map(({ cell, value }) => [cellKey(cell), value]));
  const stated = [...said.cells];
  const fresh = stated.filter(([key]) => !old.has(key)).length;
  const same = stated.filter(([key, { value }]) => old.has(key) && old.get(key) === value).length;
  return {
    cells: stated.length + said.doubtful.size,
    new: fresh,
    changed: stated.length - fresh - same,
    same,
    absent: removed(said, before).length,
    unreadable: said.doubtful.size,
  };
}
