// Whether values are dates, in which form, and how long the periods are that begin on them.

import { Temporal } from "temporal-polyfill";
import type { Said } from "../../schemas/check.ts";
import { type Grain, periodFrom } from "../../schemas/period.ts";
import { DATE_FORMATS, type DateFormat, GRAIN_OF, readDay } from "../endpoints/dates.ts";
import type { DateRole } from "./column.ts";
import { counted, dayFr, exampleFr, few, numberFr, ONE_GRAIN } from "./french.ts";

/** Forms that are numbers, too: believed of a field that is named as a date, or of keys. */
const NUMBERS: readonly DateFormat[] = ["year", "yyyymm", "yyyymmdd", "epoch-s", "epoch-ms"];
const FORMATS = Object.keys(DATE_FORMATS) as DateFormat[];
/** Of a field that is named as a date, some may be wrong; another is one only when nearly all are. */
const MOST = { named: 0.6, other: 0.95 };
/** Longest first: what fits a year's first days fits a month's too. */
const LONGEST: readonly Grain[] = ["year", "quarter", "month", "week", "sunday_week"];

/**
 * @param named     a name, or its place as a key, says that it is a date
 * @param isWeekly  a lone Sunday begins a week, as charts draw them; else it is a day
 */
export function datesIn(texts: readonly string[], named: boolean, isWeekly = false): DateRole | undefined {
  for (const format of FORMATS) {
    if (NUMBERS.includes(format) && !named) continue;
    const days = texts.flatMap((text) => readable(text, format) ?? []);
    if (days.length < texts.length * (named ? MOST.named : MOST.other) || days.length === 0) continue;
    const { grain, sure, why } = grainOf(days, format, isWeekly);
    const seen: Said = {
      fr: `${counted(days.length, "valeur", "valeurs")} sur ${numberFr(texts.length)} ${few(days.length, "est une date", "sont des dates")}, comme ${exampleFr(texts[0])} ; ${why.fr}`,
      en: `${days.length} of ${texts.length} values are dates, as ${JSON.stringify(texts[0])}; ${why.en}`,
    };
    return { is: "date", format, grain, sure: sure && (named || !NUMBERS.includes(format)), seen };
  }
  return undefined;
}

/** A real day between 1990 and 2100. */
function readable(text: string, format: DateFormat): string | undefined {
  const day = readDay(text, format, 2);
  return day !== undefined && /^(199|20)\d/.test(day) && periodFrom("day", day) ? day : undefined;
}

/** By the form, or by the distances of the days: a single day could begin anything. */
function grainOf(
  days: readonly string[],
  format: DateFormat,
  isWeekly: boolean,
): { grain: Grain; sure: boolean; why: Said } {
  const only = GRAIN_OF[format];
  if (only)
    return { grain: only, sure: true, why: { fr: `chacune désigne ${ONE_GRAIN[only]}`, en: `each names a ${only}` } };
  const each = [...new Set(days)].sort();
  const fitting = (grain: Grain) => each.filter((day) => periodFrom(grain, day));
  const fits = LONGEST.find((grain) => fitting(grain).length >= each.length * FITTING);
  if (each.length < 2) {
    const grain = isWeekly && fits === "sunday_week" ? fits : "day";
    return { grain, sure: false, why: onceOnly(each[0] ?? "", grain) };
  }
  const apart = (all: readonly string[]) => Math.min(...all.slice(1).map((day, at) => between(all[at] ?? day, day)));
  const shortest = apart(fits ? fitting(fits) : each);
  if (fits && shortest >= LEAST[fits]) {
    const many = fitting(fits).length;
    return {
      grain: fits,
      sure: many === each.length,
      why: {
        fr: `${numberFr(many)} sur ${numberFr(each.length)} ${few(many, "commence", "commencent")} ${ONE_GRAIN[fits]}, à ${counted(shortest, "jour", "jours")} d’écart au moins`,
        en: `${many} of ${each.length} begin a ${fits}, ${shortest} days apart at least`,
      },
    };
  }
  const why: Said = {
    fr: `${counted(each.length, "jour", "jours")}, à ${counted(shortest, "jour", "jours")} d’écart au moins`,
    en: `${each.length} days, ${shortest} apart at least`,
  };
  return { grain: "day", sure: shortest === 1, why };
}
function onceOnly(day: string, grain: Grain): Said {
  return {
    fr: `il n’y a qu’une date, le ${dayFr(day)} : on suppose qu’elle désigne ${ONE_GRAIN[grain]}`,
    en: `there is one date only, ${day}: a ${grain} is a guess`,
  };
}
/** Days that begin a period, of those that may be wrong. */
const FITTING = 0.6;
const LEAST: Record<Grain, number> = { day: 1, week: 7, sunday_week: 7, month: 28, quarter: 89, year: 365 };

function between(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}
