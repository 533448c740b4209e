// Cells as the processor holds them, by the ten thousand: what they have in common stands in one shape.
import { metricOf } from "../schemas/catalogue.ts";
import type { Grain } from "../schemas/period.ts";
import { dimNames, type Scope } from "../schemas/statement.ts";
import type { Level } from "../schemas/territory.ts";
import type { PartDoubt } from "./unread.ts";

/** All of a cell but its territory and days. One object per combination, for the life of the process. */
export interface Shape {
  readonly id: number;
  readonly metric: string;
  readonly definition: number;
  readonly level: Level;
  readonly grain: Grain | "state";
  readonly dims: string;
  /** What scopes demand exactly: equal numbers, equal demands. */
  readonly group: number;
  /** Bounds in millionths; `undefined`: none. Members have none. */
  readonly limits: Limits | undefined;
  readonly isCounter: boolean;
}
export interface Limits {
  readonly min: bigint | undefined;
  readonly max: bigint | undefined;
  readonly factor: bigint | undefined;
}
/** A cell: a shape, a territory and, unless its shape is a state's, days. */
export interface Place {
  readonly shape: Shape;
  readonly code: string;
  readonly first: string;
  readonly last: string;
}
/** A cell with its value: a canonical decimal, or `null`: "no figure, said so". */
export interface Stated extends Place {
  readonly value: string | null;
}
export type StandingCells = ReadonlyMap<string, Stated>;

/** What one source says at one moment about all cells of a scope (docs/meaning.md). */
export interface Statement {
  /** Milliseconds since 1970. */
  readonly moment: number;
  /** Offset of the fact, in the startup's partition of releve.facts.v1. */
  readonly off: number;
  readonly scopes: readonly Scope[];
  /** Stated cells, by key. */
  readonly cells: StandingCells;
  /** Cells left as they were, unconfirmed: an unreadable value, or two different rows. */
  readonly doubtful: ReadonlyMap<string, Place>;
  /** A row without an identifiable cell, or a push without a scope: nothing is absent by it. */
  readonly removesNothing: boolean;
  /** Rows without an identifiable cell, by what is wrong with them. */
  readonly homeless: ReadonlyMap<string, number>;
  /** Values that put cells in doubt, by what is wrong and metric. */
  readonly unread: readonly PartDoubt[];
  /** No value was stated at all, and none was in doubt. */
  readonly empty: boolean;
  /** Each cell was stated by one readable row, and no row was without a cell. */
  readonly isPlain: boolean;
}

const shapes = new Map<string, Shape>();
const groups = new Map<string, number>();

/** The shape of cells that differ in territory and days only. */
export function shapeOf(metric: string, definition: number, level: Level, grain: Grain | "state", dims: string): Shape {
  const name = `${metric}|${definition}|${level}|${grain}|${dims}`;
  let shape = shapes.get(name);
  if (!shape) {
    const group = groupOf(metric, definition, level, grain, dimNames(dims));
    const defined = metricOf(metric, definition);
    const isCounter = defined?.kind === "counter";
    const limits = defined?.kind === "membership" ? undefined : limitsOf(defined?.bounds);
    shape = { id: shapes.size, metric, definition, level, grain, dims, group, limits, isCounter };
    shapes.set(name, shape);
  }
  return shape;
}

/** The number of all that a scope demands exactly. */
export function groupOf(metric: string, definition: number, level: Level, grain: string, names: string): number {
  const name = `${metric}|${definition}|${level}|${grain}|${names}`;
  let group = groups.get(name);
  if (group === undefined) {
    group = groups.size;
    groups.set(name, group);
  }
  return group;
}

/** A cell as one short string, within one source of one startup and one process. */
export function keyOf(shape: Shape, code: string, first: string): string {
  return shape.grain === "state" ? `${shape.id}:${code}` : `${shape.id}:${code}:${first}`;
}

function limitsOf(
  bounds: { min?: number | undefined; max?: number | undefined; factor?: number | undefined } = {},
): Limits | undefined {
  const micro = (bound: number | undefined) => (bound === undefined ? undefined : BigInt(Math.round(bound * 1e6)));
  const { min, max, factor } = bounds;
  if (min === undefined && max === undefined && factor === undefined) return undefined;
  return { min: micro(min), max: micro(max), factor: micro(factor) };
}
