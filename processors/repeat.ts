// The next answer of a source, read as its difference from the last one that counted (docs/decisions/0014).
import type { Answer, RowWise } from "../schemas/endpoint.ts";
import { AnswerError } from "../schemas/errors.ts";
import type { Reader } from "../schemas/reader.ts";
import type { Scope } from "../schemas/statement.ts";
import { type Difference, differenceOf } from "./difference.ts";
import { type Edits, editsOf, type KnownPage } from "./edits.ts";
import type { StandingCells, Stated, Statement } from "./place.ts";
import { RowPlaces } from "./row-places.ts";
import type { Said } from "./rows.ts";
import { makeStatement } from "./statement.ts";

/** The bytes of an answer and how they are read. */
export interface Bytes {
  /** Offset of the fact that holds them. */
  readonly answer: number;
  readonly reader: Reader;
  readonly pages: Answer["pages"];
}
/**
 * An answer whose statement counted at once, as the latest, in which every cell was said by one readable row and lies
 * in the scope. So as long as no statement counts after it, exactly its cells stand in its scope, with its values.
 */
export interface LastAnswer extends Bytes {
  /** Offset of the statement. */
  readonly off: number;
  readonly rowWise: RowWise;
  readonly scopes: readonly Scope[];
  /** How many cells it stated. */
  readonly cells: number;
  /** Emptied when it is kept no longer. */
  pages: readonly KnownPage[];
}
/** A statement told by its edited rows: `statement.cells` are theirs alone, `found` speaks of all. */
export interface Repeat {
  readonly statement: Statement;
  readonly found: Difference;
  readonly next: LastAnswer;
}

/** Keeps an answer to read the next one by; `undefined` when that would not be safe. */
export function lastAnswerOf(
  { answer, reader, pages }: Bytes,
  statement: Statement,
  { outside }: Difference,
  rowWise: RowWise | undefined,
): LastAnswer | undefined {
  if (!rowWise || !statement.isPlain || statement.removesNothing || outside.length > 0) return undefined;
  const known = pages.map((page) => ({ ...page, places: new RowPlaces(page.bytes, rowWise.list) }));
  const { off, scopes, cells } = statement;
  return { answer, off, reader, rowWise, scopes, cells: cells.size, pages: known };
}

/**
 * Reads an answer as what it changes of the last one, whose statement is the latest that counts.
 * @param standing  what stands just before it
 * @returns `undefined` when it must be read whole: it says other cells than the last one, would be held or rejected, or
 *   differs in too much.
 */
export function repeatOf(last: LastAnswer, now: Bytes, said: Said, standing: StandingCells): Repeat | undefined {
  const edits = pageEdits(last, now);
  if (!edits) return undefined;
  const { definitions } = now.reader;
  try {
    const before = makeStatement(last.rowWise.read(edits.flatMap((edit) => edit.before)), definitions, said);
    const after = makeStatement(last.rowWise.read(edits.flatMap((edit) => edit.after)), definitions, said);
    const stood = sameCells(before, after, standing);
    if (!stood) return undefined;
    const statement = { ...after, scopes: last.scopes, empty: false };
    const found = differenceOf(statement, stood);
    if (found.beyond !== undefined) return undefined;
    const unread = last.cells - after.cells.size;
    const pages = edits.map((edit) => edit.page);
    return {
      statement,
      found: { ...found, same: found.same + unread, inScope: last.cells },
      next: { ...last, answer: now.answer, off: said.off, pages },
    };
  } catch (error) {
    if (error instanceof AnswerError) return undefined; // read whole, it is refused with the right words
    throw error;
  }
}

function pageEdits(last: LastAnswer, now: Bytes): Edits[] | undefined {
  if (now.pages.length !== last.pages.length || !isSameReader(now.reader, last.reader)) return undefined;
  const found: Edits[] = [];
  for (const [at, { contentType, bytes }] of now.pages.entries()) {
    const page = last.pages[at] as KnownPage;
    const edits = page.contentType === contentType ? editsOf(page, bytes) : undefined;
    if (!edits) return undefined;
    found.push(edits);
  }
  return found;
}

/** Kind, version, settings and definitions, to the letter: all that the meaning of the bytes depends on. */
function isSameReader(a: Reader, b: Reader): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** What stands in the cells of edited rows, when they say the same cells as before, each once. */
function sameCells(before: Statement, after: Statement, standing: StandingCells): StandingCells | undefined {
  if (!before.isPlain || !after.isPlain || before.cells.size !== after.cells.size) return undefined;
  const stood = new Map<string, Stated>();
  for (const key of after.cells.keys()) {
    const [was, stands] = [before.cells.get(key), standing.get(key)];
    if (!was || !stands || was.value !== stands.value) return undefined;
    stood.set(key, stands);
  }
  return stood;
}
