// A real log, a real warehouse and the real processor for histories, in a folder of their own.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { openWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { openGenerations } from "../../infra/warehouse/generations.ts";
import { migrate } from "../../infra/warehouse/migrate.ts";
import { runProcessor } from "../../processors/run.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { appending, type Named } from "./append.ts";
import { type Cuts, cutting } from "./cuts.ts";
import { rebuiltFrom } from "./rebuilding.ts";
import { readTest } from "./test-kind.ts";

/** Where the drawing of histories begins: HISTORIES_SEED tries others. */
export const SEED = Number(process.env.HISTORIES_SEED ?? 20240301);

/** Opens them; `close` removes the folder. */
export async function openStage() {
  let now = 0;
  const folder = await mkdtemp(join(tmpdir(), "releve-histories-"));
  const base = await openWarehouse({ folder: join(folder, "warehouse") });
  const generations = await openGenerations(base);
  await migrate(base);
  const log = await openLmdbLog({ folder: join(folder, "log"), clock: () => now });
  const live = async () => (await generations.live()).warehouse;
  return {
    /** The generation that answers now. */
    live,
    appending: (named: readonly Named[]) =>
      appending(
        log,
        (at) => {
          now = at;
        },
        named,
      ),
    /**
     * Processes all that partitions hold into the live generation, in batches cut at random; a batch is committed in
     * parts of `rowLimit` rows.
     */
    async process(cuts: Cuts, rowLimit: number) {
      const { subscribing, deliver } = cutting(log, TOPICS.facts);
      const ports = { log: subscribing, warehouse: await live(), read: readTest, signal: () => undefined };
      const running = await runProcessor(ports, { group: "histories", rowLimit });
      const seen = await deliver(cuts);
      await running.stop();
      return seen;
    },
    /** Rebuilds from the log as it is now; from then on the new generation is the live one. */
    rebuild: (cuts: Cuts, rowLimit: number) => rebuiltFrom({ log, generations }, cuts, rowLimit),
    async close() {
      await log.close();
      await base.close();
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

/** What a run of histories saw. */
export interface Seen {
  facts: number;
  answers: number;
  batches: number;
  losses: number;
  rebuilds: number;
  /** Rebuilds that were left half full, and gone on with. */
  resumed: number;
  /** Histories in the middle of which a rebuild was, once for each. */
  halfway: number;
  /** Facts that rebuilds read again. */
  again: number;
  wrong: string[];
}
export const nothingSeen = (): Seen => ({
  ...{ facts: 0, answers: 0, batches: 0, losses: 0, rebuilds: 0, resumed: 0, halfway: 0, again: 0 },
  wrong: [],
});

/** What a test tells its reader. */
export function sentence(histories: number, seen: Seen): string {
  const { facts, answers, batches, losses, rebuilds, resumed, halfway, again, wrong } = seen;
  const rebuilt = `rebuilt ${rebuilds} times (${resumed} of them in two goes) in the middle of ${halfway} histories, ${again} facts read again`;
  return `${histories} histories, ${facts} facts, ${batches} batches, partitions lost ${losses} times, ${rebuilt}, ${answers} answers compared, ${wrong.length} differences`;
}
