// One column of an unknown table: what its values are, by their form and not by its name alone.
import { hasForm, type Level, type Territories } from "../../schemas/territory.ts";
import type { Edition } from "../endpoints/edition.ts";
import { NUMBER_FORMATS, type NumberFormat, readFigure } from "../endpoints/numbers.ts";
import { type DateRole, datesIn } from "./dates.ts";
import { NAMED } from "./words.ts";

/** Where a value stands: a JSON pointer, or a column. */
export type At = string | number;
export interface Field {
  readonly at: At;
  /** What people call it: the last key, or the column's heading. */
  readonly name: string;
  readonly values: readonly unknown[];
  /** `key`: the key under which a row stands · `above`: what stands over the row · `own`: in the row itself. */
  readonly from: "own" | "key" | "above";
}
export type Role =
  | DateRole
  | { readonly is: "place"; readonly levels: readonly Level[]; readonly sure: boolean; readonly seen: string }
  | { readonly is: "number"; readonly numbers: NumberFormat; readonly values: readonly string[]; readonly seen: string }
  | { readonly is: "share"; readonly why: string }
  | { readonly is: "yearless"; readonly example: string }
  | { readonly is: "word"; readonly distinct: readonly string[] }
  | { readonly is: "other" };

const MOST = 0.8;
/** Words that stand where there is no figure. */
export const NOTHING = /^(?:n\/?[adc]\.?|n\.[adc]\.|null|none|nan|-|–|—|\.)?$/i;
const said = (value: unknown) =>
  value !== null && value !== undefined && !(typeof value === "string" && NOTHING.test(value.trim()));

/** What a field's values are. Anything that could be two things is told apart by its name, and else is the harmless one. */
export function roleOf(field: Field, territories: Territories): Role {
  const values = field.values.filter(said);
  if (values.length === 0) return { is: "other" };
  if (values.some((value) => typeof value === "object")) return { is: "other" };
  const texts = values.map(String);
  return (
    datesIn(texts, NAMED.date.test(field.name) || field.from === "key") ??
    placesIn(field, texts, territories) ??
    yearless(texts) ??
    numbersIn(field, values) ?? { is: "word", distinct: [...new Set(texts)] }
  );
}

/** Levels whose codes the values have; several where one column has codes of organisations and of communes. */
function placesIn({ name, from, values }: Field, texts: readonly string[], territories: Territories): Role | undefined {
  const asText = values.every((value) => !said(value) || typeof value === "string");
  const known = (level: Level) => texts.filter((code) => territories.place(level, code) !== undefined).length;
  const formed = (level: Level) => texts.filter((code) => hasForm(level, code)).length;
  const told = (level: Level) =>
    `${formed(level)} of ${texts.length} values have the form of a ${level}'s code, ${known(level)} are in the official list`;
  if (!asText) return undefined; // a number has lost its zero, or was none
  const named = (["siret", "siren", "epci", "region", "departement", "commune"] as const).find((level) =>
    NAMED[level].test(name),
  );
  const mixed = (["siret", "siren", "commune"] as const).filter((level) => formed(level) > 0);
  if (mixed.length > 1 && mixed.reduce((sum, level) => sum + formed(level), 0) >= texts.length / 2) {
    return {
      is: "place",
      levels: mixed,
      sure: false,
      seen: mixed.map((level) => `${formed(level)} ${level}`).join(", "),
    };
  }
  if (named && formed(named) >= texts.length * MOST)
    return { is: "place", levels: [named], sure: true, seen: told(named) };
  if (named && formed(named) > 0)
    return {
      is: "place",
      levels: [named],
      sure: false,
      seen: `${told(named)}: the others are names, which are no codes`,
    };
  if (formed("siret") === texts.length) return { is: "place", levels: ["siret"], sure: true, seen: told("siret") };
  if (from === "key" && formed("commune") === texts.length) {
    return {
      is: "place",
      levels: ["commune"],
      sure: known("commune") >= texts.length * MOST,
      seen: `as keys: ${told("commune")}`,
    };
  }
  if (from === "key" && NAMED.code.test(name) === false && texts.length > 1 && known("departement") === texts.length) {
    return { is: "place", levels: ["departement"], sure: false, seen: `as keys: ${told("departement")}` };
  }
  for (const level of ["epci", "commune", "departement"] as const) {
    const enough = new Set(texts).size >= (NAMED.code.test(name) ? 1 : 3);
    if (enough && known(level) >= texts.length * MOST)
      return { is: "place", levels: [level], sure: false, seen: told(level) };
  }
  return undefined;
}

function numbersIn({ name }: Field, values: readonly unknown[]): Role | undefined {
  for (const numbers of NUMBER_FORMATS) {
    const readAs = (edition: Edition) =>
      values.map((value) => readFigure(value, numbers, edition)).filter((figure) => typeof figure === "string");
    const shares = values.filter((value) => typeof value === "string" && value.trim().endsWith("%"));
    if (shares.length * 2 >= values.length && readAs(1).length >= values.length * MOST) {
      return { is: "share", why: `values such as ${JSON.stringify(values[0])} are shares` };
    }
    const read = readAs(2);
    if (read.length < values.length * MOST) continue;
    if (NAMED.share.test(spaced(name))) return { is: "share", why: `"${name}" names a share, or a target` };
    return {
      is: "number",
      numbers,
      values: read,
      seen: `${read.length} of ${values.length} values are numbers, as ${JSON.stringify(values[0])}`,
    };
  }
  return undefined;
}

function yearless(texts: readonly string[]): Role | undefined {
  const look = /^\d{1,2}(er)? (janv|f[ée]v|mars|avr|mai|juin|juil|ao[ûu]t|sept|oct|nov|d[ée]c)\p{L}*\.?$/iu;
  const example = texts.find((text) => look.test(text));
  return example && texts.filter((text) => look.test(text)).length >= texts.length * MOST
    ? { is: "yearless", example }
    : undefined;
}

/** `bioPercent` → `bio_percent`, so that words can be told apart. */
function spaced(name: string): string {
  return name.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1_$2").toLowerCase();
}
