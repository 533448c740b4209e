// A JSON answer that is a table: rows as objects, their columns the keys; or rows as lists, their columns named apart.

import { AnswerError } from "../../schemas/errors.ts";
import { pointerOf } from "../../schemas/json-pointer.ts";
import { shorten } from "./json-value.ts";
import { nearest } from "./settings.ts";
import type { Cells } from "./table-figures.ts";
import type { Column } from "./table-settings.ts";

/** A row as it came. */
export type JsonRow = Readonly<Record<string, unknown>> | readonly unknown[];
export interface JsonTable {
  readonly rows: readonly JsonRow[];
  /** Of rows that are lists; left out where nothing names them: columns are then numbers. */
  readonly names?: readonly string[];
  /** Where the rows stand. */
  readonly pointer: string;
  /** Where one of them stands; left out: under `pointer`, by its number. */
  readonly pointerOfRow?: (index: number) => string;
  /** Where the columns stand within a row, as a JSON Pointer; left out: in the row itself. */
  readonly inRow?: string;
}

/**
 * How the cells of a table are taken. A column that no row has is told, for names are changed by whoever edits the
 * table; that a row lacks one is its own affair.
 * @param mapped  every column that the settings name
 * @throws {AnswerError} answer.shape: a row that is none, or a mapped column that is not there.
 */
export function jsonCells(table: JsonTable, mapped: readonly Column[]): Cells<JsonRow> {
  const odd = table.rows.findIndex((row) => row === null || typeof row !== "object");
  if (odd !== -1) throw shape(`found ${shorten(table.rows[odd])}, expected a row`, `${table.pointer}/${odd}`);
  if (table.rows.length > 0) for (const column of mapped) checkColumn(table, column);
  const { names } = table;
  const at = (column: Column) => {
    const place = typeof column === "number" ? column - 1 : (names?.indexOf(column) ?? -1);
    return (row: JsonRow) => (isList(row) ? row[place] : Object.hasOwn(row, column) ? row[column] : undefined);
  };
  // Asked of few rows, and of none for most tables.
  let indexes: Map<JsonRow, number> | undefined;
  const placeOf = (row: JsonRow, column: Column | undefined) => {
    indexes ??= new Map(table.rows.map((one, index) => [one, index]));
    const key = typeof column === "number" ? column - 1 : isList(row) ? names?.indexOf(column ?? "") : column;
    const end = key === undefined ? "" : pointerOf([key]);
    const index = indexes.get(row) ?? 0;
    return `${table.pointerOfRow?.(index) ?? `${table.pointer}/${index}`}${table.inRow ?? ""}${end}`;
  };
  return { at, figureAt: at, placeOf };
}

function checkColumn({ rows, names, pointer }: JsonTable, column: Column): void {
  const known = names ?? [...new Set(rows.flatMap((row) => (isList(row) ? [] : Object.keys(row))))];
  if (typeof column === "string" && known.indexOf(column) !== known.lastIndexOf(column)) {
    throw shape(`found two columns called "${column}", expected one`, pointer, "write the column's number");
  }
  const isThere = (row: JsonRow) =>
    isList(row) && typeof column === "number" ? column <= row.length : known.includes(String(column));
  if (rows.some(isThere)) return;
  const listed = known.length > 0 ? `the answer has ${known.slice(0, 20).join(", ")}` : "its columns have no names";
  throw shape(`expected a column ${JSON.stringify(column)}${nearest(String(column), known)}; ${listed}`, pointer);
}

function isList(row: JsonRow): row is readonly unknown[] {
  return Array.isArray(row);
}

function shape(detail: string, pointer: string, hint = "correct the column in the settings, or ask what was renamed") {
  return new AnswerError("answer.shape", detail, { pointer, hint });
}
