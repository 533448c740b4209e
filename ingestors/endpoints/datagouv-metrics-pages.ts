// Pages of data.gouv.fr's metric-api: their rows, whether all have come, and that none came twice.
import type { Answer } from "../../schemas/endpoint.ts";
import { AnswerError } from "../../schemas/errors.ts";
import { parseBody } from "./body.ts";
import { MONTH } from "./datagouv-metrics-settings.ts";
import type { JsonRow } from "./json-table.ts";
import { isObject, told } from "./json-value.ts";
import { pointerOverPages } from "./placed-rows.ts";

type Page = Answer["pages"][number];

/**
 * Whether all rows came that the first page counted; an answer whose first page is none is whole: reading tells what it is.
 * @throws {AnswerError} answer.shape: a later page that is short, or none.
 */
export function isWhole(pages: readonly Page[]): boolean {
  if (!isPage(pages[0])) return true;
  const known = pages.map(outlineOf);
  const total = known[0]?.total ?? 0;
  const rows = known.reduce((sum, page) => sum + page.rows, 0);
  if (rows >= total) return true;
  const last = known.at(-1);
  if (last && last.rows < last.pageSize) throw short(total, rows);
  return false;
}

/**
 * The rows of all pages.
 * @throws {AnswerError} answer.shape: too few, or one that came twice.
 */
export function rowsOf(pages: readonly Page[]): readonly JsonRow[] {
  const rows = pages.flatMap((page) => pageOf(page).data);
  const total = pages[0] === undefined ? 0 : outlineOf(pages[0]).total;
  if (rows.length < total) throw short(total, rows.length);
  const entries = rows.map((row) => (Array.isArray(row) ? [] : Object.entries(row ?? {})));
  refuseRepeated(entries, (index) => pointerOfRow(pages, index));
  return rows;
}

/** Where a row stands, by its place among those of all pages. */
export function pointerOfRow(pages: readonly Page[], index: number): string {
  const sizes = pages.map((page) => outlineOf(page).rows);
  return pointerOverPages(sizes, "/data", index);
}

/** What asking for the next page needs to know of one page; parsed once, however often it is asked. */
type Outline = Omit<MetricPage, "data"> & { readonly rows: number };
const outlines = new WeakMap<Buffer, Outline>();

function outlineOf(page: Page): Outline {
  const known = outlines.get(page.bytes);
  if (known) return known;
  const { data, ...rest } = pageOf(page);
  const outline = { ...rest, rows: data.length };
  outlines.set(page.bytes, outline);
  return outline;
}

/** One row's identity: its month and all identifiers but `__id`, which is another one at each rebuild of the list. */
function refuseRepeated(rows: readonly (readonly [string, unknown])[][], at: (index: number) => string): void {
  const seen = new Set<string>();
  rows.forEach((row, index) => {
    const key = JSON.stringify(row.filter(([name]) => name === MONTH || (name.endsWith("_id") && name !== "__id")));
    if (seen.has(key)) {
      const hint = "the list was rebuilt between two pages: the next pull asks for all of them again";
      throw shape(`found the row ${key} twice, expected each once`, at(index), hint);
    }
    seen.add(key);
  });
}

function isPage(page: Page | undefined): boolean {
  try {
    if (page) outlineOf(page);
    return page !== undefined;
  } catch (error) {
    if (error instanceof AnswerError) return false;
    throw error;
  }
}

interface MetricPage {
  readonly data: readonly JsonRow[];
  readonly total: number;
  readonly pageSize: number;
}
function pageOf(page: Page): MetricPage {
  const body = parseBody(page);
  const { data, meta } = isObject(body) ? body : {};
  const { total, page_size: pageSize } = isObject(meta) ? meta : {};
  if (Array.isArray(data) && Number.isSafeInteger(total) && Number.isSafeInteger(pageSize)) {
    return { data, total: Number(total), pageSize: Number(pageSize) };
  }
  throw shape(`found ${told(body)}, expected "data", a list, and "meta", with "total" and "page_size"`, "");
}

function short(total: number, rows: number): AnswerError {
  return shape(`found ${rows} rows, expected the ${total} that the first page announced`, "/meta/total", "pull again");
}
function shape(detail: string, pointer: string, hint = "compare with docs/endpoints/datagouv-metrics.md"): AnswerError {
  return new AnswerError("answer.shape", detail, { pointer, hint });
}
