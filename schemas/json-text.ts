// JSON as sources write it, where `JSON.parse` alone would guess: keys that come twice, numbers that a double cannot hold,
// nesting that nobody can walk. What could be read in two ways is not read.
import { decimalOfNumber } from "./decimal.ts";

/** Deeper nesting is refused: what comes after walks documents by calling itself. */
export const MOST_DEPTH = 200;
const SAFE_DIGITS = 15;

/** JSON by its grammar, and yet not to be read. */
export class JsonRefused extends Error {
  override readonly name = "JsonRefused";
}

/**
 * The value of a JSON text. A number that would be read as another one is text that says so: no figure then.
 * @throws {SyntaxError} when it is not JSON; {JsonRefused} for a key that stands twice in an object, or nesting too deep.
 */
export function parseJsonText(text: string, mostDepth = MOST_DEPTH): unknown {
  const value: unknown = JSON.parse(text);
  if (keysIn(value, mostDepth) !== colonsIn(text)) refuseTwice(text);
  return mayBeInexact(text) ? JSON.parse(text.replace(STRING_OR_NUMBER, exact)) : value;
}

function keysIn(value: unknown, depth: number): number {
  if (value === null || typeof value !== "object") return 0;
  if (depth === 0) throw new JsonRefused("values that are nested too deep to be read");
  let count = 0;
  if (Array.isArray(value)) {
    for (const one of value) if (typeof one === "object") count += keysIn(one, depth - 1);
    return count;
  }
  // What `JSON.parse` makes has no keys but its own; a list of them for each object takes twice as long.
  for (const key in value) {
    const one = (value as Record<string, unknown>)[key];
    count += typeof one === "object" ? 1 + keysIn(one, depth - 1) : 1;
  }
  return count;
}

/** Colons behind a quote: one a key; more where a text has such a colon in it, never fewer. */
function colonsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(":"); at !== -1; at = text.indexOf(":", at + 1)) {
    let before = at - 1;
    while (" \t\n\r".includes(text.charAt(before)) && before > 0) before -= 1;
    if (text.charAt(before) === '"') count += 1;
  }
  return count;
}

const PIECE = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]/gs;
const IS_KEY = /[ \t\n\r]*:/y;

/** @throws {JsonRefused} when a key stands twice in one object. */
function refuseTwice(text: string): void {
  const open: Set<string>[] = [];
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    if (piece === "{" || piece === "[") open.push(new Set());
    else if (piece === "}" || piece === "]") open.pop();
    else {
      IS_KEY.lastIndex = index + piece.length;
      if (!IS_KEY.test(text)) continue;
      const key = JSON.parse(piece) as string;
      const known = open.at(-1);
      if (known?.has(key)) throw new JsonRefused(`the key ${piece.slice(0, 60)} twice in one object`);
      known?.add(key);
    }
  }
}

/** How a number is told that a double would make another one: a text, which is no figure. */
export const INEXACT = "inexact ";
const HAS_EXPONENT = /\d[eE]/;
const LONG = 17;
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/** Whether a number may stand in a text that is long or has an exponent; wrongly so for a text that looks like one. */
function mayBeInexact(text: string): boolean {
  if (HAS_EXPONENT.test(text)) return true;
  // Among so many characters in a row stands one of each remainder: the others need not be looked at.
  for (let at = LONG - 1; at < text.length; at += LONG) {
    if (!isOfNumber(text, at)) continue;
    let [first, last] = [at, at];
    while (isOfNumber(text, first - 1)) first -= 1;
    while (isOfNumber(text, last + 1)) last += 1;
    if (last - first + 1 >= LONG) return true;
  }
  return false;
}

/** A digit or a point; nothing beyond the ends is one. */
function isOfNumber(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code >= 48 && code <= 57) || code === 46;
}

/** A number that a double would make another readable figure: 4.9999999999999999 is not 5, 1e-400 is not 0. */
function exact(piece: string): string {
  if (piece.startsWith('"')) return piece;
  const value = Number(piece);
  if (decimalOfNumber(value) === undefined) return piece; // no figure as it is
  const digits = piece
    .replace(/[eE].*/, "")
    .replace(/\D/g, "")
    .replace(/^0+|0+$/g, "");
  const isExact = digits.length <= SAFE_DIGITS && (value !== 0 || digits === "");
  return isExact ? piece : JSON.stringify(INEXACT + piece);
}
