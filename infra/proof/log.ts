// A proof's facts as a log that can be read and followed to its end: what a processor reads in place of the real one.
import { type CanRead, type CanSubscribe, type LogRecord, PARTITIONS, type Topic } from "../../schemas/ports.ts";
import { followingOnce } from "../log/once.ts";
import type { ProofRecord } from "./format.ts";

/** Follows to the last fact. Offsets are the log's own, with gaps; times are those since when each fact is known. */
export function proofLog(records: readonly ProofRecord[]): CanRead & CanSubscribe {
  const byPlace = new Map<string, LogRecord[]>();
  const placeOf = (topic: Topic, partition: number) => `${topic} ${partition}`;
  for (const record of [...records].sort((a, b) => a.offset - b.offset)) {
    const key = placeOf(record.topic, record.partition);
    const own = byPlace.get(key) ?? [];
    own.push({ ...record, time: record.recorded });
    byPlace.set(key, own);
  }
  const of = (topic: Topic, partition: number) => byPlace.get(placeOf(topic, partition)) ?? [];
  const read: CanRead = {
    async *read(topic, partition, from) {
      yield* of(topic, partition).filter(({ offset }) => offset >= from);
    },
    async ends(topic) {
      return Array.from({ length: PARTITIONS }, (_, partition) => (of(topic, partition).at(-1)?.offset ?? -1) + 1);
    },
  };
  return { ...read, subscribe: followingOnce(read) };
}
