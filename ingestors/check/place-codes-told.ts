// Why values that may be codes of places are not taken for them, and what to ask.
import type { Said } from "../../schemas/check.ts";
import type { Level } from "../../schemas/territory.ts";
import { codeFr, quoted } from "./french.ts";

export function unknown(level: Level, example: string): Said {
  return {
    fr: `des valeurs comme ${quoted(example)} ont la forme d’un ${codeFr(level)}, et la plupart ne sont pas dans la liste officielle : demandez à l’équipe ce qu’elles désignent`,
    en: `values such as "${example}" have the form of a ${level}'s code, and most are not in the official list: ask the team what they name`,
  };
}
export function withoutZero(level: Level, example: string): Said {
  return {
    fr: `${quoted(example)} est un ${codeFr(level)} qui a perdu son zéro : demandez à l’équipe de l’écrire en texte, ${quoted(`0${example}`)}`,
    en: `"${example}" is a ${level}'s code that lost its zero: ask the team to write it as text, "0${example}"`,
  };
}
export function asNumber(level: Level, example: string): Said {
  return {
    fr: `${quoted(example)} est un nombre : un ${codeFr(level)} qui commence par zéro l’aurait perdu ; demandez à l’équipe de l’écrire en texte`,
    en: `"${example}" is a number: a ${level}'s code that begins with a zero has lost it; ask the team to write it as text`,
  };
}
export function twoLevels(example: string): Said {
  return {
    fr: `des codes comme ${quoted(example)} peuvent être ceux de régions ou de départements : demandez à l’équipe lesquels, et écrivez "territory" dans le fichier`,
    en: `codes such as "${example}" may be of régions or of départements: ask the team which, and write "territory" in the file`,
  };
}
export function ambiguous(example: string): Said {
  return {
    fr: `des clés comme ${quoted(example)} peuvent être des départements, des semaines, des âges ou des rangs : demandez à l’équipe ce qu’elles désignent`,
    en: `keys such as "${example}" may be départements, weeks, ages or ranks: ask the team what they name`,
  };
}
export function howMany(name: string, example: string): Said {
  return {
    fr: `${quoted(name)} peut désigner des codes, ou dire combien il y en a, comme ${quoted(example)} : demandez à l’équipe ce que c’est`,
    en: `"${name}" may be codes, or how many there are, as "${example}": ask the team which`,
  };
}
export const SEVERAL: Said = {
  fr: 'ce sont les codes de plusieurs niveaux : écrivez un chiffre pour chacun, avec "where" et son "territory"',
  en: 'codes of several levels: write a figure for each, with "where" and its "territory"',
};
