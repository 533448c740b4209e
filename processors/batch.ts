// One partition's batch: records in, rows out. What it writes depends on the log before each fact alone, never on
// where the batch was cut: a batch that is done again, whole or cut otherwise, writes the same rows.
import { setImmediate as nextTurn } from "node:timers/promises";
import { AnswerError } from "../schemas/errors.ts";
import type { FactEvent } from "../schemas/events.ts";
import type { LogRecord } from "../schemas/ports.ts";
import { columnsOf } from "../schemas/tables.ts";
import { decode } from "./bytes.ts";
import { isDecision, take } from "./measurements.ts";
import type { Output } from "./output.ts";
import { type FoldContext, PartitionFold } from "./partition-fold.ts";
import type { By } from "./rows.ts";
import { knownIds, loadStates, newStartup } from "./state.ts";
import { reject } from "./verdicts.ts";

export interface BatchContext extends FoldContext {
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
  const breathe = breather();
  const fold = new PartitionFold(context, { partition, before, breathe });
  let max = recordedMax;
  let done = 0;
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
    if (!duplicate) await takeIn(fold, { record, fact }, by);
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

/** What brings no bytes of an endpoint is itself what somebody sent, or decided: the hash of its record is kept. */
async function takeIn(fold: PartitionFold, { record, fact }: Entry, by: By): Promise<void> {
  if (fact instanceof AnswerError) {
    reject(fold.out, by, fact);
    return;
  }
  if (fact.type === "declaration.received" || isDecision(fact)) fold.out.record(by, record.value);
  await take(fold, fact, by);
}

async function prepare(
  { warehouse, cache, settled }: BatchContext,
  part: number,
  before: number,
  entries: readonly Entry[],
): Promise<void> {
  const named = entries.flatMap(({ fact }) =>
    fact instanceof AnswerError || !("source" in fact || isDecision(fact)) ? [] : [fact.startup],
  );
  const missing = [...new Set(named)].filter((startup) => !cache.has(startup));
  if (missing.length === 0) return;
  for (const startup of missing) cache.set(startup, newStartup());
  if (before === 0) return; // nothing was said before
  await settled();
  for (const [startup, state] of await loadStates(warehouse, { startups: missing, part, before }))
    cache.set(startup, state);
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
