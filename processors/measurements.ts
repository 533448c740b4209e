// One startup's facts, in the order of the log: each becomes a statement that counts or is held, a reject or a failure.
import { AnswerError } from "../schemas/errors.ts";
import type { DeclarationReceived, EndpointAnswered, EndpointUnchanged, FactEvent } from "../schemas/events.ts";
import { type Difference, differenceOf, type Hold, holdOf } from "./difference.ts";
import type { Output } from "./output.ts";
import type { Place, StandingCells, Stated, Statement } from "./place.ts";
import type { LastAnswer } from "./repeat.ts";
import { type By, isBefore, type Said } from "./rows.ts";
import { wordOf } from "./scope.ts";
import { type Counts, count, isLatest, type Reread, type SourceState, standingBefore } from "./timeline.ts";

/** A moment may be this far ahead of the log's time. */
const AHEAD_MS = 5 * 60_000;

export type Pull = EndpointAnswered | EndpointUnchanged;
export type Stating = Pull | DeclarationReceived;

/** What the fold needs from outside: each source's state, and statements read from the log's bytes. */
export interface Fold {
  readonly out: Output;
  state(startup: string, source: string): SourceState;
  /** The timeline of a source, as the rows before this fact make it. Needed only when a statement comes late. */
  needTimeline(startup: string, source: string, state: SourceState): Promise<void>;
  /** @throws {AnswerError} when the fact cannot become a statement. */
  told(fact: Stating, by: By): Promise<Told>;
  /** Keeps what a source's latest counted statement was read from, or nothing. */
  keepLast(state: SourceState, last: LastAnswer | undefined): void;
  reread(by: By): Reread;
}
/** What a fact states: read whole, or as its difference from what stands, when `found` is known already. */
export interface Told {
  readonly statement: Statement;
  readonly found?: Difference;
  /** What to keep should it count at once, as the latest; `found` as its comparison found it. */
  readonly last?: (found: Difference) => LastAnswer | undefined;
}

/** The moment that a fact speaks of, milliseconds since 1970. */
export function momentOf(fact: Stating, recordedAt: number): number {
  if (fact.type === "declaration.received") return fact.asAt === undefined ? recordedAt : Date.parse(fact.asAt);
  return Date.parse(fact.receivedAt);
}

/** Takes one fact in. */
export async function take(fold: Fold, fact: FactEvent, by: By): Promise<void> {
  const { out } = fold;
  if (fact.type === "endpoint.answered") out.pages(by, fact);
  if (fact.type === "source.declared") {
    const declaration = JSON.stringify(fact.declaration);
    out.tables.sources.push([fact.startup, by.part, by.off, by.recordedAt, fact.sha256, declaration]);
  } else if (fact.type === "endpoint.failed") {
    const row = [fact.code, fact.status ?? 0, fact.page ?? 0, fact.detail, fact.elapsedMs];
    out.tables.failures.push([by.startup, by.source, by.part, by.off, by.recordedAt, ...row]);
  } else await takeStatement(fold, fact, by);
}

async function takeStatement(fold: Fold, fact: Stating, by: By): Promise<void> {
  let told: Told;
  try {
    if (momentOf(fact, by.recordedAt) > by.recordedAt + AHEAD_MS)
      throw new AnswerError("moment.future", "the moment is more than 5 minutes ahead of the log", {
        hint: "check the clock of the sender",
      });
    told = await fold.told(fact, by);
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error; // a bug of ours is not the startup's reject
    reject(fold.out, by, error);
    return;
  }
  await judgeAndCount(fold, fact, told, by);
}

/** Keeps a fact that cannot become a statement, with the reason. */
export function reject(out: Output, by: By, error: AnswerError): void {
  const stage = error.code.split(".")[0];
  const row = [stage, error.code, error.pointer, error.message, error.hint];
  out.tables.rejects.push([by.startup, by.source, by.part, by.off, by.recordedAt, ...row]);
}

/** Rows that found no cell say nothing: whoever wrote the mapping is told, or they would vanish without a word. */
function noteHomeless(out: Output, { homeless }: Statement, by: By): void {
  const byMetric = new Map<string, { cells: number; details: string[] }>();
  for (const [wrong, count] of homeless) {
    const [metric = "", ...detail] = wrong.split(": ");
    const found = byMetric.get(metric) ?? { cells: 0, details: [] };
    found.cells += count;
    found.details.push(`${count} × ${detail.join(": ")}`);
    byMetric.set(metric, found);
  }
  for (const [metric, { cells, details }] of byMetric) {
    const row = ["rows.without-cell", metric, cells, details.join("; ")];
    out.tables.findings.push([by.startup, by.source, by.part, by.off, by.recordedAt, ...row]);
  }
}

