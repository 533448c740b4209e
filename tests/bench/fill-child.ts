// Fills a warehouse from a log in a process of its own, and tells how much memory that took: a bench has more in its.
import { readFileSync } from "node:fs";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { openWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { migrate } from "../../infra/warehouse/migrate.ts";
import { processAll } from "./ours.ts";

const [logFolder = "", store = ""] = process.argv.slice(2);
const log = await openLmdbLog({ folder: logFolder });
const warehouse = await openWarehouse({ folder: store });
await migrate(warehouse);
await processAll(log, warehouse);
const [row] = await warehouse.rows<[string]>("SELECT toString(count()) FROM observations");
await warehouse.close();
await log.close();
process.stdout.write(`${JSON.stringify({ bytes: most(), rows: Number(row?.[0]) })}\n`);

/** As the system counts it: the engine and the pages of the log's map are in it. */
function most(): number {
  const { maxRSS } = process.resourceUsage();
  if (process.platform !== "linux") return maxRSS * 1024;
  // There `maxRSS` is never less than what the parent had when it started this process.
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  return Number(kilobytes ?? maxRSS) * 1024;
}
