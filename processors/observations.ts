// Breakpoints on their way to the table `observations`: kept by column, for they are by far the most of what is written.
import type { Grain } from "../schemas/period.ts";
import type { ByColumn } from "../schemas/ports.ts";
import type { TABLES } from "../schemas/tables.ts";
import type { Level } from "../schemas/territory.ts";
import { keyOf, type Place, shapeOf } from "./place.ts";
import type { Breakpoint, By, Said } from "./rows.ts";

/** The rows of a batch, or of several. */
export class Observations implements ByColumn {
  /** In the order of the table's columns. */
  readonly #columns = {
    startup: [] as string[],
    source: [] as string[],
    metric: [] as string[],
    definition: [] as number[],
    geo_level: [] as Level[],
    geo: [] as string[],
    grain: [] as (Grain | "state")[],
    period_start: [] as string[],
    period_end: [] as string[],
    dims: [] as string[],
    moment: [] as number[],
    said: [] as number[],
    recorded_at: [] as number[],
    off: [] as number[],
    part: [] as number[],
    op: [] as ("assert" | "absent")[],
    value: [] as (string | null)[],
  } satisfies Record<keyof (typeof TABLES)["observations"]["columns"], unknown[]>;

  get length(): number {
    return this.#columns.value.length;
  }
  get byColumn(): readonly (readonly unknown[])[] {
    return Object.values(this.#columns);
  }

  /** @param value  `undefined`: absent from here on */
  add(by: By, { shape, code, first, last }: Place, said: Said, value: string | null | undefined): void {
    const columns = this.#columns;
    columns.startup.push(by.startup);
    columns.source.push(by.source);
    columns.metric.push(shape.metric);
    columns.definition.push(shape.definition);
    columns.geo_level.push(shape.level);
    columns.geo.push(code);
    columns.grain.push(shape.grain);
    columns.period_start.push(first);
    columns.period_end.push(last);
    columns.dims.push(shape.dims);
    columns.moment.push(said.moment);
    columns.said.push(said.off);
    columns.recorded_at.push(by.recordedAt);
    columns.off.push(by.off);
    columns.part.push(by.part);
    columns.op.push(value === undefined ? "absent" : "assert");
    columns.value.push(value ?? null);
  }

  /** The breakpoints of one source, in the order in which they were written. */
  *pointsOf(startup: string, source: string): Generator<{ key: string; place: Place; point: Breakpoint }> {
    const columns = this.#columns;
    for (const [at, value] of columns.value.entries()) {
      if (columns.startup[at] !== startup || columns.source[at] !== source) continue;
      const row = <T>(column: readonly T[]) => column[at] as T;
      const { metric, definition, geo_level, grain, dims } = columns;
      const shape = shapeOf(row(metric), row(definition), row(geo_level), row(grain), row(dims));
      const [code, first] = [row(columns.geo), row(columns.period_start)];
      const place = { shape, code, first, last: row(columns.period_end) };
      const said = { moment: row(columns.moment), off: row(columns.said) };
      yield {
        key: keyOf(shape, code, first),
        place,
        point: { ...said, value: row(columns.op) === "assert" ? value : undefined },
      };
    }
  }
}

/** The rows of several batches as those of one. */
export function joined(batches: readonly Observations[]): ByColumn {
  const [only] = batches;
  if (only && batches.length === 1) return only;
  const all = batches.map(({ byColumn }) => byColumn);
  return { byColumn: (all[0] ?? []).map((_, column) => all.flatMap((columns) => columns[column] ?? [])) };
}