async function judgeAndCount(fold: Fold, fact: Stating, told: Told, by: By): Promise<void> {
  const { statement } = told;
  noteHomeless(fold.out, statement, by);
  const state = fold.state(by.startup, by.source);
  const latest = isLatest(state, statement);
  if (!latest) await fold.needTimeline(by.startup, by.source, state);
  const before = standingBefore(state, statement);
  const found = told.found ?? differenceOf(statement, before);
  const hold = holdOf(statement, found);
  const pull = fact.type !== "declaration.received";
  const waiting = pull ? state.candidate : undefined;
  if (pull) state.candidate = undefined;
  if (!hold) {
    await countIt(fold, fact, statement, by, state, { before, found });
    if (latest) fold.keepLast(state, told.last?.(found));
    return;
  }
  const held = waiting && (await fold.reread(by)(waiting));
  if (held && (await agrees(fold, state, held, statement, by))) {
    const release = () => countReleased(fold, held, by, state);
    // Both count now, each at its own moment: the earlier one first.
    if (isBefore(held, statement)) await release();
    await countIt(fold, fact, statement, by, state);
    if (!isBefore(held, statement)) await release();
    return;
  }
  writeHeld(fold.out, fact, statement, by, { ...hold, absent: found.removed.length });
  if (pull) state.candidate = { moment: statement.moment, off: statement.off };
}

/** Whether the next pull, which would be held too, says what the held one said. */
async function agrees(fold: Fold, state: SourceState, held: Statement, next: Statement, by: By): Promise<boolean> {
  if (next.empty || held.empty) return next.empty && held.empty;
  if (!isBefore(held, next)) return false;
  if (state.counted.some((said) => isBefore(held, said))) await fold.needTimeline(by.startup, by.source, state);
  return holdOf(next, differenceOf(next, await standingHad(fold, state, held, next, by))) === undefined;
}

/** What would stand just before a statement had a held one counted. */
async function standingHad(
  fold: Fold,
  state: SourceState,
  held: Statement,
  next: Said,
  by: By,
): Promise<Map<string, Stated>> {
  const standing = new Map(standingBefore(state, next));
  const between: Statement[] = [];
  for (const said of state.counted)
    if (isBefore(held, said) && isBefore(said, next)) between.push(await fold.reread(by)(said));
  const decidedLater = (key: string, place: Place) => between.some((later) => wordOf(later, key, place) !== "silent");
  for (const [key, place] of standingBefore(state, held))
    if (wordOf(held, key, place) === undefined && !decidedLater(key, place)) standing.delete(key);
  for (const [key, stated] of held.cells) if (!decidedLater(key, stated)) standing.set(key, stated);
  return standing;
}

/** A statement compared with what stands just before it. */
interface Compared {
  readonly before: StandingCells;
  readonly found: Difference;
}
function compared(state: SourceState, statement: Statement): Compared {
  const before = standingBefore(state, statement);
  return { before, found: differenceOf(statement, before) };
}

async function countIt(
  fold: Fold,
  fact: Stating,
  statement: Statement,
  by: By,
  state: SourceState,
  known?: Compared,
): Promise<void> {
  if (!isLatest(state, statement)) await fold.needTimeline(by.startup, by.source, state);
  const counts = await count(state, statement, known ?? compared(state, statement), {
    by,
    out: fold.out,
    reread: fold.reread(by),
  });
  const unchanged = fact.type === "endpoint.unchanged";
  const kind = { push: fact.type === "declaration.received", unchanged, answer: unchanged ? fact.answer : by.off };
  writeStatement(fold.out, statement, by, { status: "counted", hold: "", detail: "", ...kind }, counts);
}

async function countReleased(fold: Fold, held: Statement, by: By, state: SourceState): Promise<void> {
  if (!isLatest(state, held)) await fold.needTimeline(by.startup, by.source, state);
  const counts = await count(state, held, compared(state, held), { by, out: fold.out, reread: fold.reread(by) });
  const kind = { push: false, unchanged: false, answer: held.off };
  writeStatement(
    fold.out,
    held,
    by,
    { status: "counted", hold: "", detail: "released by the next pull", ...kind },
    counts,
  );
}

function writeHeld(
  out: Output,
  fact: Stating,
  statement: Statement,
  by: By,
  { reason, detail, absent }: Hold & { readonly absent: number },
): void {
  const unchanged = fact.type === "endpoint.unchanged";
  const kind = { push: fact.type === "declaration.received", unchanged, answer: unchanged ? fact.answer : by.off };
  const unreadable = statement.doubtful.size;
  const counts = { cells: statement.cells.size + unreadable, new: 0, changed: 0, same: 0, absent, unreadable };
  writeStatement(out, statement, by, { status: "held", hold: reason, detail, ...kind }, counts);
}

interface Verdict {
  readonly status: "counted" | "held";
  readonly hold: string;
  readonly detail: string;
  readonly push: boolean;
  readonly unchanged: boolean;
  readonly answer: number;
}

function writeStatement(out: Output, statement: Statement, by: By, verdict: Verdict, counts: Counts): void {
  out.tables.statements.push([
    by.startup,
    by.source,
    statement.off,
    by.off,
    by.part,
    statement.moment,
    by.recordedAt,
    verdict.status,
    verdict.hold,
    verdict.detail,
    verdict.push ? 1 : 0,
    verdict.unchanged ? 1 : 0,
    statement.removesNothing ? 1 : 0,
    verdict.answer,
    counts.cells,
    counts.new,
    counts.changed,
    counts.same,
    counts.absent,
    counts.unreadable,
  ]);
}
