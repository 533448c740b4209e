// One startup's facts, in the order of the log: each becomes a statement that counts or is held, a reject or a failure.
import { DECISION_EVENTS, type DecisionEvent } from "../schemas/decisions.ts";
import { AnswerError } from "../schemas/errors.ts";
import type { FactEvent } from "../schemas/events.ts";
import { takeDecision } from "./decisions.ts";
import { type Difference, differenceOf, type Hold, holdOf } from "./difference.ts";
import type { Fold, Stating, Told } from "./fold.ts";
import type { Origin } from "./heard.ts";
import { momentOf } from "./moment.ts";
import { noteDrift } from "./note-drift.ts";
import type { Place, StandingCells, Stated, Statement } from "./place.ts";
import { type By, isBefore, type Said } from "./rows.ts";
import { wordOf } from "./scope.ts";
import { count, isLatest, type SourceState, standingBefore } from "./timeline.ts";
import { heldVerdict, noteParts, reject, writeStatement } from "./verdicts.ts";

/** A moment may be this far ahead of the log's time. */
const AHEAD_MS = 5 * 60_000;

export const isDecision = (fact: FactEvent): fact is DecisionEvent => fact.type in DECISION_EVENTS;

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
  } else if (fact.type === "doubt.acknowledged") {
    const row = [fact.doubt.code, fact.by, fact.reason, fact.until, JSON.stringify(fact.doubt)];
    out.tables.acknowledgements.push([by.startup, fact.doubt.source ?? "", by.part, by.off, by.recordedAt, ...row]);
  } else if (isDecision(fact)) await takeDecision(fold, fact, by);
  else await takeStatement(fold, fact, by);
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
    const verdict = error.code === "moment.future" ? "refused" : "rejected";
    const heard = { off: by.off, verdict, origin: undefined, released: false, status: "rejected" } as const;
    fold.state(by.startup, by.source).heard.set(by.off, { ...heard });
    if (verdict === "rejected") await noteDrift(fold, fact, by);
    return;
  }
  await judgeAndCount(fold, fact, told, by);
}

async function judgeAndCount(fold: Fold, fact: Stating, told: Told, by: By): Promise<void> {
  const { statement } = told;
  noteParts(fold.out, statement, by);
  const state = fold.state(by.startup, by.source);
  const latest = isLatest(state, statement);
  if (!latest) await fold.needTimeline(by.startup, by.source, state);
  const before = standingBefore(state, statement);
  const found = told.found ?? differenceOf(statement, before);
  const hold = holdOf(statement, found, statement.empty && (await isEmptyBefore(fold, state, statement, by)));
  const pull = fact.type !== "declaration.received";
  const waiting = pull ? state.candidate : undefined;
  if (pull) state.candidate = undefined;
  if (!hold) {
    await countIt(fold, fact, statement, by, state, { before, found });
    if (latest) fold.keepLast(state, told.last?.(found));
    return;
  }
  const held = waiting && (await readableStill(fold, waiting, by));
  if (held && (await agrees(fold, state, held, statement, by))) {
    const release = () => countReleased(fold, held, by, state);
    // Both count now, each at its own moment: the earlier one first.
    if (isBefore(held, statement)) await release();
    await countIt(fold, fact, statement, by, state);
    if (!isBefore(held, statement)) await release();
    return;
  }
  holdIt(fold, fact, statement, by, state, { ...hold, absent: found.removed.length });
  await noteDrift(fold, fact, by);
  if (pull) state.candidate = { moment: statement.moment, off: statement.off };
}

/** Whether the statement that counts just before another is empty: one that says so again confirms it, and is not asked about. */
async function isEmptyBefore(fold: Fold, state: SourceState, said: Said, by: By): Promise<boolean> {
  const last = state.counted.findLast((one) => isBefore(one, said));
  return last !== undefined && (await fold.reread(by)(last)).empty;
}

/** The statement that waits, as the reading in force reads it; `undefined` when that cannot. */
async function readableStill(fold: Fold, waiting: Said, by: By): Promise<Statement | undefined> {
  try {
    return await fold.reread(by)(waiting);
  } catch (error) {
    if (error instanceof AnswerError) return undefined;
    throw error;
  }
}

/** Whether the next pull, which would be held too, says what the held one said. */
async function agrees(fold: Fold, state: SourceState, held: Statement, next: Statement, by: By): Promise<boolean> {
  if (next.empty || held.empty) return next.empty && held.empty;
  if (!isBefore(held, next)) return false;
  if (state.counted.some((said) => isBefore(held, said))) await fold.needTimeline(by.startup, by.source, state);
  return holdOf(next, differenceOf(next, await standingHad(fold, state, held, next, by)), false) === undefined;
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
  const { off, removesNothing } = statement;
  const origin = originOf(fact, statement);
  state.heard.set(off, { off, verdict: "counted", origin, released: false, status: "counted" });
  writeStatement(fold.out, by, off, origin, { status: "counted", removesNothing, counts });
}

async function countReleased(fold: Fold, held: Statement, by: By, state: SourceState): Promise<void> {
  if (!isLatest(state, held)) await fold.needTimeline(by.startup, by.source, state);
  const counts = await count(state, held, compared(state, held), { by, out: fold.out, reread: fold.reread(by) });
  const heard = state.heard.get(held.off);
  if (!heard?.origin) throw new Error(`offset ${held.off} of partition ${by.part} was held and was never heard`);
  heard.released = true;
  heard.status = "counted";
  const { removesNothing } = held;
  const verdict = { status: "counted", detail: "released by the next pull", removesNothing, counts } as const;
  writeStatement(fold.out, by, held.off, heard.origin, verdict);
}

function holdIt(
  fold: Fold,
  fact: Stating,
  statement: Statement,
  by: By,
  state: SourceState,
  { reason, detail, absent }: Hold & { readonly absent: number },
): void {
  const unreadable = statement.doubtful.size;
  const counts = { cells: statement.cells.size + unreadable, new: 0, changed: 0, same: 0, absent, unreadable };
  const { off, removesNothing } = statement;
  const heldAs = { hold: reason, detail, removesNothing, counts };
  const origin = originOf(fact, statement);
  state.heard.set(off, { off, verdict: "held", origin, heldAs, released: false, status: "held" });
  writeStatement(fold.out, by, off, origin, heldVerdict(heldAs));
}

/** Where a fact stands, who sent it, and where its bytes are. */
export function originOf(fact: Stating, { moment, off }: Said): Origin {
  const answer = fact.type === "endpoint.unchanged" ? fact.answer : off;
  return { moment, push: fact.type === "declaration.received", answer };
}
