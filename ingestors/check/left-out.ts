// What is a number, or a date, and is still no figure: told with the reason.

import type { Said } from "../../schemas/check.ts";
import type { Field, RowSet } from "./column.ts";
import { counted } from "./french.ts";
import { type Known, shownAt } from "./known.ts";
import { isPlaceWord, saysCode } from "./place-words.ts";
import type { Left } from "./told.ts";
import { NAMED } from "./words.ts";

/** Fields that are told and not read. */
export function refusedOf(known: readonly Known[]): Left[] {
  return known.flatMap(({ field, role }): Left[] => {
    if (role.is === "share") {
      const fr = `${role.why.fr} : Relevé ne reprend jamais une part, mais les deux nombres dont elle est faite`;
      return [{ what: shownAt(field), why: { fr, en: `${role.why.en}: a share is never stated, its two parts are` } }];
    }
    if (role.is === "unclear" || role.is === "unplaced" || role.is === "names" || role.is === "undated")
      return [{ what: shownAt(field), why: role.why }];
    return [];
  });
}

/** Durations are no counts, a part is in its whole, and what adds up to a hundred is shares. */
export function whyNot({ at, name, values }: Field, { rows, fields, about }: RowSet): Left | undefined {
  const what = shownAt({ at, name: name || rows });
  const words = [name, ...(name === "" || /^\d+$/.test(name) ? about : [])];
  if (words.some((word) => NAMED.duration.test(word))) return { what, why: DURATION };
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
