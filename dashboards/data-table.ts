// The rows of a panel as machines read them: what the page shows beside a figure, with raw values. CSV by RFC 4180.
import { canonicalDecimal } from "../schemas/decimal.ts";

/** `null`: no figure, which is not 0; an empty field in CSV. Decimals are canonical, days ISO. */
export type DataCell = string | null;
export interface DataTable {
  /** The id of the panel that shows these rows. */
  readonly panel: string;
  /** Stable names, in English snake_case. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly DataCell[])[];
}

/** The table as CSV: a line of names, then the rows; comma, CRLF, UTF-8. */
export function csvOf({ columns, rows }: DataTable): string {
  return [columns, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

/** A spreadsheet would run a text that begins like a formula: an apostrophe keeps it a text. Numbers stay as they are. */
function field(cell: DataCell): string {
  if (cell === null) return "";
  const isFormula = /^[=+\-@\t\r]/.test(cell) && canonicalDecimal(cell) === undefined;
  const safe = isFormula ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
