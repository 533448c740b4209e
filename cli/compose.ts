// The roof: the only place where the wings meet. Settings in, a house out.
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Models } from "../dashboards/model.ts";
import { openModelsOnLive } from "../dashboards/models/on-live.ts";
import type { Config } from "../infra/config.ts";
import { type ContactFile, openContacts } from "../infra/contacts.ts";
import { openKafkaLog } from "../infra/log/kafka.ts";
import { lazyLog } from "../infra/log/lazy.ts";
import { openLmdbLog } from "../infra/log/lmdb.ts";
import { openSignals } from "../infra/signals.ts";
import { loadTerritories } from "../infra/territories.ts";
import { type OpenedWarehouse, openWarehouse } from "../infra/warehouse/clickhouse.ts";
import { type Generations, openGenerations } from "../infra/warehouse/generations.ts";
import { migrate } from "../infra/warehouse/migrate.ts";
import { loadDirectory, NETWORK, NETWORK_NAME } from "../ingestors/directory.ts";
import { endpointOf, readingWith } from "../ingestors/endpoints/index.ts";
import { type KnownRequests, openRequests } from "../ingestors/join/known.ts";
import { openMemory, type PullMemory } from "../ingestors/memory.ts";
import { runRegistryProcessor } from "../processors/registry.ts";
import { runReportsProcessor } from "../processors/reports.ts";
import { type ProcessorOptions, readCursors, runProcessor } from "../processors/run.ts";
import type { ReadAnswer } from "../schemas/endpoint.ts";
import { ReleveError } from "../schemas/errors.ts";
import { type EventLog, type Generation, type Subscription, TOPICS } from "../schemas/ports.ts";
import type { Signal } from "../schemas/signals.ts";
import type { Declaration } from "../schemas/source.ts";
import type { Territories } from "../schemas/territory.ts";
import { onLive } from "./following.ts";
import { settledUntilOf } from "./settled.ts";
import { type Turn, turns } from "./turns.ts";

export interface House {
  readonly config: Config;
  readonly log: EventLog;
  readonly generations: Generations;
  /** The warehouse as it is now: asked once for all that one command or reply shows. */
  live(): Promise<OpenedWarehouse>;
  /** Whether its tables are of this release: no, only with `anyTables`. */
  readonly isLiveReadable: boolean;
  readonly territories: Territories;
  readonly signal: Signal;
  readonly clock: () => number;
  /** The data is simulated: pages and reports say so. */
  readonly simulated: boolean;
  readonly read: ReadAnswer;
  /** What pulls said last, folded from the log once. */
  memory(): Promise<PullMemory>;
  /** Who asked to join, and what became of it. */
  readonly requests: KnownRequests;
  /** How they are written to: one for all, so that changes of the file come one after another. */
  readonly contacts: ContactFile;
  /** Steps with decisions come one after another, whether the API or a command that `serve` carries out takes them. */
  readonly inTurn: Turn;
  /** Reads the facts, the registry and the reports into the live generation until stopped, and into the next when that is live. */
  process(options?: Partial<ProcessorOptions>): Promise<Subscription>;
  /** The same into one generation, live or not. */
  processInto(generation: Generation<OpenedWarehouse>, options?: IntoOptions): Promise<Subscription>;
  /** Reads the registry alone until stopped. */
  processRegistry(): Promise<Subscription>;
  /** Reads the reports alone until stopped. */
  processReports(): Promise<Subscription>;
  /** Pages' models; with `demo`, they say that the data is simulated; with `lasting`, they make ready for searches. */
  models(demo?: boolean, lasting?: boolean): Models;
  close(): Promise<void>;
}
export interface IntoOptions extends Partial<ProcessorOptions> {
  /** Default: the house's own. */
  readonly log?: EventLog;
}
export interface HouseOptions {
  readonly clock?: () => number;
  /** Whether it goes on until told to stop: its log lines go to stdout. Default: no, and only errors go to stderr. */
  readonly lasting?: boolean;
  /** Default: no. */
  readonly simulated?: boolean;
  /** Opens a warehouse whose tables another release made too: to fill another generation. Default: no. */
  readonly anyTables?: boolean;
}

/** Between two looks of processors at which generation is live: on a server each is a query. */
const POLL_MS = { embedded: 100, server: 1_000 } as const;

/**
 * Opens the log and the warehouse, and brings the tables up to date.
 * @throws {ReleveError} RELEVE_LOG_UNAVAILABLE, RELEVE_WAREHOUSE_UNAVAILABLE, RELEVE_FOLDER_LOCKED, RELEVE_MIGRATION.
 */
