// What every log agrees on: topics' settings, the largest record, and which partition a key belongs to.
import { ReleveError } from "../../schemas/errors.ts";
import { PARTITIONS, TOPICS, type ToAppend, type Topic } from "../../schemas/ports.ts";

/** Every topic of the log. */
export const ALL_TOPICS: readonly Topic[] = Object.values(TOPICS);

/** Kafka's cap on a batch of records, in bytes. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
/** The largest value that may be appended, in bytes: what surely fits Kafka's cap, however badly it packs. */
export const MAX_RECORD_BYTES = MAX_MESSAGE_BYTES - 64 * 1024;

/** Settings of a topic in Kafka: records are never deleted; `state` keeps the last record of a key only. */
export function topicSettings(topic: Topic, timestamps: "append" | "create"): Readonly<Record<string, string>> {
  return {
    "retention.ms": "-1",
    "max.message.bytes": String(MAX_MESSAGE_BYTES),
    "cleanup.policy": topic === TOPICS.state ? "compact" : "delete",
    "message.timestamp.type": timestamps === "append" ? "LogAppendTime" : "CreateTime",
  };
}

/** @throws {ReleveError} RELEVE_ANSWER_SIZE when a value is larger than every log can take. */
export function checkSizes(topic: Topic, entries: readonly ToAppend[]): void {
  for (const { key, value } of entries) {
    if (value.length <= MAX_RECORD_BYTES) continue;
    throw new ReleveError(
      "RELEVE_ANSWER_SIZE",
      `A record of ${value.length} bytes for ${key} does not fit ${topic}: at most ${MAX_RECORD_BYTES} bytes.`,
      "Ask the endpoint for less at a time: a shorter period, fewer metrics, or pages that are facts of their own.",
    );
  }
}

/** The partition of a key: Kafka's default for keyed records (murmur2 of its UTF-8 bytes), in every log. */
export function partitionOf(key: string, partitions: number = PARTITIONS): number {
  return (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;
}

const M = 0x5bd1e995;
/** As in Kafka's Java client (`Utils.murmur2`): a signed 32-bit hash. */
function murmur2(data: Buffer): number {
  let hash = 0x9747b28c ^ data.length;
  const whole = data.length & ~3;
  for (let at = 0; at < whole; at += 4) {
    let word = Math.imul(data.readInt32LE(at), M);
    word = Math.imul(word ^ (word >>> 24), M);
    hash = Math.imul(hash, M) ^ word;
  }
  const rest = data.length - whole;
  if (rest > 0) {
    for (let at = rest - 1; at >= 0; at -= 1) hash ^= data.readUInt8(whole + at) << (8 * at);
    hash = Math.imul(hash, M);
  }
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
}
