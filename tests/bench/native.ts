// The engine's own way: a Kafka table, and a view that writes what it reads into a table like ours, but every snapshot.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import kafkajs from "kafkajs";
import type { OpenedWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { createTable } from "../../infra/warehouse/ddl.ts";
import { PARTITIONS } from "../../schemas/ports.ts";
import { TABLES } from "../../schemas/tables.ts";
import { generate, type Load } from "./generate.ts";

/** The table that the view fills: the columns, order and settings of `observations`. */
export const SNAPSHOTS = "snapshots";
const LIMIT_MS = 300_000;
const REQUEST_BYTES = 4_000_000;

/** A topic of JSONEachRow, one message per answer, as often as the answer is delivered. */
export interface Filled {
  readonly topic: string;
  /** Rows that the view will write, those that come twice included. */
  readonly rows: number;
  readonly bytes: number;
}

/** Fills a new topic. Uncompressed: the engine spends nothing on unpacking. */
export async function fillTopic(brokers: string, load: Load): Promise<Filled> {
  const kafka = new kafkajs.Kafka({ brokers: brokers.split(","), logLevel: kafkajs.logLevel.NOTHING });
  const topic = `bench-${randomUUID()}`;
  const admin = kafka.admin();
  await admin.connect();
  const configEntries = [{ name: "max.message.bytes", value: String(16 * 1024 * 1024) }];
  await admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS, configEntries }] });
  await admin.disconnect();
  const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  await producer.connect();
  let [rows, bytes, size] = [0, 0, 0];
  let messages: { key: string; value: Buffer }[] = [];
  const flush = async () => {
    await producer.send({ topic, messages, acks: -1 });
    bytes += size;
    messages = [];
    size = 0;
  };
  for (const { startup, message, times, stated } of generate(load)) {
    for (let time = 0; time < times; time += 1) messages.push({ key: startup, value: message });
    rows += (stated?.length ?? 0) * times;
    size += message.length * times;
    if (size > REQUEST_BYTES) await flush();
  }
  if (messages.length > 0) await flush();
  await producer.disconnect();
  return { topic, rows, bytes };
}

/** Lets the engine read the topic into a new table. Returns milliseconds from the first message read to the last row visible. */
export async function followTopic(
  warehouse: OpenedWarehouse,
  brokers: string,
  { topic, rows }: Filled,
): Promise<number> {
  await warehouse.command(createTable(SNAPSHOTS, TABLES.observations, "single"));
  await warehouse.command(queueTable(brokers, topic));
  await warehouse.command(VIEW);
  let first = 0;
  for (const until = performance.now() + LIMIT_MS; performance.now() < until; await sleep(first === 0 ? 3 : 15)) {
    if (first === 0) {
      if (await isReading(warehouse)) first = performance.now();
      continue;
    }
    const [found] = await warehouse.rows<[number]>(`SELECT count() FROM ${SNAPSHOTS}`);
    if ((found?.[0] ?? 0) < rows) continue;
    const elapsed = performance.now() - first;
    await warehouse.command("DROP TABLE arrivals SYNC");
    await warehouse.command("DROP TABLE queue SYNC");
    return elapsed;
  }
  throw new Error(`ClickHouse's Kafka engine did not read ${rows} rows within ${LIMIT_MS / 1000} s`);
}

async function isReading(warehouse: OpenedWarehouse): Promise<boolean> {
  const [read] = await warehouse.rows<[number]>(
    "SELECT toUInt32(sum(num_messages_read)) FROM system.kafka_consumers WHERE database = {database:String}",
    { database: warehouse.database },
  );
  return (read?.[0] ?? 0) > 0;
}

function queueTable(brokers: string, topic: string): string {
  const settings = {
    kafka_broker_list: `'${brokers}'`,
    kafka_topic_list: `'${topic}'`,
    kafka_group_name: `'${randomUUID()}'`,
    kafka_format: "'JSONEachRow'",
    kafka_handle_error_mode: "'stream'",
    kafka_max_block_size: 100_000,
    kafka_poll_timeout_ms: 10,
    kafka_flush_interval_ms: 1000,
  };
  const list = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  return `CREATE TABLE queue (startup String, source String, moment DateTime64(3, 'UTC'), metric String, geo_level String,
      geo String, dims String, value Nullable(Decimal(38, 6)))
    ENGINE = Kafka SETTINGS ${list.join(", ")}`;
}

/** A web page instead of figures is not JSON: the engine says so in `_error`. */
const VIEW = `CREATE MATERIALIZED VIEW arrivals TO ${SNAPSHOTS} AS
  SELECT startup, source, metric, 1 AS definition, geo_level, geo, 'state' AS grain,
    toDate32('1970-01-01') AS period_start, toDate32('1970-01-01') AS period_end, dims, moment, _offset AS said,
    toDateTime64(_timestamp_ms, 3, 'UTC') AS recorded_at, _offset AS off, _partition AS part, 'assert' AS op, value
  FROM queue WHERE length(_error) = 0`;
