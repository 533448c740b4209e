// Appending to Kafka: acknowledged by all replicas, in the order given, with the place and the time that the broker gave.
import kafkajs, { type Kafka, type Producer } from "kafkajs";
import { failpoint } from "../../schemas/failpoint.ts";
import type { Appended, ToAppend } from "../../schemas/ports.ts";
import { cloudEventHeaders } from "./cloud-event.ts";
import { reconnecting } from "./kafka-client.ts";
import { MAX_MESSAGE_BYTES, partitionOf } from "./topics.ts";

/** What one request carries at most, before compression: with one record of any legal size it stays under Kafka's cap. */
const REQUEST_BYTES = MAX_MESSAGE_BYTES / 2;
const REQUEST_RECORDS = 2_000;

export interface KafkaAppender {
  append(name: string, entries: readonly ToAppend[]): Promise<Appended[]>;
  close(): Promise<void>;
}

export function kafkaAppender({ client, clock }: { client: Kafka; clock: () => number }): KafkaAppender {
  // A failed request leaves the idempotent producer's sequence in doubt: `reconnecting` takes a new producer then.
  const producer = reconnecting(() => producerOf(client));
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };
  return {
    append: (name, entries) =>
      inTurn(() =>
        producer.use(async (connected) => {
          const places: Appended[] = [];
          for (const part of requestsOf(entries)) places.push(...(await send(connected, name, part, clock)));
          return places;
        }),
      ),
    close: () => producer.close(),
  };
}

/** A producer that neither doubles nor reorders what it sends. */
export const producerOf = (client: Kafka): Producer =>
  client.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
  });

/** Cuts entries into requests, in order. */
export function* requestsOf<Entry extends Pick<ToAppend, "value">>(
  entries: readonly Entry[],
): Generator<readonly Entry[]> {
  let part: Entry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (part.length > 0 && (part.length === REQUEST_RECORDS || bytes + entry.value.length > REQUEST_BYTES)) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(entry);
    bytes += entry.value.length;
  }
  if (part.length > 0) yield part;
}

async function send(producer: Producer, name: string, entries: readonly ToAppend[], clock: () => number) {
  const sent = entries.map(({ key, value }) => ({ key, value, partition: partitionOf(key), time: clock() }));
  const reply = producer.send({
    topic: name,
    acks: -1,
    timeout: 8_000,
    compression: kafkajs.CompressionTypes.GZIP,
    messages: sent.map(({ key, value, partition, time }) => ({
      ...{ key, value, partition },
      timestamp: String(time),
      headers: cloudEventHeaders(key, value),
    })),
  });
  failpoint("kafka.sending");
  const replies = await reply;
  failpoint("kafka.acknowledged");
  const next = new Map<number, { offset: number; time: number }>();
  for (const { partition, baseOffset, logAppendTime } of replies)
    next.set(partition, { offset: Number(baseOffset ?? Number.NaN), time: Number(logAppendTime ?? -1) });
  return sent.map(({ partition, time }): Appended => {
    const place = next.get(partition);
    if (place === undefined || !(place.offset >= 0)) throw new Error(`the broker named no offset in ${partition}`);
    const offset = place.offset++;
    return { partition, offset, time: place.time >= 0 ? place.time : time }; // -1: the topic keeps the sender's time
  });
}
