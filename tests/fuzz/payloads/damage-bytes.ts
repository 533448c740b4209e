// A good answer whose bytes were hurt on their way: cut, flipped, doubled, in another encoding, of another type.
import type { Base } from "./base.ts";
import type { Payload, Sent } from "./case.ts";
import type { Draw } from "./draw.ts";

type Damage = readonly [about: string, hurt: (bytes: Buffer, draw: Draw) => Buffer];
const insert = (bytes: Buffer, at: number, more: string | Buffer) =>
  Buffer.concat([bytes.subarray(0, at), Buffer.from(more as Buffer), bytes.subarray(at)]);
const within = (bytes: Buffer, draw: Draw) => draw.below(bytes.length + 1);
const SIGNS = [
  '"',
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  ";",
  "\t",
  "\n",
  "\r",
  "\0",
  "0",
  "9",
  "-",
  ".",
  "e",
  "\\",
  "\ufeff",
  "\ufffd",
  "\u2028",
  "é",
];

const DAMAGES: readonly Damage[] = [
  ["cut", (bytes, draw) => bytes.subarray(0, within(bytes, draw))],
  ["beheaded", (bytes, draw) => bytes.subarray(within(bytes, draw))],
  [
    "a bit flipped",
    (bytes, draw) => {
      const hurt = Buffer.from(bytes);
      const at = draw.below(bytes.length);
      hurt[at] = (hurt[at] ?? 0) ^ (1 << draw.below(8));
      return hurt;
    },
  ],
  [
    "some bytes of chance",
    (bytes, draw) =>
      insert(bytes, within(bytes, draw), Buffer.from(Array.from({ length: 1 + draw.below(8) }, () => draw.below(256)))),
  ],
  ["a sign put in", (bytes, draw) => insert(bytes, within(bytes, draw), draw.of(SIGNS))],
  [
    "a sign replaced",
    (bytes, draw) => {
      const at = draw.below(bytes.length);
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(draw.of(SIGNS)), bytes.subarray(at + 1)]);
    },
  ],
  [
    "a piece gone",
    (bytes, draw) => {
      const at = within(bytes, draw);
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + draw.below(40))]);
    },
  ],
  [
    "a piece twice",
    (bytes, draw) => {
      const at = within(bytes, draw);
      return insert(bytes, at, bytes.subarray(at, at + 1 + draw.below(80)));
    },
  ],
  ["twice, one behind the other", (bytes) => Buffer.concat([bytes, bytes])],
  ["a mark before it", (bytes) => insert(bytes, 0, "\ufeff")],
  ["in UTF-16", (bytes) => Buffer.from(`\ufeff${bytes.toString("utf8")}`, "utf16le")],
  ["in Latin-1, with an accent", (bytes) => Buffer.concat([bytes, Buffer.from([0x20, 0xe9])])],
  ["NUL at its end", (bytes) => insert(bytes, bytes.length, "\0\0\0\0")],
  ["old line ends", (bytes) => Buffer.from(bytes.toString("latin1").replaceAll("\n", "\r"), "latin1")],
  [
    "an error page before it",
    (bytes) => insert(bytes, 0, "Warning: Undefined index in /var/www/stats.php on line 12\n"),
  ],
  ["a page around it", (bytes) => Buffer.concat([Buffer.from("<!doctype html><pre>"), bytes])],
  ["as JSONP", (bytes) => Buffer.concat([Buffer.from("callback("), bytes, Buffer.from(")")])],
];

/** One page of a base, hurt once or twice. */
export function damageBytes(base: Base, draw: Draw): Payload {
  const hurt = draw.below(base.pages.length);
  const done: string[] = [];
  const pages = base.pages.map((page, at): Sent => {
    if (at !== hurt) return page;
    let { bytes } = page;
    for (let times = draw.chance(0.8) ? 1 : 2; times > 0 && bytes.length > 0; times -= 1) {
      const [about, damage] = draw.of(DAMAGES);
      done.push(about);
      bytes = damage(bytes, draw);
    }
    const isPage = draw.chance(0.02);
    return isPage ? { bytes, contentType: "text/html; charset=utf-8" } : { ...page, bytes };
  });
  const { name, kind, settings, form, moment } = base;
  return { about: `${name}: ${done.join(", ")}`, kind, settings, form, moment, pages, check: { by: "bytes" } };
}
