// Sliding windows, as names say them: "(30 jours)", `actifs_7j`, `wau`. People of one window are never those of another.
import type { Metric } from "../../schemas/catalogue-model.ts";
import type { Said } from "../../schemas/check.ts";
import type { Grain } from "../../schemas/period.ts";
import { quoted } from "./french.ts";

/** In days; 0: a length that no metric has. */
export type WindowDays = 1 | 7 | 28 | 30 | 365 | 0;

/** Keys that conventions give to active people, whole words only. */
const KEYS: Readonly<Record<string, string>> = {
  dau: "utilisateurs actifs 1 jour",
  wau: "utilisateurs actifs 7 jours semaine",
  mau: "utilisateurs actifs 28 jours mois",
  yau: "utilisateurs actifs 12 mois an",
};
const KEY = /(?<!\p{L})([dwmy]au)(?!\p{L})/iu;
/** Beside one of these keys, `tu` is the convention's, too: all users. */
const TOTAL = /^tu$/i;

/** A name whose key of a convention is written out; `beside`: names of the same rows. */
export function spelledOut(name: string, beside: readonly string[] = []): string {
  if (TOTAL.test(name) && beside.some((other) => KEY.test(other))) return "utilisateurs";
  return name.replace(KEY, (key) => KEYS[key.toLowerCase()] ?? key);
}

const DAYS = /(?<!\d)(\d{1,3})[\s_-]*(?:derniers?[\s_-]*|last[\s_-]*)?(?:jours?|days?|j|d)(?!\p{L})/iu;
const WORDS: readonly (readonly [look: RegExp, days: WindowDays])[] = [
  [/(?<!\d)12[\s_-]*(derniers?[\s_-]*)?(mois|months?|m)(?!\p{L})|last_?year|yearly|yau/iu, 365],
  [/daily|quotidien/i, 1],
  [/last_?week|weekly|hebdo|wau/i, 7],
  [/(?<!\p{L})mau(?!\p{L})/iu, 28],
  [/last_?month|monthly|mensuel/i, 30],
];
/** "en moins de 30 jours" says how fast, not when. */
const LIMIT = /((moins|plus)\s+de|sous)\s+\d|(under|within|less than|more than)\s+\d/i;

/** `undefined`: it says none. */
export function windowIn(name: string): WindowDays | undefined {
  if (LIMIT.test(name)) return undefined;
  const [, days] = DAYS.exec(name) ?? [];
  if (days !== undefined) return LENGTHS[Number(days)] ?? 0;
  return WORDS.find(([look]) => look.test(name))?.[1];
}
const LENGTHS: Readonly<Record<number, WindowDays>> = { 1: 1, 7: 7, 28: 28, 30: 30, 31: 30, 365: 365 };
const METRIC_WINDOWS: Readonly<Record<WindowDays, string>> = {
  1: "",
  7: "7j",
  28: "28j",
  30: "28j",
  365: "12m",
  0: "",
};
const GRAINS: Readonly<Record<WindowDays, readonly Grain[]>> = {
  1: ["day"],
  7: ["week", "sunday_week"],
  28: ["month"],
  30: ["month"],
  365: ["year"],
  0: [],
};

/** The words by which metrics of this window are called. */
export function windowWords(name: string): string[] {
  const days = windowIn(name);
  const word = days === undefined ? "" : METRIC_WINDOWS[days];
  return word === "" ? [] : [word, word.replace(/\D/g, "")];
}

/** Whether a metric can be of the window that the name says, over periods of this grain. */
export function fitsWindow({ key }: Metric, name: string, grain: Grain | undefined): boolean {
  const days = windowIn(name);
  if (days === undefined) return true;
  if (grain !== undefined) return GRAINS[days].includes(grain);
  return METRIC_WINDOWS[days] !== "" && key.endsWith(`_${METRIC_WINDOWS[days]}`);
}

/** The catalogue has a window of 28 days, and none of 30. */
export function askWindow(name: string, metric: string): Said | undefined {
  if (windowIn(name) !== 30 || !metric.endsWith("_28j")) return undefined;
  return {
    fr: `${quoted(name)} compte-t-il sur 30 jours, sur 28, ou par mois ? Le catalogue a une fenêtre de 28 jours, et aucune de 30 (docs/metrics.md).`,
    en: `Does "${name}" count over 30 days, over 28, or by month? The catalogue has a window of 28 days, and none of 30 (docs/metrics.md).`,
  };
}

export function noWindow(name: string): Said {
  return {
    fr: `${quoted(name)} compte sur une fenêtre de jours que le catalogue n’a pas sous cette forme : demandez 7 ou 28 jours au jour de la réponse, ou chaque période à part`,
    en: `"${name}" counts over a window of days that the catalogue does not have so: ask for 7 or 28 days on the day of the answer, or for each period apart`,
  };
}
