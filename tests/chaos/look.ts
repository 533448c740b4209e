// Opens what a life has left behind, and compares it with the ledger.
import { join } from "node:path";
import { openWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { openGenerations } from "../../infra/warehouse/generations.ts";
import type { CanQuery, CanRead, EventLog } from "../../schemas/ports.ts";
import { actualOf } from "./actual.ts";
import { type Differences, differences } from "./compare.ts";
import type { History } from "./history.ts";
import { dataOf, type Setting } from "./program.ts";
import { registryDifferences } from "./registry.ts";

export interface Looked {
  readonly differences: Differences;
  /** Facts of the log that were accounted for. */
  readonly facts: number;
}
/** A process has one embedded warehouse open at a time: lives are looked at one after the other. */
let turn: Promise<unknown> = Promise.resolve();

/** Of a program that has ended, with an embedded warehouse. */
export function look(
  setting: Setting,
  log: { open(setting: Setting): Promise<EventLog> },
  history: History,
  registry = false,
): Promise<Looked> {
  const looked = turn.then(async () => {
    const opened = await log.open(setting);
    const base = await openWarehouse({ folder: join(dataOf(setting), "warehouse") });
    try {
      // A rebuild may have gone live: what requests are answered from is what counts.
      const { warehouse } = await (await openGenerations(base)).live();
      return await lookAt(opened, warehouse, history, registry);
    } finally {
      await base.close();
      await opened.close();
    }
  });
  turn = looked.catch(() => undefined);
  return looked;
}

export async function lookAt(
  log: CanRead,
  warehouse: CanQuery,
  { endpoints, startups, sent, redelivered }: History,
  registry = false,
): Promise<Looked> {
  const actual = await actualOf(log, warehouse, startups);
  const happened = { servings: endpoints.servings, acknowledged: endpoints.acknowledged(), sent, redelivered };
  const found = differences(happened, actual);
  if (registry) await registryDifferences(log, warehouse, startups, found);
  return { differences: found, facts: actual.records.length };
}
