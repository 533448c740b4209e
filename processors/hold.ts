// Whether a statement is held, judged against what stands just before it (docs/meaning.md, rule 8).
import { metricOf } from "../schemas/catalogue.ts";
import { toMicro } from "../schemas/decimal.ts";
import type { Cell, Statement } from "../schemas/statement.ts";
import { contains } from "./scope.ts";

export interface Standing {
  readonly cell: Cell;
  /** Canonical decimal, or `null`: "no figure, said so". */
  value: string | null;
}
export type StandingCells = ReadonlyMap<string, Standing>;

/** Why a statement is held, and in figures. */
export interface Hold {
  readonly reason: "empty" | "removal" | "bounds";
  readonly detail: string;
}

/** A statement may remove this share of what stands in its scope, no more. */
const REMOVAL_LIMIT = 0.2;

/** The keys that stand in a statement's scope and that it makes absent, and how many stand in its scope. */
export function removalsOf(statement: Statement, standing: StandingCells): { removed: string[]; inScope: number } {
  const removed: string[] = [];
  let inScope = 0;
  if (statement.scopes.length === 0) return { removed, inScope };
  for (const [key, { cell }] of standing) {
    const stated = statement.cells.has(key);
    if (!contains(statement.scopes, cell)) continue;
    inScope += 1;
    if (!stated && !statement.removesNothing && !statement.doubtful.has(key)) removed.push(key);
  }
  return { removed, inScope };
}

/** The reason to hold a statement, or `undefined`. */
export function judge(
  statement: Statement,
  standing: StandingCells,
  { removed, inScope } = removalsOf(statement, standing),
): Hold | undefined {
  if (statement.empty) return { reason: "empty", detail: `0 cells; ${inScope} stand in its scope` };
  if (removed.length > inScope * REMOVAL_LIMIT)
    return { reason: "removal", detail: `${removed.length} of ${inScope} cells would be absent` };
  for (const [key, { cell, value }] of statement.cells) {
    const beyond = value === null ? undefined : beyondBounds(cell, value, standing.get(key)?.value);
    if (beyond) return { reason: "bounds", detail: beyond };
  }
  return undefined;
}

interface Limits {
  readonly min: bigint | undefined;
  readonly max: bigint | undefined;
  readonly factor: bigint | undefined;
}
const MILLION = 1_000_000n;
const limits = new Map<string, Limits | null>();
function limitsOf({ metric, definition }: Cell): Limits | null {
  const key = `${metric}@${definition}`;
  let found = limits.get(key);
  if (found === undefined) {
    const { kind, bounds } = metricOf(metric, definition) ?? { kind: "membership", bounds: {} };
    const micro = (bound: number | undefined) => (bound === undefined ? undefined : BigInt(Math.round(bound * 1e6)));
    const { min, max, factor } = bounds as { min?: number; max?: number; factor?: number };
    const none = kind === "membership" || (min === undefined && max === undefined && factor === undefined);
    found = none ? null : { min: micro(min), max: micro(max), factor: micro(factor) };
    limits.set(key, found);
  }
  return found;
}

function beyondBounds(cell: Cell, value: string, before: string | null | undefined): string | undefined {
  const bounds = limitsOf(cell);
  if (!bounds) return undefined;
  const now = toMicro(value);
  const where = `${cell.metric} at ${cell.level} ${cell.code}${cell.grain === "state" ? "" : `, ${cell.grain} of ${cell.first}`}`;
  if (bounds.min !== undefined && now < bounds.min) return `${where}: ${value} is below the least possible value`;
  if (bounds.max !== undefined && now > bounds.max) return `${where}: ${value} is above the greatest possible value`;
  if (bounds.factor === undefined || before === null || before === undefined || value === before) return undefined;
  const old = toMicro(before);
  if (now === 0n || old === 0n) return undefined;
  const [small, great] = size(now) < size(old) ? [size(now), size(old)] : [size(old), size(now)];
  return great * MILLION > bounds.factor * small ? `${where}: ${value} after ${before}` : undefined;
}
const size = (micro: bigint) => (micro < 0n ? -micro : micro);
