// What no answer can tell of itself: asked in plain words, French first, with what the proposal chose meanwhile.

import { metricOf } from "../../schemas/catalogue.ts";
import type { OpenQuestion, Said } from "../../schemas/check.ts";
import type { At } from "./column.ts";
import { numberFr } from "./french.ts";
import type { ChosenMetric } from "./metric-words.ts";

/**
 * Figures that never fall over three dates may be totals so far.
 * @param when  each value's date, as it is written; left out: each value has a date of its own
 */
export function askRunningTotal(name: string, values: readonly string[], when?: readonly unknown[]): OpenQuestion[] {
  const numbers = values.map(Number);
  const dates = when === undefined ? numbers.length : new Set(when.map(String)).size;
  const isRising = dates > 2 && numbers.every((value, index) => index === 0 || value >= (numbers[index - 1] ?? 0));
  if (!isRising || numbers[0] === numbers.at(-1)) return [];
  return [
    {
      ask: {
        fr: `« ${name} » ne baisse jamais, sur ${numberFr(dates)} dates : est-ce ce qui s'est passé dans la période, ou le total depuis le début ?`,
        en: `"${name}" never falls, over ${dates} dates: is it what happened in the period, or the total so far?`,
      },
      chosen: {
        fr: "ce qui s’est passé dans la période ; un total depuis le début ne s’additionne pas",
        en: "what happened in the period; a total so far is a counter, and must not be added up",
      },
    },
  ];
}

/** A sign before three digits stands between thousands for some, and before decimals for others. */
export function askThousands(name: string, example: string, isThousands: boolean): OpenQuestion[] {
  const whole = example.replace(/[.,]/, "");
  const spaced = example.replace(/[.,]/, "\u00a0");
  const decimal = example.replace(".", ",");
  return [
    {
      ask: {
        fr: `« ${name} » a des valeurs comme « ${example} » : est-ce ${spaced} (milliers), ou ${decimal} (décimales) ?`,
        en: `"${name}" has values such as "${example}": is it ${whole} (thousands), or ${example.replace(",", ".")} (decimals)?`,
      },
      chosen: isThousands
        ? { fr: `${spaced} : ce sont des choses entières`, en: `${whole}: it counts whole things` }
        : {
            fr: `${decimal} : c’est une mesure`,
            en: `${example.replace(",", ".")}: it is a measure, which has decimals`,
          },
    },
  ];
}

/** States that mean "counts", in the words that services use. */
const COUNTS = /^(publi|active|actif|valid|complet|termin|ok$|live|en ligne)/i;

/** Rows in several states: which of them count? */
export function askFilter(
  words: readonly { readonly at: At; readonly name: string; readonly values: readonly string[] }[],
): {
  readonly where: readonly { readonly at: At; readonly equals: string }[];
  readonly questions: readonly OpenQuestion[];
} {
  const states = words.find(
    ({ values, name }) => /stat[eu]|[ée]tat/i.test(name) && values.length > 0 && values.length <= 12,
  );
  if (!states) return { where: [], questions: [] };
  const counting = states.values.find((value) => COUNTS.test(value));
  const listed = states.values.join(", ");
  return {
    where: counting === undefined ? [] : [{ at: states.at, equals: counting }],
    questions: [
      {
        ask: {
          fr: `Les lignes ont un état (${listed}) : lesquelles comptent ?`,
          en: `Rows have a state (${listed}): which of them count?`,
        },
        chosen:
          counting === undefined
            ? { fr: "toutes les lignes", en: "all rows" }
            : { fr: `seulement « ${counting} »`, en: `only "${counting}"` },
      },
    ],
  };
}

/** A metric was chosen that the words do not name, or do not name whole. */
export function askMetric(name: string, { metric, score, ask }: ChosenMetric): OpenQuestion {
  const label = metricOf(metric)?.label.fr ?? metric;
  if (ask) return { ask, chosen: { fr: `« ${label} »`, en: metric } };
  const word = name === "" ? { fr: "le chiffre", en: "the figure" } : { fr: `« ${name} »`, en: `"${name}"` };
  const why =
    score === 0
      ? { fr: "aucun mot du catalogue ne le dit", en: "no word of the catalogue says it" }
      : { fr: "les mots ne le disent qu'à demi", en: "its words say it only in part" };
  return {
    ask: {
      fr: `Que compte ${word.fr} ? ${why.fr} : choisissez l'indicateur par sa définition (docs/metrics.md).`,
      en: `What does ${word.en} count? ${why.en}: choose the metric by its definition (docs/metrics.md).`,
    },
    chosen:
      score === 0
        ? { fr: `« ${label} », en attendant mieux`, en: `${metric}, so that the file can be read: replace it` }
        : { fr: `« ${label} »`, en: metric },
  };
}

/** Keys of the ANCT convention mean people for one service, and communes for another. */
export function askAnctKey(key: string, metric: string, why: Said): OpenQuestion {
  return {
    ask: {
      fr: `Que compte « ${key} » : des communes, des agents, ou des usagers ? La même clé ne veut pas dire la même chose d'un service à l'autre.`,
      en: `What does "${key}" count: communes, agents, or users? The same key does not mean the same from one service to the next.`,
    },
    chosen: { fr: `« ${metricOf(metric)?.label.fr ?? metric} »`, en: `${metric}: ${why.en}` },
  };
}

/** People counted in a commune's row may be counted in an organisation's, too. */
export function askLevels(levels: readonly string[]): OpenQuestion {
  return {
    ask: {
      fr: `Des lignes sont par ${levels.join(", ")} : les mêmes personnes y sont-elles comptées plusieurs fois ?`,
      en: `Rows are by ${levels.join(", ")}: are the same people counted in several of them?`,
    },
    chosen: {
      fr: "chaque niveau reste à part, et aucun n’est ajouté à un autre",
      en: 'each level stays apart, and none is added to another; remove from "levels" what counts twice',
    },
  };
}

/** Several groups of one document state the same figure. */
export function askGroups(name: string, groups: readonly string[]): OpenQuestion {
  return {
    ask: {
      fr: `« ${name} » est donné pour ${groups.join(", ")} : lequel est le chiffre du service ? L'un contient-il l'autre ?`,
      en: `"${name}" is given for ${groups.join(", ")}: which one is the service's own figure? Does one hold the other?`,
    },
    chosen: { fr: "tous, chacun à part", en: "all of them, apart, by the dimension groupe" },
  };
}

/** The address names a year and the answer does not. */
export function askYear(year: string): OpenQuestion {
  return {
    ask: {
      fr: `L'adresse nomme l'année ${year} : les chiffres sont-ils le total de cette année, ou l'état d'aujourd'hui ?`,
      en: `The address names the year ${year}: are the figures the total of that year, or the state of today?`,
    },
    chosen: { fr: "l’état d’aujourd’hui", en: "the state of today" },
  };
}
