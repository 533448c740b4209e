// The log as it would be if every answer had come with the reader of today's directory and code: for the what-if.
import { PUSH } from "../../ingestors/declarations.ts";
import { readerOf } from "../../ingestors/reader.ts";
import { passedOver } from "../../schemas/fact-in.ts";
import { type EventLog, type LogRecord, TOPICS, type Topic } from "../../schemas/ports.ts";
import type { Reader } from "../../schemas/reader.ts";
import type { Declaration } from "../../schemas/source.ts";

const ANSWERED = "endpoint.answered";
const keyOf = (startup: string, source: string) => `${startup} ${source}`;

/** The readers of all declared sources but pushes, as a pull would write them now. */
export function readersOf(declarations: readonly Declaration[]): ReadonlyMap<string, Reader> {
  const sources = declarations.flatMap(({ startup, sources: own }) => own.map((source) => ({ startup, source })));
  return new Map(
    sources
      .filter(({ source }) => source.kind !== PUSH)
      .map(({ startup, source }) => [keyOf(startup, source.source), readerOf(source).reader]),
  );
}

/** The same log; answers of the sources that have a reader here carry it instead of their own. */
export function readAnew(log: EventLog, readers: ReadonlyMap<string, Reader>): EventLog {
  const anew = (topic: Topic, record: LogRecord) => (topic === TOPICS.facts ? withReader(record, readers) : record);
  return {
    ...log,
    async *read(topic, partition, from) {
      for await (const record of log.read(topic, partition, from)) yield anew(topic, record);
    },
    subscribe: (topic, group, subscriber) =>
      log.subscribe(topic, group, {
        onAssign: (partitions) => subscriber.onAssign(partitions),
        onRevoke: (partitions) => subscriber.onRevoke(partitions),
        onBatch: (partition, records, beat) =>
          subscriber.onBatch(
            partition,
            records.map((record) => anew(topic, record)),
            beat,
          ),
      }),
  };
}

function withReader(record: LogRecord, readers: ReadonlyMap<string, Reader>): LogRecord {
  if (!record.value.includes(`"${ANSWERED}"`)) return record;
  const fact = answerIn(record.value);
  const reader = fact && readers.get(keyOf(String(fact.startup), String(fact.source)));
  return reader ? { ...record, value: Buffer.from(JSON.stringify({ ...fact, reader })) } : record;
}

/** What is no answer is a processor's to judge. */
const answerIn = (value: Buffer): Record<string, unknown> | undefined =>
  passedOver(() => {
    const json = JSON.parse(value.toString("utf8")) as Record<string, unknown> | null;
    return json?.type === ANSWERED ? json : undefined;
  });
