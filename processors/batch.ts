// One partition's batch: records in, rows out. What it writes depends on the log before each fact alone, never on
// where the batch was cut: a batch that is done again, whole or cut otherwise, writes the same rows.
import { setImmediate as nextTurn } from "node:timers/promises";
import type { ReadAnswer } from "../schemas/endpoint.ts";
import { AnswerError } from "../schemas/errors.ts";
import type { EndpointAnswered, FactEvent } from "../schemas/events.ts";
import { type CanQuery, type CanRead, type LogRecord, TOPICS } from "../schemas/ports.ts";
import { columnsOf } from "../schemas/tables.ts";
import { bytesOf, factOf, readBytes, readPush } from "./bytes.ts";
import { LastAnswers } from "./last-answers.ts";
import { type Fold, momentOf, type Pull, reject, type Stating, type Told, take } from "./measurements.ts";
import { Output } from "./output.ts";
import type { Statement } from "./place.ts";
import { type Bytes, type LastAnswer, lastAnswerOf, repeatOf } from "./repeat.ts";
import type { By, Said } from "./rows.ts";
import { knownIds, loadStates, loadTimeline, type States, stateKey } from "./state.ts";
import { addPoint, emptyState, isLastCounted, isLatest, type SourceState } from "./timeline.ts";

export interface BatchContext {
  readonly warehouse: CanQuery;
  readonly log: CanRead;
  readonly read: ReadAnswer;
  /** States of this partition's startups as of the record before the batch; kept up by it. */
  readonly cache: Map<string, States>;
  /** Resolves when the rows of this partition's earlier batches are in the warehouse: awaited before any is loaded. */
  settled(): Promise<void>;
  /** The rows of its earlier batches that may not be there yet. */
  unwritten(): readonly Output[];
}
interface Entry {
  readonly record: LogRecord;
  readonly fact: FactEvent | AnswerError;
}

/** Folding gives way this often: rows of earlier batches are on their way meanwhile, and pages are asked for. */
const BREATH_MS = 10;

function breather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < BREATH_MS) return;
    await nextTurn();
    last = performance.now();
  };
}

/** Folds records of one partition. `recordedMax` is the running maximum of the log's times before the first one. */
export async function foldBatch(
  context: BatchContext,
  partition: number,
  records: readonly LogRecord[],
  { recordedMax, rowLimit }: { recordedMax: number; rowLimit: number },
): Promise<{ out: Output; done: number; recordedMax: number }> {
  const entries = records.map((record): Entry => ({ record, fact: decode(record) }));
  const before = records[0]?.offset ?? 0;
  await prepare(context, partition, before, entries);
  const seen = await seenIds(context, partition, before, entries);
  const fold = new PartitionFold(context, partition, before);
  let max = recordedMax;
  let done = 0;
  const breathe = breather();
  for (const { record, fact } of entries) {
    max = Math.max(max, record.time);
    const known = fact instanceof AnswerError ? undefined : fact;
    const source = known && "source" in known ? known.source : "";
    const by: By = {
      startup: known?.startup ?? record.key,
      source,
      part: partition,
      off: record.offset,
      recordedAt: max,
    };
    const duplicate = known !== undefined && seen.has(known.id);
    if (known) seen.add(known.id);
    fold.out.tables.raw_events.push([
      by.startup,
      source,
      partition,
      by.off,
      max,
      known?.type ?? "",
      known?.id ?? "",
      duplicate ? 1 : 0,
    ]);
    if (fact instanceof AnswerError) reject(fold.out, by, fact);
    else if (!duplicate) await take(fold, fact, by);
    done += 1;
    if (fold.out.size >= rowLimit) break;
    await breathe();
  }
  const bounds = [before, records[done - 1]?.offset ?? before];
  fold.out.tables.raw_events.forEach((row, at, rows) => {
    rows[at] = [...row, ...bounds];
  });
  return { out: fold.out, done, recordedMax: max };
}

