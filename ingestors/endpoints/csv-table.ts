// From the bytes of a CSV file to its lines, parted into cells, and the places of its columns.
import { isAscii, isUtf8 } from "node:buffer";
import { CsvError, parse } from "csv-parse/sync";
import { AnswerError } from "../../schemas/errors.ts";
import { decodeUtf8, refuseWebPage } from "./body.ts";
import { type CsvSettings, DELIMITERS, type Delimiter } from "./csv-settings.ts";
import type { Edition } from "./edition.ts";
import { nearest } from "./settings.ts";
import type { Cells } from "./table-figures.ts";
import type { Column } from "./table-settings.ts";

export interface Table {
  /** Lines after the header that have at least one cell that is not empty. */
  readonly lines: readonly (readonly string[])[];
  /** Cells that a line should have. */
  readonly width: number;
  /** Whether a line of names comes before them. */
  readonly header: boolean;
  /** Where each mapped column stands, from 0. */
  readonly places: ReadonlyMap<Column, number>;
}
/** How the file is written. */
export type Writing = Pick<CsvSettings, "delimiter" | "quote" | "encoding" | "header"> & { readonly edition: Edition };

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const DELIMITER_WORDS: Readonly<Record<Delimiter, string>> = { ",": "a comma", ";": "a semicolon", "\t": "a tab" };

/**
 * A page as a table. `columns`: those that are mapped.
 * @throws {AnswerError} answer.html, answer.encoding, answer.csv (no lines, or quotes that do not close), answer.shape
 *   (a mapped column that is not there, or that is there twice).
 */
export function readTable(
  page: { readonly contentType: string; readonly bytes: Buffer },
  writing: Writing,
  columns: readonly Column[],
): Table {
  refuseWebPage(page, "CSV");
  const text = decode(page.bytes, writing);
  if (text.trim() === "") throw unparsable("found an empty body, expected CSV", "");
  const delimiter = writing.delimiter ?? detect(text, writing, columns);
  const all = cellsOf(text, delimiter, writing.quote);
  const [head = []] = all;
  const names = head.map((name) => name.trim());
  const places = new Map(columns.map((column) => [column, placeOf(column, names, writing.header, delimiter)]));
  const { header } = writing;
  return { lines: header ? all.slice(1) : all, width: head.length, header, places };
}

/** A delimiter inside a cell has moved the columns: which cell is which is not guessed. Empty ones at the end moved none. */
export function isTooLong(line: readonly string[], { width }: Table): boolean {
  return line.length > width && line.slice(width).some((cell) => cell.trim() !== "");
}

/**
 * How the cells of a file are taken: without the spaces around them. One that is not there cannot be read.
 * @param nulls  cells that say "no figure"
 */
export function csvCells({ places, lines, header }: Table, nulls: readonly string[]): Cells<readonly string[]> {
  const at = (column: Column) => {
    const place = places.get(column) ?? -1;
    return (line: readonly string[]) => line[place]?.trim();
  };
  const figureAt = (column: Column) => {
    const take = at(column);
    return (line: readonly string[]) => {
      const cell = take(line);
      return cell !== undefined && nulls.includes(cell) ? null : cell;
    };
  };
  // Asked of few lines, and of none for most files.
  let records: Map<readonly string[], number> | undefined;
  const recordOf = (line: readonly string[]) => {
    records ??= new Map(lines.map((one, index) => [one, index + (header ? 2 : 1)]));
    return `record ${records.get(line)}`;
  };
  const placeOf = (line: readonly string[], column: Column | undefined) =>
    column === undefined ? recordOf(line) : `${recordOf(line)}, column ${column}`;
  return { at, figureAt, placeOf };
}

