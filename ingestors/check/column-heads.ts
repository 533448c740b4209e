// Columns that are named by places: each is one of the same figure, and none is the figure of all.
import type { Said } from "../../schemas/check.ts";
import type { Territories } from "../../schemas/territory.ts";
import { quoted } from "./french.ts";
import { type Known, shownAt } from "./known.ts";
import { placesNamed } from "./place-names.ts";
import { isTotal } from "./place-words.ts";
import type { Left } from "./told.ts";

/** The numbers of a row set that are no figure of their own, with the reason. */
export function headedBy<K extends Known>(
  numbers: readonly K[],
  list: Territories,
): { readonly heads: readonly K[]; readonly told: readonly Left[] } {
  const own = numbers.filter(({ field }) => field.from === "own" && field.name !== "");
  const others = own.filter(({ field }) => !isTotal(field.name));
  if (
    placesNamed(
      list,
      others.map(({ field }) => field.name),
    ) === undefined
  )
    return { heads: [], told: [] };
  return { heads: own, told: [left(own, PLACES)] };
}

function left(heads: readonly Known[], why: (example: string) => Said): Left {
  const shown = heads.slice(0, 6).map(({ field }) => shownAt(field));
  const what = { fr: shown.map(({ fr }) => fr).join(", "), en: shown.map(({ en }) => en).join(", ") };
  return { what, why: why(heads[0]?.field.name ?? "") };
}

const PLACES = (example: string): Said => ({
  fr: `les lieux sont des colonnes, comme ${quoted(example)} : demandez une ligne par lieu, ou écrivez un chiffre pour chaque colonne, avec son code dans "territory": {"code": …}`,
  en: `places are columns, as "${example}": ask for a row for each place, or write a figure for each column, with its code in "territory": {"code": …}`,
});
