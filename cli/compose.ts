// The roof: the only place where the wings meet. Settings in, a house out.
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Models } from "../dashboards/model.ts";
import { openModels } from "../dashboards/models/models.ts";
import type { Config } from "../infra/config.ts";
import { openHttpClient } from "../infra/http/client.ts";
import { openKafkaLog } from "../infra/log/kafka.ts";
import { lazyLog } from "../infra/log/lazy.ts";
import { openLmdbLog } from "../infra/log/lmdb.ts";
import { openSignals } from "../infra/signals.ts";
import { loadTerritories } from "../infra/territories.ts";
import { type OpenedWarehouse, openWarehouse } from "../infra/warehouse/clickhouse.ts";
import { migrate } from "../infra/warehouse/migrate.ts";
import { loadDirectory } from "../ingestors/directory.ts";
import { endpointOf, readAnswer } from "../ingestors/endpoints/index.ts";
import { openMemory, type PullMemory } from "../ingestors/memory.ts";
import { runRegistryProcessor } from "../processors/registry.ts";
import { runReportsProcessor } from "../processors/reports.ts";
import { type ProcessorOptions, readCursors, runProcessor } from "../processors/run.ts";
import type { HttpAsk, ReadAnswer } from "../schemas/endpoint.ts";
import { ReleveError } from "../schemas/errors.ts";
import { type EventLog, type Subscription, TOPICS } from "../schemas/ports.ts";
import type { Signal } from "../schemas/signals.ts";
import type { Declaration } from "../schemas/source.ts";
import type { Territories } from "../schemas/territory.ts";
import { settledUntilOf } from "./settled.ts";

export interface House {
  readonly config: Config;
  readonly log: EventLog;
  readonly warehouse: OpenedWarehouse;
  readonly territories: Territories;
  readonly signal: Signal;
  readonly clock: () => number;
  /** The data is simulated: pages and reports say so. */
  readonly simulated: boolean;
  readonly read: ReadAnswer;
  /** What pulls said last, folded from the log once. */
  memory(): Promise<PullMemory>;
  /** Reads the facts, the registry and the reports until stopped. */
  process(options?: Partial<ProcessorOptions>): Promise<Subscription>;
  /** Reads the registry alone until stopped. */
  processRegistry(): Promise<Subscription>;
  /** Reads the reports alone until stopped. */
  processReports(): Promise<Subscription>;
  /** Pages' models; with `demo`, they say that the data is simulated; with `lasting`, they make ready for searches. */
  models(demo?: boolean, lasting?: boolean): Models;
  close(): Promise<void>;
}
export interface HouseOptions {
  readonly clock?: () => number;
  /** Whether it goes on until told to stop: its log lines go to stdout. Default: no, and only errors go to stderr. */
  readonly lasting?: boolean;
  /** Default: no. */
  readonly simulated?: boolean;
}

/**
 * Opens the log and the warehouse, and brings the tables up to date.
 * @throws {ReleveError} RELEVE_LOG_UNAVAILABLE, RELEVE_WAREHOUSE_UNAVAILABLE, RELEVE_FOLDER_LOCKED, RELEVE_MIGRATION.
 */
