// Where in an unknown JSON document rows stand, and which fields each of them has.

import { escapedKey } from "../../schemas/json-pointer.ts";
import { isObject } from "../endpoints/json-value.ts";
import { compilePointer, type Path, walkRows } from "../endpoints/pointer.ts";
import type { At, Field, RowSet } from "./column.ts";
import { parallelSets } from "./parallel-lists.ts";
import { NAMED } from "./words.ts";

const MAX_SETS = 40;
const MAX_FIELDS = 80;
/** Beyond them, evidence does not grow. */
const MAX_ROWS = 20_000;
/** Keys that name a period or a commune: an object with such keys is a list of rows. */
const DATE_KEY =
  /^(\d{4}(-\d\d){0,2}|\d{4}-?W\d\d|\d{4}-\d\d-\d\d,\d{4}-\d\d-\d\d|\d{4}-[QT]\d|\d\d\/\d\d\/\d{4}|\d{1,2} \p{L}+\.?( \d{4})?|\p{L}{3,9}\.?,? \d{4})$/u;
const CODE_KEY = /^(\d[\dAB]\d{3}|\d{9}|\d{14}|2[AB]|0[1-9])$/;

/** A few keys may be written wrong. */
const KEYED = 0.6;

/** The row sets of a document, lists before the document itself. */
export function rowSetsOf(document: unknown): RowSet[] {
  const patterns = new Set<string>();
  gather([document], [], patterns);
  const found = [...patterns].slice(0, MAX_SETS).map((pattern) => rowSet(document, pattern));
  const beside = parallelSets(document);
  return [...found, ...beside, rowSet(document, "", patterns.size + beside.length > 0)];
}

/** Whether an object is a list of rows by its keys. */
export function isKeyed(keys: readonly string[]): boolean {
  if (keys.length === 0) return false;
  const share = (look: RegExp) => keys.filter((key) => look.test(key)).length / keys.length;
  return share(DATE_KEY) >= KEYED || share(CODE_KEY) >= KEYED;
}

function gather(values: readonly unknown[], segments: readonly string[], patterns: Set<string>): void {
  if (segments.length > 8 || patterns.size >= MAX_SETS) return;
  const lists = values.filter(Array.isArray);
  const objects = values.filter(isObject);
  if (lists.length > 0 && objects.length === 0) {
    const elements = lists.flat();
    if (segments.at(-1) === "*" && elements.every((one) => !isNested(one))) return; // a row as a list of its cells
    if (elements.length === 0 || elements.every((one) => !isNested(one))) return;
    enter(elements, [...segments, "*"], patterns);
  } else if (objects.length > 0) {
    const keys = [...new Set(objects.slice(0, MAX_ROWS).flatMap(Object.keys))];
    if (isKeyed(keys)) enter(objects.flatMap(Object.values), [...segments, "*"], patterns);
    else for (const key of keys.slice(0, MAX_FIELDS)) gather(children(objects, key), [...segments, key], patterns);
  }
}

function enter(values: readonly unknown[], segments: readonly string[], patterns: Set<string>): void {
  patterns.add(pointerOf(segments));
  gather(values, segments, patterns);
}

function children(objects: readonly Record<string, unknown>[], key: string): unknown[] {
  return objects.flatMap((object) => (Object.hasOwn(object, key) ? [object[key]] : []));
}

/** @param isBeside  lists stand in the same document: its own counts of them are no figures */
function rowSet(document: unknown, pattern: string, isBeside = false): RowSet {
  const segments = pattern === "" ? [] : pattern.slice(1).split("/");
  const rows: Path[] = [];
  walkRows(document, pattern, ({ values, keys, stars }) => {
    if (rows.length < MAX_ROWS) rows.push({ values: [...values], keys: [...keys], stars: [...stars] });
  });
  const own = new Set<string>();
  for (const { values } of rows.slice(0, 500)) leaves(values.at(-1), "", own);
  const fields = [
    ...[...own].slice(0, MAX_FIELDS).map((at) => field(rows, at, "own", nameOf(at))),
    ...above(rows, segments),
  ].filter(({ at, name, from }) => !(isBeside && from === "own" && isPaging(String(at), name)));
  return { rows: pattern, count: rows.length, fields, about: segments.filter((word) => word !== "*").map(plain) };
}

/** `count`, `meta.total`: how long the list beside them is. */
function isPaging(at: string, name: string): boolean {
  return NAMED.paging.test(name) || /^\/(meta|links|pagination)\//.test(at);
}

/** The keys under which rows stand, and what the objects over them say. */
function above(rows: readonly Path[], segments: readonly string[]): Field[] {
  const found: Field[] = [];
  for (let up = 0; up < segments.length; up++) {
    const segment = segments[segments.length - 1 - up];
    if (segment !== "*") continue;
    const key = field(rows, `${up}#`, "key", plain(segments[segments.length - 2 - up] ?? "key"));
    if (key.values.some((value) => typeof value === "string")) found.push(key);
    if (up === 0) continue;
    const over = new Set<string>();
    for (const { values } of rows.slice(0, 500)) leaves(values.at(-1 - up), "", over);
    for (const at of over) if (!isPaging(at, nameOf(at))) found.push(field(rows, `${up}${at}`, "above", nameOf(at)));
  }
  return found.slice(0, MAX_FIELDS);
}

function field(rows: readonly Path[], at: At, from: Field["from"], name: string): Field {
  const take = compilePointer(String(at));
  return { at, from, name, values: rows.map(take) };
}

/** Pointers to all plain values that are reached without going through a list of rows. */
function leaves(value: unknown, at: string, found: Set<string>): void {
  if (found.size > MAX_FIELDS) return;
  if (!isNested(value)) found.add(at);
  else if (Array.isArray(value)) {
    const isRow = at === "" && value.every((one) => !isNested(one)) && value.length <= 12;
    if (isRow) value.forEach((_, index) => void found.add(`/${index}`));
    else if (value.length === 0) found.add(at);
  } else if (isObject(value) && !isKeyed(Object.keys(value))) {
    for (const [key, inner] of Object.entries(value)) leaves(inner, `${at}/${escapedKey(key)}`, found);
  }
}

/** The last key of a pointer that is a name; "" where there is none. */
function nameOf(at: string): string {
  return plain(at.split("/").at(-1) ?? "");
}
const plain = (segment: string) => segment.replaceAll("~1", "/").replaceAll("~0", "~");
const pointerOf = (segments: readonly string[]) =>
  segments.map((segment) => `/${segment === "*" ? segment : escapedKey(segment)}`).join("");

function isNested(value: unknown): boolean {
  return value !== null && typeof value === "object";
}