/** Text of an old machine is hardly ever UTF-8 by chance, once it has a letter beyond ASCII. */
function decode(bytes: Buffer, { encoding, edition }: Pick<Writing, "encoding" | "edition">): string {
  const marked = bytes.subarray(0, MARK.length).equals(MARK);
  if (encoding === "utf-8") {
    return decodeUtf8(bytes, 'if the file comes from Excel, add "encoding": "windows-1252"; else ask for UTF-8');
  }
  if (marked) {
    const hint = 'remove "encoding" from the settings';
    throw new AnswerError("answer.encoding", `found the byte-order mark of UTF-8, expected ${encoding}`, { hint });
  }
  if (edition >= 2 && isUtf8(bytes) && !isAscii(bytes)) {
    const hint = 'the file is UTF-8 now: remove "encoding" from the settings';
    throw new AnswerError("answer.encoding", `found text in UTF-8, expected ${encoding}`, { hint });
  }
  return new TextDecoder("windows-1252").decode(bytes); // what the web means by latin1, too
}

function cellsOf(text: string, delimiter: string, quote: CsvSettings["quote"], lines?: number): string[][] {
  const sign = quote === "none" ? null : quote;
  try {
    return parse(text, {
      delimiter,
      quote: sign,
      escape: sign,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true, // what a short or long line means is the reader's business
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      ...(lines !== undefined && { to: lines }),
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw unparsable(`found ${JSON.stringify(text.slice(0, 60))}…, expected CSV: ${error.message}`, whereOf(error));
  }
}

/** A quote that does not close is noticed at the end of the file only: the record in which it opens is told instead. */
function whereOf({ code, lines, records }: CsvError): string {
  if (code === "CSV_QUOTE_NOT_CLOSED") return typeof records === "number" ? `record ${records + 1}` : "";
  return typeof lines === "number" ? `line ${lines}` : "";
}

/** The delimiter whose first line has every mapped column; else the one that makes the most columns, to tell of them. */
function detect(text: string, { quote, header }: Writing, columns: readonly Column[]): Delimiter {
  const tried = DELIMITERS.flatMap((delimiter) => {
    const names = firstLine(text, delimiter, quote)?.map((name) => name.trim());
    if (!names) return [];
    const known = columns.filter((column) =>
      typeof column === "number" ? column <= names.length : header && names.includes(column),
    );
    return [{ delimiter, known: known.length, width: names.length }];
  });
  tried.sort((a, b) => b.known - a.known || b.width - a.width);
  return tried[0]?.delimiter ?? DELIMITERS[0]; // none: parsing by it tells what is wrong
}

function firstLine(text: string, delimiter: string, quote: CsvSettings["quote"]): string[] | undefined {
  try {
    return cellsOf(text, delimiter, quote, 1)[0];
  } catch (error) {
    if (error instanceof AnswerError) return undefined;
    throw error;
  }
}

function placeOf(column: Column, names: readonly string[], header: boolean, delimiter: Delimiter): number {
  const parted = `the first line has ${names.length} cells parted by ${DELIMITER_WORDS[delimiter]}`;
  if (typeof column === "number") {
    if (column <= names.length) return column - 1;
    throw misplaced(`expected a column ${column}; ${parted}`, header ? "" : "line 1");
  }
  const place = names.indexOf(column);
  if (place === -1) {
    const listed = names.slice(0, 12).join(", ").slice(0, 300);
    throw misplaced(`expected a column "${column}"${nearest(column, names)}; ${parted}: ${listed}`, "line 1");
  }
  const again = names.indexOf(column, place + 1);
  if (again === -1) return place;
  const detail = `found the columns ${place + 1} and ${again + 1} both called "${column}", expected one`;
  throw misplaced(detail, "line 1", "write the column's number in the settings, or ask the startup for distinct names");
}

const MISPLACED = "correct the column's name in the settings, or ask the startup what moved";
function misplaced(detail: string, pointer: string, hint = MISPLACED): AnswerError {
  return new AnswerError("answer.shape", detail, { pointer, hint });
}
function unparsable(detail: string, pointer: string): AnswerError {
  const hint = 'open the URL and compare; a quote inside a cell that is not quoted needs "quote": "none"';
  return new AnswerError("answer.csv", detail, { pointer, hint });
}
