// Whether a JSON answer is what its settings describe, as a whole: rows and values where they are said to be, and no page to come.
import { AnswerError } from "../../schemas/errors.ts";
import { type Row, UNREADABLE_LIMIT } from "../../schemas/statement.ts";
import type { Figure, JsonSettings } from "./json-settings.ts";
import { isObject, shorten } from "./json-value.ts";
import { isWithinRow, listOf, type Path, split, walkRows } from "./pointer.ts";
import type { FigureMap } from "./rows.ts";

/** Rows of one figure. */
export interface FoundRows {
  readonly figure: Figure;
  readonly map: FigureMap<Path>;
  /** Of the figure in the settings. */
  readonly index: number;
  readonly rows: readonly Row[];
  /** In how many of them anything stood where the value is. */
  readonly there: number;
}

/** Keys of the document at which figures stand, or the way to them begins: no word there is an error's. */
export function namedKeys({ figures }: JsonSettings): ReadonlySet<string> {
  return new Set(
    figures.flatMap(({ rows, value }) => {
      if (rows !== "") return split(rows).slice(0, 1);
      return typeof value === "string" && isWithinRow(value) ? split(value).slice(0, 1) : [];
    }),
  );
}

/** @throws {AnswerError} answer.shape: values are not there at all, and too many to leave a doubt at each. */
export function refuseNothing(rows: readonly Row[], found: readonly FoundRows[]): void {
  const unreadable = rows.filter(({ value }) => value === undefined).length;
  const missing = found.find((one) => one.rows.length > 0 && one.there === 0);
  if (!missing || unreadable <= rows.length * UNREADABLE_LIMIT) return;
  const { figure, index } = missing;
  const where = typeof figure.value === "string" ? figure.value : "";
  throw new AnswerError("answer.shape", `nothing stands at ${where}, expected the value of ${figure.metric}`, {
    pointer: where,
    hint: `correct /settings/figures/${index}/value, or ask the startup what moved`,
  });
}

/** Where lists say that they go on elsewhere. */
const NEXT = ["/next", "/next_page", "/nextPage", "/links/next", "/meta/next", "/_links/next/href", "/pagination/next"];
const ADDRESS = /^(?:https?:\/\/|[/?])/;
const PAGES = /^(?:limit|offset|page|page_?size|per_?page|total_?pages|last_?page|nb_?pages)$/i;
const TOTALS = /^(?:count|total|total_?count|total_?items|nb_?total)$/i;

/** Where a document says the URL of a further page, as a JSON Pointer; `undefined`: it says none. */
export function nextPointer(document: unknown): string | undefined {
  return NEXT.find((pointer) => {
    const next = split(pointer).reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), document);
    return typeof next === "string" && ADDRESS.test(next);
  });
}

/**
 * A page of a list that was taken for the whole would be right about none of its totals.
 * @throws {AnswerError} answer.shape: the list goes on, and the settings do not say where.
 */
export function refuseFurtherPages({ figures }: JsonSettings, documents: readonly unknown[]): void {
  const listed = figures.find(({ rows }) => rows.includes("*"));
  const [document] = documents;
  if (!listed || !isObject(document)) return;
  const next = nextPointer(document);
  if (next !== undefined) throw goesOn(next, `found a further page at ${next}`);
  const list = listOf(listed.rows);
  if (!list) return;
  let rows = 0;
  for (const one of documents) walkRows(one, listed.rows, () => rows++);
  for (const holder of [document, document.meta, document.pagination]) {
    if (!isObject(holder) || !Object.keys(holder).some((key) => PAGES.test(key))) continue;
    const total = Object.keys(holder).find(
      (key) => TOTALS.test(key) && !list.includes(key) && Number(holder[key]) > rows,
    );
    if (total !== undefined)
      throw goesOn(total, `found ${rows} rows of the ${shorten(holder[total])} that "${total}" counts`);
  }
}

function goesOn(pointer: string, found: string): AnswerError {
  const hint = 'add "next", where a page says the next one\'s URL; or ask for all rows at once in the URL';
  return new AnswerError("answer.shape", `${found}, expected the whole list`, { pointer, hint });
}

export function nothingThere(figure: Figure, index: number, lost: string, document: unknown): AnswerError {
  const top = document !== null && typeof document === "object" ? Object.keys(document).slice(0, 12).join(", ") : "";
  const found = Array.isArray(document) ? `a list of ${document.length}` : top ? `keys ${top}` : shorten(document);
  return new AnswerError(
    "answer.shape",
    `nothing stands at ${lost}; expected rows at ${figure.rows} for ${figure.metric}; the document has ${found}`,
    { pointer: lost, hint: `correct /settings/figures/${index}/rows, or ask the startup what moved` },
  );
}
