// A typical year (goal P2): 23,500 communes told every day, 1 % of them another value than the day before. Relevé keeps
// what changed; beside it the same engine keeps every snapshot, by its own Kafka engine and a view.
import type { OpenedWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { TABLES } from "../../schemas/tables.ts";
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
  /**
   * Bytes on disk after OPTIMIZE: all tables of ours, and the table of snapshots; once with our codecs, which the ratio
   * and the goal speak of, once with those that suit snapshots best.
   */
  readonly disk: {
    readonly ours: number;
    readonly snapshots: number;
    readonly snapshotsAtBest: number;
    readonly ratio: number;
    readonly goal: number;
  };
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
  const disk = { ours: [] as number[], snapshots: [] as number[], atBest: 0 };
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
          disk.atBest ||= await bytesAtBest(warehouse);
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
    const best = `${kB(disk.atBest)} with the codecs that suit them best: 1/${(disk.atBest / ours).toFixed(1)}`;
    terms.say(`  the same snapshots in ${best}`);
    const snapshotsAtBest = disk.atBest;
    return { ...answer, disk: { ours, snapshots, snapshotsAtBest, ratio, goal: GOAL_DISK } };
  } finally {
    await log.close();
  }
}

/** Bytes of the snapshots where neighbours' differences are packed: nearly all of them are nought, or the same. */
async function bytesAtBest(warehouse: OpenedWarehouse): Promise<number> {
  const columns = Object.entries(TABLES.observations.columns).map(([column, type]) => {
    const counts = type.startsWith("DateTime64") || type === "UInt64";
    return `${column} ${type} CODEC(${counts ? "Delta(8), " : ""}ZSTD(3))`;
  });
  await warehouse.command(
    `CREATE TABLE at_best (${columns.join(", ")}) ENGINE = MergeTree ORDER BY (${TABLES.observations.key.join(", ")})`,
  );
  await warehouse.command(`INSERT INTO at_best SELECT * FROM ${SNAPSHOTS}`);
  await warehouse.command("OPTIMIZE TABLE at_best FINAL");
  const [bytes] = await warehouse.rows<[string]>(
    "SELECT toString(sum(bytes_on_disk)) FROM system.parts WHERE active AND database = {database:String} AND table = 'at_best'",
    { database: warehouse.database },
  );
  return Number(bytes?.[0]);
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
