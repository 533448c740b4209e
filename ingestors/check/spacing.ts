// How long periods are whose first days are known: by how the days follow one another, and by what words say. Where
// neither tells, it is a guess, which is asked; days that end periods, or lie within them, begin none that could be read.
import type { Said } from "../../schemas/check.ts";
import { addDays, type Grain, periodFrom } from "../../schemas/period.ts";
import { counted, dayFr, few, numberFr, ONE_GRAIN } from "./french.ts";

/** What is known beside the days. */
export interface SpacingHints {
  /** A lone Sunday begins a week, as charts draw them; else it is a day. */
  readonly isWeekly?: boolean;
  /** The grain that a name or the address says. */
  readonly told?: Grain | undefined;
}
export type Spacing =
  | { readonly grain: Grain; readonly sure: boolean; readonly isRegular: boolean; readonly why: Said }
  /** No grain reads these days. */
  | { readonly grain?: undefined; readonly why: Said };

/** What fits a year's first days fits a month's too: the spacing tells them apart, and else the shortest is guessed. */
const SHORTEST: readonly Grain[] = ["day", "week", "sunday_week", "month", "quarter", "year"];
const LONGER = SHORTEST.slice(1);
/** Days that begin a period, of those that may be wrong: then it is a guess. */
const FITTING = 0.6;

/** @param days  YYYY-MM-DD, in any order, at least one */
export function spacingOf(days: readonly string[], { isWeekly = false, told }: SpacingHints = {}): Spacing {
  const each = [...new Set(days)].sort();
  const [first = ""] = each;
  if (each.length < 2) return alone(first, isWeekly, told);
  const fits = LONGER.filter((grain) => begin(each, grain).length === each.length);
  const regular = SHORTEST.find((grain) => (grain === "day" || fits.includes(grain)) && isRegular(each, grain));
  if (told && told !== "day" && fits.includes(told) && regular !== "day")
    return { grain: told, sure: regular === undefined || regular === told, isRegular: regular === told, why: BY_WORDS };
  if (regular) {
    const isSure = each.length > 2 || !["quarter", "week"].includes(regular);
    return { grain: regular, sure: isSure, isRegular: true, why: following(each, regular) };
  }
  const mostly = LONGER.find((grain) => isMostly(each, grain));
  if (mostly) return { grain: mostly, sure: false, isRegular: false, why: following(each, mostly) };
  const within = withinPeriods(each);
  if (within) return { why: within };
  const [shortest] = fits;
  if (shortest) return { grain: shortest, sure: false, isRegular: false, why: sparse(each, shortest) };
  const sure = told === "day" || each.some((day, at) => each[at + 1] === addDays(day, 1));
  return { grain: "day", sure, isRegular: false, why: sparse(each, "day") };
}

const begin = (days: readonly string[], grain: Grain) => days.filter((day) => periodFrom(grain, day));

/** Whether most of the days are followed by the next period's first one. */
function isRegular(days: readonly string[], grain: Grain): boolean {
  return steps(days, grain) * 2 > days.length - 1;
}
function steps(days: readonly string[], grain: Grain): number {
  return days.slice(1).filter((day, at) => addDays(periodFrom(grain, days[at] ?? "")?.last ?? day, 1) === day).length;
}
function isMostly(days: readonly string[], grain: Grain): boolean {
  const some = begin(days, grain);
  return some.length > 2 && some.length >= days.length * FITTING && isRegular(some, grain);
}

function alone(day: string, isWeekly: boolean, told: Grain | undefined): Spacing {
  if (told && periodFrom(told, day)) return { grain: told, sure: true, isRegular: false, why: BY_WORDS };
  const grain = isWeekly && periodFrom("sunday_week", day) ? "sunday_week" : "day";
  return {
    grain,
    sure: false,
    isRegular: false,
    why: {
      fr: `il n’y a qu’une date, le ${dayFr(day)} : on suppose qu’elle désigne ${ONE_GRAIN[grain]}`,
      en: `there is one date only, ${day}: a ${grain} is a guess`,
    },
  };
}

/** Ends of months, every Wednesday, the 15th of each month: days of periods that begin on another day. */
function withinPeriods(days: readonly string[]): Said | undefined {
  if (days.every((day) => periodFrom("month", addDays(day, 1)))) return ENDS;
  if (days.length < 3) return undefined;
  const gaps = days.slice(1).map((day, at) => (Date.parse(day) - Date.parse(days[at] ?? "")) / 86_400_000);
  if (gaps.every((gap) => gap % 7 === 0) && gaps.filter((gap) => gap === 7).length * 2 > gaps.length) return OTHER_DAY;
  const isSameDay = new Set(days.map((day) => day.slice(8))).size === 1 && !days[0]?.endsWith("-01");
  return isSameDay ? SAME_DAY : undefined;
}
const ENDS: Said = {
  fr: "ce sont des fins de mois : Relevé lit le premier jour d’une période, et un chiffre du dernier jour pourrait être celui du mois ou de ce seul jour ; demandez à l’équipe le mois (2026-03) ou son premier jour",
  en: "they are last days of months: the first day of a period is read, and a figure of the last one could be the month's or that day's; ask the team for the month (2026-03) or its first day",
};
const OTHER_DAY: Said = {
  fr: "elles se suivent de semaine en semaine, sans tomber un lundi ni un dimanche : aucune période ne commence là ; demandez à l’équipe le premier jour de chaque semaine",
  en: "they follow one another by weeks, on neither Mondays nor Sundays: no period begins there; ask the team for the first day of each week",
};
const SAME_DAY: Said = {
  fr: "elles tombent chaque fois le même jour du mois, qui n’est pas le premier : aucune période ne commence là ; demandez à l’équipe le mois, ou son premier jour",
  en: "they are the same day of each month, and not the first: no period begins there; ask the team for the month, or its first day",
};
const BY_WORDS: Said = {
  fr: "un nom ou l’adresse dit la durée d’une période",
  en: "a name or the address says how long a period is",
};

function following(days: readonly string[], grain: Grain): Said {
  const some = begin(days, grain);
  const many = steps(some, grain);
  return {
    fr: `${numberFr(some.length)} sur ${numberFr(days.length)} ${few(some.length, "commence", "commencent")} ${ONE_GRAIN[grain]}, et ${counted(many, "fois", "fois")} la période suivante vient ensuite`,
    en: `${some.length} of ${days.length} begin a ${grain}, ${many} of them followed by the next one`,
  };
}
function sparse(days: readonly string[], grain: Grain): Said {
  return {
    fr: `${numberFr(days.length)} dates qui commencent ${ONE_GRAIN[grain]}, sans se suivre régulièrement`,
    en: `${days.length} dates that begin a ${grain}, at no regular distance`,
  };
}
