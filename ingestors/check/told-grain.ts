// What names and addresses say of how long a period is: `by_month`, `mensuel`, `?periodicity=week`, a key `mois`.
import type { Grain } from "../../schemas/period.ts";

const WORDS: readonly (readonly [grain: Grain, words: string, adjectives: string])[] = [
  ["day", "jours?|days?", "quotidien|journalier|daily"],
  ["week", "semaines?|weeks?", "hebdo|weekly"],
  ["month", "mois|months?", "mensuel|monthly"],
  ["quarter", "trimestres?|quarters?", "trimestriel|quarterly"],
  ["year", "ann[ée]es?|ans?|years?", "annuel|yearly|annual"],
];
const SAID = WORDS.map(([grain, words, adjectives]) => ({
  grain,
  whole: new RegExp(`^(${words})$`, "i"),
  within: new RegExp(`(^|[^a-z])((par|by|per|each|chaque)[ _-]?(${words})([^a-z]|$)|(${adjectives}))`, "i"),
}));

/** @param texts  the nearest first: a name that is the word itself, or one that has "by month" in it */
export function grainTold(texts: readonly string[]): Grain | undefined {
  for (const text of texts) {
    const spaced = text.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1_$2").trim();
    const found = SAID.find(({ whole, within }) => whole.test(spaced) || within.test(spaced));
    if (found) return found.grain;
  }
  return undefined;
}

const PARAMETERS =
  /^(periodicity|periodicite|period|periode|granularity|granularite|interval|grain|group_?by|by|par|frequency|step)$/i;

/** The path of an address, and the parameters in it that say a grain, as `by_month`. */
export function grainWords(url: string): string[] {
  if (!URL.canParse(url)) return [];
  const { pathname, searchParams } = new URL(url);
  const asked = [...searchParams].filter(([name]) => PARAMETERS.test(name)).map(([, value]) => value);
  return [...asked, pathname];
}
