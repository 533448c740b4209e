// What the kind `matomo` tells of what it saw: a report and its periods, or an error with status 200.
import type { Said } from "../../../schemas/check.ts";
import { BY_GRAIN, counted, quoted } from "../french.ts";

export const OWN_ERROR: Said = { fr: "la forme que Matomo donne à ses erreurs", en: "Matomo's own form of an error" };
export const MEANT: Said = { fr: "c’est ce que Matomo appelle ainsi", en: "what Matomo means by this name" };
export const ASKED: Said = { fr: "l’adresse le demande", en: "the address asks for it" };
/** What to change in the address. */
const LAST = "period=month&date=last12";
export const ONE_PERIOD: Said = {
  fr: `la réponse est d’une seule période, qu’elle ne nomme pas : écrivez ${LAST} dans l’adresse (ou day, week, year)`,
  en: `the answer is of one period, and does not name it: write ${LAST} in the address (or day, week, year)`,
};
export const ONE_RANGE: Said = {
  fr: `period=range donne un seul total pour toute la durée, qui n’est pas une période du calendrier : écrivez ${LAST} dans l’adresse (ou day, week, year)`,
  en: `period=range gives one total for the whole span, which is no period of the calendar: write ${LAST} in the address (or day, week, year)`,
};
export const EACH: Said = { fr: "le nombre de chaque période", en: "each period's number" };
export const NO_LABEL: Said = {
  fr: 'aucun de ces libellés ne nomme un indicateur du catalogue : écrivez un chiffre pour celui que vous voulez lire, avec "label" et "value"',
  en: 'none of these labels names a metric of the catalogue: write a figure for the one that you want to read, with "label" and "value"',
};
export const ONE_PLACE: Said = {
  fr: "Matomo ne dit pas de quel lieu est un site : c’est la France entière, sauf si vous en connaissez un autre",
  en: "a site is of one place: the country, unless you know better",
};
export function reportSeen(method: string | null): Said {
  return {
    fr: `un rapport de Matomo : ${method ?? "sans méthode"}`,
    en: `a report of Matomo: ${method ?? "without a method"}`,
  };
}
export function errorTold(message: string): Said {
  return {
    fr: `Matomo répond par une erreur, avec le statut 200 : ${quoted(message)}`,
    en: `Matomo says, with status 200: ${message}`,
  };
}
export function periodsSeen(count: number): Said {
  return { fr: `dans ${counted(count, "période", "périodes")}`, en: `in ${count} periods` };
}
export function periodFound(period: string): Said {
  const known: Readonly<Record<string, string>> = BY_GRAIN;
  const by = Object.hasOwn(known, period) ? known[period] : `par ${period}`;
  return { fr: `les clés de la réponse, ${by}`, en: `the answer's keys, by ${period}` };
}
