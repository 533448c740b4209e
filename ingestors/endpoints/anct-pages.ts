// Pages of the ANCT convention, `count` and `results` or a bare list: their rows, and when further pages are to come.
import type { Answer } from "../../schemas/endpoint.ts";
import { AnswerError } from "../../schemas/errors.ts";
import type { AnctRow } from "./anct-rows.ts";
import type { AnctSettings } from "./anct-settings.ts";
import { parseBody } from "./body.ts";
import { isObject, shorten, told } from "./json-value.ts";
import { pointerOverPages } from "./placed-rows.ts";
import { nearest } from "./settings.ts";

type Page = Answer["pages"][number];
interface AnctPage {
  readonly count: number;
  readonly results: readonly AnctRow[];
}

/**
 * How many rows came, when more are to be asked for; `undefined` when the answer is whole, or its first page is no page.
 * The first page's count holds: past the end some endpoints count 0.
 * @param limit  rows of a page, as asked
 * @throws {AnswerError} answer.shape: a later page that is short, empty, repeated or unreadable.
 */
export function rowsSoFar(pages: readonly Page[], limit: number): number | undefined {
  const known = pages.map((page, index) => outline(page, index));
  const [first] = known;
  if (!first || first.unreadable) return undefined;
  const rows = known.reduce((total, page) => total + page.rows, 0);
  const last = known[known.length - 1] ?? first;
  if (last.unreadable) throw last.unreadable;
  if (known.slice(0, -1).some((page) => page.rows > 0 && page.head === last.head)) throw repeated(known.length);
  if (rows >= first.count) return undefined;
  if (last.rows < limit) throw short(first.count, rows, last.rows);
  return rows;
}

/**
 * The rows of all pages.
 * @throws {AnswerError} when a page is none, or when fewer rows came than the first page counted.
 */
export function rowsOfPages(pages: readonly Page[]): AnctRow[] {
  const parsed = pages.map(parsePage);
  const rows = parsed.flatMap(({ results }) => results);
  const count = parsed[0]?.count ?? 0;
  if (rows.length < count) throw short(count, rows.length, parsed.at(-1)?.results.length ?? 0);
  return rows;
}

/** Where each of these rows stands. */
export function pointersOfRows(pages: readonly Page[]): (index: number) => string {
  const sizes = () => pages.map((page, at) => outline(page, at).rows);
  return (index) => pointerOverPages(sizes(), "/results", index);
}

/**
 * The rows of a bare list.
 * @throws {AnswerError} when it is none.
 */
export function rowsOfList(page: Page): readonly AnctRow[] {
  const body = parseBody(page);
  if (Array.isArray(body)) return checkedRows(body, "the list", "");
  throw shape(`found ${told(body)}, expected a list of rows`, "", 'remove "form" when it has "count" and "results"');
}

/** What asking for the next page needs to know of one page; parsed once, however often it is asked. */
interface Outline {
  readonly count: number;
  readonly rows: number;
  readonly head: string;
  readonly unreadable?: AnswerError;
}
const outlines = new WeakMap<Buffer, Outline>();

function outline(page: Page, index: number): Outline {
  let known = outlines.get(page.bytes);
  if (!known) {
    known = outlineOf(page, index);
    outlines.set(page.bytes, known);
  }
  return known;
}

function outlineOf(page: Page, index: number): Outline {
  try {
    const { count, results } = parsePage(page, index);
    return { count, rows: results.length, head: JSON.stringify(results[0]) ?? "" };
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    return { count: 0, rows: 0, head: "", unreadable: error };
  }
}

function parsePage(page: Page, index: number): AnctPage {
  const body = parseBody(page);
  const where = `page ${index + 1}`;
  if (Array.isArray(body)) throw shape(`${where}: found a list, expected an object`, "", 'add "form": "list"');
  if (!isObject(body)) throw shape(`${where}: found ${told(body)}, expected an object`, "");
  if (!Number.isSafeInteger(body.count) || Number(body.count) < 0) {
    throw shape(`${where}: found ${shorten(body.count)}, expected "count", a whole number`, "/count");
  }
  if (!Array.isArray(body.results)) {
    throw shape(`${where}: found ${told(body.results)}, expected "results", a list`, "/results");
  }
  checkedRows(body.results, where);
  return body as unknown as AnctPage;
}

/**
 * That some rows lack a key is their own affair; one that none has was renamed, and is no empty list.
 * @throws {AnswerError} answer.shape.
 */
export function refuseMissingKeys({ metrics }: AnctSettings, rows: readonly AnctRow[]): void {
  if (rows.length === 0) return;
  const known = new Set(rows.flatMap((row) => Object.keys(row.metrics)));
  const missing = Object.keys(metrics).find((key) => metrics[key]?.value === undefined && !known.has(key));
  if (missing === undefined) return;
  throw shape(
    `expected the key "${missing}" in metrics${nearest(missing, known)}; the rows have ${[...known].slice(0, 12).join(", ") || "none"}`,
    "/results/0/metrics",
    "correct the key in the settings, or ask the startup what was renamed",
  );
}

/** @throws {AnswerError} answer.shape at the first row that has no metrics. */
export function checkedRows(rows: readonly unknown[], where: string, at = "/results"): readonly AnctRow[] {
  const odd = rows.findIndex((row) => !isObject(row) || !isObject(row.metrics));
  if (odd === -1) return rows as readonly AnctRow[];
  throw shape(`${where}: found ${shorten(rows[odd])}, expected a row with "metrics"`, `${at}/${odd}`);
}

function shape(detail: string, pointer: string, hint = "compare with docs/endpoints/anct.md"): AnswerError {
  return new AnswerError("answer.shape", detail, { pointer, hint });
}
function short(count: number, rows: number, lastRows: number): AnswerError {
  return new AnswerError("answer.shape", `found ${rows} rows, expected the ${count} that the first page announced`, {
    pointer: "/count",
    hint: `the last page had ${lastRows} rows: if the endpoint caps its pages, set "limit" to what it gives`,
  });
}
function repeated(page: number): AnswerError {
  return new AnswerError("answer.shape", `page ${page} repeats an earlier page, expected further rows`, {
    pointer: "/results/0",
    hint: 'the endpoint ignores "offset": ask the startup to mend it, or set "limit" above its number of rows',
  });
}
