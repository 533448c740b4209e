import { openLmdbLog } from "/work/main/infra/log/lmdb.ts";
import { openWarehouse } from "/work/main/infra/warehouse/clickhouse.ts";
import { migrate } from "/work/main/infra/warehouse/migrate.ts";
import { fillLog, processAll } from "/work/main/tests/bench/ours.ts";
import { Reference, sumOf, assertEqual } from "/work/main/tests/bench/reference.ts";
import { mkdtempSync } from "node:fs";
const folder = mkdtempSync("/tmp/releve-try-");
const log = await openLmdbLog({ folder: folder + "/log" });
const cells = Number(process.argv[2] ?? 1000), startups = Number(process.argv[3] ?? 20), rounds = Number(process.argv[4] ?? 1);
const statements = Math.round(1e6 / cells / startups);
const ref = new Reference();
const t0 = performance.now();
const bytes = await fillLog(log, { startups, cells, statements, changing: 1, seed: 1 }, ref);
console.log("filled", Math.round(performance.now() - t0), "ms", bytes, ref.changes);
for (let i = 0; i < rounds; i++) {
const wh = await openWarehouse({ folder: folder + "/wh" }, { database: "b" + i });
await migrate(wh);
const cpu = process.cpuUsage();
const ms = await processAll(log, wh);
const used = process.cpuUsage(cpu);
console.log("ours", Math.round(ms), "ms", Math.round(ref.snapshots.rows / ms), "k cells/s; cpu", ((used.user + used.system) / 1e6).toFixed(1), "rss", Math.round(process.memoryUsage().rss/1e6));
assertEqual("ours", await sumOf(wh, "observations"), ref.changes);
await wh.close();
}
await log.close();
process.exit(0);
