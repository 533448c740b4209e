// The steps that made the warehouse's tables, in order. A released step never changes: a new need is a new step.
import { TOPICS } from "../../schemas/ports.ts";
import { DECISION_TABLES, DOUBT_TABLES, REPORT_TABLES } from "../../schemas/table-topics.ts";
import { TABLES, type Table, type TableName } from "../../schemas/tables.ts";
import { createTable, deleteRows, type Form } from "./ddl.ts";

export interface Migration {
  readonly id: string;
  /** Run one by one; each must be harmless when run again (`IF NOT EXISTS`). */
  readonly statements: (form: Form) => readonly string[];
}

/** Remembers which steps were done. */
export const MIGRATIONS_TABLE: Table = {
  about: "the migrations that were applied, with the checksum of their statements",
  columns: { id: "String", checksum: "String", applied_at: "DateTime64(3, 'UTC')" },
  key: ["id"],
};

/** The tables of the first step, in its order: its checksum depends on both. */
const FIRST = [
  "observations",
  "scopes",
  "unconfirmed",
  "statements",
  "raw_events",
  "rejects",
  "failures",
  "sources",
  "findings",
  "cursors",
] as const satisfies readonly TableName[];

/** The tables of the second step, in its order. */
const NETWORK = [
  "registry_startups",
  "registry_phases",
  "registry_events",
  "registry_aliases",
  "incubators",
] as const satisfies readonly TableName[];

/**
 * Until the first release the steps are written from schemas/tables.ts, so that both cannot disagree; at the
 * release their SQL is pasted here, and every later change of a table is a further step (ALTER TABLE … IF NOT EXISTS).
 * The contract suite compares the outcome of all steps with schemas/tables.ts, column by column.
 */
export const MIGRATIONS: readonly Migration[] = [
  { id: "0001-tables", statements: tables(...FIRST) },
  {
    id: "0002-registry",
    statements: tables(...NETWORK),
  },
  { id: "0003-reports", statements: tables(...REPORT_TABLES) },
  { id: "0004-decisions", statements: tables(...DECISION_TABLES) },
  { id: "0005-pages", statements: tables("raw_pages") },
  {
    id: "0006-reference",
    // Facts that had no row until now are in a topic that was read: without its cursors it is read again, row by same row.
    statements: (form) => [
      ...tables("metric_definitions", "territory_lists")(form),
      deleteRows("cursors", `topic = '${TOPICS.registry}'`, form),
    ],
  },
  // Answers that drifted before this step have no row: the next one of their source has, and `rebuild` gives all.
  { id: "0007-doubts", statements: tables(...DOUBT_TABLES) },
];

function tables(...names: readonly TableName[]): Migration["statements"] {
  return (form) => names.map((name) => createTable(name, TABLES[name], form));
}