function decode(record: LogRecord): FactEvent | AnswerError {
  try {
    return factOf(record.value);
  } catch (error) {
    if (error instanceof AnswerError) return error;
    throw error;
  }
}

async function prepare(
  { warehouse, cache, settled }: BatchContext,
  part: number,
  before: number,
  entries: readonly Entry[],
): Promise<void> {
  const named = entries.flatMap(({ fact }) =>
    fact instanceof AnswerError || !("source" in fact) ? [] : [fact.startup],
  );
  const missing = [...new Set(named)].filter((startup) => !cache.has(startup));
  if (missing.length === 0) return;
  for (const startup of missing) cache.set(startup, new Map());
  if (before === 0) return; // nothing was said before
  await settled();
  for (const [key, state] of await loadStates(warehouse, { startups: missing, part, before }))
    cache.get(key.slice(0, key.indexOf(" ")))?.set(key, state);
}

const [ID, OFF] = ["id", "off"].map((name) => columnsOf("raw_events").indexOf(name)) as [number, number];

async function seenIds(
  { warehouse, unwritten }: BatchContext,
  part: number,
  before: number,
  entries: readonly Entry[],
): Promise<Set<string>> {
  if (before === 0) return new Set();
  // Looked up first: what is written by then, the warehouse tells.
  const waiting = unwritten().flatMap(({ tables }) => tables.raw_events.filter((row) => Number(row[OFF]) < before));
  const ids = entries.flatMap(({ fact }) => (fact instanceof AnswerError ? [] : [fact.id]));
  const seen = await knownIds(warehouse, { ids, part, before });
  for (const row of waiting) seen.add(String(row[ID]));
  return seen;
}

const REREAD_KEPT = 64;
/** Of all partitions of the process; the bytes of answers, to read the next ones as their difference. */
export const LAST_ANSWERS = new LastAnswers(64 * 1024 * 1024);

class PartitionFold implements Fold {
  readonly out = new Output();
  readonly #context: BatchContext;
  readonly #partition: number;
  readonly #before: number;
  /** Statements read in this batch, the latest ones: late facts and released holds look back at them. */
  readonly #recent = new Map<number, Statement>();

  constructor(context: BatchContext, partition: number, before: number) {
    this.#context = context;
    this.#partition = partition;
    this.#before = before;
  }

  state(startup: string, source: string): SourceState {
    const states = this.#context.cache.get(startup) as States;
    const key = stateKey(startup, source);
    const state = states.get(key) ?? emptyState();
    states.set(key, state);
    return state;
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
    for (const { key, place, point } of this.out.observations.pointsOf(startup, source))
      addPoint(timeline, key, place, point);
  }

  async told(fact: Stating, by: By): Promise<Told> {
    const said = { moment: momentOf(fact, by.recordedAt), off: by.off };
    if (fact.type === "declaration.received") return { statement: this.#note(readPush(fact, said)) };
    const state = this.state(by.startup, by.source);
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

  reread(by: By): (said: Said) => Promise<Statement> {
    return async (said) => {
      const recent = this.#recent.get(said.off);
      if (recent) return recent;
      const fact = await this.#factAt(said.off);
      if (!fact || fact.type === "source.declared" || fact.type === "endpoint.failed")
        throw new Error(`offset ${said.off} of partition ${this.#partition} was a statement and is none now`);
      return this.#note(await this.#read(fact, said, { ...by, off: said.off }));
    };
  }

  async #read(fact: Stating, said: Said, by: By): Promise<Statement> {
    if (fact.type === "declaration.received") return readPush(fact, said);
    return readBytes(await this.#bytesOf(fact, by), said, this.#context.read);
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
    const fact = off < by.off ? await this.#factAt(off) : undefined;
    if (fact?.type === "endpoint.answered" && fact.startup === by.startup && fact.source === by.source) return fact;
    throw new AnswerError("answer.missing", `offset ${off} holds no answer of ${by.startup}/${by.source}`, {
      hint: "pull the source again: the next answer carries its bytes",
    });
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
