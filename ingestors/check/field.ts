// One column of an unknown table: what its values are, by their form and not by its name alone.

import { hasForm, type Level, type Territories } from "../../schemas/territory.ts";
import type { Edition } from "../endpoints/edition.ts";
import { NUMBER_FORMATS, type NumberFormat, readFigure } from "../endpoints/numbers.ts";
import type { Field, ReadAsThousands, Role } from "./column.ts";
import { datesIn } from "./dates.ts";
import { namesIn } from "./place-names.ts";
import { NAMED } from "./words.ts";

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
    numbersIn(field, values) ??
    namesIn(field, texts, territories) ?? { is: "word", distinct: [...new Set(texts)] }
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
  const shares = values.filter((value) => typeof value === "string" && value.trim().endsWith("%"));
  for (const numbers of NUMBER_FORMATS) {
    if (shares.length * 2 >= values.length && readAs(values, numbers, 1).length >= values.length * MOST) {
      return { is: "share", why: `values such as ${JSON.stringify(values[0])} are shares` };
    }
    if (readAs(values, numbers, 2).length >= values.length * MOST) return numberAs(name, values, numbers);
  }
  if (!areNumbers(values)) return undefined;
  const mostly = NUMBER_FORMATS.find((numbers) => readAs(values, numbers, 2).length >= values.length * MAJORITY);
  return mostly ? numberAs(name, values, mostly) : { is: "unclear", why: unclear(values) };
}

function numberAs(name: string, values: readonly unknown[], numbers: NumberFormat): Role {
  if (NAMED.share.test(spaced(name))) return { is: "share", why: `"${name}" names a share, or a target` };
  const read = readAs(values, numbers, 2);
  const thousands = thousandsIn(values, numbers);
  return {
    is: "number",
    numbers,
    values: read,
    seen: `${read.length} of ${values.length} values are numbers, as ${JSON.stringify(values[0])}`,
    ...(thousands && { thousands }),
  };
}

function readAs(values: readonly unknown[], numbers: NumberFormat, edition: Edition): string[] {
  return values.map((value) => readFigure(value, numbers, edition)).filter((figure) => typeof figure === "string");
}

/** `1.204` and `1,204` are a thousand and more, or one and a fraction, unless another value has more or fewer digits behind. */
function thousandsIn(values: readonly unknown[], numbers: NumberFormat): ReadAsThousands | undefined {
  const sign = { plain: ".", en: ",", fr: undefined, points: undefined }[numbers];
  const signed = values.filter((value) => typeof value === "string" && sign !== undefined && value.includes(sign));
  const [example] = signed.map(String);
  if (example === undefined || !signed.every((value) => TWO_WAYS.test(String(value).trim()))) return undefined;
  const as = sign === "," ? "en" : "points";
  return { numbers: as, values: readAs(values, as, 2), example };
}
const TWO_WAYS = /^-?[1-9]\d{0,2}[.,]\d{3}$/;

/** Whether some way of writing numbers reads each value, though no one way reads them all. */
function areNumbers(values: readonly unknown[]): boolean {
  const readable = (value: unknown) => NUMBER_FORMATS.some((one) => typeof readFigure(value, one, 1) === "string");
  return values.filter(readable).length >= values.length * MOST;
}
/** Of numbers written in several ways, the part that one way must read, so that the others are told as unreadable. */
const MAJORITY = 0.6;

function unclear(values: readonly unknown[]): string {
  const examples = [...new Set(values.map(String).filter((text) => /[.,]/.test(text)))].slice(0, 3);
  const shown = examples.map((text) => `"${text}"`).join(" and ");
  return `numbers are written in several ways, as ${shown}: which sign stands before decimals cannot be told; ask the team to write them all in one way`;
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
