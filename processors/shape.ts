// The shape of an answer: which places it has, of which type, and how great the numbers there are. No value of it is kept
// that could speak of a person. Pure.

import { parse } from "csv-parse/sync";
import type { Shape, Stood } from "../schemas/drift.ts";
import { escapedKey } from "../schemas/json-pointer.ts";

/** All that stood at one place: types with how often and an example; the sizes of numbers, of the first ones. */
export interface Spot {
  readonly types: Map<Shape, { count: number; example: string | null }>;
  readonly sizes: number[];
}
/** Where the form of the answer as a whole is noted: no JSON Pointer begins so. */
export const FORM = "#";
/** By JSON Pointer, `*` for each of a list, and for each member of an object whose names are data. */
export type Spots = ReadonlyMap<string, Spot>;

const DECODER = new TextDecoder("utf-8");
const WEB_PAGE = /^\s*(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i;
/** Looked at of a list, and of a table: enough to know its shape. */
const MOST_ITEMS = 500;
const MOST_DEPTH = 20;
const MOST_SPOTS = 2000;
/** Characters beyond which an answer is not looked at: it would cost more than it tells. */
const MOST_TEXT = 20_000_000;
/** Texts that are numbers as people write them, or say that there is none: these may be shown. */
const NUMBER_TEXT = /^[-+]?\d[\d\s.,'’_\u00a0\u202f]*\s?[%€]?$/u;
const NO_VALUE = /^(?:|-|–|n\/?[ad]|nd|nc|null|none|nan|true|false|oui|non)$/i;
/** Names that are data: days, codes, numbers. */
const DATA_NAME = /^\d|^[0-9a-f]{8}-/i;
/** Members of one object beyond which their names are taken for data. */
const MOST_NAMES = 60;

/** The shape of an answer's pages, taken together. */
export function spotsOf(pages: readonly { readonly bytes: Buffer }[]): Spots {
  const spots = new Map<string, Spot>();
  for (const { bytes } of pages) {
    const text = DECODER.decode(bytes.subarray(0, MOST_TEXT)).replace(/^\uFEFF/, "");
    if (WEB_PAGE.test(text.slice(0, 4096))) note(spots, FORM, "page", titleOf(text));
    else if (!walkJson(spots, text) && !walkTable(spots, text)) note(spots, FORM, "plain", null);
  }
  return spots;
}

function titleOf(text: string): string | null {
  const title = /<title[^>]*>([^<]{1,200})<\/title>/i.exec(text.slice(0, 20_000))?.[1]?.trim();
  return title ? title.slice(0, 80) : null;
}

function walkJson(spots: Map<string, Spot>, text: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false; // not JSON: another form, or none
  }
  note(spots, FORM, "json", null);
  walk(spots, "", value, 0);
  return true;
}

function walk(spots: Map<string, Spot>, at: string, value: unknown, depth: number): void {
  if (depth > MOST_DEPTH || spots.size > MOST_SPOTS) return;
  if (Array.isArray(value)) {
    note(spots, at, "list", null);
    for (const one of value.slice(0, MOST_ITEMS)) walk(spots, `${at}/*`, one, depth + 1);
  } else if (value !== null && typeof value === "object") {
    note(spots, at, "object", null);
    const members = Object.entries(value);
    const isData =
      members.length > MOST_NAMES || (members.length > 0 && members.every(([name]) => DATA_NAME.test(name)));
    for (const [name, one] of members.slice(0, MOST_ITEMS))
      walk(spots, `${at}/${isData ? "*" : escaped(name)}`, one, depth + 1);
  } else noteScalar(spots, at, value);
}

const escaped = (name: string) => escapedKey(name).slice(0, 80);

function noteScalar(spots: Map<string, Spot>, at: string, value: unknown): void {
  if (value === null || value === undefined) return void note(spots, at, "null", null);
  if (typeof value === "boolean") return void note(spots, at, "boolean", String(value));
  if (typeof value === "number") {
    note(spots, at, "number", String(value)).sizes.push(Math.abs(value));
    return;
  }
  const text = String(value).trim();
  const isNumber = NUMBER_TEXT.test(text);
  const spot = note(spots, at, "text", isNumber || NO_VALUE.test(text) ? text.slice(0, 80) : null);
  const size = isNumber ? Number(text.replace(/[^\d.,]/g, "").replace(",", ".")) : Number.NaN;
  if (Number.isFinite(size)) spot.sizes.push(size);
}

/** A table by the names of its columns. `false`: it is none. */
function walkTable(spots: Map<string, Spot>, text: string): boolean {
  const line = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? "";
  const delimiter = [";", "\t", ","].find((one) => line.includes(one));
  if (delimiter === undefined || /[{}[\]<>]/.test(line)) return false;
  let lines: string[][];
  try {
    lines = parse(text, { delimiter, relax_column_count: true, relax_quotes: true, to: MOST_ITEMS });
  } catch {
    return false; // quotes that do not close: a text like another
  }
  const [names = [], ...rows] = lines;
  note(spots, FORM, "csv", null);
  note(spots, "/*", "object", null);
  names.forEach((name, column) => {
    const at = `/*/${escaped(name.trim())}`;
    for (const row of rows) if (row[column] !== undefined && row[column] !== "") noteScalar(spots, at, row[column]);
    if (!spots.has(at)) note(spots, at, "null", null);
  });
  return true;
}

function note(spots: Map<string, Spot>, at: string, type: Shape, example: string | null): Spot {
  const spot = spots.get(at) ?? { types: new Map(), sizes: [] };
  spots.set(at, spot);
  const known = spot.types.get(type) ?? { count: 0, example };
  spot.types.set(type, { count: known.count + 1, example: known.example ?? example });
  return spot;
}

/** What stood there most often; `null` only when nothing else did. */
export function mostly({ types }: Spot): Stood {
  const sorted = [...types].sort(
    ([a, one], [b, two]) => Number(a === "null") - Number(b === "null") || two.count - one.count,
  );
  const [type, { example }] = sorted[0] as [Shape, { count: number; example: string | null }];
  return { type, example };
}
