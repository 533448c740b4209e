// A good answer whose shape is another: keys gone, doubled or renamed, lists for objects, columns moved, quotes open.
import type { Base } from "./base.ts";
import type { Payload, Sent } from "./case.ts";
import type { Draw } from "./draw.ts";
import { tokensOf } from "./json-tokens.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
const JUNK: readonly Json[] = [
  null,
  0,
  1,
  -1,
  "",
  "0",
  "n/a",
  true,
  false,
  [],
  {},
  [0],
  { value: 0 },
  "x".repeat(2000),
  1e21,
];
const KEYS = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "length",
  "",
  "0",
  "*",
  "~0",
  "/",
  "value",
  "metrics",
];

/** One page of a base, in another shape. */
export function damageStructure(base: Base, draw: Draw): Payload {
  const hurt = draw.below(base.pages.length);
  const done: string[] = [];
  const pages = base.pages.map((page, at): Sent => {
    if (at !== hurt) return page;
    const encoding = base.form === "csv" ? "latin1" : "utf8"; // lines and delimiters are the same bytes in both
    let text = page.bytes.toString(encoding).replace(/^\ufeff/, "");
    for (let times = draw.chance(0.7) ? 1 : 1 + draw.below(3); times > 0; times -= 1) {
      const [about, changed] = base.form === "csv" ? reshapedCsv(text, draw) : reshapedJson(text, draw);
      done.push(about);
      text = changed;
    }
    return { ...page, bytes: Buffer.from(text, encoding) };
  });
  const { name, kind, settings, form, moment } = base;
  return { about: `${name}: ${done.join(", ")}`, kind, settings, form, moment, pages, check: { by: "bytes" } };
}

const NESTED = /(?:\[|\{"a":){50}/;
function reshapedJson(text: string, draw: Draw): readonly [string, string] {
  if (NESTED.test(text)) return ["as it was", text]; // too deep for what follows
  if (draw.chance(0.12)) return doubledKey(text, draw);
  if (draw.chance(0.02)) return nested(text, draw);
  const root = { document: tokensOf(text) ? (JSON.parse(text) as Json) : text };
  const [holder, key] = placeIn(root, draw);
  const about = change(holder, key, draw);
  return [`${about} at ${key}`, JSON.stringify(root.document) ?? ""];
}

type Holder = { [key: string]: Json };
/** A random value of the document: what holds it, and under which key. */
function placeIn(root: { document: Json }, draw: Draw): [holder: Holder, key: string] {
  let holder = root as unknown as Holder;
  let key = "document";
  for (;;) {
    const value = holder[key];
    if (value === null || typeof value !== "object" || draw.chance(0.15)) return [holder, key];
    const keys = Object.keys(value);
    if (keys.length === 0) return [holder, key];
    holder = value as Holder;
    key = draw.of(keys);
  }
}

function change(holder: Holder, key: string, draw: Draw): string {
  const value = holder[key] as Json;
  const put = (found: Json) =>
    Object.defineProperty(holder, key, { value: found, writable: true, enumerable: true, configurable: true });
  switch (draw.below(9)) {
    case 0:
      delete holder[key];
      return "gone";
    case 1:
      put(draw.of(JUNK));
      return "something else";
    case 2:
      put([value]);
      return "in a list";
    case 3:
      put({ [draw.of(KEYS)]: value });
      return "in an object";
    case 4: {
      const name = draw.of(KEYS);
      if (Array.isArray(holder)) return "as it was"; // a list has no names
      Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true });
      if (draw.chance(0.5)) delete holder[key];
      return `under ${name}`;
    }
    case 5:
      if (Array.isArray(value)) value.push(...structuredClone(value), draw.of(JUNK));
      return "a list doubled";
    case 6:
      put(
        Array.isArray(value)
          ? { ...value }
          : value !== null && typeof value === "object"
            ? Object.values(value)
            : String(value),
      );
      return "a list for an object, text for a number";
    case 7:
      if (Array.isArray(value)) value.splice(draw.below(value.length + 1));
      return "a list cut";
    default: {
      const others = Object.keys(holder);
      const other = draw.of(others);
      put(structuredClone(holder[other]) as Json);
      return `as ${other}`;
    }
  }
}

/** A key that stands twice, with another value: which of the two is meant cannot be known. */
function doubledKey(text: string, draw: Draw): readonly [string, string] {
  const keys = tokensOf(text)?.tokens.filter(({ isKey }) => isKey) ?? [];
  if (keys.length === 0) return ["as it was", text];
  const { start, raw } = draw.of(keys);
  const other = JSON.stringify(draw.of(JUNK)) ?? "0";
  return [`${raw} twice`, `${text.slice(0, start)}${raw}: ${other}, ${text.slice(start)}`];
}

function nested(text: string, draw: Draw): readonly [string, string] {
  const depth = draw.of([100, 5000, 20_000]);
  const [open, close] = draw.chance(0.5) ? ["[", "]"] : ['{"a":', "}"];
  const keys = tokensOf(text)?.tokens.filter(({ isKey }) => !isKey) ?? [];
  if (keys.length === 0) return ["as it was", text];
  const { start, end, raw } = draw.of(keys);
  return [`${depth} brackets`, text.slice(0, start) + open.repeat(depth) + raw + close.repeat(depth) + text.slice(end)];
}

function reshapedCsv(text: string, draw: Draw): readonly [string, string] {
  const lines = text.split("\n");
  const at = draw.below(lines.length);
  const line = lines[at] ?? "";
  const sign = [";", "\t", ","].find((one) => text.includes(one)) ?? ",";
  const cells = line.split(sign);
  const one = draw.below(cells.length);
  const set = (about: string, ...now: readonly string[]): readonly [string, string] => {
    lines.splice(at, 1, ...now);
    return [`line ${at + 1} ${about}`, lines.join("\n")];
  };
  switch (draw.below(10)) {
    case 0:
      return set("gone");
    case 1:
      return set("twice", line, line);
    case 2:
      return set(
        "twice, with another value",
        line,
        cells.map((cell, place) => (place === one ? `${cell}7` : cell)).join(sign),
      );
    case 3:
      return set(
        "with a quote that is open",
        cells.map((cell, place) => (place === one ? `"${cell}` : cell)).join(sign),
      );
    case 4:
      return set("parted otherwise", line.replaceAll(sign, draw.of([";", ",", "\t", "|", " "])));
    case 5:
      return set(
        "with a cell more",
        [...cells.slice(0, one), draw.of(["", "0", "7", "x"]), ...cells.slice(one)].join(sign),
      );
    case 6:
      return set("with a cell less", [...cells.slice(0, one), ...cells.slice(one + 1)].join(sign));
    case 7:
      return set("before which lines stand", "Export du 1er mars", "", line);
    case 8: {
      const column = draw.below(3);
      const dropped = lines.map((all) =>
        all
          .split(sign)
          .filter((_, place) => place !== column)
          .join(sign),
      );
      return [`column ${column + 1} gone`, dropped.join("\n")];
    }
    default:
      return set(
        "with a cell of an object's words",
        cells.map((cell, place) => (place === one ? draw.of(KEYS) : cell)).join(sign),
      );
  }
}
