// The log alone: facts appended and read again, beside a plain file with the same bytes, and a plain producer.
import { randomUUID } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import kafkajs from "kafkajs";
import { openKafkaLog } from "../../infra/log/kafka.ts";
import { type EventLog, PARTITIONS, TOPICS, type ToAppend } from "../../schemas/ports.ts";
import { generate } from "./generate.ts";
import { type Answer, measure, type Terms, timed } from "./harness.ts";
import type { Place } from "./place.ts";

/** Facts of one append: what one pull round hands over at once. */
const APPENDED_AT_ONCE = 100;
const batches = (entries: readonly ToAppend[]) =>
  Array.from({ length: Math.ceil(entries.length / APPENDED_AT_ONCE) }, (_, at) =>
    entries.slice(at * APPENDED_AT_ONCE, (at + 1) * APPENDED_AT_ONCE),
  );

export async function benchLog(place: Place, terms: Terms, quick: boolean): Promise<Answer[]> {
  const load = { startups: 50, statements: quick ? 10 : 100, cells: 100, changing: 1, seed: 1 };
  const entries = [...generate(load)].map(({ startup, value }) => ({ key: startup, value }));
  const answers = [await appending(place, terms, entries), await reading(place, terms, entries)];
  const brokers = await place.kafka();
  if (brokers) answers.push(await producing(brokers, terms, entries));
  else terms.say("log on Kafka: skipped, there is no Kafka");
  return answers;
}

function appending(place: Place, terms: Terms, entries: readonly ToAppend[]): Promise<Answer> {
  const parts = batches(entries);
  const contestants = [
    {
      name: "Relevé, LMDB: append",
      async run() {
        const log = await place.log();
        const ms = await timed(async () => {
          for (const part of parts) await log.append(TOPICS.facts, part);
        });
        await expectRecords(log, entries.length);
        await log.close();
        return ms;
      },
    },
    {
      name: "a plain file: append and fsync",
      async run() {
        const file = await open(join(place.folder, randomUUID()), "a");
        const ms = await timed(async () => {
          for (const part of parts) {
            await file.appendFile(Buffer.concat(part.map(({ value }) => value)));
            await file.sync();
          }
        });
        await file.close();
        return ms;
      },
    },
  ];
  const name = `log: append facts of ${sizeOf(entries)}, ${APPENDED_AT_ONCE} at once, each durable`;
  return measure({ name, unit: "facts", units: entries.length, contestants }, terms);
}

async function reading(place: Place, terms: Terms, entries: readonly ToAppend[]): Promise<Answer> {
  const log = await place.log();
  for (const part of batches(entries)) await log.append(TOPICS.facts, part);
  const path = join(place.folder, randomUUID());
  const file = await open(path, "a");
  for (const { value } of entries) await file.appendFile(value);
  await file.close();
  const contestants = [
    { name: "Relevé, LMDB: read", run: () => timed(() => expectRecords(log, entries.length)) },
    { name: "a plain file: read", run: () => timed(() => readFile(path)) },
  ];
  const name = `log: read facts of ${sizeOf(entries)}`;
  const answer = await measure({ name, unit: "facts", units: entries.length, contestants }, terms);
  await log.close();
  return answer;
}

async function producing(brokers: string, terms: Terms, entries: readonly ToAppend[]): Promise<Answer> {
  const prefix = `bench-${randomUUID()}-`;
  const log = await openKafkaLog({ brokers, prefix });
  const kafka = new kafkajs.Kafka({ brokers: brokers.split(","), logLevel: kafkajs.logLevel.NOTHING });
  const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  await producer.connect();
  const topic = prefix + TOPICS.facts;
  const parts = batches(entries);
  const contestants = [
    {
      name: "Relevé, Kafka: append",
      run: () =>
        timed(async () => {
          for (const part of parts) await log.append(TOPICS.facts, part);
        }),
    },
    {
      name: "kafkajs: send, same acks and codec",
      run: () =>
        timed(async () => {
          const compression = kafkajs.CompressionTypes.GZIP;
          for (const part of parts) await producer.send({ topic, acks: -1, compression, messages: [...part] });
        }),
    },
  ];
  const name = `log on Kafka: append facts of ${sizeOf(entries)}, ${APPENDED_AT_ONCE} at once`;
  const answer = await measure({ name, unit: "facts", units: entries.length, contestants }, terms);
  await producer.disconnect();
  await log.close();
  return answer;
}

/** Reads the whole log. @throws {Error} when records are missing. */
async function expectRecords(log: EventLog, expected: number): Promise<void> {
  let found = 0;
  for (let partition = 0; partition < PARTITIONS; partition += 1)
    for await (const _ of log.read(TOPICS.facts, partition, 0)) found += 1;
  if (found !== expected) throw new Error(`the log gave ${found} records, not ${expected}`);
}

function sizeOf(entries: readonly ToAppend[]): string {
  const bytes = entries.reduce((sum, { value }) => sum + value.length, 0);
  return `${(bytes / entries.length / 1000).toFixed(1)} kB`;
}
