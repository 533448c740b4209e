// Rows of the warehouse for tests: what matters to the test, the rest plain.
import { columnsOf, TABLES, type TableName } from "../../schemas/tables.ts";

const PLAIN: Record<string, unknown> = {
  "LowCardinality(String)": "a",
  String: "a",
  UInt8: 1,
  UInt16: 1,
  UInt32: 1,
  UInt64: 1,
  Date32: "2026-03-01",
  "DateTime64(3, 'UTC')": Date.UTC(2026, 2, 1),
  "Nullable(Decimal(38, 6))": "12.5",
};

/** A row of a table, with what matters to the test; the other columns hold something plain. */
export function rowOf(table: TableName, values: Record<string, unknown> = {}): unknown[] {
  const columns: Readonly<Record<string, string>> = TABLES[table].columns;
  return columnsOf(table).map((column) => {
    const type = columns[column] ?? "";
    return column in values ? values[column] : (PLAIN[type] ?? /'([^']*)'/.exec(type)?.[1]);
  });
}
