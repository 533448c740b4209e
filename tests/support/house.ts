// A whole house in a folder: a real LMDB log, the real processor, the real embedded warehouse, and the pages' models.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Models } from "../../dashboards/model.ts";
import { openModels } from "../../dashboards/models/models.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { loadTerritories } from "../../infra/territories.ts";
import { type OpenedWarehouse, openWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { migrate } from "../../infra/warehouse/migrate.ts";
import { readCursors, runProcessor } from "../../processors/run.ts";
import type { ReadAnswer } from "../../schemas/endpoint.ts";
import type { FactEvent } from "../../schemas/events.ts";
import { type Appended, type EventLog, TOPICS } from "../../schemas/ports.ts";
import type { Territories } from "../../schemas/territory.ts";
import { readTest } from "../model/test-kind.ts";
import { entryOf } from "./facts.ts";

export interface House {
  readonly folder: string;
  readonly log: EventLog;
  readonly warehouse: OpenedWarehouse;
  readonly territories: Territories;
  readonly models: Models;
  /** Durable when it resolves; the log's time is that of the fact (`at`), unless a clock was given. */
  append(...facts: readonly FactEvent[]): Promise<Appended[]>;
  /** Resolves when all that the log holds is in the warehouse; rejects after 60 s without a commit, or when the processor failed. */
  caughtUp(): Promise<void>;
  /** Stops everything; removes the folder when the house made it. */
  close(): Promise<void>;
}
export interface HouseOptions {
  /** Default: a new temporary one. */
  readonly folder?: string;
  /** The log's time, milliseconds since 1970. Default: the `at` of the fact that is appended. */
  readonly clock?: () => number;
  /** Default: the test kind's reader. */
  readonly read?: ReadAnswer;
  /** Default: the real day is after every fact. */
  readonly now?: () => number;
}

/** A processor that commits nothing for this long is stuck. */
const STUCK_MS = 60_000;

/** One house at a time in a process: the embedded warehouse has one folder. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), "releve-house-")));
  let now = Date.UTC(2024, 0, 1);
  const clock = options.clock ?? (() => now);
  const territories = await loadTerritories();
  const log = await openLmdbLog({ folder: join(folder, "log"), clock });
  const warehouse = await openWarehouse({ folder: join(folder, "warehouse") });
  await migrate(warehouse);
  const signal = () => undefined;
  const ports = { log, warehouse, read: options.read ?? readTest, signal };
  const processor = await runProcessor(ports, { group: "house" });
  const failure = processor.done.then(
    () => undefined,
    (error: unknown) => error,
  );
  const models = openModels({ warehouse, territories, clock: options.now ?? Date.now, demo: true });

  return {
    folder,
    log,
    warehouse,
    territories,
    models,
    async append(...facts) {
      const places: Appended[] = [];
      for (const fact of facts) {
        now = Date.parse(fact.at);
        places.push(...(await log.append(TOPICS.facts, [entryOf(fact)])));
      }
      return places;
    },
    async caughtUp() {
      const ends = await log.ends(TOPICS.facts);
      let known = -1;
      for (let until = Date.now() + STUCK_MS; Date.now() < until; ) {
        const cursors = await readCursors(warehouse);
        const missing = ends.map((end, partition) => Math.max(0, end - 1 - (cursors.get(partition)?.to ?? -1)));
        const left = missing.reduce((sum, count) => sum + count, 0);
        if (left === 0) return;
        if (left !== known) until = Date.now() + STUCK_MS;
        known = left;
        const error = await Promise.race([failure, new Promise((resolve) => setTimeout(resolve, 20))]);
        if (error) throw error;
      }
      throw new Error("the processor did not catch up with the log within 60 s");
    },
    async close() {
      await processor.stop();
      await log.close();
      await warehouse.close();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
