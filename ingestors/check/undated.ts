// Texts that look like dates and that no form reads: never a detail of today, and no period that could be told.
import type { Said } from "../../schemas/check.ts";
import type { Field, UndatedRole } from "./column.ts";
import { quoted } from "./french.ts";
import { NAMED } from "./words.ts";

const MOST = 0.8;
const MONTH =
  "(janv(ier)?|f[ée]v(r(ier)?)?|mars|avr(il)?|mai|juin|juil(let)?|ao[ûu]t|sept(embre)?|oct(obre)?|nov(embre)?|d[ée]c(embre)?|jan(uary)?|feb(ruary)?|mar(ch)?|apr|may|june?|july?|aug(ust)?|sep(tember)?|october|november|december)\\.?";
const WEEKDAY = "(lun|mar|mercre|jeu|vendre|same)di|dimanche";
const YEARLESS = new RegExp(`^((${WEEKDAY}),? )?(\\d{1,2}(er)? )?${MONTH}$|^(${WEEKDAY})( \\d|$)`, "iu");
/** Whatever the field is called. */
const LOOKS: readonly RegExp[] = [
  YEARLESS,
  new RegExp(`^((${WEEKDAY}),? )?(\\d{1,2}(er)? )?${MONTH} ?[' ]?(\\d\\d|\\d{4})$`, "iu"),
  /^(19|20)\d\d ?[-/–] ?(19|20)?\d\d$/, // a school year
  /^\d{1,2}[/.-]\d{1,2}[/.-](19|20)\d\d\b/,
  /^(19|20)\d\d[/.-]\d{1,2}[/.-]\d{1,2}\b/,
  /^\d\d\/\d\d\/\d\d$/,
  /^(du|from|semaine du|week of) .*\d/i,
  /^([STQW]|sem(aine|estre)?|trim(estre)?|week|quarter) ?\d{1,2}[ /-]?(19|20)\d\d$/i,
  /^(19|20)\d\d[ /-]?[STQW]\d{1,2}$/i,
  /^\d(er|e|è|ème|eme|nd|st|rd|th)? ?(trim|sem|quarter)/i,
];
/** Of a field that is named as a date, or of keys. */
const PARTS = /^([STQWM]|sem(aine)?|trim(estre)?|week|quarter|mois)[ -]?\d{1,2}$/i;
/** Spans that end today, or the name of a span. */
const SPANS =
  /^(jour|day|semaine|week|mois|month|trimestre|quarter|ann[ée]e|year|aujourd.?hui|today|hier|yesterday)s?$/i;
/** The name of a number within a year. */
const NUMBERED = /^(n[o°]_?|num([ée]ro)?_?)?(de_?)?(mois|month|semaine|week|trimestre|quarter)(_?(num(ber)?|no|nb))?$/i;

/** `undefined`: they do not look like dates. To be asked of texts that no form of date reads. */
export function undatedIn(
  { name, from }: Pick<Field, "name" | "from">,
  texts: readonly string[],
): UndatedRole | undefined {
  const isNamed = NAMED.date.test(name) && (!NAMED.duration.test(name) || /^(date)?_?time(stamp)?$/i.test(name));
  const looks = (text: string) =>
    LOOKS.some((look) => look.test(text.trim())) ||
    ((isNamed || from === "key") && PARTS.test(text.trim())) ||
    (isNamed && SPANS.test(text.trim())) ||
    (isNamed && /\d/.test(text) && !/^-?[\d\s.,]+$/.test(text));
  const isNumbered =
    NUMBERED.test(name) &&
    new Set(texts).size > 1 &&
    texts.every((text) => /^\d{1,2}$/.test(text) && Number(text) <= 53);
  const example = isNumbered ? texts[0] : texts.find(looks);
  if (example === undefined || (!isNumbered && texts.filter(looks).length < texts.length * MOST)) return undefined;
  const isYearless =
    isNumbered ||
    (texts.every((text) => !/(19|20)\d\d/.test(text)) && (YEARLESS.test(example.trim()) || PARTS.test(example.trim())));
  return { is: "undated", why: isYearless ? yearless(example) : unread(example) };
}

/** Whether a heading names a period, or a part of a year. */
export function isPeriodName(name: string): boolean {
  const text = name.trim();
  return (
    /^(19|20)\d\d(-\d\d)?(-\d\d)?$|^\d\d\/(19|20)\d\d$/.test(text) ||
    PARTS.test(text) ||
    SPANS.test(text) ||
    LOOKS.some((look) => look.test(text))
  );
}

/** Dates of which one says that the day comes first and another that the month does, or none says which. */
export function eitherOrder(example: string, isProven: boolean): UndatedRole {
  return {
    is: "undated",
    why: isProven
      ? {
          fr: `parmi des dates comme ${quoted(example)}, les unes ont le jour avant le mois, les autres le mois avant le jour : demandez à l’équipe de les écrire comme 2026-03-31`,
          en: `of dates such as "${example}" some have the day before the month, and some the month before the day: ask the team to write them as 2026-03-31`,
        }
      : {
          fr: `des dates comme ${quoted(example)} se suivent si le mois est écrit avant le jour, et non si le jour est avant le mois : demandez à l’équipe lequel vient d’abord`,
          en: `dates such as "${example}" follow one another if the month stands before the day, and do not if the day stands before the month: ask the team which comes first`,
        },
  };
}

/** Hours of a day, each with a figure of its own. */
export function severalADay([example = ""]: readonly string[]): UndatedRole {
  return {
    is: "undated",
    why: {
      fr: `un même jour a plusieurs dates, comme ${quoted(example)} : des heures ne sont pas des périodes que Relevé reprend ; demandez à l’équipe un chiffre par jour`,
      en: `one day has several dates, as "${example}": hours are no periods that are stated; ask the team for one figure a day`,
    },
  };
}

/** Why a month or a day without its year is none. */
export function yearless(example: string): Said {
  return {
    fr: `des dates comme ${quoted(example)} n’ont pas d’année : on ne peut pas dire de quelle période il s’agit`,
    en: `dates such as "${example}" have no year: no period can be told`,
  };
}
function unread(example: string): Said {
  return {
    fr: `date peu claire, refusée : ${quoted(example)} n’a aucune des formes qui se lisent, comme 2026-03-01, 2026-03, 2026-W09, 01/03/2026, mars 2026, S09 2026 ou T1 2026 ; demandez à l’équipe l’une d’elles`,
    en: `unclear date, refused: "${example}" has none of the forms that are read, as 2026-03-01, 2026-03, 2026-W09, 01/03/2026, mars 2026, S09 2026 or T1 2026; ask the team for one of them`,
  };
}
