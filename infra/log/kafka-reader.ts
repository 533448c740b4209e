// Random access to Kafka: one long-lived consumer in a group of its own, everything paused but what was asked for.
import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from "kafkajs";
import type { LogRecord, Topic } from "../../schemas/ports.ts";
import { PATIENT_RETRY } from "./kafka-client.ts";
import { ALL_TOPICS } from "./topics.ts";
import { within } from "./unavailable.ts";

export interface KafkaReader {
  /** The records from an offset on that one fetch gives: one at least. Only for offsets below the topic's end. */
  batch(topic: Topic, partition: number, from: number): Promise<LogRecord[]>;
  close(): Promise<void>;
}
interface Wanted {
  readonly name: string;
  readonly partition: number;
  readonly from: number;
  readonly resolve: (records: LogRecord[]) => void;
  readonly reject: (error: Error) => void;
}

/** A paused consumer sleeps this long before it looks again whether something was asked: half of it is our latency. */
const IDLE_MS = 20;
/** A fetch gives about this much at most; a larger record comes whole nevertheless. */
const FETCH_BYTES = 256 * 1024;
/** Unused for so long, it leaves: waiting costs some 5 % of a core, joining again half a second. */
const UNUSED_MS = 30_000;
/** How long joining or one fetch may take before the consumer is replaced. */
const FETCH_MS = 15_000;

export function recordOf(partition: number, { offset, key, value, timestamp }: KafkaMessage): LogRecord {
  return {
    partition,
    offset: Number(offset),
    key: key?.toString("utf8") ?? "",
    value: value ?? Buffer.alloc(0),
    time: Number(timestamp),
  };
}

export function openKafkaReader(kafka: Kafka, nameOf: (topic: Topic) => string): KafkaReader {
  const groupId = `releve-reader-${randomUUID()}`;
  let consumer: Consumer | undefined;
  let joined: Promise<void> = Promise.resolve();
  let wanted: Wanted | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let unused: NodeJS.Timeout | undefined;

  function point(): void {
    if (wanted === undefined || consumer === undefined) return;
    const { name: topic, partition, from } = wanted;
    consumer.seek({ topic, partition, offset: String(from) });
    consumer.resume([{ topic, partitions: [partition] }]);
  }
  async function take({ batch, pause, isStale }: EachBatchPayload): Promise<void> {
    if (isStale()) return; // fetched before the last seek
    pause();
    if (wanted?.name !== batch.topic || wanted.partition !== batch.partition) return;
    const { from, resolve } = wanted;
    const records = batch.messages.map((message) => recordOf(batch.partition, message));
    wanted = undefined;
    resolve(records.filter(({ offset }) => offset >= from));
    await nextTurn(); // a reader that goes on at once is served without the sleep
    await nextTurn();
  }
  /** Everything is paused each time the group is joined, again after a broker's restart too. */
  function join(): { made: Consumer; done: Promise<void> } {
    const made = kafka.consumer({
      groupId,
      maxWaitTimeInMs: IDLE_MS,
      maxBytesPerPartition: FETCH_BYTES,
      allowAutoTopicCreation: false,
      retry: PATIENT_RETRY,
    });
    const done = new Promise<void>((resolve, reject) => {
      made.on(made.events.GROUP_JOIN, ({ payload }) => {
        const held = Object.entries(payload.memberAssignment);
        made.pause(held.map(([topic, partitions]) => ({ topic, partitions })));
        if (made === consumer) point();
        resolve();
      });
      made.on(made.events.CRASH, ({ payload: { error, restart } }) => {
        if (restart) return;
        reject(error);
        if (made === consumer) wanted?.reject(error);
      });
      made
        .connect()
        .then(() => made.subscribe({ topics: ALL_TOPICS.map(nameOf), fromBeginning: true }))
        .then(() => made.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: take }))
        .catch(reject);
    });
    done.catch(() => undefined);
    return { made, done };
  }
  async function drop(): Promise<void> {
    clearTimeout(unused);
    const former = consumer;
    consumer = undefined;
    await former?.disconnect().catch(() => undefined);
  }
  async function fetch(name: string, partition: number, from: number): Promise<LogRecord[]> {
    clearTimeout(unused);
    if (consumer === undefined) ({ made: consumer, done: joined } = join());
    try {
      await within(FETCH_MS, joined);
      const records = new Promise<LogRecord[]>((resolve, reject) => {
        wanted = { name, partition, from, resolve, reject };
        point();
      });
      const found = await within(FETCH_MS, records);
      unused = setTimeout(() => void drop(), UNUSED_MS).unref();
      return found;
    } catch (error) {
      wanted = undefined;
      void drop();
      throw error;
    }
  }
  return {
    batch(topic, partition, from) {
      const result = turn.then(() => fetch(nameOf(topic), partition, from));
      turn = result.catch(() => undefined);
      return result;
    },
    close: drop,
  };
}
