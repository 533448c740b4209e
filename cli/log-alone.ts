// The log without the rest of the house: to back it up while others work, and to fill an empty one.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Config } from "../infra/config.ts";
import { openKafkaRestore } from "../infra/log/kafka-restore.ts";
import { openLmdbRestore } from "../infra/log/lmdb-restore.ts";
import type { CanRestore } from "../infra/log/restoring.ts";
import { openSignals } from "../infra/signals.ts";
import { migrate } from "../infra/warehouse/migrate.ts";
import { readCursors } from "../processors/run.ts";
import { ReleveError } from "../schemas/errors.ts";
import { type EventLog, TOPICS } from "../schemas/ports.ts";
import { makeFolder, openLogOf, openWarehouseOf } from "./compose.ts";
import { refuseIfServed } from "./socket.ts";

const signalOf = (config: Config) => {
  const level = config.given.has("RELEVE_LOG_LEVEL") ? config.logLevel : "error";
  return openSignals({ level, destination: "stderr" }).signal;
};

/** Beside a `releve process` too, and while the warehouse is down. @throws {ReleveError} as `openHouse`. */
export async function openLogAlone(config: Config): Promise<EventLog> {
  const folder = resolve(config.data);
  makeFolder(folder);
  return openLogOf(config, folder, Date.now, signalOf(config));
}

/**
 * Opens a log to restore into, after a look at the warehouse that will be filled from it.
 * @throws {ReleveError} RELEVE_LOG_NOT_EMPTY when the warehouse was filled from some log already; RELEVE_FOLDER_LOCKED.
 */
export async function openForRestore(config: Config): Promise<CanRestore> {
  const folder = resolve(config.data);
  makeFolder(folder);
  if (!config.warehouse || !config.log) await refuseIfServed(folder);
  await refuseIfFilled(config, folder);
  if (!config.log) return openLmdbRestore({ folder: join(folder, "log") });
  const brokers = config.log.replace(/^kafka:\/\//, "");
  return openKafkaRestore({ brokers, signal: signalOf(config), timestamps: config.logTimestamps });
}

/** A warehouse that goes on from an old cursor would leave out what it thinks it has. */
async function refuseIfFilled(config: Config, folder: string): Promise<void> {
  if (!config.warehouse && !existsSync(join(folder, "warehouse"))) return;
  const warehouse = await openWarehouseOf(config, folder);
  try {
    await migrate(warehouse, {
      form: config.warehouseCluster ? { cluster: config.warehouseCluster } : "single",
      signal: signalOf(config),
    });
    for (const topic of Object.values(TOPICS)) {
      if ((await readCursors(warehouse, topic)).size === 0) continue;
      const [what, hint] = config.warehouse
        ? [`the warehouse ${config.database}`, "give another RELEVE_DATABASE: it is filled from the restored log"]
        : [`the warehouse in ${folder}`, `remove ${join(folder, "warehouse")}: it is filled from the restored log`];
      throw new ReleveError("RELEVE_LOG_NOT_EMPTY", `${what} was filled from another log`, hint);
    }
  } finally {
    await warehouse.close();
  }
}
