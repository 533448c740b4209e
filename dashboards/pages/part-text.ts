// What is told of a value in doubt, in the page's language: written in English where it is found (schemas/part-doubt.ts).
import type { View } from "./view.ts";

/** The words around what is quoted; the quoted text is as the answer has it. */
const FRENCH: readonly (readonly [RegExp, string])[] = [
  [/\bday of\b/g, "jour du"],
  [/\bweek of\b/g, "semaine du"],
  [/\bmonth of\b/g, "mois du"],
  [/\bquarter of\b/g, "trimestre du"],
  [/\byear of\b/g, "année du"],
  [/\bno readable date\b/g, "sans date lisible"],
  [/\bwithout a code\b/g, "sans code"],
  [/= nothing\b/g, "= rien"],
  [/\ba list of\b/g, "une liste de"],
  [/\ban object\b/g, "un objet"],
  [/; and (\d+) more$/g, " ; et $1 de plus"],
];
const QUOTED = /("(?:[^"\\]|\\.)*")/;

/** @param told  as `detailOf` writes it */
export function partText({ lang }: View, told: string): string {
  if (lang === "en") return told;
  return told
    .split(QUOTED)
    .map((part, at) => (at % 2 === 1 ? part : FRENCH.reduce((text, [en, fr]) => text.replace(en, fr), part)))
    .join("");
}
