// A source after a decision: which facts count now that did not, or no more, or by another reading, and what its cells
// were along time by that. Only rows that differ are written, at the decision's place in the log.
import { AnswerError } from "../schemas/errors.ts";
import type { Fold } from "./fold.ts";
import { type Counts, type Heard, type Named, type Origin, type Status, statusOf } from "./heard.ts";
import { LineWalk } from "./line-walk.ts";
import { type Marks, noMarks } from "./marks.ts";
import type { Statement } from "./place.ts";
import { type By, isBefore, type Said } from "./rows.ts";
import { adoptedFor, namedIn, offsetsOf, type Ruling } from "./rulings.ts";
import type { SourceState } from "./timeline.ts";
import { heldVerdict, NOTHING, noteParts, reject, writeStatement } from "./verdicts.ts";

interface Change {
  readonly ruling: Ruling;
  readonly before: readonly Ruling[];
  readonly after: readonly Ruling[];
}
/** A fact that a decision may make something else. */
interface Touched extends Said {
  readonly heard: Heard;
  readonly origin: Origin;
  /** Another reader is in force for it. */
  readonly readAnew: boolean;
}
/** Marks of so many statements are looked up at once. */
const MARKS_AT_ONCE = 50;

/** Counts a source anew; `by.source` is the source, the rest the decision's place. */
export async function recount(fold: Fold, by: By, change: Change): Promise<void> {
  const state = fold.state(by.startup, by.source);
  const touched = (await touchedBy(fold, state, by, change)).sort((a, b) => (isBefore(a, b) ? -1 : 1));
  if (change.ruling.decision.what === "reading.adopted") fold.forget();
  const named = {
    withdrawn: namedIn(change.after, by.source, "answers.withdrawn"),
    released: namedIn(change.after, by.source, "hold.released"),
  };
  const changing = touched.filter(({ heard, readAnew }) => readAnew || statusOf(heard, true, named) !== heard.status);
  if (changing.length === 0) return;
  fold.keepLast(state, undefined);
  await new Recount(fold, by, state, named).walk(changing);
}

/** Facts that a decision names, or that another reader reads than before. */
async function touchedBy(fold: Fold, state: SourceState, by: By, change: Change): Promise<Touched[]> {
  const { decision } = change.ruling;
  if (decision.what === "reading.adopted") return await readAnew(fold, state, by, change);
  return [...new Set(offsetsOf(decision))].flatMap((off): Touched[] => {
    const heard = state.heard.get(off);
    if (!heard?.origin || heard.status === "rejected") return []; // it cannot be read, and is rejected all the same
    return [{ off, moment: heard.origin.moment, heard, origin: heard.origin, readAnew: false }];
  });
}

async function readAnew(fold: Fold, state: SourceState, by: By, { before, after }: Change): Promise<Touched[]> {
  const touched: Touched[] = [];
  for (const heard of state.heard.values()) {
    if (heard.verdict === "refused") continue;
    heard.origin ??= await fold.origin(by, heard.off);
    const { origin, off } = heard;
    if (!origin || origin.push) continue;
    if (adoptedFor(before, by.source, origin) === adoptedFor(after, by.source, origin)) continue;
    // Without bytes in the log, no reader reads it.
    if (origin.answer === off || heard.verdict !== "rejected" || (await fold.hasBytes(by, off)))
      touched.push({ off, moment: origin.moment, heard, origin, readAnew: true });
    await fold.breathe();
  }
  return touched;
}

class Recount {
  readonly #fold: Fold;
  readonly #by: By;
  readonly #state: SourceState;
  readonly #named: Named;
  readonly #marks = new Map<number, Marks>();

  constructor(fold: Fold, by: By, state: SourceState, named: Named) {
    this.#fold = fold;
    this.#by = by;
    this.#state = state;
    this.#named = named;
  }

