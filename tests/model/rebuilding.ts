// A rebuild while histories are halfway: the product's own (cli/rebuild), with the reader of the test kind and batches
// that are cut at random.
import { Interrupted, type RebuildHouse } from "../../cli/rebuild/fill.ts";
import { type Rebuilt, rebuild } from "../../cli/rebuild/rebuild.ts";
import { loadTerritories } from "../../infra/territories.ts";
import type { OpenedWarehouse } from "../../infra/warehouse/clickhouse.ts";
import type { Generations } from "../../infra/warehouse/generations.ts";
import { runProcessor } from "../../processors/run.ts";
import { type EventLog, type Generation, type Subscription, TOPICS } from "../../schemas/ports.ts";
import { caller } from "../support/caller.ts";
import { type Cuts, cutting } from "./cuts.ts";
import { readTest } from "./test-kind.ts";

interface Stores {
  readonly log: EventLog;
  readonly generations: Generations;
}
interface Filled {
  readonly cuts: Cuts;
  readonly rowLimit: number;
}
/** How often, of 1, whoever rebuilds goes away halfway, and comes back. */
const LEAVES = 0.4;

/**
 * Fills a new generation from all that the log holds, makes it live, and drops the one before. Nothing may differ
 * between the two, row by row: else it does not go live.
 * @returns facts that were read again, and whether it took two goes
 */
export async function rebuiltFrom(
  { log, generations }: Stores,
  cuts: Cuts,
  rowLimit: number,
): Promise<{ again: number; resumed: boolean }> {
  const before = await generations.live();
  const territories = await loadTerritories();
  const houseOf = (into: RebuildHouse["processInto"]): RebuildHouse => ({
    ...{ log, generations, territories, isLiveReadable: true, processInto: into },
    live: async () => (await generations.live()).warehouse,
  });
  const options = { purpose: "rebuild", keepDays: 0 } as const;
  const resumed = cuts.draw() < LEAVES;
  if (resumed) {
    const leaving = caller();
    const partitions = [Math.floor(cuts.draw() * 12), Math.floor(cuts.draw() * 12)];
    const half = houseOf(async (into) => {
      const { running, delivered } = await fill(log, into, { cuts: { ...cuts, partitions }, rowLimit });
      void delivered.finally(() => leaving.leave()).catch(() => undefined);
      return running;
    });
    const left = await rebuild(half, leaving, options).catch((error: unknown) => error);
    if (!(left instanceof Interrupted)) throw new Error("a rebuild that was left went on", { cause: left });
  }
  const whole = houseOf(async (into) => (await fill(log, into, { cuts, rowLimit })).running);
  const rebuilt = await rebuild(whole, caller(), options);
  mustBeSame(rebuilt);
  await generations.drop(before.number);
  return { again: rebuilt.facts, resumed };
}

/** Starts the real processor on a generation, and hands it what the log holds. */
async function fill(
  log: EventLog,
  { warehouse, number }: Generation<OpenedWarehouse>,
  { cuts, rowLimit }: Filled,
): Promise<{ running: Subscription; delivered: Promise<unknown> }> {
  const { subscribing, deliver } = cutting(log, TOPICS.facts);
  const ports = { log: subscribing, warehouse, read: readTest, signal: () => undefined };
  const processor = await runProcessor(ports, { group: `histories.g${number}`, rowLimit });
  const delivered = deliver(cuts);
  const failed = delivered.then(() => new Promise<never>(() => undefined));
  return {
    delivered,
    running: {
      done: Promise.race([processor.done, failed]),
      async stop() {
        await delivered.catch(() => undefined); // `done` has told it
        await processor.stop();
      },
    },
  };
}

/** A rebuild from the same facts gives the same rows: one that differs waits, and is a failure here. */
function mustBeSame({ outcome, changes, generation }: Rebuilt): void {
  if (outcome === "live" && changes?.tables.length === 0) return;
  throw new Error(`generation ${generation} differs from the one before: ${JSON.stringify(changes)}`);
}