export async function openHouse(
  config: Config,
  { clock = Date.now, lasting = false, simulated = false }: HouseOptions = {},
): Promise<House> {
  const level = lasting || config.given.has("RELEVE_LOG_LEVEL") ? config.logLevel : "error";
  const { signal } = openSignals({ level, destination: lasting ? "stdout" : "stderr" });
  const folder = resolve(config.data);
  makeFolder(folder);
  const warehouse = await openWarehouseOf(config, folder);
  const closers: (() => Promise<void>)[] = [() => warehouse.close()];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    await migrate(warehouse, {
      form: config.warehouseCluster ? { cluster: config.warehouseCluster } : "single",
      signal,
    });
    const log = await openLogOf(config, folder, clock, signal);
    closers.push(() => log.close());
    const territories = await loadTerritories();
    let memory: Promise<PullMemory> | undefined;
    const { group, cellsInMemory } = config;
    const processRegistry = () => runRegistryProcessor({ log, warehouse, signal }, { group: `${group}.registry` });
    const settledUntil = settledUntilOf({ log, warehouse, clock, signal });
    const processReports = () => runReportsProcessor({ log, warehouse, signal }, { group: `${group}.reports` });
    return {
      config,
      log,
      warehouse,
      territories,
      signal,
      clock,
      simulated,
      read: readAnswer,
      memory: () => {
        memory ??= openMemory(log).catch((error: unknown) => {
          memory = undefined;
          throw error;
        });
        return memory;
      },
      process: (options) =>
        together([
          processRegistry,
          processReports,
          () => runProcessor({ log, warehouse, read: readAnswer, signal }, { group, cellsInMemory, ...options }),
        ]),
      processRegistry,
      processReports,
      models: (demo = simulated, searchAhead = false) =>
        openModels({
          warehouse,
          territories,
          clock,
          demo,
          searchAhead,
          contact: config.contact,
          settledUntil,
          readerVersion: (kind) => endpointOf(kind)?.version,
        }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Subscriptions as one: it is done when one of them cannot go on. */
async function together(starts: readonly (() => Promise<Subscription>)[]): Promise<Subscription> {
  const running: Subscription[] = [];
  const stop = async () => void (await Promise.all(running.map((one) => one.stop())));
  try {
    for (const start of starts) running.push(await start());
    return { stop, done: Promise.race(running.map(({ done }) => done)) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Level by level: Node's own `recursive` never returns where a file system refuses new folders (as /proc does). */
function makeFolder(folder: string): void {
  try {
    const missing: string[] = [];
    for (let at = folder; !existsSync(at); at = dirname(at)) missing.unshift(at);
    for (const at of missing) mkdirSync(at);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const hint = "give a folder that can be written: --data <folder>, or RELEVE_DATA";
    throw new ReleveError(
      "RELEVE_CONFIG",
      `the data folder ${folder} cannot be used: ${(error as Error).message}`,
      hint,
    );
  }
}

function openWarehouseOf(config: Config, folder: string): Promise<OpenedWarehouse> {
  const where = config.warehouse
    ? { url: config.warehouse, password: config.warehousePassword }
    : { folder: join(folder, "warehouse") };
  return openWarehouse(where, { database: config.database });
}

async function openLogOf(config: Config, folder: string, clock: () => number, signal: Signal): Promise<EventLog> {
  if (!config.log) return openLmdbLog({ folder: join(folder, "log"), clock, signal });
  const brokers = config.log.replace(/^kafka:\/\//, "");
  return lazyLog("kafka", () => openKafkaLog({ brokers, signal, clock, timestamps: config.logTimestamps }));
}

/** The HTTP client of pulls, as the caller's settings say. */
export function httpOf(config: Config): HttpAsk {
  return openHttpClient({
    timeoutMs: config.pullTimeoutSeconds * 1000,
    maxBytes: config.pullMaxBytes,
    maxUnpackedBytes: config.pullMaxUnpackedBytes,
    allowLoopback: config.allowLoopback,
    contact: config.contact,
  });
}

/** The directory: built in, and the folders of RELEVE_DIRECTORY, seen from the caller's folder. */
export function directoryOf(config: Config, cwd: string): Promise<Declaration[]> {
  const folders = config.directory.map((folder) => resolve(cwd, folder));
  return loadDirectory(folders, { allowLoopback: config.allowLoopback });
}

/** Facts that were appended and are not in the warehouse yet, by partition; empty when it has caught up. */
export async function behind({ log, warehouse }: Pick<House, "log" | "warehouse">): Promise<Map<number, number>> {
  const ends = await log.ends(TOPICS.facts);
  const cursors = await readCursors(warehouse);
  const missing = ends.map((end, partition) => [partition, end - ((cursors.get(partition)?.to ?? -1) + 1)] as const);
  return new Map(missing.filter(([, count]) => count > 0));
}
