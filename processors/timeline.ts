// One source of one startup, as its counted statements make it: what stands now, and how a statement changes it.
import { metricOf } from "../schemas/catalogue.ts";
import { toMicro } from "../schemas/decimal.ts";
import type { Cell, Statement } from "../schemas/statement.ts";
import { removalsOf, type Standing } from "./hold.ts";
import { type Breakpoint, type By, isBefore, type Output, type Said } from "./rows.ts";
import { contains, wordOf } from "./scope.ts";

/** What a source's counted statements left behind. Cells of the `timeline` that stand nowhere stay in it. */
export interface SourceState {
  /** What stands after the last counted statement, in (moment, offset) order. */
  readonly standing: Map<string, Standing>;
  /** Counted statements in (moment, offset) order. */
  readonly counted: Said[];
  /** The held pull that the next readable pull may release. */
  candidate: Said | undefined;
  /** Every cell's breakpoints in (moment, offset) order; made when the first late statement comes. */
  timeline?: Map<string, { readonly cell: Cell; readonly points: Breakpoint[] }>;
}
export const emptyState = (): SourceState => ({ standing: new Map(), counted: [], candidate: undefined });

/** What a statement did when it came to count. *cells stated = new + changed + same + unreadable*. */
export interface Counts {
  new: number;
  changed: number;
  same: number;
  absent: number;
  unreadable: number;
}

/** Reads a counted statement again, from the log. */
export type Reread = (said: Said) => Promise<Statement>;

/** Whether a statement comes after all that count. */
export function isLatest(state: SourceState, said: Said): boolean {
  const last = state.counted.at(-1);
  return !last || isBefore(last, said);
}

/** What stands just before a place on the line of moments. For the latest place this is `state.standing` itself. */
export function standingBefore(state: SourceState, said: Said): Map<string, Standing> {
  if (isLatest(state, said)) return state.standing;
  const standing = new Map<string, Standing>();
  for (const [key, { cell, points }] of state.timeline ?? new Map<string, never>()) {
    const point = lastBefore(points, said);
    if (point && point.value !== undefined) standing.set(key, { cell, value: point.value });
  }
  return standing;
}
function lastBefore(points: readonly Breakpoint[], said: Said): Breakpoint | undefined {
  for (let i = points.length - 1; i >= 0; i -= 1) {
    const point = points[i];
    if (point && isBefore(point, said)) return point;
  }
  return undefined;
}

/** A cell whose value a statement changed: what it was before, and is from the statement on. */
interface Change {
  readonly cell: Cell;
  readonly now: string | null | undefined;
}

/** Lets a statement count: writes its rows, keeps the state, and returns what it did. */
export async function count(
  state: SourceState,
  statement: Statement,
  by: By,
  out: Output,
  reread: Reread,
): Promise<Counts> {
  const latest = isLatest(state, statement);
  const before = latest ? state.standing : standingBefore(state, statement);
  const { removed } = removalsOf(statement, before);
  const counts: Counts = { new: 0, changed: 0, same: 0, absent: removed.length, unreadable: statement.doubtful.size };
  const changes = changesOf(statement, before, removed, counts);
  noteFalls(statement, before, by, out);
  writeDoubts(statement, before, by, out);
  for (const scope of statement.scopes) out.scope(by, scope, statement, statement.removesNothing);
  const spoken = spokenAgain(statement, changes);
  for (const [key, { cell, now }] of spoken) put(state, out, by, key, cell, statement, now);
  const open = latest ? changes : await settle(state, statement, changes, by, out, reread);
  for (const [key, { cell, now }] of open) {
    if (now === undefined) state.standing.delete(key);
    else state.standing.set(key, { cell, value: now });
  }
  state.counted.splice(placeOf(state.counted, statement), 0, { moment: statement.moment, off: statement.off });
  return counts;
}

function changesOf(
  statement: Statement,
  before: ReadonlyMap<string, Standing>,
  removed: string[],
  counts: Counts,
): Map<string, Change> {
  const changes = new Map<string, Change>();
  for (const [key, { cell, value }] of statement.cells) {
    const stood = before.get(key);
    if (stood && stood.value === value) {
      counts.same += 1;
      continue;
    }
    counts[stood ? "changed" : "new"] += 1;
    changes.set(key, { cell, now: value });
  }
  for (const key of removed) changes.set(key, { cell: (before.get(key) as Standing).cell, now: undefined });
  return changes;
}

