// Which metrics a source's lines state, at which definition version and levels. Remembered as long as the lines are.

import { startOfDay } from "../../schemas/period.ts";
import type { Level } from "../../schemas/territory.ts";
import type { Corrections } from "./corrections.ts";
import type { SourceLines } from "./lines.ts";

export interface StatedMetric {
  /** The greatest that was ever stated. */
  readonly version: number;
  /** Of that version. */
  readonly levels: ReadonlySet<Level>;
  /** First moment of that version, milliseconds since 1970. */
  readonly since: number;
}
const known = new WeakMap<SourceLines, ReadonlyMap<string, StatedMetric>>();

/** By metric, in the order of the lines. */
export function statedIn(source: SourceLines): ReadonlyMap<string, StatedMetric> {
  const found = known.get(source) ?? look(source);
  known.set(source, found);
  return found;
}

function look({ lines }: SourceLines): Map<string, StatedMetric> {
  const stated = new Map<string, { version: number; levels: Set<Level>; since: number }>();
  for (const { cell, steps } of lines.values()) {
    const [first] = steps;
    if (!first) continue;
    let one = stated.get(cell.metric);
    if (!one || one.version < cell.definition) {
      one = { version: cell.definition, levels: new Set(), since: Infinity };
      stated.set(cell.metric, one);
    } else if (one.version > cell.definition) continue;
    one.levels.add(cell.level);
    one.since = Math.min(one.since, first.moment);
  }
  return stated;
}

/**
 * What several sources and corrections state of one metric; `undefined`: nothing. A correction of another version than
 * the sources state is left out.
 */
export function statedBy(
  sources: Iterable<SourceLines>,
  metric: string,
  corrections: Corrections,
): StatedMetric | undefined {
  const stated = statedBySources(sources, metric);
  const all = [...corrections.values()].flat().filter(({ cell }) => cell.metric === metric);
  const version = stated?.version ?? Math.max(...all.map(({ cell }) => cell.definition));
  const own = all.filter(({ cell }) => cell.definition === version);
  if (own.length === 0) return stated;
  const begins = own.map(({ from, since }) => (from === undefined ? since : startOfDay(from)));
  const levels = new Set([...(stated?.levels ?? []), ...own.map(({ cell }) => cell.level)]);
  return { version, levels, since: Math.min(stated?.since ?? Infinity, ...begins) };
}

function statedBySources(sources: Iterable<SourceLines>, metric: string): StatedMetric | undefined {
  const all = [...sources].flatMap((source) => statedIn(source).get(metric) ?? []);
  if (all.length === 0) return undefined;
  const version = Math.max(...all.map((one) => one.version));
  const inUse = all.filter((one) => one.version === version);
  const levels = new Set(inUse.flatMap((one) => [...one.levels]));
  return { version, levels, since: Math.min(...inUse.map((one) => one.since)) };
}
