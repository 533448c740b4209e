// The tables as SQL, in two forms: one server (or one process), and a cluster of replicas.
import type { Table } from "../../schemas/tables.ts";

/** `single`: embedded, or one server. A cluster's statements name their database: they run on every replica. */
export type Form = "single" | { readonly cluster: string; readonly database: string };

/**
 * A block that comes again is the same rows: a repeated insert then writes nothing. Tables are idempotent by key
 * anyway; the defaults (0 blocks; one hour) would only leave more to merge.
 */
const SINGLE_WINDOW = "non_replicated_deduplication_window = 1000";
const CLUSTER_WINDOW = "replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800";
const REPLICATED = "ReplicatedReplacingMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')";
/** An acknowledged insert outlives a power cut: the log is only read again from the cursor on. */
const DURABLE = "fsync_after_insert = 1, fsync_part_directory = 1";

/** CREATE TABLE for one of schemas/tables.ts; rows with the same key become one row. */
export function createTable(name: string, table: Table, form: Form): string {
  const lines = [
    ...Object.entries(table.columns).map(([column, type]) => `${quoted(column)} ${type}${codecOf(type)}`),
    ...(table.indexes ?? []),
  ];
  return [
    `CREATE TABLE IF NOT EXISTS ${placed(name, form)} (`,
    `  ${lines.join(",\n  ")}`,
    ")",
    `ENGINE = ${form === "single" ? "ReplacingMergeTree" : REPLICATED}`,
    `ORDER BY (${table.key.map(quoted).join(", ")})`,
    `SETTINGS ${form === "single" ? SINGLE_WINDOW : CLUSTER_WINDOW}, ${DURABLE}`,
    `COMMENT ${literal(table.about)}`,
  ].join("\n");
}

/** CREATE DATABASE, on every replica of a cluster. */
export function createDatabase(database: string, form: Form): string {
  return `CREATE DATABASE IF NOT EXISTS ${quoted(database)}${onCluster(form)}`;
}

/** The same for a database that nobody has: where it is there already, the engine refuses. */
export function createNewDatabase(database: string, form: Form): string {
  return `CREATE DATABASE ${quoted(database)}${onCluster(form)}`;
}

/** DROP DATABASE with all its tables, on every replica of a cluster; done when it resolves. */
export function dropDatabase(database: string, form: Form): string {
  return `DROP DATABASE IF EXISTS ${quoted(database)}${onCluster(form)} SYNC`;
}

/** DROP TABLE, on every replica of a cluster; done when it resolves. */
export function dropTable(name: string, form: Form): string {
  return `DROP TABLE IF EXISTS ${placed(name, form)} SYNC`;
}

/** Deletes rows by a condition, on every replica of a cluster; they are gone when it resolves. Again is harmless. */
export function deleteRows(name: string, condition: string, form: Form): string {
  return `ALTER TABLE ${placed(name, form)} DELETE WHERE ${condition} SETTINGS mutations_sync = 2`;
}

/** In a cluster a statement names the database and all replicas. */
function placed(table: string, form: Form): string {
  return form === "single" ? quoted(table) : `${quoted(form.database)}.${quoted(table)}${onCluster(form)}`;
}

/**
 * Cells lie side by side, and with them the same few instants and offsets of their statements, again and again:
 * differences of neighbours would hide that they are the same (docs/decisions/0014 has the sizes).
 */
function codecOf(type: string): string {
  const isLong = type.startsWith("DateTime64") || type === "UInt64" || type === "String" || type.includes("Decimal");
  return isLong ? " CODEC(ZSTD(1))" : "";
}

function onCluster(form: Form): string {
  return form === "single" ? "" : ` ON CLUSTER ${quoted(form.cluster)}`;
}

function quoted(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) throw new TypeError(`not a name for SQL: ${name}`);
  return `\`${name}\``;
}

function literal(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
