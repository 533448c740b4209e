// Where a value stands in an answer: JSON Pointer (RFC 6901), relative ones too, and patterns that walk every element.
import { pointerOf } from "../../schemas/json-pointer.ts";

/** A place on the way down the document: the values from the root to the row, and the key of each in its parent. */
export interface Path {
  readonly values: readonly unknown[];
  /** `keys[i]` is the key (or index) of `values[i]`; the root's is "". */
  readonly keys: readonly (string | number)[];
  /** The keys (or indexes) that the pattern's `*` stood for, in its order. */
  readonly stars: readonly (string | number)[];
}
/** Takes a value from a row, its ancestors or the document; `undefined` when nothing stands there. */
export type Take = (path: Path) => unknown;

const FORM = /^(?:|\/.*|#|#\/.*|\d+#?|\d+\/.*)$/s;
const SEGMENTS = /^(?:\/(?:[^~/]|~[01])*)*$/s;

/** Whether a text is a pointer that `compilePointer` understands. */
export function isPointer(text: string): boolean {
  return FORM.test(text) && SEGMENTS.test(text.replace(/^(?:#|\d+#?)/, ""));
}

/** Whether a text is a pattern of rows: a JSON Pointer in which a segment `*` stands for every element or value. */
export function isPattern(text: string): boolean {
  return SEGMENTS.test(text);
}

/** Whether a pointer takes from the row itself: not from the document, an ancestor or a key. */
export function isWithinRow(text: string): boolean {
  return !/^[#\d]/.test(text);
}

/** The keys before a pattern's only `*`, which is its last segment; `undefined` for any other pattern. */
export function listOf(pattern: string): readonly string[] | undefined {
  const segments = split(pattern);
  const first = segments.indexOf("*");
  return first !== -1 && first === segments.length - 1 ? segments.slice(0, -1) : undefined;
}

/**
 * `/a/b` and "" from the row · `#/a/b` from the document's root, where `*` is what the rows' `*` stood for (parallel
 * lists) · `1/a` from the row's parent · `0#`, `1#` the key or index under which the row, or its parent, stands.
 */
export function compilePointer(text: string): Take {
  const relative = /^(\d+)(#?)/.exec(text);
  const segments = split(text.replace(/^(?:#|\d+#?)/, ""));
  if (text.startsWith("#")) return ({ values, stars }) => descend(values[0], beside(segments, stars));
  const up = Number(relative?.[1] ?? 0);
  if (relative?.[2]) return ({ keys }) => (up < keys.length - 1 ? keys[keys.length - 1 - up] : undefined);
  return ({ values }) => descend(values[values.length - 1 - up], segments);
}

/** Where `compilePointer` takes from, as a JSON Pointer from the document's root; of a key, where its value stands. */
export function compilePlace(text: string): (path: Path) => string {
  const up = Number(/^\d+/.exec(text)?.[0] ?? 0);
  const segments = split(text.replace(/^(?:#|\d+#?)/, ""));
  if (text.startsWith("#")) return ({ stars }) => pointerTo(["", ...beside(segments, stars)]);
  return ({ keys }) => pointerTo([...keys.slice(0, keys.length - up), ...segments]);
}

export function split(pointer: string): string[] {
  const segments = pointer.split("/").slice(1);
  return segments.map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The n-th `*` of a pointer is what the n-th `*` of the pattern stood for; beyond them it is a key like any other. */
function beside(segments: readonly string[], stars: Path["stars"]): readonly string[] {
  if (stars.length === 0 || !segments.includes("*")) return segments;
  let met = 0;
  return segments.map((segment) => (segment === "*" && met < stars.length ? String(stars[met++]) : segment));
}

function descend(from: unknown, segments: readonly string[]): unknown {
  let value = from;
  for (const segment of segments) value = childOf(value, segment);
  return value;
}

function childOf(value: unknown, segment: string): unknown {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/.test(segment) ? value[Number(segment)] : undefined;
  if (value === null || typeof value !== "object") return undefined;
  return Object.hasOwn(value, segment) ? (value as Record<string, unknown>)[segment] : undefined;
}

/**
 * Visits every row of a pattern; an object's keys that are whole numbers come first, ascending. The path is reused: take from it at once.
 * @returns where the pattern first met something it could not go through (`/data/*` but no `data`), or `undefined`
 */
export function walkRows(document: unknown, pattern: string, visit: (path: Path) => void): string | undefined {
  const segments = split(pattern);
  const values: unknown[] = [document];
  const keys: (string | number)[] = [""];
  const stars: (string | number)[] = [];
  let lost: string | undefined;
  const enter = (key: string | number, value: unknown, depth: number): void => {
    keys.push(key);
    values.push(value);
    go(depth + 1);
    keys.pop();
    values.pop();
  };
  const enterEach = (key: string | number, value: unknown, depth: number): void => {
    stars.push(key);
    enter(key, value, depth);
    stars.pop();
  };
  const go = (depth: number): void => {
    const segment = segments[depth];
    const value = values[values.length - 1];
    if (segment === undefined) visit({ values, keys, stars });
    else if (segment !== "*") {
      const child = childOf(value, segment);
      if (child === undefined) lost ??= pointerTo([...keys, segment]);
      else enter(Array.isArray(value) ? Number(segment) : segment, child, depth);
    } else if (Array.isArray(value)) for (let i = 0; i < value.length; i++) enterEach(i, value[i], depth);
    else if (value !== null && typeof value === "object") {
      for (const key of Object.keys(value)) enterEach(key, (value as Record<string, unknown>)[key], depth);
    } else lost ??= pointerTo([...keys, "*"]);
  };
  go(0);
  return lost;
}

/** Keys from the root as a JSON Pointer; the root's own key is left out. */
const pointerTo = (keys: readonly (string | number)[]): string => pointerOf(keys.slice(1));
