// How long periods are, and whether dates are periods at all: asked where the answer cannot tell.
import type { OpenQuestion } from "../../schemas/check.ts";
import type { DateRole } from "./column.ts";
import { ONE_GRAIN } from "./french.ts";

/** The length of the periods is a guess. */
export function askPeriod({ grain, sure, seen }: Pick<DateRole, "grain" | "sure" | "seen">): OpenQuestion[] {
  if (sure) return [];
  return [
    {
      ask: {
        fr: `De quelle durée est la période de chaque date : un jour, une semaine, un mois, ou le total jusque-là ? (${seen.fr})`,
        en: `How long is the period of each date: a day, a week, a month, or all until then? (${seen.en})`,
      },
      chosen: { fr: ONE_GRAIN[grain], en: `a ${grain}` },
    },
  ];
}

/** Each place has one date of its own. */
export function askDateByPlace(name: string): OpenQuestion {
  return {
    ask: {
      fr: `Chaque lieu n’a qu’une date, qui diffère de lieu en lieu (« ${name} ») : est-ce la période du chiffre, ou le jour où le lieu a été inscrit ou modifié ?`,
      en: `Each place has one date only, which differs from place to place ("${name}"): is it the period of the figure, or the day on which the place was registered or changed?`,
    },
    chosen: { fr: "la période du chiffre", en: "the period of the figure" },
  };
}