  /** @param touched  in (moment, offset) order */
  async walk(touched: readonly Touched[]): Promise<void> {
    const lines = await this.#linesFrom(touched);
    const reread = this.#fold.rereadOnce(this.#by);
    const changed = new Map(touched.map((one) => [one.off, one]));
    const rest = [...touched];
    let ended = false;
    for (const said of this.#inOrder(touched)) {
      const one = changed.get(said.off);
      if (one) {
        rest.shift();
        await this.#change(one, lines, rest);
      } else if (lines?.isOpen) lines.pass(said, await reread(said));
      else if (rest.length > 0) lines?.pass(said);
      else ended = true;
      if (ended) break;
      await this.#fold.breathe();
    }
    if (!ended) lines?.finish();
    this.#state.counted = this.#countedNow(touched);
  }

  /** The source's lines, when some fact counted, or may count now. */
  async #linesFrom(touched: readonly Touched[]): Promise<LineWalk | undefined> {
    const matters = ({ heard }: Touched) =>
      heard.status === "counted" || statusOf(heard, true, this.#named) === "counted";
    const first = touched.find(matters);
    if (!first) return undefined;
    await this.#fold.needTimeline(this.#by.startup, this.#by.source, this.#state);
    return new LineWalk(this.#state, first, { out: this.#fold.out, by: this.#by });
  }

  /** Statements that counted, from the first that changes on, and all that change. */
  #inOrder(touched: readonly Touched[]): Said[] {
    const first = touched[0] as Touched;
    const offs = new Set(touched.map(({ off }) => off));
    const same = this.#state.counted.filter((said) => isBefore(first, said) && !offs.has(said.off));
    return [...same, ...touched].sort((a, b) => (isBefore(a, b) ? -1 : 1));
  }

  #countedNow(touched: readonly Touched[]): Said[] {
    const offs = new Set(touched.map(({ off }) => off));
    const rest = this.#state.counted.filter(({ off }) => !offs.has(off));
    const now = touched.filter(({ heard }) => heard.status === "counted").map(({ moment, off }) => ({ moment, off }));
    return [...rest, ...now].sort((a, b) => (isBefore(a, b) ? -1 : 1));
  }

  async #change(one: Touched, lines: LineWalk | undefined, rest: readonly Touched[]): Promise<void> {
    const { heard, readAnew } = one;
    const was = heard.status;
    const read = readAnew || statusOf(heard, true, this.#named) === "counted" ? await this.#read(one) : undefined;
    heard.status = statusOf(heard, !(read instanceof AnswerError), this.#named);
    const counting = heard.status === "counted" && !(read instanceof AnswerError) ? read : undefined;
    const marks = was === "counted" ? await this.#marksOf(one, rest) : noMarks();
    const counts = was === "counted" || counting ? lines?.change(one, counting, marks) : undefined;
    if (read instanceof AnswerError) reject(this.#fold.out, this.#by, read, one.off);
    else if (counting && readAnew) noteParts(this.#fold.out, counting, this.#by);
    if (was !== heard.status || counting) this.#write(one, was, counting, counts);
  }

  async #read(one: Touched): Promise<Statement | AnswerError> {
    try {
      return await this.#fold.rereadOnce(this.#by)(one);
    } catch (error) {
      if (error instanceof AnswerError) return error;
      throw error;
    }
  }

  async #marksOf({ off }: Touched, rest: readonly Touched[]): Promise<Marks> {
    if (!this.#marks.has(off)) {
      this.#marks.clear();
      const next = rest.filter(({ heard }) => heard.status === "counted").slice(0, MARKS_AT_ONCE - 1);
      const offs = [off, ...next.map((later) => later.off)];
      for (const [at, marks] of await this.#fold.marks(this.#by, offs)) this.#marks.set(at, marks);
    }
    return this.#marks.get(off) ?? noMarks();
  }

  #write(
    { heard, origin, off }: Touched,
    was: Status,
    counting: Statement | undefined,
    counts: Counts | undefined,
  ): void {
    const { status, heldAs } = heard;
    const rows = this.#fold.out;
    if (status === "held" && heldAs) writeStatement(rows, this.#by, off, origin, heldVerdict(heldAs));
    else {
      const removesNothing = counting?.removesNothing ?? false;
      const detail = was === status ? "read again" : "by a decision";
      writeStatement(rows, this.#by, off, origin, { status, detail, removesNothing, counts: counts ?? NOTHING });
    }
  }
}
