// Breakpoints on their way to the table `observations`. They are by far the most of what is written: all that those of
// one statement have in common is kept once, and they become columns only when they are inserted.
import type { ByColumn } from "../schemas/ports.ts";
import type { TABLES } from "../schemas/tables.ts";
import { keyOf, type Place } from "./place.ts";
import { type By, type Said, UNSAID, type Word } from "./rows.ts";

type Column = keyof (typeof TABLES)["observations"]["columns"];
/** Neighbours that one fact wrote for one statement. */
interface Run {
  readonly by: By;
  readonly said: Said;
  readonly from: number;
}

/** The rows of one batch. */
export class Observations {
  readonly #runs: Run[] = [];
  readonly #places: Place[] = [];
  readonly #values: Word[] = [];

  get length(): number {
    return this.#places.length;
  }

  /** @param value  `undefined`: absent from here on; `UNSAID`: nothing begins here any more */
  add(by: By, place: Place, said: Said, value: Word): void {
    const run = this.#runs.at(-1);
    if (run?.by !== by || run.said.off !== said.off || run.said.moment !== said.moment)
      this.#runs.push({ by, said: { moment: said.moment, off: said.off }, from: this.#places.length });
    this.#places.push(place);
    this.#values.push(value);
  }

  /** The breakpoints of one source, in the order in which they were written. */
  *pointsOf(startup: string, source: string): Generator<{ key: string; place: Place; said: Said; value: Word }> {
    for (const { by, said, from, to } of this.#spans()) {
      if (by.startup !== startup || by.source !== source) continue;
      for (let at = from; at < to; at += 1) {
        const { shape, code, first, last } = this.#places[at] as Place;
        const place = { shape, code, first, last };
        yield { key: keyOf(shape, code, first), place, said, value: this.#values[at] };
      }
    }
  }

  /** Writes all rows into columns, from a place in them on. */
  fill(columns: Readonly<Record<Column, unknown[]>>, start: number): void {
    for (const { by, said, from, to } of this.#spans()) {
      const common = { startup: by.startup, source: by.source, moment: said.moment, said: said.off };
      const known = { recorded_at: by.recordedAt, off: by.off, part: by.part };
      for (const [name, value] of Object.entries({ ...common, ...known }))
        columns[name as Column].fill(value, start + from, start + to);
      for (let at = from; at < to; at += 1) fillCell(columns, start + at, this.#places[at] as Place, this.#values[at]);
    }
  }

  *#spans(): Generator<Run & { readonly to: number }> {
    for (const [at, run] of this.#runs.entries()) yield { ...run, to: this.#runs[at + 1]?.from ?? this.length };
  }
}

/** Written out: this is done for every changed cell. */
function fillCell(
  columns: Readonly<Record<Column, unknown[]>>,
  at: number,
  { shape, code, first, last }: Place,
  value: Word,
): void {
  columns.metric[at] = shape.metric;
  columns.definition[at] = shape.definition;
  columns.geo_level[at] = shape.level;
  columns.geo[at] = code;
  columns.grain[at] = shape.grain;
  columns.period_start[at] = first;
  columns.period_end[at] = last;
  columns.dims[at] = shape.dims;
  columns.op[at] = value === undefined ? "absent" : value === UNSAID ? "withdraw" : "assert";
  columns.value[at] = value === undefined || value === UNSAID ? null : value;
}

/** The rows of several batches, column by column. */
export function asColumns(batches: readonly Observations[]): ByColumn {
  const total = batches.reduce((rows, { length }) => rows + length, 0);
  const column = () => new Array<unknown>(total);
  const columns = {
    startup: column(),
    source: column(),
    metric: column(),
    definition: column(),
    geo_level: column(),
    geo: column(),
    grain: column(),
    period_start: column(),
    period_end: column(),
    dims: column(),
    moment: column(),
    said: column(),
    recorded_at: column(),
    off: column(),
    part: column(),
    op: column(),
    value: column(),
  } satisfies Record<Column, unknown[]>; // in the order of the table's columns
  let start = 0;
  for (const batch of batches) {
    batch.fill(columns, start);
    start += batch.length;
  }
  return { byColumn: Object.values(columns) };
}
