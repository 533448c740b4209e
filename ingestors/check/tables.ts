// Tables as row sets: lines of cells, or rows of a JSON answer that is a table.

import type { JsonTable } from "../endpoints/json-table.ts";
import type { Field, RowSet } from "./column.ts";
import type { Cells } from "./look.ts";
import { isPeriodName } from "./undated.ts";

/** Beyond them, evidence does not grow. */
const MOST_ROWS = 20_000;
export interface Headed {
  readonly set: RowSet;
  readonly header: boolean;
}

/** A file's columns: by their names, where the first line names them all and each once. */
export function fileRows({ lines }: Cells): Headed {
  const [head = [], ...rest] = lines;
  const names = head.map((name) => name.trim());
  const header = isHeader(names);
  const rows = (header ? rest : lines).slice(0, MOST_ROWS);
  const fields = names.map((name, index): Field => {
    const isOnce = header && names.indexOf(name) === names.lastIndexOf(name);
    return {
      at: isOnce ? name : index + 1,
      name: header ? name : "",
      values: rows.map((line) => line[index]?.trim() ?? ""),
      from: "own",
    };
  });
  return { set: { rows: "", count: Math.max(rows.length, 2), fields, about: [] }, header };
}

/** Names, or names and at least two periods: these are told, and no first row of figures. */
function isHeader(names: readonly string[]): boolean {
  const numeric = names.filter((name) => /^-?[\d\s.,/-]+%?$/.test(name));
  const periods = new Set(numeric.filter(isPeriodName));
  const isNamed = numeric.length === 0 || (periods.size > 1 && numeric.length < names.length);
  return isNamed && names.every((name) => name !== "") && numeric.every((name) => periods.has(name));
}

/** A card's columns, by the names that people see. */
export function cardRows({ rows: all, names }: JsonTable): RowSet {
  const rows = all.filter((row) => row !== null && typeof row === "object").slice(0, MOST_ROWS);
  const keys = names ?? [...new Set(rows.flatMap((row) => (Array.isArray(row) ? [] : Object.keys(row))))];
  const fields = keys.map((name, index): Field => {
    const isOnce = name !== "" && keys.indexOf(name) === keys.lastIndexOf(name);
    const cellOf = (row: (typeof rows)[number]) =>
      Array.isArray(row) ? row[index] : (row as Readonly<Record<string, unknown>>)[name];
    return { at: isOnce ? name : index + 1, name, values: rows.map(cellOf), from: "own" };
  });
  return { rows: "", count: Math.max(rows.length, 2), fields, about: [] };
}
