// The registry under chaos: documents in which phases begin, and each fact of the log in exactly one row.
import { partitionOf } from "../../infra/log/topics.ts";
import { type CanQuery, type CanRead, TOPICS } from "../../schemas/ports.ts";
import { REGISTRY_TABLES } from "../../schemas/table-topics.ts";
import { TABLES } from "../../schemas/tables.ts";
import { startupsJson } from "../support/registry.ts";
import type { Differences } from "./compare.ts";
import type { Random } from "./random.ts";

/** The startups, under names and with phases that are others each time. */
export function registryDocument(startups: readonly string[], random: Random): string {
  const listed = startups.map((id) => {
    const begun = `construction 2024-0${1 + random.whole(9)}-01`;
    return { id, name: `Service ${random.whole(1_000_000)}`, phases: [begun] };
  });
  return startupsJson(listed);
}

/** A fact about a startup without its row is lost; a row without its fact, or a second one, is doubled. */
export async function registryDifferences(
  log: CanRead,
  warehouse: CanQuery,
  startups: readonly string[],
  { lost, doubled }: Differences,
): Promise<void> {
  const counts = new Map<string, number>();
  for (const part of new Set(startups.map((startup) => partitionOf(startup))))
    for await (const { key, offset } of log.read(TOPICS.registry, part, 0))
      if (startups.includes(key)) counts.set(`${part} ${offset}`, 1);
  if (counts.size === 0) lost.push("no fact of the registry is in the log");
  const tables = REGISTRY_TABLES.filter((table) => "startup" in TABLES[table].columns);
  const each = tables.map(
    (table) => `SELECT part, toString(off) FROM ${table} FINAL WHERE startup IN {startups:Array(String)}`,
  );
  for (const [part, off] of await warehouse.rows<[number, string]>(each.join(" UNION ALL "), { startups }))
    counts.set(`${part} ${off}`, (counts.get(`${part} ${off}`) ?? 0) - 1);
  for (const [place, count] of counts) {
    if (count > 0) lost.push(`no row of the registry for partition and offset ${place}`);
    if (count < 0) doubled.push(`a row of the registry too many for partition and offset ${place}`);
  }
}
