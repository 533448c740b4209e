// A typical year (goal P2): 23,500 communes told every day, 1 % of them another value than the day before. Relevé keeps
// what changed; beside it the same engine keeps every snapshot, by its own Kafka engine and a view.
import type { OpenedWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { inDatabase } from "./end.ts";
import type { Load } from "./generate.ts";
import { type Answer, measure, spreadOf, type Terms } from "./harness.ts";
import { fillTopic, followTopic, SNAPSHOTS } from "./native.ts";
import { fillLog, processAll } from "./ours.ts";
import type { Place } from "./place.ts";
import { assertEqual, Reference, sumOf } from "./reference.ts";

const OURS = "Relevé, embedded log: changes";
const NATIVE = "ClickHouse: Kafka engine + view, snapshots";
export const GOAL_TIME = 5;
export const GOAL_DISK = 1 / 20;

export interface TypicalAnswer extends Answer {
  /** Bytes on disk after OPTIMIZE: all tables of ours, and the table of snapshots. */
  readonly disk: { readonly ours: number; readonly snapshots: number; readonly ratio: number; readonly goal: number };
}

/** Without a broker there is nothing to stand beside: `undefined`. */
export async function typical(place: Place, terms: Terms, quick: boolean): Promise<TypicalAnswer | undefined> {
  const brokers = await place.kafka();
  if (!brokers) {
    terms.say("typical year: skipped, there is no Kafka to feed ClickHouse's own engine");
    return undefined;
  }
  const load: Load = {
    startups: 1,
    statements: quick ? 20 : 120,
    cells: quick ? 2000 : 23_500,
    changing: 0.01,
    seed: 7,
  };
  const reference = new Reference();
  const log = await place.log();
  await fillLog(log, load, reference);
  const filled = await fillTopic(brokers, load);
  const disk = { ours: [] as number[], snapshots: [] as number[] };
  const contestants = [
    {
      name: OURS,
      run: () =>
        inDatabase(place, async (warehouse) => {
          const ms = await processAll(log, warehouse);
          assertEqual(OURS, await sumOf(warehouse, "observations"), reference.changes);
          disk.ours.push(await bytesOf(warehouse));
          return ms;
        }),
    },
    {
      name: NATIVE,
      run: () =>
        inDatabase(place, async (warehouse) => {
          const ms = await followTopic(warehouse, brokers, filled);
          assertEqual(NATIVE, await sumOf(warehouse, SNAPSHOTS), reference.snapshots);
          disk.snapshots.push(await bytesOf(warehouse));
          return ms;
        }),
    },
  ];
  try {
    const name = `typical year: ${load.statements} daily answers of ${load.cells} cells, 1 % changed`;
    const question = {
      name,
      unit: "cells",
      units: reference.snapshots.rows,
      contestants,
      goals: { [OURS]: GOAL_TIME },
    };
    const answer = await measure(question, terms);
    const [ours, snapshots] = [spreadOf(disk.ours).median, spreadOf(disk.snapshots).median];
    const ratio = ours / snapshots;
    const outcome = ratio <= GOAL_DISK ? "reached" : "not reached";
    terms.say(
      `  on disk: ${kB(ours)} of changes, ${kB(snapshots)} of snapshots: 1/${(1 / ratio).toFixed(0)} goal 1/20: ${outcome}`,
    );
    return { ...answer, disk: { ours, snapshots, ratio, goal: GOAL_DISK } };
  } finally {
    await log.close();
  }
}

/** Bytes on disk of all tables of the database, each in one part. */
async function bytesOf(warehouse: OpenedWarehouse): Promise<number> {
  const params = { database: warehouse.database };
  const tables = await warehouse.rows<[string]>(
    "SELECT name FROM system.tables WHERE database = {database:String} AND engine LIKE '%MergeTree' AND name != 'migrations'",
    params,
  );
  for (const [table] of tables) await warehouse.command(`OPTIMIZE TABLE ${table} FINAL`);
  const [bytes] = await warehouse.rows<[string]>(
    "SELECT toString(sum(bytes_on_disk)) FROM system.parts WHERE active AND database = {database:String} AND table != 'migrations'",
    params,
  );
  return Number(bytes?.[0]);
}
const kB = (bytes: number) => `${Math.round(bytes / 1000).toLocaleString("en")} kB`;
