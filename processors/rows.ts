// What rows say: who wrote them, which statement they speak for, and which cell they are about.

import type { Grain } from "../schemas/period.ts";
import type { Level } from "../schemas/territory.ts";
import { keyOf, type Place, shapeOf } from "./place.ts";

/** Where a row comes from: the startup's source, and the fact that made us write it. */
export interface By {
  readonly startup: string;
  readonly source: string;
  readonly part: number;
  /** Offset of the fact. */
  readonly off: number;
  /** Running maximum of the log's times, milliseconds since 1970. */
  readonly recordedAt: number;
}
/** The statement that a row speaks for. */
export interface Said {
  readonly moment: number;
  readonly off: number;
}
/** A place on a cell's line of moments where its value begins. `undefined`: absent from here on. */
export interface Breakpoint extends Said {
  readonly value: string | null | undefined;
}

/** A breakpoint that a decision made one no more. */
export const UNSAID = Symbol("unsaid");
/** What a row of `observations` says of a breakpoint. */
export type Word = Breakpoint["value"] | typeof UNSAID;

/** The columns of `observations` that say which cell, as `placeOfRow` reads them. */
export const CELL_COLUMNS =
  "metric, definition, geo_level, geo, grain, toString(period_start), toString(period_end), dims";
export type CellColumns = [
  metric: string,
  definition: number,
  level: Level,
  code: string,
  grain: Grain | "state",
  first: string,
  last: string,
  dims: string,
];
/** A cell and its key from the columns of a row. */
export function placeOfRow(columns: CellColumns): { key: string; place: Place } {
  const [metric, definition, level, code, grain, first, last, dims] = columns;
  const shape = shapeOf(metric, definition, level, grain, dims);
  return { key: keyOf(shape, code, first), place: { shape, code, first, last } };
}

/** Whether one statement comes before another. */
export function isBefore(a: Said, b: Said): boolean {
  return a.moment < b.moment || (a.moment === b.moment && a.off < b.off);
}
