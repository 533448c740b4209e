// What folding needs from outside, for one batch of one partition: states that are kept or loaded, and statements read
// from the log.
import type { Answer, ReadAnswer } from "../schemas/endpoint.ts";
import { AnswerError } from "../schemas/errors.ts";
import type { EndpointAnswered, FactEvent } from "../schemas/events.ts";
import { type CanQuery, type CanRead, TOPICS } from "../schemas/ports.ts";
import { bytesOf, decode, readBytes, readPush } from "./bytes.ts";
import type { Fold, Pull, Stating, Told } from "./fold.ts";
import type { Origin } from "./heard.ts";
import { LastAnswers } from "./last-answers.ts";
import { loadMarks, type Marks } from "./marks.ts";
import { originOf } from "./measurements.ts";
import { momentOf } from "./moment.ts";
import { Output } from "./output.ts";
import type { Statement } from "./place.ts";
import { type Bytes, type LastAnswer, lastAnswerOf, repeatOf } from "./repeat.ts";
import type { By, Said } from "./rows.ts";
import { adoptedFor, isAdoptedAfter, type Rulings } from "./rulings.ts";
import { loadTimeline, type StartupState, stateKey } from "./state.ts";
import { emptyState, isLastCounted, isLatest, notePoint, type Reread, type SourceState } from "./timeline.ts";

export interface FoldContext {
  readonly warehouse: CanQuery;
  readonly log: CanRead;
  readonly read: ReadAnswer;
  /** States of this partition's startups as of the record before the batch; kept up by it. */
  readonly cache: Map<string, StartupState>;
  /** Resolves when the rows of this partition's earlier batches are in the warehouse: awaited before any is loaded. */
  settled(): Promise<void>;
}

const REREAD_KEPT = 64;
/** Of all partitions of the process; the bytes of answers, to read the next ones as their difference. */
export const LAST_ANSWERS = new LastAnswers(64 * 1024 * 1024);

export class PartitionFold implements Fold {
  readonly out = new Output();
  readonly #context: FoldContext;
  readonly #partition: number;
  readonly #before: number;
  /** Statements read in this batch, the latest ones: late facts and released holds look back at them. */
  readonly #recent = new Map<number, Statement>();

  readonly breathe: () => Promise<void>;

  /** @param before  offset of the first record of the batch */
  constructor(
    context: FoldContext,
    { partition, before, breathe }: { partition: number; before: number; breathe: () => Promise<void> },
  ) {
    this.#context = context;
    this.#partition = partition;
    this.#before = before;
    this.breathe = breathe;
  }

  state(startup: string, source: string): SourceState {
    const { states } = this.#startup(startup);
    const key = stateKey(startup, source);
    const state = states.get(key) ?? emptyState();
    states.set(key, state);
    return state;
  }

