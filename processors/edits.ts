// The rows in which a page differs from the page before it. All bytes between them are compared as memory, not parsed.
//
// Why this is safe: the earlier page is JSON. The later one is, byte for byte, the earlier one with some elements of its
// list replaced by bytes that parse as JSON values of their own. So it is JSON too, and the same document but for them.
import { isUtf8 } from "node:buffer";
import type { Answer } from "../schemas/endpoint.ts";
import { JsonRefused, MOST_DEPTH, parseJsonText } from "../schemas/json-text.ts";
import { endOfGroup } from "./json-scan.ts";
import type { MovedRow, RowPlaces } from "./row-places.ts";

/** A page that was read, and where its rows stand. */
export type KnownPage = Answer["pages"][number] & {
  readonly places: RowPlaces;
};
export interface Edits {
  /** The edited rows as they were, parsed, in their order. */
  readonly before: readonly unknown[];
  /** The same rows as they are now. */
  readonly after: readonly unknown[];
  /** The later page, as the one that the next is compared with. */
  readonly page: KnownPage;
}

/** From so many edited rows on, at most one row in `FEW` may be: else reading the page whole costs no more. */
const SOME = 8;
const FEW = 8;

/** What became of a page's rows; `undefined`: more than a few rows' contents, so that it must be read whole. */
export function editsOf(page: KnownPage, bytes: Buffer): Edits | undefined {
  if (bytes === page.bytes) return { before: [], after: [], page };
  const moved = movedRows(page, bytes);
  if (!moved || !page.places.isSound()) return undefined;
  const before: unknown[] = [];
  const after: unknown[] = [];
  for (const { was, start, end } of moved) {
    const row = parsed(bytes.subarray(start, end));
    if (row === undefined) return undefined;
    before.push(parsed(page.bytes.subarray(was.start, was.end)));
    after.push(row);
  }
  return { before, after, page: { ...page, bytes, places: page.places.moved(bytes, moved) } };
}

/** The rows without which both pages are the same bytes; `undefined`: there are too many, or it is not rows that differ. */
function movedRows(page: KnownPage, bytes: Buffer): MovedRow[] | undefined {
  const moved: MovedRow[] = [];
  /** Up to here both are told: equal, or edited rows. */
  let [old, now] = [0, 0];
  for (;;) {
    const differs = old + equalBytes(page.bytes, old, bytes, now);
    if (differs === page.bytes.length && now + differs - old === bytes.length) return moved;
    const was = page.places.at(differs);
    if (!was || (moved.length >= SOME && moved.length * FEW > was.row)) return undefined;
    const start = now + was.start - old;
    const end = endOfGroup(bytes, start);
    if (end === undefined) return undefined;
    moved.push({ was, start, end });
    [old, now] = [was.end, end];
  }
}

/** What is nested deeper is for the reading of the whole page to judge. */
const ROW_DEPTH = MOST_DEPTH / 2;

/** A JSON value; `undefined`: it is none, not UTF-8, or not to be read. */
function parsed(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) return undefined;
  try {
    return parseJsonText(bytes.toString("utf8"), ROW_DEPTH);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof JsonRefused) return undefined;
    throw error;
  }
}

const FIRST_STEP = 64;
const LAST_STEP = 16;

/** How many bytes are equal from two positions on: in growing steps up to the first that differs, then by halves. */
function equalBytes(a: Buffer, from: number, b: Buffer, start: number): number {
  const most = Math.min(a.length - from, b.length - start);
  const isEqual = (at: number, size: number) =>
    a.compare(b, start + at, start + at + size, from + at, from + at + size) === 0;
  let equal = 0;
  let size = Math.min(FIRST_STEP, most);
  while (equal < most && isEqual(equal, size)) {
    equal += size;
    size = Math.min(size * 2, most - equal);
  }
  while (size > LAST_STEP) {
    const half = size >> 1;
    const isLater = isEqual(equal, half);
    if (isLater) equal += half;
    size = isLater ? size - half : half;
  }
  while (equal < most && a[from + equal] === b[start + equal]) equal += 1;
  return equal;
}
