// A real log, a real warehouse and the real processor for histories, in a folder of their own.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { openWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { migrate } from "../../infra/warehouse/migrate.ts";
import { runProcessor } from "../../processors/run.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { append, type Named } from "./append.ts";
import { type Cuts, cutting } from "./cuts.ts";
import { readTest } from "./test-kind.ts";

/** Where the drawing of histories begins: HISTORIES_SEED tries others. */
export const SEED = Number(process.env.HISTORIES_SEED ?? 20240301);

/** Opens them; `close` removes the folder. */
export async function openStage() {
  let now = 0;
  const folder = await mkdtemp(join(tmpdir(), "releve-histories-"));
  const warehouse = await openWarehouse({ folder: join(folder, "warehouse") });
  await migrate(warehouse);
  const log = await openLmdbLog({ folder: join(folder, "log"), clock: () => now });
  return {
    warehouse,
    append: (named: readonly Named[]) =>
      append(
        log,
        (at) => {
          now = at;
        },
        named,
      ),
    /** Processes all that partitions hold, in batches cut at random; a batch is committed in parts of `rowLimit` rows. */
    async process(cuts: Cuts, rowLimit: number) {
      const { subscribing, deliver } = cutting(log, TOPICS.facts);
      const ports = { log: subscribing, warehouse, read: readTest, signal: () => undefined };
      const running = await runProcessor(ports, { group: "histories", rowLimit });
      const seen = await deliver(cuts);
      await running.stop();
      return seen;
    },
    async close() {
      await log.close();
      await warehouse.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type Stage = Awaited<ReturnType<typeof openStage>>;

/** Numbers from 0 to 1, the same for the same seed. */
export function drawFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What a test tells its reader. */
export function sentence(
  histories: number,
  seen: { facts: number; answers: number; batches: number; losses: number; wrong: readonly string[] },
): string {
  const { facts, answers, batches, losses, wrong } = seen;
  return `${histories} histories, ${facts} facts, ${batches} batches, partitions lost ${losses} times, ${answers} answers compared, ${wrong.length} differences`;
}
