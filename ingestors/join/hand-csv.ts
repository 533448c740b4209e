// A table that a team pastes or sends as a file: the columns of the form, or the national schema of 17 columns. Pure.
import { CsvError, parse } from "csv-parse/sync";
import type { HandRow } from "../../schemas/join-door.ts";
import type { RowFault } from "../../schemas/row-fault.ts";
import { formFault, notUnderstood } from "../push/form.ts";
import { plain } from "../push/row.ts";

const COLUMNS: Readonly<Record<keyof HandRow, readonly string[]>> = {
  metric: ["indicateur", "metric"],
  month: ["mois", "month"],
  value: ["valeur", "value"],
  territory: ["territoire", "territory"],
};
const NEEDED = ["metric", "month", "value"] as const;
/** A column that only the national schema has. */
const NATIONAL = "est_cible";

/**
 * @returns the rows of the form; `undefined`: it is in the national schema, which a push reads as it is
 * @throws {RequestRefused} RELEVE_USAGE when it is no table, or lacks a column
 */
export function rowsOfCsv(text: string): HandRow[] | undefined {
  const [head = [], ...lines] = cellsOf(text);
  const names = head.map(plain);
  if (names.includes(NATIONAL)) return undefined;
  const at = Object.fromEntries(
    Object.entries(COLUMNS).map(([field, words]) => [field, names.findIndex((name) => words.includes(name))]),
  );
  const missing = NEEDED.filter((field) => (at[field] ?? -1) < 0);
  if (missing.length > 0)
    throw notUnderstood(missing.map((field) => fault("typed.column", head.join(", "), COLUMNS[field][0] ?? field)));
  const cell = (line: readonly string[], field: keyof HandRow) => line[at[field] ?? -1] ?? "";
  return lines.map((line) => ({
    metric: cell(line, "metric"),
    month: cell(line, "month"),
    value: cell(line, "value"),
    territory: cell(line, "territory"),
  }));
}

const fault = (code: RowFault["code"], found: string, expected: string): RowFault => ({
  ...formFault("/csv", found, expected),
  code,
});
/** A spreadsheet's own file, a PDF or an image: none of their bytes is text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const BINARY = /^PK\u0003\u0004|^%PDF|\u0000/;

function cellsOf(text: string): string[][] {
  if (BINARY.test(text.slice(0, 4096))) throw notUnderstood([fault("typed.table", "–", "CSV")]);
  const first = text.slice(0, text.indexOf("\n") + 1 || undefined);
  const delimiter = [";", "\t", ","].find((one) => first.includes(one)) ?? ";";
  try {
    return parse(text, { delimiter, bom: true, skip_empty_lines: true, relax_column_count: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw notUnderstood([fault("typed.table", error.message, "CSV")]);
  }
}