/** A cell stated outside the scope has no scope row to confirm it by: its own breakpoint does. */
function spokenAgain(statement: Statement, changes: Map<string, Change>): Map<string, Change> {
  let spoken = changes;
  for (const [key, { cell, value }] of statement.cells) {
    if (changes.has(key) || contains(statement.scopes, cell)) continue;
    if (spoken === changes) spoken = new Map(changes);
    spoken.set(key, { cell, now: value });
  }
  return spoken;
}

function writeDoubts(statement: Statement, before: ReadonlyMap<string, Standing>, by: By, out: Output): void {
  for (const cell of statement.doubtful.values()) out.unconfirmed(by, cell, statement);
  if (!statement.removesNothing || statement.scopes.length === 0) return;
  for (const [key, { cell }] of before)
    if (!statement.cells.has(key) && !statement.doubtful.has(key) && contains(statement.scopes, cell))
      out.unconfirmed(by, cell, statement);
}

function noteFalls(statement: Statement, before: ReadonlyMap<string, Standing>, by: By, out: Output): void {
  const falls = new Map<string, { cells: number; detail: string }>();
  for (const [key, { cell, value }] of statement.cells) {
    if (value === null || metricOf(cell.metric, cell.definition)?.kind !== "counter") continue;
    const old = before.get(key)?.value;
    if (old === undefined || old === null || toMicro(value) >= toMicro(old)) continue;
    const fall = falls.get(cell.metric);
    if (fall) fall.cells += 1;
    else falls.set(cell.metric, { cells: 1, detail: `${cell.level} ${cell.code}: ${value} after ${old}` });
  }
  for (const [metric, { cells, detail }] of falls)
    out.tables.findings.push([
      by.startup,
      by.source,
      by.part,
      by.off,
      by.recordedAt,
      "counter.fell",
      metric,
      cells,
      detail,
    ]);
}

function put(
  state: SourceState,
  out: Output,
  by: By,
  key: string,
  cell: Cell,
  said: Said,
  value: Breakpoint["value"],
): void {
  out.observation(by, cell, said, value);
  if (state.timeline) addPoint(state.timeline, key, cell, { moment: said.moment, off: said.off, value });
}

/** Adds a breakpoint, or replaces the one of the same statement. */
export function addPoint(
  timeline: NonNullable<SourceState["timeline"]>,
  key: string,
  cell: Cell,
  point: Breakpoint,
): void {
  const line = timeline.get(key);
  if (!line) {
    timeline.set(key, { cell, points: [point] });
    return;
  }
  const at = placeOf(line.points, point);
  const same = line.points[at];
  line.points.splice(at, same && same.off === point.off && same.moment === point.moment ? 1 : 0, point);
}

function placeOf(list: readonly Said[], said: Said): number {
  let at = list.length;
  while (at > 0 && !isBefore(list[at - 1] as Said, said)) at -= 1;
  return at;
}

/**
 * A statement came late. Each cell that it changed keeps the change until the next statement that decides about the
 * cell: there the old value must be said anew when nothing says it yet. Returns the changes that nothing ended.
 */
async function settle(
  state: SourceState,
  late: Statement,
  changes: Map<string, Change>,
  by: By,
  out: Output,
  reread: Reread,
): Promise<Map<string, Change>> {
  const open = new Map(changes);
  for (const said of state.counted.slice(placeOf(state.counted, late))) {
    if (open.size === 0) break;
    const later = await reread(said);
    for (const [key, { cell, now }] of open) {
      const word = wordOf(later, key, cell);
      if (word === "silent") {
        const passedOver = later.removesNothing && now !== undefined && !later.doubtful.has(key);
        if (passedOver && contains(later.scopes, cell)) out.unconfirmed(by, cell, later);
        continue;
      }
      open.delete(key);
      const said = state.timeline?.get(key)?.points.some((p) => p.off === later.off && p.moment === later.moment);
      if (!said && word !== now) put(state, out, by, key, cell, later, word);
    }
  }
  return open;
}
