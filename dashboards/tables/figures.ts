// The rows that a figure is made of, with raw values: what its panel shows as a table.
import type { DataCell, DataTable } from "../data-table.ts";
import type { FigureTable, Point, TerritoryRow } from "../figure.ts";

export function pointTable(panel: string, points: readonly Point[]): DataTable {
  return {
    panel,
    columns: ["first_day", "last_day", "value", "numerator", "denominator"],
    rows: points.map(({ first, last, value, numerator, denominator }) => [
      first,
      last,
      value,
      numerator ?? null,
      denominator ?? null,
    ]),
  };
}

export function territoryTable(panel: string, rows: readonly TerritoryRow[]): DataTable {
  return {
    panel,
    columns: ["level", "code", "name", "value", "of", "inhabitants", "inhabitants_of"],
    rows: rows.map(({ level, code, name, value, of, population }): DataCell[] => [
      level,
      code,
      name,
      value,
      of,
      population?.part ?? null,
      population?.whole ?? null,
    ]),
  };
}

export function figureTable(panel: string, table: FigureTable): DataTable {
  if (table.by === "territory") return territoryTable(panel, table.rows);
  if (table.by === "period") return pointTable(panel, table.rows);
  return {
    panel,
    columns: ["source", "label", "value"],
    rows: table.rows.map(({ source, value }) => [source.id, source.label, value]),
  };
}
