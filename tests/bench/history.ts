// The past (goal P4): filling a generation anew from the log, in how much memory; and figures as known then beside
// figures as known now, of one startup with a year behind it.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { loadCorrections } from "../../dashboards/queries/corrections.ts";
import { openFrame } from "../../dashboards/queries/frame.ts";
import { loadLines } from "../../dashboards/queries/lines.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import type { OpenedWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { inDatabase } from "./end.ts";
import { generate, type Load } from "./generate.ts";
import { type Answer, measure, type Terms, timed } from "./harness.ts";
import { fillLog, processAll } from "./ours.ts";
import type { Place } from "./place.ts";
import { assertEqual, Reference, sumOf } from "./reference.ts";

const REBUILD = "Relevé: a generation filled anew";
const READ = "JSON.parse of the same bodies, unpacked";
const AS_OF = "Relevé: as known half-way";
const LATEST = "Relevé: as known now";
export const GOAL_RATE = 200_000;
export const GOAL_BYTES = 1_000_000_000;
export const GOAL_AS_OF = 1 / 2;
/** A fill that takes longer has hung. */
const LIMIT_MS = 600_000;

export interface RebuildAnswer extends Answer {
  /** The most that a process had that did nothing else, the embedded engine and the log's map included. */
  readonly memory: { readonly bytes: number; readonly goal: number };
}

export async function history(place: Place, terms: Terms, quick: boolean): Promise<readonly Answer[]> {
  const load: Load = {
    startups: 1,
    statements: quick ? 20 : 120,
    cells: quick ? 2000 : 23_500,
    changing: 0.01,
    seed: 11,
  };
  const reference = new Reference();
  const folder = join(place.folder, "log-of-history");
  const log = await openLmdbLog({ folder });
  await fillLog(log, load, reference);
  try {
    return await inDatabase(place, async (live) => {
      await processAll(log, live);
      assertEqual(REBUILD, await sumOf(live, "observations"), reference.changes);
      const fill = () =>
        inDatabase(place, async (warehouse) => {
          const ms = await processAll(log, warehouse);
          assertEqual(REBUILD, await sumOf(warehouse, "observations"), reference.changes);
          return ms;
        });
      const name = `rebuild: ${load.statements} daily answers of ${load.cells} cells, 1 % changed`;
      const units = reference.snapshots.rows;
      // A web page among them has no cells: the log holds it, and nobody parses it.
      const bodies = [...generate(load)].flatMap(({ stated, body }) => (stated ? [Buffer.from(body)] : []));
      const contestants = [
        { name: REBUILD, run: fill },
        { name: READ, run: () => timed(() => parseAll(bodies)) },
      ];
      const rebuilt = await measure({ name, unit: "cells", units, contestants }, terms);
      const bytes = await memoryOfFilling(folder, join(place.folder, "filled"), reference);
      const rate = rebuilt.rates[REBUILD]?.median ?? 0;
      const outcome = (reached: boolean) => (reached ? "reached" : "not reached");
      terms.say(`  goal ${GOAL_RATE.toLocaleString("en")} cells/s: ${outcome(rate >= GOAL_RATE)}`);
      terms.say(
        `  most memory of a process that fills one, engine included: ${Math.round(bytes / 1e6)} MB, goal 1000 MB: ${outcome(bytes < GOAL_BYTES)}`,
      );
      return [{ ...rebuilt, memory: { bytes, goal: GOAL_BYTES } }, await asOf(live, load, terms)];
    });
  } finally {
    await log.close();
  }
}

function parseAll(bodies: readonly Buffer[]): void {
  for (const body of bodies) JSON.parse(body.toString());
}

/** All lines of the startup, as a page needs them; both must have its cells. */
async function asOf(live: OpenedWarehouse, load: Load, terms: Terms): Promise<Answer> {
  const [bounds] = await live.rows<[string, string]>(
    "SELECT toString(toUnixTimestamp64Milli(min(recorded_at))), toString(toUnixTimestamp64Milli(max(recorded_at))) FROM observations",
  );
  const half = (Number(bounds?.[0]) + Number(bounds?.[1])) / 2;
  const read = (instant?: number) => async () =>
    timed(async () => {
      const frame = await openFrame(live, instant === undefined ? undefined : Math.floor(instant));
      const [lines] = await Promise.all([loadLines(live, frame, {}), loadCorrections(live, frame, [])]);
      const cells = [...lines.values()]
        .flatMap((own) => [...own.values()])
        .reduce((sum, one) => sum + one.lines.size, 0);
      if (cells < load.cells) throw new Error(`${cells} cells were read, fewer than ${load.cells}`);
    });
  const contestants = [
    { name: AS_OF, run: read(half) },
    { name: LATEST, run: read() },
  ];
  const name = `as known then: all lines of a startup of ${load.cells} cells`;
  const goals = { [AS_OF]: GOAL_AS_OF };
  return await measure({ name, unit: "cells", units: load.cells, contestants, goals }, terms);
}

/** In a process of its own: this one holds the answers twice, and what other contestants left. */
async function memoryOfFilling(log: string, store: string, reference: Reference): Promise<number> {
  const child = fileURLToPath(new URL("./fill-child.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", child, log, store], {
    timeout: LIMIT_MS,
  });
  const { bytes, rows } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as { bytes: number; rows: number };
  if (rows !== reference.changes.rows) throw new Error(`${rows} rows were filled, expected ${reference.changes.rows}`);
  return bytes;
}
