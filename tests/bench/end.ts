// From the log to committed cells, everything changed each time (goal P1): Relevé's processor on both logs, beside
// ClickHouse's own Kafka engine and a view. Clock for all: first record fetched to last row visible.
import { randomUUID } from "node:crypto";
import { openKafkaLog } from "../../infra/log/kafka.ts";
import type { OpenedWarehouse } from "../../infra/warehouse/clickhouse.ts";
import type { EventLog } from "../../schemas/ports.ts";
import type { Load } from "./generate.ts";
import { type Answer, type Contestant, measure, type Terms } from "./harness.ts";
import { fillTopic, followTopic, SNAPSHOTS } from "./native.ts";
import { fillLog, processAll } from "./ours.ts";
import type { Place } from "./place.ts";
import { assertEqual, Reference, type Sum, sumOf } from "./reference.ts";

const OURS = "Relevé, embedded log";
const ON_KAFKA = "Relevé, Kafka";
const NATIVE = "ClickHouse: Kafka engine + view";
export const GOAL_END = 0.5;

/** Loads by cells of an answer. */
export function endLoads(quick: boolean): Load[] {
  const load = (startups: number, statements: number, cells: number) => ({
    ...{ startups, statements, cells },
    ...{ changing: 1, seed: 20_240_301 },
  });
  if (quick) return [load(10, 20, 100)];
  return [load(50, 210, 100), load(20, 53, 1000), load(1, 45, 23_500)];
}

/** @param onKafka  whether the processor on Kafka runs too */
export async function end(place: Place, terms: Terms, load: Load, onKafka: boolean): Promise<Answer> {
  const reference = new Reference();
  const log = await place.log();
  await fillLog(log, load, reference);
  const expected = reference.changes;
  const contestants = [processing(place, OURS, log, expected)];
  const logs: EventLog[] = [log];
  const brokers = await place.kafka();
  if (brokers) {
    if (onKafka) {
      const kafka = await openKafkaLog({ brokers, prefix: `bench-${randomUUID()}-` });
      logs.push(kafka);
      await fillLog(kafka, load);
      contestants.push(processing(place, ON_KAFKA, kafka, expected));
    }
    const filled = await fillTopic(brokers, load);
    contestants.push({
      name: NATIVE,
      run: () =>
        inDatabase(place, async (warehouse) => {
          const ms = await followTopic(warehouse, brokers, filled);
          assertEqual(NATIVE, await sumOf(warehouse, SNAPSHOTS), expected);
          return ms;
        }),
    });
  }
  try {
    const { startups, statements, cells } = load;
    const name = `end to end: ${startups} startups × ${statements} answers of ${cells} cells, all changed`;
    const goals = { [OURS]: GOAL_END, [ON_KAFKA]: GOAL_END };
    return await measure({ name, unit: "cells", units: reference.snapshots.rows, contestants, goals }, terms);
  } finally {
    for (const one of logs) await one.close();
  }
}

function processing(place: Place, name: string, log: EventLog, expected: Sum): Contestant {
  return {
    name,
    run: () =>
      inDatabase(place, async (warehouse) => {
        const ms = await processAll(log, warehouse);
        assertEqual(name, await sumOf(warehouse, "observations"), expected);
        return ms;
      }),
  };
}

export async function inDatabase<T>(place: Place, work: (warehouse: OpenedWarehouse) => Promise<T>): Promise<T> {
  const warehouse = await place.warehouse();
  try {
    return await work(warehouse);
  } finally {
    await place.drop(warehouse);
  }
}
