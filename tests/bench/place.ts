// Where a bench works: one temporary folder with logs and one embedded warehouse, and a broker when there is one.
import { rmSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ChdbConnection, createChdbConnection } from "chdb/connection";
import { KAFKA_VERSION } from "../../infra/kafka/broker.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { type OpenedWarehouse, openWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { migrate } from "../../infra/warehouse/migrate.ts";
import type { EventLog } from "../../schemas/ports.ts";
import { type KafkaForTests, kafkaForTests } from "../support/kafka.ts";

export interface Place {
  readonly folder: string;
  /** A new embedded log. */
  log(): Promise<EventLog>;
  /** A migrated database of its own in the one folder that a process may have. */
  warehouse(): Promise<OpenedWarehouse>;
  /** Drops its database and closes it. */
  drop(warehouse: OpenedWarehouse): Promise<void>;
  /** A bare connection to the same folder, in a database of its own. */
  bare(): Promise<ChdbConnection>;
  /** Brokers' addresses, or `undefined` when no Kafka can be had. */
  kafka(): Promise<string | undefined>;
  close(): Promise<void>;
}

export async function openPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), "releve-bench-"));
  const store = join(folder, "warehouse");
  // Without an open connection the engine shuts down, and opened again it takes no Kafka table any more.
  const keeper = createChdbConnection({ path: store });
  let number = 0;
  let broker: Promise<KafkaForTests | { readonly skipped: string }> | undefined;
  return {
    folder,
    log: () => openLmdbLog({ folder: join(folder, `log-${++number}`) }),
    async warehouse() {
      const opened = await openWarehouse({ folder: store }, { database: `bench_${++number}`, bounds: BOUNDS });
      await migrate(opened);
      return opened;
    },
    async drop(warehouse) {
      await warehouse.command(`DROP DATABASE IF EXISTS ${warehouse.database} SYNC`);
      await warehouse.close();
    },
    async bare() {
      const connection = createChdbConnection({ path: store });
      const database = `bare_${++number}`;
      await connection.chdb.queryAsync(`CREATE DATABASE ${database}`);
      await connection.chdb.queryAsync(`USE ${database}`);
      return connection;
    },
    async kafka() {
      broker ??= kafkaForTests();
      const answer = await broker;
      return "brokers" in answer ? answer.brokers : undefined;
    },
    async close() {
      const answer = await broker;
      if (answer && "brokers" in answer) await answer.stop();
      await keeper.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
/** The check over all cells asks for much at once. */
const BOUNDS = { seconds: 300, bytes: 8 * 1024 ** 3 };

interface Installed {
  readonly packages: Readonly<Record<string, { readonly version: string } | undefined>>;
}

/** What took part, with its version. */
export async function versions(place: Place): Promise<string> {
  const connection = await place.bare();
  const engine = (await connection.chdb.queryAsync("SELECT version()", { format: "TSV" })).text().trim();
  await connection.close();
  const installed = JSON.parse(await readFile("package-lock.json", "utf8")) as Installed;
  const of = (name: string) => `${name} ${installed.packages[`node_modules/${name}`]?.version}`;
  const broker =
    (await place.kafka()) === undefined ? "no Kafka" : `Kafka ${process.env.KAFKA_BROKERS ?? KAFKA_VERSION}`;
  return [`ClickHouse ${engine}`, of("chdb"), of("lmdb"), of("kafkajs"), of("zod"), broker].join(", ");
}
