// A statement against what stands just before it, in one pass: what it changes, and whether it is held
// (docs/meaning.md, rule 8).
import { toMicro } from "../schemas/decimal.ts";
import type { HoldReason } from "../schemas/errors.ts";
import type { Counts } from "./heard.ts";
import type { Place, Shape, StandingCells, Stated, Statement } from "./place.ts";
import { fits, indexOf } from "./scope.ts";

export interface Difference {
  /** Stated cells whose value was not the standing one. */
  readonly changes: readonly (readonly [key: string, stated: Stated])[];
  /** Standing cells of the scope that the statement makes absent. */
  readonly removed: readonly (readonly [key: string, place: Place])[];
  /** Stated cells outside the scope: no scope row confirms them. */
  readonly outside: readonly (readonly [key: string, stated: Stated])[];
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  /** Cells that stand in the scope. */
  readonly inScope: number;
  /** The first value beyond its metric's bounds, in words. */
  readonly beyond: string | undefined;
}

/** Compares a statement with what stands just before it. */
export function differenceOf(statement: Statement, standing: StandingCells): Difference {
  const changes: [string, Stated][] = [];
  const outside: [string, Stated][] = [];
  const index = indexOf(statement.scopes);
  let fresh = 0;
  let same = 0;
  let metInScope = 0;
  let beyond: string | undefined;
  for (const [key, stated] of statement.cells) {
    const before = standing.get(key);
    const list = index.get(stated.shape.group);
    const inside = list !== undefined && fits(list, stated);
    if (!inside) outside.push([key, stated]);
    if (beyond === undefined && stated.shape.limits) beyond = beyondBounds(stated, before?.value);
    if (!before) {
      fresh += 1;
      changes.push([key, stated]);
      continue;
    }
    if (inside) metInScope += 1;
    if (before.value === stated.value) same += 1;
    else changes.push([key, stated]);
  }
  const inScope = countInScope(statement, standing);
  const removed = statement.removesNothing || inScope === metInScope ? [] : removedBy(statement, standing);
  return { changes, removed, outside, new: fresh, changed: changes.length - fresh, same, inScope, beyond };
}

function countInScope({ scopes }: Statement, standing: StandingCells): number {
  if (scopes.length === 0) return 0;
  const index = indexOf(scopes);
  let count = 0;
  let group = -1;
  let list = index.get(group);
  for (const place of standing.values()) {
    if (place.shape.group !== group) {
      group = place.shape.group;
      list = index.get(group);
    }
    if (list && fits(list, place)) count += 1;
  }
  return count;
}

function removedBy(statement: Statement, standing: StandingCells): [string, Place][] {
  const index = indexOf(statement.scopes);
  const removed: [string, Place][] = [];
  for (const [key, place] of standing) {
    const list = index.get(place.shape.group);
    if (!list || statement.cells.has(key) || statement.doubtful.has(key)) continue;
    if (fits(list, place)) removed.push([key, place]);
  }
  return removed;
}

/** Why a statement is held, and in figures. */
export interface Hold {
  readonly reason: HoldReason;
  readonly detail: string;
}
/** A statement may remove this share of what stands in its scope, no more. */
const REMOVAL_LIMIT = 0.2;

/** The reason to hold a statement, or `undefined`. @param repeats  an empty one: whether the one that counts just before it is empty too */
export function holdOf(
  statement: Statement,
  { removed, inScope, beyond }: Difference,
  repeats: boolean,
): Hold | undefined {
  if (statement.empty && !repeats) return { reason: "empty", detail: `0 cells; ${inScope} stand in its scope` };
  if (removed.length > inScope * REMOVAL_LIMIT)
    return { reason: "removal", detail: `${removed.length} of ${inScope} cells would be absent` };
  return beyond === undefined ? undefined : { reason: "bounds", detail: beyond };
}

const MILLION = 1_000_000n;
const TEN = 10n * MILLION;
const size = (micro: bigint) => (micro < 0n ? -micro : micro);

function beyondBounds(stated: Stated, before: string | null | undefined): string | undefined {
  const { value, shape } = stated;
  const { limits } = shape;
  if (value === null || !limits) return undefined;
  if (isBelow(value, limits.min)) return `${where(stated, shape)}: ${value} is below the least possible value`;
  if (limits.max !== undefined && toMicro(value) > limits.max)
    return `${where(stated, shape)}: ${value} is above the greatest possible value`;
  if (limits.factor === undefined || before === null || before === undefined || before === value) return undefined;
  if (limits.factor >= TEN && isSurelyWithinTen(value, before)) return undefined;
  if (isSurelyWithin(limits.factor, Number(value) / Number(before))) return undefined;
  const [now, old] = [size(toMicro(value)), size(toMicro(before))];
  if (now === 0n || old === 0n) return undefined;
  const [small, great] = now < old ? [now, old] : [old, now];
  return great * MILLION > limits.factor * small ? `${where(stated, shape)}: ${value} after ${before}` : undefined;
}

/** Two canonical decimals above 1 with as many digits before the point: one is less than ten times the other. */
function isSurelyWithinTen(one: string, other: string): boolean {
  const digits = wholeDigits(one);
  return digits > 0 && digits === wholeDigits(other);
}

/** 0 for what begins with a sign or a zero. */
function wholeDigits(decimal: string): number {
  if (decimal < "1") return 0;
  const point = decimal.indexOf(".");
  return point === -1 ? decimal.length : point;
}

/** A quotient of doubles errs by far less than the margin left here; what is nearer, and zeros, are worked out exactly. */
function isSurelyWithin(factor: bigint, quotient: number): boolean {
  const most = (Number(factor) / 1e6) * (1 - 1e-9);
  const times = Math.abs(quotient);
  return times < most && times * most > 1;
}

function isBelow(value: string, min: bigint | undefined): boolean {
  if (min === undefined) return false;
  return min === 0n ? value.startsWith("-") : toMicro(value) < min;
}

function where({ code, first }: Place, { metric, level, grain }: Shape): string {
  return `${metric} at ${level} ${code}${grain === "state" ? "" : `, ${grain} of ${first}`}`;
}

/** What a statement did when it came to count. */
export function countsOf({ doubtful }: Statement, { new: fresh, changed, same, removed }: Difference): Counts {
  const unreadable = doubtful.size;
  const cells = fresh + changed + same + unreadable;
  return { cells, new: fresh, changed, same, absent: removed.length, unreadable };
}
