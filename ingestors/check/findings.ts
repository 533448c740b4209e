// What was found of one figure, in words: its number, period, place, details and label.

import type { Said } from "../../schemas/check.ts";
import type { At, DateRole, NumberRole } from "./column.ts";
import { BY_GRAIN, counted } from "./french.ts";
import { type Known, type PlaceRole, shownAt } from "./known.ts";
import type { Found } from "./told.ts";

/** Of figures that no date stands beside. */
export const NO_PERIOD: Said = {
  fr: "aucune : un état, le jour de la réponse",
  en: "none: a state of the day of the answer",
};

/** The period that a date names; without one, the figure is a state. */
function periodFinding(date: Known<DateRole> | undefined): Found {
  if (!date)
    return {
      about: "period",
      found: NO_PERIOD,
      confidence: "likely",
      evidence: {
        fr: "aucune date à côté des chiffres ne dit leur période",
        en: "no date beside the figures says their period",
      },
    };
  const { format, grain, sure, seen, parts } = date.role;
  const at = parts ? { fr: parts.join(" et "), en: parts.join(" and ") } : shownAt(date.field);
  return {
    about: "period",
    found: { fr: `${at.fr}, ${format}, ${BY_GRAIN[grain]}`, en: `${at.en}, ${format}, by ${grain}` },
    confidence: sure ? "likely" : "guess",
    evidence: seen,
  };
}

/** The place that a code names; without one, the whole country. */
function placeFinding(place: Known<PlaceRole> | undefined): Found {
  if (!place)
    return {
      about: "territory",
      found: "france",
      confidence: "guess",
      evidence: { fr: "aucun code de lieu à côté des chiffres", en: "no codes of places stand beside the figures" },
    };
  const { levels, sure, seen } = place.role;
  const at = shownAt(place.field);
  return {
    about: "territory",
    found: { fr: `${levels.join(", ")} dans ${at.fr}`, en: `${levels.join(", ")} at ${at.en}` },
    confidence: sure ? "likely" : "guess",
    evidence: seen,
  };
}

interface Figured {
  readonly number: Known<NumberRole>;
  readonly date: Known<DateRole> | undefined;
  readonly place: Known<PlaceRole> | undefined;
  /** Names of its dimensions. */
  readonly dims: readonly string[];
  readonly label: { readonly at: At; readonly label: string } | undefined;
}

/** Of a figure that is a number of each row. */
export function figureFindings({ number: { field, role }, date, place, dims, label }: Figured): Found[] {
  const found: Found[] = [{ about: "value", found: shownAt(field), confidence: "likely", evidence: role.seen }];
  if (role.numbers !== "plain" || role.thousands) {
    const confidence = role.thousands ? "guess" : "sure";
    found.push({ about: "numbers", found: role.numbers, confidence, evidence: role.seen });
  }
  found.push(periodFinding(date), placeFinding(place));
  for (const dim of dims) found.push({ about: "dimension", found: dim, confidence: "guess", evidence: DIFFER });
  if (label)
    found.push({ about: "filter", found: `${label.at} = ${label.label}`, confidence: "likely", evidence: LABELLED });
  return found;
}
const DIFFER: Said = {
  fr: "il distingue les lignes d’un même lieu et d’une même date",
  en: "rows of one place and date differ in it",
};
const LABELLED: Said = { fr: "chaque ligne a son propre libellé", en: "each row has a label of its own" };

/** Of rows that have no number: that a place is in the list is the figure. */
export function presenceFindings(rows: number, place: Known<PlaceRole>): Found[] {
  const evidence: Said = {
    fr: `${counted(rows, "ligne nomme un lieu, sans nombre", "lignes nomment un lieu, sans nombre")} : le chiffre dit seulement que le lieu est dans la liste`,
    en: `${rows} rows name a place and have no number: being in the list is the figure`,
  };
  return [{ about: "value", found: "1", confidence: "guess", evidence }, periodFinding(undefined), placeFinding(place)];
}
