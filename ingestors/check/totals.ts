// A total among its parts, as one more label of a column: it is read alone, and never as a category beside them.
import type { OpenQuestion, Said } from "../../schemas/check.ts";
import { FRANCE } from "../../schemas/territory.ts";
import type { At, Field, RowSet } from "./column.ts";
import { quoted } from "./french.ts";
import { type Known, shownAt } from "./known.ts";
import { isTotal } from "./place-words.ts";
import type { Left } from "./told.ts";

export interface Total {
  readonly field: Field;
  readonly label: string;
  /** Each place and date has one, so that its rows are the whole figure. */
  readonly isWhole: boolean;
  readonly parts: readonly string[];
}

/** Among the columns that keep rows apart, one in which a total stands beside several parts. */
export function totalIn(set: RowSet, dims: readonly At[], beside: readonly (Field | undefined)[]): Total | undefined {
  for (const field of set.fields.filter(({ at }) => dims.includes(at))) {
    const each = [...new Set(field.values.map(String))];
    const [label, ...more] = each.filter(isTotal);
    const parts = each.filter((one) => !isTotal(one));
    if (label === undefined || more.length > 0 || parts.length < 2) continue;
    const others = [...beside, ...set.fields.filter(({ at }) => at !== field.at && dims.includes(at))];
    const cell = (row: number) => JSON.stringify(others.map((one) => one?.values[row]));
    const cells = new Set(field.values.map((_, row) => cell(row)));
    const totals = new Set(field.values.flatMap((value, row) => (String(value) === label ? [cell(row)] : [])));
    return { field, label, isWhole: cells.size === totals.size, parts };
  }
  return undefined;
}

/** The rows of the total alone. */
export function onlyTotal(set: RowSet, { field, label }: Total): RowSet {
  const isRow = (_: unknown, row: number) => String(field.values[row]) === label;
  const fields = set.fields.map((one) => ({ ...one, values: one.values.filter(isRow) }));
  const count = field.values.filter(isRow).length;
  return {
    ...set,
    fields,
    count: set.rows === "" ? Math.max(count, 2) : count,
    only: [...(set.only ?? []), { at: field.at, equals: label }],
  };
}

export function partsLeft({ field, label, parts }: Total): Left {
  const shown = shownAt(field);
  const listed = parts.slice(0, 6).join(", ");
  return { what: { fr: `${shown.fr} : ${listed}`, en: `${shown.en}: ${listed}` }, why: PARTS(label) };
}
const PARTS = (label: string): Said => ({
  fr: `ce sont les parties de ${quoted(label)}, qui est lu seul : pour lire chacune, écrivez un chiffre avec "where" et un détail`,
  en: `parts of "${label}", which is read alone: to read each, write a figure with "where" and a dimension`,
});

/** A total that stands for some rows only cannot be told apart by a file. */
export function askTotal({ field, label, parts }: Total): OpenQuestion {
  const listed = parts.slice(0, 6).join(", ");
  return {
    ask: {
      fr: `Dans « ${field.name} », « ${label} » est à côté de ${listed} : est-ce leur total ? Alors il compte deux fois.`,
      en: `In "${field.name}", "${label}" stands beside ${listed}: is it their total? Then it counts twice.`,
    },
    chosen: { fr: "tous, chacun à part", en: "all of them, apart" },
  };
}

/** Totals in a column of places have no code: their rows are no cells. */
export function placesLeft({ field }: Known): Left[] {
  const totals = [...new Set(field.values.map(String))].filter((label) => isTotal(label) || label === FRANCE);
  const shown = shownAt(field);
  return totals.map((label) => ({
    what: { fr: `${shown.fr} : ${label}`, en: `${shown.en}: ${label}` },
    why: NO_PLACE,
  }));
}
const NO_PLACE: Said = {
  fr: "c’est le total des lieux, et non un lieu : il n’a pas de code et n’est pas lu",
  en: "the total of the places, and no place: it has no code and is not read",
};