  #startup(startup: string): StartupState {
    return this.#context.cache.get(startup) as StartupState;
  }

  rulings(startup: string): Rulings {
    return this.#startup(startup).rulings;
  }

  async needTimeline(startup: string, source: string, state: SourceState): Promise<void> {
    if (state.timeline) return;
    await this.#context.settled();
    await loadTimeline(this.#context.warehouse, state, {
      startup,
      source,
      part: this.#partition,
      before: this.#before,
    });
    // Breakpoints that this batch wrote and the warehouse does not have yet.
    const { timeline } = state as Required<SourceState>;
    for (const { key, place, said, value } of this.out.observations.pointsOf(startup, source))
      notePoint(timeline, key, place, said, value);
  }

  async told(fact: Stating, by: By): Promise<Told> {
    const said = { moment: momentOf(fact, by.recordedAt), off: by.off };
    if (fact.type === "declaration.received") return { statement: this.#note(readPush(fact, said)) };
    const state = this.state(by.startup, by.source);
    // Bytes of before an adoption are read whole, by the reader that is in force for them.
    const { inForce } = this.rulings(by.startup);
    if (fact.type === "endpoint.unchanged" && isAdoptedAfter(inForce, by.source, fact.answer))
      return { statement: this.#note(await this.#read(fact, said, by)) };
    const last = isLastCounted(state) && isLatest(state, said) ? LAST_ANSWERS.of(state) : undefined;
    const bytes = await this.#bytesOf(fact, by, last);
    const repeat = last && repeatOf(last, bytes, said, state.standing);
    if (repeat) {
      LAST_ANSWERS.uses += 1;
      return { ...repeat, last: () => repeat.next };
    }
    const { read } = this.#context;
    const statement = this.#note(readBytes(bytes, said, read));
    return { statement, last: (found) => lastAnswerOf(bytes, statement, found, read.rowWise?.(bytes.reader)) };
  }

  keepLast(state: SourceState, last: LastAnswer | undefined): void {
    LAST_ANSWERS.keep(state, last);
  }

  reread(by: By): Reread {
    const reread = this.rereadOnce(by);
    return async (said) => this.#note(await reread(said));
  }

  rereadOnce(by: By): Reread {
    return async (said) => {
      const recent = this.#recent.get(said.off);
      if (recent) return recent;
      const fact = await this.#statingAt(said.off);
      if (!fact) throw new Error(`offset ${said.off} of partition ${this.#partition} was a statement and is none now`);
      return await this.#read(fact, said, { ...by, off: said.off });
    };
  }

  forget(): void {
    this.#recent.clear();
  }

  async origin(by: By, off: number): Promise<Origin | undefined> {
    const fact = await this.#statingAt(off);
    return fact && originOf(fact, { moment: momentOf(fact, by.recordedAt), off });
  }

  async hasBytes(by: By, off: number): Promise<boolean> {
    const fact = await this.#statingAt(off);
    return fact?.type === "endpoint.unchanged" && (await this.#answerOf(fact.answer, { ...by, off })) !== undefined;
  }

  async pages(by: By, off: number): Promise<Answer["pages"] | undefined> {
    const fact = await this.#answerOf(off, { ...by, off: by.off + 1 });
    try {
      return fact && bytesOf(fact, off).pages;
    } catch (error) {
      if (error instanceof AnswerError) return undefined;
      throw error;
    }
  }

  async marks(by: By, offs: readonly number[]): Promise<ReadonlyMap<number, Marks>> {
    const { warehouse, settled } = this.#context;
    await settled();
    return await loadMarks(warehouse, { by, before: this.#before, out: this.out }, offs);
  }

  async #read(fact: Stating, said: Said, by: By): Promise<Statement> {
    if (fact.type === "declaration.received") return readPush(fact, said);
    const bytes = await this.#bytesOf(fact, by);
    const origin = { moment: said.moment, answer: bytes.answer };
    const reader = adoptedFor(this.rulings(by.startup).inForce, by.source, origin) ?? bytes.reader;
    return readBytes({ ...bytes, reader }, said, this.#context.read);
  }

  async #bytesOf(fact: Pull, by: By, last?: LastAnswer): Promise<Bytes> {
    if (fact.type === "endpoint.answered") return bytesOf(fact, by.off);
    if (fact.answer === last?.answer) return last;
    return bytesOf(await this.#answerAt(fact.answer, by), fact.answer);
  }

  /** Keeps a statement of this batch at hand. */
  #note(statement: Statement): Statement {
    this.#recent.set(statement.off, statement);
    if (this.#recent.size > REREAD_KEPT) this.#recent.delete(this.#recent.keys().next().value as number);
    return statement;
  }

  async #answerAt(off: number, by: By): Promise<EndpointAnswered> {
    const fact = await this.#answerOf(off, by);
    if (fact) return fact;
    throw new AnswerError("answer.missing", `offset ${off} holds no answer of ${by.startup}/${by.source}`, {
      hint: "pull the source again: the next answer carries its bytes",
    });
  }

  async #answerOf(off: number, by: By): Promise<EndpointAnswered | undefined> {
    const fact = off < by.off ? await this.#factAt(off) : undefined;
    const own = fact?.type === "endpoint.answered" && fact.startup === by.startup && fact.source === by.source;
    return own ? fact : undefined;
  }

  /** The fact at an offset, when it is one that says something. */
  async #statingAt(off: number): Promise<Stating | undefined> {
    const fact = await this.#factAt(off);
    switch (fact?.type) {
      case "endpoint.answered":
      case "endpoint.unchanged":
      case "declaration.received":
        return fact;
      default:
        return undefined;
    }
  }

  async #factAt(off: number): Promise<FactEvent | undefined> {
    for await (const record of this.#context.log.read(TOPICS.facts, this.#partition, off)) {
      if (record.offset !== off) return undefined;
      const fact = decode(record);
      return fact instanceof AnswerError ? undefined : fact;
    }
    return undefined;
  }
}
