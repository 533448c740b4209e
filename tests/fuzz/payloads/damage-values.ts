// A good answer in which some values are something else. Which cells, and what stands there now, is known exactly.
import type { Anchor, Base } from "./base.ts";
import type { Payload, SaidRow, Sent } from "./case.ts";
import type { Draw } from "./draw.ts";
import { jsonSays, textSays } from "./says.ts";

/** As it stands in the text, without quotes: what sources write when they have no figure, or write it oddly. */
const WORDS = [
  ..."n/a|N/A|-|—|–|null|NULL|none|nan|NaN|Infinity|-Infinity|inf|undefined|true|zéro|#REF!|#N/A|#DIV/0!|?|*|<5|>10|~12".split(
    "|",
  ),
  ..."1.234,5|1,234.5|1.234.567|12 %|12%|1 204|1 2 04|12 04|1,20|1.20|1e3|1E+3|0x1F|0b1|0o7|1_000|١٢٣|１２|½|1/2".split(
    "|",
  ),
  ..."+5|--5|5-|(5)|€5|5 €|0|00|-0|0.0|0,0|0 %|007|.5|5.|1..2|1.2345678|0.0000001|0.000001".split("|"),
  ..."9223372036854775807|18446744073709551616|999999999999999|9999999999999999|123456789012345678901234567890123".split(
    "|",
  ),
  ..."1e400|-1e400|1e-400|2026-03-01|01/03/2026|12:30|true|[object Object]|<b>12</b>|12;13|\u00a012|1\u00a0204|1\u202f204|\u221212".split(
    "|",
  ),
  "",
  " ",
  "\u0000",
  "12\u0000",
  "1".repeat(33),
  "9".repeat(400),
  "x".repeat(5000),
];
/** JSON that is no text. */
const BARE = [
  ...'null|true|false|[]|{}|[12]|[0]|{"value":0}|{"n":12}|[[]]|{"__proto__":{"n":0}}|0|-0|0.0|0e5|-0.0'.split("|"),
  ..."1e400|-1e400|1e-400|-1e-400|5e-324|1e21|1E3|1.5e1|1e-7|123456e-3|18446744073709551616|9007199254740993".split(
    "|",
  ),
  ..."999999999999999|9999999999999999|1.2345678|0.1234567|0.000001|1.00000000000000001|4.9999999999999999".split("|"),
  ..."99999999999.999999|0.30000000000000004|0.1|1.10|-7|-0.5|12|3".split("|"),
  `0.${"0".repeat(400)}1`,
  `1${"0".repeat(400)}`,
  `1.${"0".repeat(400)}`,
];

/** Some values of a base, replaced. Mostly one: in the wide ones that is under 5 %. */
export function damageValues(base: Base, draw: Draw): Payload {
  const count = Math.min(base.anchors.length, draw.chance(0.6) ? 1 : 1 + draw.below(4));
  const left = [...base.anchors];
  const chosen = Array.from({ length: count }, () => left.splice(draw.below(left.length), 1)[0] as Anchor);
  const rows: SaidRow[] = [...base.rows];
  const edits = chosen.map((anchor) => {
    const written = writtenAnew(base, draw);
    const value = saidBy(base, written, anchor);
    rows[anchor.row] = { ...(rows[anchor.row] as SaidRow), value };
    return { ...anchor, written };
  });
  const about = `${base.name}: ${edits.map(({ written }) => written.slice(0, 60)).join(" | ")}`;
  const { kind, settings, form, moment } = base;
  const isRefused = edits.some((edit) => isErrorOf(base, edit.written));
  const check: Payload["check"] = isRefused ? { by: "words", words: "rejected answer.error" } : { by: "rows", rows };
  return { about, kind, settings, form, moment, pages: written(base.pages, edits), check };
}

/** Where the whole document is the figure, words, a truth or nothing are an error. */
function isErrorOf({ name }: Base, written: string): boolean {
  if (name !== "json/bare-text") return false;
  if (/^(?:null|true|false)$/.test(written)) return true;
  return written.startsWith('"') && /\p{L}/u.test(JSON.parse(written) as string);
}

/** What may stand where a figure stood. */
export function writtenAnew(base: Pick<Base, "form" | "settings" | "kind">, draw: Draw): string {
  return base.form === "csv" ? cell(base, draw) : token(base, draw);
}

function token(base: Pick<Base, "kind">, draw: Draw): string {
  for (;;) {
    const written = anyToken(draw);
    // Where Matomo tells a number, a list with something in it is another report: all of it is refused.
    if (base.kind !== "matomo" || !/^\[.+\]$/s.test(written)) return written;
  }
}

function anyToken(draw: Draw): string {
  if (draw.chance(0.35)) return draw.of(BARE);
  return draw.chance(0.3) ? digits(draw) : JSON.stringify(draw.chance(0.2) ? digits(draw) : draw.of(WORDS));
}

/** A cell's text; where quotes mean nothing, one that needs none. */
function cell({ settings }: Pick<Base, "settings">, draw: Draw): string {
  const hasQuotes = !JSON.stringify(settings).includes('"quote":"none"');
  for (;;) {
    const word = draw.chance(0.2) ? digits(draw) : draw.of(WORDS);
    const isWestern = !hasQuotes; // that file is not in UTF-8
    if (isWestern && !/^[\x20-\x7e]*$/.test(word)) continue;
    const needs = /[\n\r;,\t"]/.test(word);
    if (!needs) return word;
    if (hasQuotes) return `"${word.replaceAll('"', '""')}"`;
    if (!word.includes("\t")) return word;
  }
}

function digits(draw: Draw): string {
  const some = (most: number) => Array.from({ length: 1 + draw.below(most) }, () => draw.below(10)).join("");
  const whole = String(1 + draw.below(9)) + some(draw.chance(0.8) ? 8 : 30);
  return `${draw.chance(0.1) ? "-" : ""}${whole}${draw.chance(0.3) ? `.${some(9)}` : ""}${draw.chance(0.1) ? `e${draw.below(9) - 4}` : ""}`;
}

/** What the value says now: the oracle's word. */
function saidBy({ kind, settings, form }: Base, written: string, { format }: Anchor): string | null | undefined {
  if (kind === "ademe" && written === "[]") return null; // docs/endpoints/ademe.md
  if (kind === "matomo" && written === "[]" && isOneNumber(settings)) return null; // docs/endpoints/matomo.md
  if (form === "json") {
    const said = jsonSays(written, format);
    return said === null && settings.nulls === "zero" ? "0" : said; // docs/endpoints/datagouv-metrics.md
  }
  const text = (
    written.startsWith('"') && written.endsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written
  ).trim();
  const nulls = (settings.nulls as string[] | undefined) ?? [""];
  return nulls.includes(text) ? null : textSays(text, format);
}

/** Whether a period of Matomo is one number: what stands there is the period's own. */
function isOneNumber({ figures }: Base["settings"]): boolean {
  return Array.isArray(figures) && figures.every((figure) => !JSON.stringify(figure).includes('"value"'));
}

function written(pages: readonly Sent[], edits: readonly (Anchor & { readonly written: string })[]): Sent[] {
  return pages.map((page, at) => {
    const own = edits.filter((edit) => edit.page === at).sort((a, b) => b.start - a.start);
    if (own.length === 0) return page;
    const encoding = page.bytes.equals(Buffer.from(page.bytes.toString("utf8"))) ? "utf8" : "latin1";
    let text = page.bytes.toString(encoding);
    for (const { start, end, written } of own) text = text.slice(0, start) + written + text.slice(end);
    return { ...page, bytes: Buffer.from(text, encoding) };
  });
}
