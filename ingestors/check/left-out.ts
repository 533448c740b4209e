// What is a number, or a date, and is still no figure: told with the reason.

import type { Said } from "../../schemas/check.ts";
import type { Field, RowSet } from "./column.ts";
import { counted, quoted } from "./french.ts";
import { type Known, shownAt } from "./known.ts";
import { spaced } from "./no-count.ts";
import { isPlaceWord, saysCode } from "./place-words.ts";
import type { Left } from "./told.ts";
import { NAMED } from "./words.ts";

/** Fields that are told and not read; `rows`: where their rows stand. */
export function refusedOf(known: readonly Known[], rows: string): Left[] {
  return known.flatMap(({ field, role }): Left[] => {
    const what = whereOf(field, rows);
    if (
      role.is === "share" ||
      role.is === "unclear" ||
      role.is === "unplaced" ||
      role.is === "names" ||
      role.is === "undated"
    )
      return [{ what, why: role.why }];
    const rounded =
      role.is === "word" && field.from === "own" ? role.distinct.filter((text) => ROUNDED.test(text)) : [];
    if (role.is === "word" && rounded[0] !== undefined && rounded.length * 2 > role.distinct.length)
      return [{ what, why: roundedTold(rounded[0]) }];
    return [];
  });
}

/** `12,4 k`: what was rounded is not counted. */
const ROUNDED = /^\d[\d\s.,]*\s?(k|m|md|mds|mille|milliers?|millions?|milliards?)$/i;
function roundedTold(example: string): Said {
  return {
    fr: `des valeurs comme ${quoted(example)} sont arrondies : demandez le nombre entier`,
    en: `values such as "${example}" are rounded: ask for the whole number`,
  };
}

/** With the rows in which it stands. */
function whereOf(field: Pick<Field, "at" | "name">, rows: string): ReturnType<typeof shownAt> {
  const { fr, en } = shownAt(field);
  return String(field.at).startsWith("/") ? { fr: rows + fr, en: rows + en } : { fr, en };
}

/** Durations are no counts, a part is in its whole, and what adds up to a hundred is shares. */
export function whyNot({ at, name, values }: Field, { rows, fields, about }: RowSet): Left | undefined {
  const what = whereOf({ at, name: name || rows }, rows);
  const words = [name, ...(name === "" || /^\d+$/.test(name) ? about : [])];
  if (words.some((word) => NAMED.duration.test(spaced(word)))) return { what, why: DURATION };
  if (NAMED.share_of.test(name)) return { what, why: PART };
  const numbers = values.map(Number);
  const labels = fields.filter(
    (field) => field.from === "own" && field.values.every((value) => typeof value === "string"),
  );
  const total = numbers.reduce((sum, value) => sum + value, 0);
  const isShare =
    rows !== "" && labels.length === 1 && numbers.length > 2 && fields.length === 2 && Math.abs(total - 100) < 1;
  return isShare ? { what: `${rows}${String(at)}`, why: hundred(numbers.length) } : undefined;
}
const DURATION: Said = {
  fr: "c’est une durée : une somme de durées n’est pas un chiffre",
  en: "a duration: no sum of durations is a figure",
};
const PART: Said = {
  fr: "c’est une partie d’un autre chiffre de la même ligne : choisissez-lui un détail",
  en: "a part of another figure of the same row: choose a dimension for it",
};
function hundred(rows: number): Said {
  return {
    fr: `${counted(rows, "ligne totalise", "lignes totalisent")} 100 : ce sont des parts, que Relevé ne reprend jamais`,
    en: `${rows} rows add up to 100: shares, which are never stated`,
  };
}

/** Identifiers and settings are numbers, but nothing that is counted. */
export function isFigure({ from, name }: Field): boolean {
  return (
    from === "own" &&
    !NAMED.identifier.test(name) &&
    !saysCode(name) &&
    !isPlaceWord(name) &&
    !/objective|objectif|cible|target|seuil/i.test(name)
  );
}

/** A total beside a list may be that of its numbers, where no page of the list is named. */
export function totalsLeft({ rows, counts = [] }: RowSet): Left[] {
  const isPaged = counts.some(({ name }) => !/^total$/i.test(name));
  return isPaged ? [] : counts.map((field) => ({ what: whereOf(field, rows), why: BESIDE }));
}
const BESIDE: Said = {
  fr: "c’est un nombre à côté d’une liste : combien de lignes elle a, ou leur somme ; pour le lire, écrivez un chiffre avec son indicateur",
  en: "a number beside a list: how many rows it has, or their sum; to read it, write a figure with its metric",
};
