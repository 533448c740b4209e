// What a batch writes: rows of every table, in the order of their columns.

import type { Grain } from "../schemas/period.ts";
import type { Scope } from "../schemas/statement.ts";
import type { FactTable } from "../schemas/tables.ts";
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

type Row = readonly unknown[];

/** Collects rows; gives back the breakpoints it was told, for the source that wrote them in this batch. */
export class Output {
  readonly tables: Record<FactTable, Row[]> = {
    observations: [],
    scopes: [],
    unconfirmed: [],
    statements: [],
    raw_events: [],
    rejects: [],
    failures: [],
    sources: [],
    findings: [],
    cursors: [],
  };

  observation(by: By, at: Place, said: Said, value: string | null | undefined): void {
    // Written out: this is done for every changed cell.
    const { metric, definition, level, grain, dims } = at.shape;
    const op = value === undefined ? "absent" : "assert";
    this.tables.observations.push([
      by.startup,
      by.source,
      metric,
      definition,
      level,
      at.code,
      grain,
      at.first,
      at.last,
      dims,
      said.moment,
      said.off,
      by.recordedAt,
      by.off,
      by.part,
      op,
      value ?? null,
    ]);
  }
  scope(by: By, scope: Scope, said: Said, removesNothing: boolean): void {
    const { metric, definition, level, code, grain, first, last, dims } = scope;
    const at = [by.startup, by.source, metric, definition, level, code, grain, first, last, dims];
    this.tables.scopes.push([...at, ...known(by, said), by.part, removesNothing ? 1 : 0]);
  }
  unconfirmed(by: By, at: Place, said: Said): void {
    this.tables.unconfirmed.push([...columnsOf(by, at), ...known(by, said), by.part]);
  }
  /** How many rows wait to be inserted. */
  get size(): number {
    return this.tables.observations.length + this.tables.unconfirmed.length + this.tables.scopes.length;
  }
}

function columnsOf({ startup, source }: By, { shape, code, first, last }: Place): Row {
  const { metric, definition, level, grain, dims } = shape;
  return [startup, source, metric, definition, level, code, grain, first, last, dims];
}
function known(by: By, said: Said): Row {
  return [said.moment, said.off, by.recordedAt, by.off];
}

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
