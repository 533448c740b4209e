// What a state metric's cells say on many days at once: the same words as a Decider a day, in one pass over the lines.
import { endOfDay } from "../../schemas/period.ts";
import type { Declaration } from "../../schemas/source.ts";
import type { Cell } from "../../schemas/statement.ts";
import { type Corrections, UNCORRECTED } from "./corrections.ts";
import { Decider } from "./decide.ts";
import { type CellLine, type Confirming, linesOfMetric, type SourceLines } from "./lines.ts";

const DAY_MS = 86_400_000;
const NONE: SourceLines = { lines: new Map(), groups: new Map() };

export interface StateQuery {
  readonly metric: string;
  readonly version: number;
  /** In order. */
  readonly days: readonly string[];
}
/** Called for each day on which a cell has a figure; `at`: which of the days. */
export type Visit = (cell: Cell, at: number, value: string | null) => void;

/** What is known of a startup. `corrections` left out: what its sources say is asked for, by itself. */
export interface Stating {
  readonly declaration: Declaration;
  readonly sources: ReadonlyMap<string, SourceLines>;
  readonly corrections?: Corrections;
}

/** Visits all figures of a state metric on some days; those of one cell one after the other. */
export function eachFigure(
  { declaration, sources, corrections = UNCORRECTED }: Stating,
  query: StateQuery,
  visit: Visit,
): void {
  const deciders = query.days.map((day) => new Decider(day, declaration, sources, corrections));
  const order = deciders[0]?.order(query.metric);
  const stating = order ? order.sources.filter((source) => states(sources.get(source), query)) : [];
  const [only] = stating;
  const expiry = declaration.sources.find(({ source }) => source === only)?.expiresAfterDays ?? 90;
  const last = new Map<readonly Confirming[], Float64Array | null>();
  const ends = query.days.map(endOfDay);
  for (const [key, [corrected]] of corrections)
    if (corrected?.cell.metric === query.metric && corrected.cell.definition === query.version)
      for (const [at, decider] of deciders.entries()) decide(decider, key, corrected.cell, at, visit);
  for (const [key, line] of linesOf(stating, sources, query)) {
    if (corrections.has(key)) continue;
    let group = last.get(line.group);
    if (group === undefined) {
      group = lastStanding(line.group, ends);
      last.set(line.group, group);
    }
    if (stating.length === 1 && !order?.parts && group && line.passedOver.size === 0)
      walk(line, ends, group, expiry * DAY_MS, visit);
    else for (const [at, decider] of deciders.entries()) decide(decider, key, line.cell, at, visit);
  }
}

function decide(decider: Decider, key: string, cell: Cell, at: number, visit: Visit): void {
  const figure = decider.figure(key, cell);
  if (figure) visit(cell, at, figure.value);
}

function states(lines: SourceLines | undefined, { metric, version }: StateQuery): boolean {
  if (!lines) return false;
  for (const group of lines.groups.keys()) if (group.startsWith(`${metric}|${version}|`)) return true;
  return false;
}

/** Each cell once, with the line of the first source that has one. */
function linesOf(
  order: readonly string[],
  sources: ReadonlyMap<string, SourceLines>,
  { metric, version }: StateQuery,
): Map<string, CellLine> {
  const found = new Map<string, CellLine>();
  for (const source of order)
    for (const [key, line] of linesOfMetric(sources.get(source) ?? NONE, metric))
      if (line.cell.definition === version && line.steps.length > 0 && !found.has(key)) found.set(key, line);
  return found;
}

/** Per day, the moment that last confirmed all standing cells of a group; `null` when single territories are named. */
function lastStanding(group: readonly Confirming[], ends: readonly number[]): Float64Array | null {
  if (group.some(({ code }) => code !== "")) return null;
  let next = 0;
  let moment = -Infinity;
  return Float64Array.from(ends, (end) => {
    for (let one = group[next]; one && one.moment < end; one = group[next]) {
      moment = one.moment;
      next += 1;
    }
    return moment;
  });
}

function walk(
  { cell, steps }: CellLine,
  ends: readonly number[],
  standing: Float64Array,
  expiry: number,
  visit: Visit,
): void {
  let next = 0;
  let value: string | null | undefined;
  let since = -Infinity;
  for (let at = 0; at < ends.length; at += 1) {
    const end = ends[at] as number;
    for (let step = steps[next]; step && step.moment < end; step = steps[next]) {
      value = step.value;
      since = step.moment;
      next += 1;
    }
    if (value === undefined) continue;
    const confirmed = Math.max(since, standing[at] as number);
    if (end - confirmed <= expiry) visit(cell, at, value);
  }
}
