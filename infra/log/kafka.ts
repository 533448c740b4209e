// The production log: Apache Kafka through kafkajs, which is unmaintained since 2023 and therefore stays behind this port.
import { setTimeout as sleep } from "node:timers/promises";
import type { EventLog, LogRecord, Subscription, Topic } from "../../schemas/ports.ts";
import type { Signal } from "../../schemas/signals.ts";
import { kafkaAppender } from "./kafka-append.ts";
import { clientOf, type KafkaClients, reconnecting } from "./kafka-client.ts";
import { openKafkaReader } from "./kafka-reader.ts";
import { subscribeKafka } from "./kafka-subscription.ts";
import { ensureTopics } from "./kafka-topics.ts";
import { checkSizes } from "./topics.ts";
import { PATIENCE_MS, unavailable, within } from "./unavailable.ts";

export interface KafkaLogOptions {
  /** Comma-separated `host:port`. */
  readonly brokers: string;
  readonly clientId?: string;
  readonly signal?: Signal;
  /** `append` (default): the broker's time. `create`: `clock` gives it; for tests and restores only. */
  readonly timestamps?: "append" | "create";
  /** With `create`: milliseconds since 1970. */
  readonly clock?: () => number;
  /** Put before every topic's name in Kafka, so that several installations can share a cluster. Default: nothing. */
  readonly prefix?: string;
  /** After how long a silent process loses its partitions to others; brokers refuse less than 6 s by default. */
  readonly sessionMs?: number;
  /** The backup that is being restored into it: see kafka-restore.ts. */
  readonly restoring?: string;
}

/**
 * Opens the log, and creates its topics when they are missing.
 * @throws {ReleveError} RELEVE_LOG_UNAVAILABLE when no broker answers within 10 s; RELEVE_CONFIG when a topic is there
 *   with settings that would lose records or their order; RELEVE_RESTORE_UNFINISHED.
 */
export async function openKafkaLog(options: KafkaLogOptions): Promise<EventLog> {
  const { brokers, signal, timestamps = "append", prefix = "", sessionMs = 10_000 } = options;
  const clock = timestamps === "create" ? (options.clock ?? Date.now) : Date.now;
  const hint = `Look whether Kafka runs and can be reached at ${brokers} (RELEVE_LOG=kafka://host:port,…), or start one: npm run kafka.`;
  const clients: KafkaClients = clientOf({ brokers, clientId: options.clientId ?? "releve", signal });
  const nameOf = (topic: string) => prefix + topic;
  const admin = reconnecting(() => clients.quick.admin());
  try {
    await within(
      PATIENCE_MS,
      admin.use((connected) => ensureTopics(connected, nameOf, timestamps, options.restoring)),
    );
  } catch (error) {
    void admin.close();
    throw unavailable(`Kafka does not answer at ${brokers}`, hint, error);
  }
  const appender = kafkaAppender({ client: clients.quick, clock });
  const reader = openKafkaReader(clients.patient, nameOf);
  const subscriptions = new Set<Subscription>();
  let closed = false;

  async function answered<T>(what: string, ms: number, work: () => Promise<T>): Promise<T> {
    try {
      if (closed) throw new Error("the log is closed");
      return await within(ms, work());
    } catch (error) {
      throw unavailable(what, hint, error);
    }
  }
  const endsOnce = (topic: Topic) =>
    admin.use(async (connected) => {
      const offsets = await connected.fetchTopicOffsets(nameOf(topic));
      const high = new Map(offsets.map(({ partition, high }) => [partition, Number(high)]));
      return Array.from({ length: high.size }, (_, partition) => high.get(partition) ?? 0);
    });
  /** A connection may be from before a broker's restart, a leader just elected: asked again, a few times. */
  const ends = (topic: Topic) =>
    answered(`The ends of ${topic} are not known`, PATIENCE_MS, async () => {
      for (let tries = 1; tries < 4; tries += 1) {
        const known = await endsOnce(topic).catch(() => undefined);
        if (known !== undefined) return known;
        await sleep(tries * 150);
      }
      return endsOnce(topic);
    });

  return {
    kind: "kafka",
    ends,
    async append(topic, entries) {
      checkSizes(topic, entries);
      return answered(`It is not known whether ${topic} recorded this`, PATIENCE_MS, () =>
        appender.append(nameOf(topic), entries),
      );
    },
    async *read(topic, partition, from): AsyncGenerator<LogRecord> {
      const end = (await ends(topic))[partition] ?? 0;
      for (let next = from; next < end; ) {
        const records = await answered(`${topic} cannot be read`, 3 * PATIENCE_MS, () =>
          reader.batch(topic, partition, next),
        );
        for (const record of records) if (record.offset < end) yield record;
        next = (records.at(-1)?.offset ?? end) + 1;
      }
    },
    async subscribe(topic, group, subscriber) {
      const options = { topic, name: nameOf(topic), group, subscriber, sessionMs, signal, ends: () => ends(topic) };
      const subscription = await answered(`${topic} cannot be followed`, 6 * PATIENCE_MS, () =>
        subscribeKafka(clients.patient, options),
      );
      subscriptions.add(subscription);
      const forget = () => subscriptions.delete(subscription);
      subscription.done.then(forget, forget);
      return subscription;
    },
    async close() {
      if (closed) return;
      await Promise.allSettled([...subscriptions].map((subscription) => subscription.stop()));
      closed = true;
      await Promise.allSettled([reader.close(), appender.close(), admin.close()]);
    },
  };
}
