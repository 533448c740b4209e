// The steps that made the warehouse's tables, in order. A released step never changes: a new need is a new step.
import {
  DECISION_TABLES,
  REGISTRY_TABLES,
  REPORT_TABLES,
  TABLES,
  type Table,
  type TableName,
} from "../../schemas/tables.ts";
import { createTable, type Form } from "./ddl.ts";

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

/**
 * Until the first release the steps are written from schemas/tables.ts, so that both cannot disagree; at the
 * release their SQL is pasted here, and every later change of a table is a further step (ALTER TABLE … IF NOT EXISTS).
 * The contract suite compares the outcome of all steps with schemas/tables.ts, column by column.
 */
export const MIGRATIONS: readonly Migration[] = [
  { id: "0001-tables", statements: tables(...FIRST) },
  {
    id: "0002-registry",
    statements: tables(...REGISTRY_TABLES),
  },
  { id: "0003-reports", statements: tables(...REPORT_TABLES) },
  { id: "0004-decisions", statements: tables(...DECISION_TABLES) },
  { id: "0005-pages", statements: tables("raw_pages") },
];

function tables(...names: readonly TableName[]): Migration["statements"] {
  return (form) => names.map((name) => createTable(name, TABLES[name], form));
}