export async function openHouse(
  config: Config,
  { clock = Date.now, lasting = false, simulated = false, anyTables = false }: HouseOptions = {},
): Promise<House> {
  const level = lasting || config.given.has("RELEVE_LOG_LEVEL") ? config.logLevel : "error";
  const { signal } = openSignals({ level, destination: lasting ? "stdout" : "stderr" });
  const folder = resolve(config.data);
  makeFolder(folder);
  const base = await openWarehouseOf(config, folder);
  const closers: (() => Promise<void>)[] = [() => base.close()];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const form = formOf(config);
    const generations = await openGenerations(base, { form, signal });
    const live = async () => (await generations.live()).warehouse;
    let isLiveReadable = true;
    await migrate(await live(), { form, signal }).catch((error: unknown) => {
      isLiveReadable = false;
      if (!anyTables || (error as ReleveError).code !== "RELEVE_MIGRATION") throw error;
    });
    const log = await openLogOf(config, folder, clock, signal);
    closers.push(() => log.close());
    const territories = await loadTerritories();
    const read = readingWith(territories);
    let memory: Promise<PullMemory> | undefined;
    const { cellsInMemory } = config;
    const groupOf = ({ number }: Generation) => (number === 0 ? config.group : `${config.group}.g${number}`);
    const intoRegistry = (into: Generation<OpenedWarehouse>, from: EventLog = log) =>
      runRegistryProcessor({ log: from, warehouse: into.warehouse, signal }, { group: `${groupOf(into)}.registry` });
    const intoReports = (into: Generation<OpenedWarehouse>, from: EventLog = log) =>
      runReportsProcessor({ log: from, warehouse: into.warehouse, signal }, { group: `${groupOf(into)}.reports` });
    const processInto = (into: Generation<OpenedWarehouse>, { log: from = log, ...options }: IntoOptions = {}) => {
      const ports = { log: from, warehouse: into.warehouse, read, signal };
      return together([
        () => intoRegistry(into, from),
        () => intoReports(into, from),
        () => runProcessor(ports, { group: groupOf(into), cellsInMemory, ...options }),
      ]);
    };
    const settledUntil = settledUntilOf({ log, live: async () => (await generations.live()).warehouse, clock, signal });
    return {
      config,
      log,
      generations,
      live,
      isLiveReadable,
      territories,
      signal,
      clock,
      simulated,
      read,
      memory: () => {
        memory ??= openMemory(log).catch((error: unknown) => {
          memory = undefined;
          throw error;
        });
        return memory;
      },
      requests: openRequests(log),
      contacts: openContacts(resolve(config.data)),
      inTurn: turns(),
      process: (options) =>
        onLive(generations, (generation) => processInto(generation, options), POLL_MS[generations.kind]),
      processInto,
      processRegistry: async () => intoRegistry(await generations.live()),
      processReports: async () => intoReports(await generations.live()),
      models: (demo = simulated, searchAhead = false) =>
        openModelsOnLive({
          generations,
          territories,
          clock,
          demo,
          searchAhead,
          contact: config.contact,
          settledUntil,
          signal,
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
export function makeFolder(folder: string): void {
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

export function openWarehouseOf(config: Config, folder: string): Promise<OpenedWarehouse> {
  const where = config.warehouse
    ? { url: config.warehouse, password: config.warehousePassword }
    : { folder: join(folder, "warehouse") };
  return openWarehouse(where, { database: config.database });
}

/** The tables of one server (or folder), or of a cluster. */
export function formOf({ warehouseCluster }: Config): "single" | { readonly cluster: string } {
  return warehouseCluster ? { cluster: warehouseCluster } : "single";
}

export async function openLogOf(
  config: Config,
  folder: string,
  clock: () => number,
  signal: Signal,
): Promise<EventLog> {
  if (!config.log) return openLmdbLog({ folder: join(folder, "log"), clock, signal });
  const brokers = config.log.replace(/^kafka:\/\//, "");
  return lazyLog("kafka", () => openKafkaLog({ brokers, signal, clock, timestamps: config.logTimestamps }));
}

/** The directory: built in, and the folders of RELEVE_DIRECTORY, seen from the caller's folder. */
export function directoryOf(config: Config, cwd: string): Promise<Declaration[]> {
  return loadDirectory(foldersOf(config, cwd), { allowLoopback: config.allowLoopback });
}

/** The folders of RELEVE_DIRECTORY; `network` is the one of the network's services, which comes with Relevé. */
export function foldersOf(config: Config, cwd: string): string[] {
  return config.directory.map((folder) => (folder === NETWORK_NAME ? NETWORK : resolve(cwd, folder)));
}

/** Facts that were appended and are not in the warehouse yet, by partition; empty when it has caught up. */
export async function behind({ log, live }: Pick<House, "log" | "live">): Promise<Map<number, number>> {
  const ends = await log.ends(TOPICS.facts);
  const cursors = await readCursors(await live());
  const missing = ends.map((end, partition) => [partition, end - ((cursors.get(partition)?.to ?? -1) + 1)] as const);
  return new Map(missing.filter(([, count]) => count > 0));
}
