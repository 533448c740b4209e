// Relevé's own way from a log to committed cells, with the clock that all contestants share: from the first record
// fetched to the last row visible.
import { randomUUID } from "node:crypto";
import type { OpenedWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { readAnswer } from "../../ingestors/endpoints/index.ts";
import { runProcessor } from "../../processors/run.ts";
import { type EventLog, TOPICS, type ToAppend } from "../../schemas/ports.ts";
import { type Generated, generate, type Load } from "./generate.ts";
import type { Reference } from "./reference.ts";

/** A run that takes longer has hung. */
const LIMIT_MS = 600_000;

/** Appends the load's facts in batches of about 4 MB; the reference sees each answer. Returns the bytes appended. */
export async function fillLog(log: EventLog, load: Load, reference?: Reference): Promise<number> {
  let entries: ToAppend[] = [];
  let bytes = 0;
  let total = 0;
  const flush = async () => {
    await log.append(TOPICS.facts, entries);
    total += bytes;
    entries = [];
    bytes = 0;
  };
  for (const answer of generate(load)) {
    reference?.see(answer);
    for (let time = 0; time < answer.times; time += 1) entries.push(entryOf(answer));
    bytes += answer.value.length * answer.times;
    if (bytes > 4_000_000) await flush();
  }
  await flush();
  return total;
}
const entryOf = ({ startup, value }: Generated): ToAppend => ({ key: startup, value });

/** Runs the real processor until the log's ends are committed. Returns milliseconds. */
export async function processAll(log: EventLog, warehouse: OpenedWarehouse, rowLimit?: number): Promise<number> {
  const ends = await log.ends(TOPICS.facts);
  const open = new Set(ends.flatMap((end, partition) => (end > 0 ? [partition] : [])));
  let first = 0;
  let done: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    done = resolve;
  });
  const following: Pick<EventLog, "read" | "ends" | "subscribe"> = {
    read: (...asked) => log.read(...asked),
    ends: (topic) => log.ends(topic),
    subscribe: (topic, group, subscriber) =>
      log.subscribe(topic, group, {
        onAssign: (partitions) => subscriber.onAssign(partitions),
        onRevoke: (partitions) => subscriber.onRevoke(partitions),
        onBatch(partition, records, beat) {
          if (first === 0) first = performance.now();
          return subscriber.onBatch(partition, records, beat);
        },
      }),
  };
  const running = await runProcessor(
    { log: following, warehouse, read: readAnswer, signal: () => undefined },
    {
      group: `bench-${randomUUID()}`,
      ...(rowLimit !== undefined && { rowLimit }),
      onCommit(partition, offset) {
        if (offset >= (ends[partition] ?? 0) - 1) open.delete(partition);
        if (open.size === 0) done();
      },
    },
  );
  await within(LIMIT_MS, Promise.race([finished, running.done]), "the processor did not reach the end of the log");
  const elapsed = performance.now() - first;
  await running.stop();
  return elapsed;
}

/** The work, or an error after so many milliseconds. */
export async function within<T>(ms: number, work: Promise<T>, late: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${late} within ${ms / 1000} s`)), ms);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
