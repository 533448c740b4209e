// How records are handed to a subscriber, the same for every log: in batches of a bounded size, and again until they are taken.
import { setTimeout as sleep } from "node:timers/promises";
import { ReleveError } from "../../schemas/errors.ts";
import type { LogRecord, Subscriber, Topic } from "../../schemas/ports.ts";
import type { Signal } from "../../schemas/signals.ts";

/** A batch holds at most this many records, and this many bytes of values (or one record). */
export const BATCH = { records: 1_000, bytes: 16 * 1024 * 1024 } as const;

/** Cuts records into batches, in order. */
export function* batchesOf(records: readonly LogRecord[]): Generator<readonly LogRecord[]> {
  let batch: LogRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    if (batch.length > 0 && (batch.length === BATCH.records || bytes + record.value.length > BATCH.bytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(record);
    bytes += record.value.length;
  }
  if (batch.length > 0) yield batch;
}

/** What delivery needs to know of the subscription it works for. */
export interface Delivery {
  readonly topic: Topic;
  readonly subscriber: Subscriber;
  /** Whether the partition is still ours and nobody asked to stop. */
  readonly goesOn: () => boolean;
  /** Keeps our place in the group; rejects when it is lost. */
  readonly beat: () => Promise<void>;
  /** Ends waiting when the subscription is stopped. */
  readonly quit: AbortSignal;
  readonly signal: Signal | undefined;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** Between two beats while waiting to try again. */
const STEP_MS = 500;

/**
 * Hands one batch over, the very same records again after each rejection, with longer and longer pauses.
 * @returns whether it was taken; `false` when the subscription must not go on (stopped, or partition lost).
 */
export async function deliver(delivery: Delivery, partition: number, records: readonly LogRecord[]): Promise<boolean> {
  for (let pause = FIRST_PAUSE_MS; delivery.goesOn(); pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      await delivery.subscriber.onBatch(partition, records, delivery.beat);
      return true;
    } catch (error) {
      if (!delivery.goesOn()) return false;
      delivery.signal?.("batch failed", { ...placeOf(delivery.topic, partition, records), ...reasonOf(error) });
      await wait(delivery, pause);
    }
  }
  return false;
}

function placeOf(topic: Topic, partition: number, records: readonly LogRecord[]) {
  return { topic, partition, from: records[0]?.offset ?? 0, to: records.at(-1)?.offset ?? 0, rows: records.length };
}

function reasonOf(error: unknown): { code?: string; detail: string } {
  const detail = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  return error instanceof ReleveError ? { code: error.code, detail } : { detail };
}

async function wait({ goesOn, beat, quit }: Delivery, ms: number): Promise<void> {
  for (let left = ms; left > 0 && goesOn(); left -= STEP_MS) {
    await sleep(Math.min(left, STEP_MS), undefined, { signal: quit }).catch(() => undefined);
    if (goesOn()) await beat().catch(() => undefined); // a lost place shows in goesOn
  }
}

/**
 * Where each assigned partition goes on: the subscriber's word, else 0.
 * @throws {ReleveError} RELEVE_CONFIG when it has read further than the log goes: another log, or a lost one.
 */
export function cursorsOf(
  topic: Topic,
  partitions: readonly number[],
  said: ReadonlyMap<number, number>,
  ends: readonly number[],
): Map<number, number> {
  const cursors = new Map(partitions.map((partition) => [partition, said.get(partition) ?? 0]));
  for (const [partition, cursor] of cursors) {
    if (cursor <= (ends[partition] ?? 0)) continue;
    throw new ReleveError(
      "RELEVE_CONFIG",
      `${topic}, partition ${partition}: reading was to go on from ${cursor}, but this log ends at ${ends[partition] ?? 0}.`,
      "The warehouse was filled from another log, or the log lost records. Point both to the same installation, or rebuild the warehouse.",
    );
  }
  return cursors;
}
