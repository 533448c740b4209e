// Names of numbers that are told in thousands or millions: as they stand they count nothing.
import type { Said } from "../../schemas/check.ts";
import { quoted } from "./french.ts";

const FACTORS: readonly (readonly [look: RegExp, factor: string])[] = [
  [/(?<!\p{L})(milliers?|thousands?)(?!\p{L})/iu, "1000"],
  [/(?<!\p{L})millions?(?!\p{L})/iu, "1000000"],
];

/** By which values of this name are multiplied, as settings write it; `undefined`: they are what they count. */
export function factorIn(name: string): string | undefined {
  return FACTORS.find(([look]) => look.test(name))?.[1];
}

export function multipleTold(name: string): Said {
  return {
    fr: `${quoted(name)} est en milliers ou en millions : demandez le nombre entier`,
    en: `"${name}" is told in thousands or millions: ask for the whole number`,
  };
}
