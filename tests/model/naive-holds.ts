// The naive model: whether a statement is held (rules 8 and 9 of docs/meaning.md), and its counts.
import { metricOf } from "../../schemas/catalogue.ts";
import { decimalOfNumber, toMicro } from "../../schemas/decimal.ts";
import { type Cell, cellKey } from "../../schemas/statement.ts";
import { decides, inScope, type Said } from "./naive-statement.ts";
import { justBefore, standingBefore } from "./naive-words.ts";

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
/** Rule 9: whether a held pull may count because the next one, held too, says the same kind of thing. */
export function agree(held: Said, next: Said, counted: readonly Said[]): boolean {
  if (held.empty !== next.empty) return false;
  return next.empty || holds(next, [...counted, held]).length === 0;
}
/** Rule 8: why a statement is held, against what stands just before its (moment, offset). None: it counts. */
export function holds(said: Said, counted: readonly Said[]): HoldReason[] {
  const reasons: HoldReason[] = [];
  const before = standingBefore(said, counted);
  const inItsScope = before.filter(({ cell }) => inScope(said, cell));
  if (said.empty && !justBefore(said, counted)?.empty) reasons.push("empty");
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
/** The counts of a statement among those that count. */
export function count(said: Said, counted: readonly Said[]): Counts {
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
