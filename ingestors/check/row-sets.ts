// Where in an unknown JSON document rows stand, and which fields each of them has.

import { escapedKey } from "../../schemas/json-pointer.ts";
import type { Territories } from "../../schemas/territory.ts";
import { isObject } from "../endpoints/json-value.ts";
import { compilePointer, type Path, walkRows } from "../endpoints/pointer.ts";
import type { At, Field, RowSet } from "./column.ts";
import { besideDates, datesBeginWith, isKeyed } from "./map-keys.ts";
import { parallelSets } from "./parallel-lists.ts";
import { levelNamed } from "./place-words.ts";
import { NAMED } from "./words.ts";

const MAX_SETS = 40;
const MAX_FIELDS = 80;
/** Beyond them, evidence does not grow. */
const MAX_ROWS = 20_000;
/**
 * The row sets of a document, lists before the document itself.
 * @param list  left out: no key is the name of a place
 */
export function rowSetsOf(document: unknown, list?: Territories): RowSet[] {
  const patterns = new Set<string>();
  gather([document], [], patterns, list);
  const found = [...patterns].slice(0, MAX_SETS).map((pattern) => rowSet(document, pattern, list));
  const beside = parallelSets(document);
  return [...found, ...beside, rowSet(document, "", list, patterns.size + beside.length > 0)];
}

function gather(
  values: readonly unknown[],
  segments: readonly string[],
  patterns: Set<string>,
  list?: Territories,
): void {
  if (segments.length > 8 || patterns.size >= MAX_SETS) return;
  const lists = values.filter(Array.isArray);
  const objects = values.filter(isObject);
  if (lists.length > 0 && objects.length === 0) {
    const elements = lists.flat();
    if (segments.at(-1) === "*" && elements.every((one) => !isNested(one))) return; // a row as a list of its cells
    if (elements.length === 0 || elements.every((one) => !isNested(one))) return;
    enter(elements, [...segments, "*"], patterns, list);
  } else if (objects.length > 0) {
    const keys = [...new Set(objects.slice(0, MAX_ROWS).flatMap(Object.keys))];
    if (isKeyed(keys, list)) enter(objects.flatMap(Object.values), [...segments, "*"], patterns, list);
    else
      for (const key of keys.slice(0, MAX_FIELDS)) gather(children(objects, key), [...segments, key], patterns, list);
  }
}

function enter(
  values: readonly unknown[],
  segments: readonly string[],
  patterns: Set<string>,
  list?: Territories,
): void {
  patterns.add(pointerOf(segments));
  gather(values, segments, patterns, list);
}

function children(objects: readonly Record<string, unknown>[], key: string): unknown[] {
  return objects.flatMap((object) => (Object.hasOwn(object, key) ? [object[key]] : []));
}

/** @param isBeside  lists stand in the same document: its own counts of them are no figures */
function rowSet(document: unknown, pattern: string, list?: Territories, isBeside = false): RowSet {
  const segments = pattern === "" ? [] : pattern.slice(1).split("/");
  const rows: Path[] = [];
  walkRows(document, pattern, ({ values, keys, stars }) => {
    if (rows.length < MAX_ROWS) rows.push({ values: [...values], keys: [...keys], stars: [...stars] });
  });
  const start = segments.at(-1) === "*" ? datesBeginWith([...new Set(rows.map(lastKey))]) : undefined;
  const only = start === undefined ? undefined : [{ at: "0#", startsWith: start }];
  if (start !== undefined) rows.splice(0, rows.length, ...rows.filter((row) => lastKey(row).startsWith(start)));
  const own = new Set<string>();
  for (const { values } of rows.slice(0, 500)) leaves(values.at(-1), "", own, list);
  const fields = [
    ...[...own].slice(0, MAX_FIELDS).map((at) => field(rows, at, "own", nameOf(at))),
    ...above(rows, segments, list),
  ];
  const counts = fields.filter(({ at, name, from }) => isBeside && from === "own" && isPaging(String(at), name));
  return {
    rows: pattern,
    count: rows.length,
    ...(only && { only }),
    fields: fields.filter((one) => !counts.includes(one)),
    ...(isBeside && { counts }),
    about: segments.filter((word) => word !== "*").map(plain),
  };
}

/** `count`, `meta.total`: how long the list beside them is. */
function isPaging(at: string, name: string): boolean {
  return NAMED.paging.test(name) || /^\/(meta|links|pagination)\//.test(at);
}

/** The keys under which rows stand, and what the objects over them say. */
function above(rows: readonly Path[], segments: readonly string[], list?: Territories): Field[] {
  const found: Field[] = [];
  for (let up = 0; up < segments.length; up++) {
    const segment = segments[segments.length - 1 - up];
    if (segment !== "*") continue;
    const key = field(rows, `${up}#`, "key", plain(segments[segments.length - 2 - up] ?? "key"));
    if (key.values.some((value) => typeof value === "string")) found.push(key);
    if (up === 0) continue;
    const over = new Set<string>();
    for (const { values } of rows.slice(0, 500)) for (const at of columnsOver(values.at(-1 - up), list)) over.add(at);
    for (const at of over) if (!isPaging(at, nameOf(at))) found.push(field(rows, `${up}${at}`, "above", nameOf(at)));
  }
  return [...found, ...placesOver(rows, segments)].slice(0, MAX_FIELDS);
}

/** The place that objects over a list say they are of: of them alone are its rows. */
function placesOver(rows: readonly Path[], segments: readonly string[]): Field[] {
  return segments.flatMap((segment, index) => {
    const up = segments.length - index;
    if (segment === "*" || segments[index - 1] === "*") return []; // of elements of a list all is said above
    const names = new Set(rows.slice(0, 500).flatMap(({ values }) => placeKeys(values.at(-1 - up))));
    return [...names].map((name) => field(rows, `${up}/${escapedKey(name)}`, "above", name));
  });
}
const placeKeys = (value: unknown) =>
  isObject(value) ? Object.keys(value).filter((key) => levelNamed(key) !== undefined && !isNested(value[key])) : [];

/** What an object over a row says; of one whose dates are columns, its other columns. */
function columnsOver(value: unknown, list?: Territories): ReadonlySet<string> {
  const found = new Set<string>();
  leaves(value, "", found, list);
  if (found.size > 0 || !isObject(value)) return found;
  return new Set(
    besideDates(Object.keys(value))
      .filter((key) => !isNested(value[key]))
      .map((key) => `/${escapedKey(key)}`),
  );
}

const lastKey = ({ keys }: Path) => String(keys.at(-1));

function field(rows: readonly Path[], at: At, from: Field["from"], name: string): Field {
  const take = compilePointer(String(at));
  return { at, from, name, values: rows.map(take) };
}

/** Pointers to all plain values that are reached without going through a list of rows. */
function leaves(value: unknown, at: string, found: Set<string>, list?: Territories): void {
  if (found.size > MAX_FIELDS) return;
  if (!isNested(value)) found.add(at);
  else if (Array.isArray(value)) {
    const isRow = at === "" && value.every((one) => !isNested(one)) && value.length <= 12;
    if (isRow) value.forEach((_, index) => void found.add(`/${index}`));
    else if (value.length === 0) found.add(at);
  } else if (isObject(value) && !isKeyed(Object.keys(value), list)) {
    for (const [key, inner] of Object.entries(value)) leaves(inner, `${at}/${escapedKey(key)}`, found, list);
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
