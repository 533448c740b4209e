// Filling Kafka from a backup: topics that keep the sender's time for as long as it takes, then the everyday settings.
import { setTimeout as sleep } from "node:timers/promises";
import kafkajs, { type Admin, type Producer } from "kafkajs";
import { failpoint } from "../../schemas/failpoint.ts";
import type { EventLog, LogRecord, Topic } from "../../schemas/ports.ts";
import { cloudEventHeaders } from "./cloud-event.ts";
import { type KafkaLogOptions, openKafkaLog } from "./kafka.ts";
import { producerOf, requestsOf } from "./kafka-append.ts";
import { clientOf, reconnecting } from "./kafka-client.ts";
import { differences, markIn, RESTORING, type Stamps, settingsOf } from "./kafka-topics.ts";
import { type CanRestore, misplaced, notEmpty, unfinished } from "./restoring.ts";
import { ALL_TOPICS } from "./topics.ts";
import { PATIENCE_MS, unavailable, within } from "./unavailable.ts";

/** How long brokers may take until they say what they were told, in milliseconds. */
const SETTLE_MS = 10_000;
/** One request, brokers' replication included. */
const REQUEST_MS = 3 * PATIENCE_MS;

/** @param options  `timestamps` are those of the log once it is restored */
export function openKafkaRestore(options: Omit<KafkaLogOptions, "restoring" | "clock">): CanRestore {
  const { brokers, prefix = "", timestamps = "append", signal } = options;
  const nameOf = (topic: string) => prefix + topic;
  const where = `Kafka at ${brokers}`;
  const { quick } = clientOf({ brokers, clientId: options.clientId ?? "releve-restore", signal });
  const admin = reconnecting(() => quick.admin());
  const producer = reconnecting(() => producerOf(quick));
  let mark = "";
  let opened: EventLog | undefined;
  const log = () => {
    if (!opened) throw new Error("begin first");
    return opened;
  };
  const answered = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await within(REQUEST_MS, work);
    } catch (error) {
      const hint = `Look whether Kafka runs and may be written at ${brokers}, then restore again: it goes on where it stopped.`;
      throw unavailable(`${where} cannot be restored`, hint, error);
    }
  };
  return {
    kind: "kafka",
    read: (topic, partition, from) => log().read(topic, partition, from),
    ends: (topic) => log().ends(topic),
    async begin(backup) {
      await answered(admin.use((connected) => begin(connected, nameOf, { backup, where })));
      mark = nameOf(RESTORING + backup);
      opened = await openKafkaLog({ ...options, timestamps: "create", restoring: backup });
    },
    async write(topic, records) {
      for (const part of requestsOf(records))
        await answered(producer.use((connected) => send(connected, nameOf(topic), topic, part)));
    },
    finish: () => answered(admin.use((connected) => finish(connected, nameOf, { mark, timestamps }))),
    async close() {
      await Promise.allSettled([producer.close(), admin.close(), opened?.close()]);
    },
  };
}

/** The mark first: from then on nobody else opens this log. */
async function begin(admin: Admin, nameOf: (topic: string) => string, to: { backup: string; where: string }) {
  const there = new Set(await admin.listTopics());
  const marked = markIn(there, nameOf);
  if (marked !== undefined && marked !== to.backup) throw unfinished(to.where, marked);
  const topics = ALL_TOPICS.filter((topic) => there.has(nameOf(topic)));
  if (marked === undefined) {
    const ends = new Map<Topic, number[]>();
    for (const topic of topics)
      ends.set(
        topic,
        (await admin.fetchTopicOffsets(nameOf(topic))).map(({ high }) => Number(high)),
      );
    const found = notEmpty(to.where, ends);
    if (found) throw found;
    const topic = nameOf(RESTORING + to.backup);
    await admin.createTopics({ topics: [{ topic, numPartitions: 1, replicationFactor: -1 }], waitForLeaders: false });
  }
  if (topics.length > 0) await configure(admin, topics, nameOf, "create"); // the others are made when it is opened
}

/** Returns once the brokers say so. Settings one by one would be kinder, but kafkajs knows only the request that replaces all of a topic's. */
async function configure(admin: Admin, topics: readonly Topic[], nameOf: (topic: string) => string, stamps: Stamps) {
  await admin.alterConfigs({
    validateOnly: false,
    resources: topics.map((topic) => ({
      type: kafkajs.ConfigResourceTypes.TOPIC,
      name: nameOf(topic),
      configEntries: Object.entries(settingsOf(topic, stamps)).map(([name, value]) => ({ name, value })),
    })),
  });
  await settled(async () => (await differences(admin, nameOf, stamps, topics)).length === 0);
}

async function finish(admin: Admin, nameOf: (topic: string) => string, to: { mark: string; timestamps: Stamps }) {
  await configure(admin, ALL_TOPICS, nameOf, to.timestamps);
  failpoint("restore.unmarking");
  await admin.deleteTopics({ topics: [to.mark] });
  await settled(async () => markIn(await admin.listTopics(), nameOf) === undefined);
}

async function settled(isSo: () => Promise<boolean>): Promise<void> {
  for (const until = Date.now() + SETTLE_MS; Date.now() < until; await sleep(50)) if (await isSo()) return;
  throw new Error(`the brokers do not say within ${SETTLE_MS / 1000} s what they were told`);
}

/** @throws {ReleveError} RELEVE_LOG_NOT_EMPTY when the broker placed them elsewhere. */
async function send(producer: Producer, name: string, topic: Topic, records: readonly LogRecord[]): Promise<void> {
  const replies = await producer.send({
    topic: name,
    acks: -1,
    timeout: 8_000,
    compression: kafkajs.CompressionTypes.GZIP,
    messages: records.map(({ key, value, partition, time }) => ({
      ...{ key, value, partition },
      timestamp: String(time),
      headers: cloudEventHeaders(key, value),
    })),
  });
  const first = new Map<number, LogRecord>();
  for (const record of records) if (!first.has(record.partition)) first.set(record.partition, record);
  for (const { partition, baseOffset } of replies) {
    const expected = first.get(partition);
    if (expected && Number(baseOffset) !== expected.offset) throw misplaced(topic, expected, Number(baseOffset));
  }
}
