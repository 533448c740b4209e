// The distinct values of a column, counted by what the official list knows of them.
import type { Said } from "../../schemas/check.ts";
import { FRANCE, hasForm, type Level, type Territories } from "../../schemas/territory.ts";
import type { Role } from "./column.ts";
import { codeFr, counted, few, numberFr } from "./french.ts";
import { isTotal } from "./place-words.ts";

/** Of most values that are codes, the form says it; the others are told. */
export const MOST = 0.8;

export class Codes {
  readonly texts: readonly string[];
  /** Each once, without totals and the whole country. */
  readonly each: readonly string[];
  readonly list: Territories;
  constructor(texts: readonly string[], list: Territories) {
    this.texts = texts;
    this.list = list;
    this.each = [...new Set(texts)].filter((text) => !isTotal(text) && text !== FRANCE);
  }
  /** The part of the distinct values that is in the list. */
  known(level: Level): number {
    return this.shareOf((code) => this.list.place(level, code) !== undefined);
  }
  /** The part that has the form of a level's code: counts may have it, too. */
  formed(level: Level): number {
    return this.shareOf((code) => hasForm(level, code));
  }
  private shareOf(holds: (code: string) => boolean): number {
    return this.each.filter(holds).length / Math.max(this.each.length, 1);
  }
}

/** @param asKeys  they are the keys of a map */
export function placed(level: Level, sure: boolean, codes: Codes, asKeys = false): Role {
  const { fr, en } = told(level, codes);
  const seen = asKeys
    ? { fr: `ce sont les clés : ${fr}`, en: `as keys: ${en}` }
    : codes.formed(level) === 1
      ? { fr, en }
      : { fr: `${fr} ; les autres ne sont pas des codes`, en: `${en}: the others are no codes` };
  return { is: "place", levels: [level], sure, seen };
}

function told(level: Level, { texts, list }: Codes): Said {
  const formed = texts.filter((code) => hasForm(level, code)).length;
  const known = texts.filter((code) => list.place(level, code) !== undefined).length;
  return {
    fr: `${counted(formed, "valeur", "valeurs")} sur ${numberFr(texts.length)} ${few(formed, "a", "ont")} la forme d’un ${codeFr(level)}, ${numberFr(known)} ${few(known, "est", "sont")} dans la liste officielle`,
    en: `${formed} of ${texts.length} values have the form of a ${level}'s code, ${known} are in the official list`,
  };
}
