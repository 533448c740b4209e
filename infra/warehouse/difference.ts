// What differs between two databases of one warehouse that were filled from the same log, up to the same offsets.
import { TOPICS, type Topic } from "../../schemas/ports.ts";
import { REGISTRY_TABLES, REPORT_TABLES } from "../../schemas/table-topics.ts";
import { columnsOf, TABLES, type Table, type TableName } from "../../schemas/tables.ts";
import type { OpenedWarehouse } from "./clickhouse.ts";

/** First offset that is not compared, by topic and partition: beyond it one of the two may be ahead. */
export type Reach = Readonly<Record<Topic, readonly number[]>>;
export interface TableDifference {
  readonly table: TableName;
  /** Keys whose row is another one, or is in one of the two only. */
  readonly rows: number;
  /** The startups, or what else the key begins with, that have such rows. */
  readonly groups: readonly string[];
}
export interface Compared {
  readonly before: OpenedWarehouse;
  readonly after: OpenedWarehouse;
  readonly reach: Reach;
  /** Sources under which `rejects` keeps those of other topics than the facts. */
  readonly rejectsOf: Readonly<Partial<Record<string, Topic>>>;
}

/** Where a batch was cut is no word of the log: it differs from one reading of it to the next. */
const CUTS = new Set(["batch_from", "batch_to"]);
const KEYS_AT_ONCE = 200;

/** The tables that speak of facts: all that say where the fact stands. Only `cursors` does not. */
export const COMPARED = (Object.keys(TABLES) as TableName[]).filter((name) =>
  ["part", "off"].every((column) => column in TABLES[name].columns),
);

/** Compares all tables; those of both are of this release. @throws {ReleveError} RELEVE_WAREHOUSE_UNAVAILABLE */
export async function differences(compared: Compared): Promise<TableDifference[]> {
  const found: TableDifference[] = [];
  for (const table of COMPARED) found.push(await differenceOf(compared, table));
  return found;
}

/** First a sum of hashes for each startup, in one pass; then key by key for those whose sums differ. */
async function differenceOf(compared: Compared, table: TableName): Promise<TableDifference> {
  const { after } = compared;
  const { key } = TABLES[table] as Table;
  const columns = columnsOf(table).filter((column) => !CUTS.has(column));
  const group = columns.includes("startup") ? "startup" : (key[0] ?? "");
  const { where, params } = reachedOf(table, compared);
  const both = (select: string, more = "") =>
    [compared.before, compared.after]
      .map(({ database }) => `(SELECT ${select} FROM ${database}.${table} FINAL WHERE ${where} ${more})`)
      .join(" UNION ALL ");
  const hash = `cityHash64(${columns.map((column) => hashed(table, column)).join(", ")})`;
  const sums = both(`toString(${group}) AS named, count() AS n, sum(${hash}) AS sum`, "GROUP BY named");
  const differing = await after.rows<[string]>(
    `SELECT named FROM (${sums}) GROUP BY named HAVING count() != 2 OR uniqExact(n, sum) != 1 ORDER BY named`,
    params,
  );
  const groups = differing.map(([named]) => named);
  let rows = 0;
  for (let from = 0; from < groups.length; from += KEYS_AT_ONCE) {
    const some = groups.slice(from, from + KEYS_AT_ONCE);
    const keyed = both(`${key.join(", ")}, ${hash} AS hash`, `AND toString(${group}) IN {some:Array(String)}`);
    const [count] = await after.rows<[string]>(
      `SELECT toString(count()) FROM (SELECT 1 FROM (${keyed}) GROUP BY ${key.join(", ")}
       HAVING count() != 2 OR uniqExact(hash) != 1)`,
      { ...params, some },
    );
    rows += Number(count?.[0] ?? 0);
  }
  return { table, rows, groups };
}

/** A hash of null is null: it would make the whole sum say nothing. */
function hashed(table: TableName, column: string): string {
  const { columns } = TABLES[table] as Table;
  return columns[column]?.startsWith("Nullable") ? `ifNull(toString(${column}), '\\\\N')` : column;
}

function reachedOf(table: TableName, { reach, rejectsOf }: Compared) {
  if (table !== "rejects")
    return { where: "off < {ends:Array(UInt64)}[part + 1]", params: { ends: reach[topicOf(table)] } };
  const others = Object.entries(rejectsOf).map(([source, topic], at) => ({ source, topic, at }));
  const cases = others.map(({ at }) => `source = {source${at}:String}, {ends${at}:Array(UInt64)}[part + 1], `).join("");
  const params = others.flatMap(({ source, topic, at }) => [
    [`source${at}`, source] as const,
    [`ends${at}`, topic ? reach[topic] : []] as const,
  ]);
  const where = `off < multiIf(${cases}{ends:Array(UInt64)}[part + 1])`;
  return { where, params: { ends: reach[TOPICS.facts], ...Object.fromEntries(params) } };
}

function topicOf(table: TableName): Topic {
  if ((REGISTRY_TABLES as readonly string[]).includes(table)) return TOPICS.registry;
  return (REPORT_TABLES as readonly string[]).includes(table) ? TOPICS.reports : TOPICS.facts;
}
