// What the kind `chartkick` tells of what it saw: series, pairs, dates, and shares.
import type { Said } from "../../../schemas/check.ts";
import { counted, numberFr, quoted } from "../french.ts";

export const NAMED_SERIES: Said = { fr: "une liste de séries, chacune avec son nom", en: "a list of named series" };
export const PAIRS: Said = { fr: "une liste de dates et de valeurs", en: "a list of dates and values" };
export const SECOND: Said = { fr: "le second élément de chaque paire", en: "the second of each pair" };
export const NO_PLACE: Said = {
  fr: "le graphique ne nomme aucun lieu : si son adresse en nomme un, écrivez son code",
  en: "the chart names no place: if its address does, write the code",
};
export const NO_DATES: Said = {
  fr: "les dates ne sont écrites sous aucune forme connue : on ne peut pas dire de quelle période est une valeur",
  en: "no form of dates that is known: what period a value is of cannot be told",
};
export function seriesFound(names: readonly string[]): Said {
  return {
    fr: `${counted(names.length, "série", "séries")} : ${names.join(", ")}`,
    en: `${names.length} series: ${names.join(", ")}`,
  };
}
export function pairsSeen(count: number): Said {
  return { fr: counted(count, "paire", "paires"), en: `${count} pairs` };
}
export function sharesTold(series: number, dates: number): Said {
  return {
    fr: `les ${numberFr(series)} séries totalisent environ 100 à chaque date (${counted(dates, "date", "dates")}) : ce sont des parts, que Relevé ne reprend jamais ; demandez les nombres dont elles sont faites`,
    en: `the ${series} series add up to about 100 at each of ${dates} dates: shares, which are never stated; ask for the counts`,
  };
}
export function partsTold(total: string): Said {
  return {
    fr: `ce sont les parties de ${quoted(total)}, qui est lue seule : pour lire chacune, écrivez un chiffre avec sa "series" et un détail`,
    en: `parts of "${total}", which is read alone: to read each, write a figure with its "series" and a dimension`,
  };
}
