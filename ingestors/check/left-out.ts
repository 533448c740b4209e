// What is a number, or a date, and is still no figure: told with the reason.

import type { Refused } from "../../schemas/check.ts";
import type { Field, RowSet } from "./column.ts";
import { type Known, shownAt } from "./known.ts";
import { NAMED } from "./words.ts";

/** Fields that are told and not read. */
export function refusedOf(known: readonly Known[]): Refused[] {
  return known.flatMap(({ field, role }): Refused[] => {
    if (role.is === "share")
      return [{ what: shownAt(field), why: `${role.why}: a share is never stated, its two parts are` }];
    if (role.is === "unclear" || role.is === "names") return [{ what: shownAt(field), why: role.why }];
    if (role.is === "yearless")
      return [{ what: shownAt(field), why: `dates such as "${role.example}" have no year: no period can be told` }];
    return [];
  });
}

/** Durations are no counts, a part is in its whole, and what adds up to a hundred is shares. */
export function whyNot({ at, name, values }: Field, { rows, fields, about }: RowSet): Refused | undefined {
  const what = shownAt({ at, name: name || rows });
  const words = [name, ...(name === "" || /^\d+$/.test(name) ? about : [])];
  if (words.some((word) => NAMED.duration.test(word)))
    return { what, why: "a duration: no sum of durations is a figure" };
  if (NAMED.share_of.test(name))
    return { what, why: "a part of another figure of the same row: choose a dimension for it" };
  const numbers = values.map(Number);
  const labels = fields.filter(
    (field) => field.from === "own" && field.values.every((value) => typeof value === "string"),
  );
  const total = numbers.reduce((sum, value) => sum + value, 0);
  const isShare =
    rows !== "" && labels.length === 1 && numbers.length > 2 && fields.length === 2 && Math.abs(total - 100) < 1;
  return isShare
    ? { what: `${rows}${String(at)}`, why: `${numbers.length} rows add up to 100: shares, which are never stated` }
    : undefined;
}

/** Identifiers and settings are numbers, but nothing that is counted. */
export function isFigure({ from, name }: Field): boolean {
  return from === "own" && !NAMED.identifier.test(name) && !/objective|objectif|cible|target|seuil/i.test(name);
}
