// A proof's facts as a log that can be read and followed to its end: what a processor reads in place of the real one.
import { type CanRead, type CanSubscribe, type LogRecord, PARTITIONS, type Topic } from "../../schemas/ports.ts";
import { batchesOf } from "../log/deliver.ts";
import type { ProofRecord } from "./file.ts";

/** Follows to the last fact; then the subscription's `done` resolves. Offsets are the log's own, with gaps. */
export function proofLog(records: readonly ProofRecord[]): CanRead & CanSubscribe {
  const of = (topic: Topic, partition: number): LogRecord[] =>
    records
      .filter((record) => record.topic === topic && record.partition === partition)
      .sort((a, b) => a.offset - b.offset);
  return {
    async *read(topic, partition, from) {
      yield* of(topic, partition).filter(({ offset }) => offset >= from);
    },
    async ends(topic) {
      return Array.from({ length: PARTITIONS }, (_, partition) => (of(topic, partition).at(-1)?.offset ?? -1) + 1);
    },
    async subscribe(topic, _group, subscriber) {
      const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
      await subscriber.onAssign(partitions);
      const all = async () => {
        for (const partition of partitions)
          for (const batch of batchesOf(of(topic, partition)))
            await subscriber.onBatch(partition, batch, async () => undefined);
      };
      const done = all();
      done.catch(() => undefined); // told by `done` to whoever waits for it
      return { done, stop: async () => void (await done.catch(() => undefined)) };
    },
  };
}
