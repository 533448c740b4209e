// One source of one startup, as its counted statements make it: what stands now, and how a statement changes it.
import { countsOf, type Difference } from "./difference.ts";
import type { Counts, Heard } from "./heard.ts";
import type { Output } from "./output.ts";
import type { Place, StandingCells, Stated, Statement } from "./place.ts";
import type { LastAnswer } from "./repeat.ts";
import { type Breakpoint, type By, isBefore, type Said, UNSAID, type Word } from "./rows.ts";
import { contains, wordOf } from "./scope.ts";
import { noteFalls } from "./verdicts.ts";

/** What a source's counted statements left behind. Cells of the `timeline` that stand nowhere stay in it. */
export interface SourceState {
  /** What stands after the last counted statement, in (moment, offset) order. */
  readonly standing: Map<string, Stated>;
  /** Counted statements in (moment, offset) order. */
  counted: Said[];
  /** Its facts that are no duplicates: statements, and those that could not become one; by offset. */
  readonly heard: Map<number, Heard>;
  /** The held pull that the next readable pull may release. */
  candidate: Said | undefined;
  /** Kept to read the next answer as its difference; of use while its statement is the last that counts. */
  last?: LastAnswer | undefined;
  /** Every cell's breakpoints in (moment, offset) order; made when the first late statement comes. */
  timeline?: Timeline;
}
export type Timeline = Map<string, { readonly place: Place; readonly points: Breakpoint[] }>;
export const emptyState = (): SourceState => ({
  standing: new Map(),
  counted: [],
  heard: new Map(),
  candidate: undefined,
});

/** Reads a counted statement again, from the log. */
export type Reread = (said: Said) => Promise<Statement>;

/** Whether a statement comes after all that count. */
export function isLatest(state: SourceState, said: Said): boolean {
  const last = state.counted.at(-1);
  return !last || isBefore(last, said);
}

/** Whether the statement whose answer is kept is the latest that counts: what it says stands. */
export function isLastCounted({ last, counted }: SourceState): boolean {
  return last !== undefined && last.off === counted.at(-1)?.off;
}

/** What stands just before a place on the line of moments. For the latest place this is `state.standing` itself. */
export function standingBefore(state: SourceState, said: Said): Map<string, Stated> {
  return isLatest(state, said) ? state.standing : stoodBefore(state.timeline ?? new Map(), said);
}

/** What stands just before a place on the line of moments, by the breakpoints of all cells. */
export function stoodBefore(timeline: Timeline, said: Said): Map<string, Stated> {
  const standing = new Map<string, Stated>();
  for (const [key, { place, points }] of timeline) {
    const point = lastBefore(points, said);
    if (point && point.value !== undefined) standing.set(key, { ...place, value: point.value });
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

/** Cells whose value a statement changed, and the value from the statement on; `undefined`: absent. */
type Changes = Map<string, { readonly place: Place; readonly now: string | null | undefined }>;

/**
 * Lets a statement count: writes its rows, keeps the state, and returns what it did.
 * @param before  what stands just before it
 * @param found   its difference from that
 */
export async function count(
  state: SourceState,
  statement: Statement,
  { before, found }: { before: StandingCells; found: Difference },
  { by, out, reread }: { by: By; out: Output; reread: Reread },
): Promise<Counts> {
  const latest = isLatest(state, statement);
  noteFalls(out, statement, found, before, by);
  writeDoubts(statement, before, by, out);
  for (const scope of statement.scopes) out.scope(by, scope, statement, statement.removesNothing);
  for (const [key, stated] of found.changes) put(state, out, by, key, stated, statement, stated.value);
  for (const [key, place] of found.removed) put(state, out, by, key, place, statement, undefined);
  // A cell stated outside the scope has no scope row to confirm it by: its own breakpoint does.
  for (const [key, stated] of found.outside)
    if (before.get(key)?.value === stated.value) put(state, out, by, key, stated, statement, stated.value);
  if (latest) keep(state, found);
  else await settle(state, statement, found, { by, out, reread });
  state.counted.splice(placeOf(state.counted, statement), 0, { moment: statement.moment, off: statement.off });
  return countsOf(statement, found);
}

function keep({ standing }: SourceState, { changes, removed }: Difference): void {
  for (const [key, stated] of changes) standing.set(key, stated);
  for (const [key] of removed) standing.delete(key);
}

function writeDoubts(statement: Statement, before: StandingCells, by: By, out: Output): void {
  for (const place of statement.doubtful.values()) out.unconfirmed(by, place, statement);
  if (!statement.removesNothing || statement.scopes.length === 0) return;
  for (const [key, place] of before)
    if (!statement.cells.has(key) && !statement.doubtful.has(key) && contains(statement.scopes, place))
      out.unconfirmed(by, place, statement);
}

/** Writes a breakpoint, or that it is unsaid, and keeps the timeline. */
export function put(state: SourceState, out: Output, by: By, key: string, place: Place, said: Said, value: Word): void {
  out.observation(by, place, said, value);
  if (state.timeline) notePoint(state.timeline, key, place, said, value);
}

/** Takes in what was written of a breakpoint: the last word on it. */
export function notePoint(timeline: Timeline, key: string, place: Place, said: Said, value: Word): void {
  const { moment, off } = said;
  if (value === UNSAID) dropPoint(timeline, key, said);
  else addPoint(timeline, key, place, { moment, off, value });
}

function dropPoint(timeline: Timeline, key: string, said: Said): void {
  const points = timeline.get(key)?.points;
  const at = points?.findIndex(({ moment, off }) => moment === said.moment && off === said.off) ?? -1;
  if (points && at >= 0) points.splice(at, 1);
  if (points?.length === 0) timeline.delete(key);
}

/** Adds a breakpoint, or replaces the one of the same statement. */
function addPoint(timeline: Timeline, key: string, place: Place, point: Breakpoint): void {
  const line = timeline.get(key);
  if (!line) {
    timeline.set(key, { place, points: [point] });
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
 * cell: there the old value must be said anew when nothing says it yet. What nothing ends, stands in the end.
 */
async function settle(
  state: SourceState,
  late: Statement,
  { changes, removed }: Difference,
  { by, out, reread }: { by: By; out: Output; reread: Reread },
): Promise<void> {
  const open: Changes = new Map();
  for (const [key, stated] of changes) open.set(key, { place: stated, now: stated.value });
  for (const [key, place] of removed) open.set(key, { place, now: undefined });
  for (const said of state.counted.slice(placeOf(state.counted, late))) {
    if (open.size === 0) return;
    settleAt(state, await reread(said), open, by, out);
  }
  for (const [key, { place, now }] of open) {
    const { shape, code, first, last } = place;
    if (now === undefined) state.standing.delete(key);
    else state.standing.set(key, { shape, code, first, last, value: now });
  }
}

function settleAt(state: SourceState, later: Statement, open: Changes, by: By, out: Output): void {
  for (const [key, { place, now }] of open) {
    const word = wordOf(later, key, place);
    if (word === "silent") {
      const passedOver = later.removesNothing && now !== undefined && !later.doubtful.has(key);
      if (passedOver && contains(later.scopes, place)) out.unconfirmed(by, place, later);
      continue;
    }
    open.delete(key);
    const points = state.timeline?.get(key)?.points ?? [];
    const isSaid = points.some(({ off, moment }) => off === later.off && moment === later.moment);
    if (!isSaid && word !== now) put(state, out, by, key, place, later, word);
  }
}
