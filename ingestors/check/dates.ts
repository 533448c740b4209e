// Whether values are dates, and in which form they are written.

import type { Said } from "../../schemas/check.ts";
import { periodFrom } from "../../schemas/period.ts";
import { DATE_FORMATS, type DateFormat, GRAIN_OF, readDay } from "../endpoints/dates.ts";
import type { DateRole, UndatedRole } from "./column.ts";
import { counted, exampleFr, few, numberFr, ONE_GRAIN } from "./french.ts";
import { type Spacing, type SpacingHints, spacingOf } from "./spacing.ts";
import { eitherOrder, severalADay } from "./undated.ts";

/** Forms that are numbers, too: believed of a field that is named as a date, or of keys. */
const NUMBERS: readonly DateFormat[] = ["year", "yyyymm", "yyyymmdd", "epoch-s", "epoch-ms"];
/** Without what only joined parts are. */
const FORMATS = (Object.keys(DATE_FORMATS) as DateFormat[]).filter((format) => format !== "yyyy-ww");
/** Of a field that is named as a date, some may be wrong; another is one only when nearly all are. */
const MOST = { named: 0.6, other: 0.95 };

/**
 * `undated`: they are dates, of which no period can be told. `undefined`: no form reads them.
 * @param named  a name, or its place as a key, says that it is a date
 */
export function datesIn(
  texts: readonly string[],
  named: boolean,
  hints: SpacingHints = {},
): DateRole | UndatedRole | undefined {
  const order = orderOf(texts);
  if (order === "both") return eitherOrder(texts[0] ?? "", true);
  const format = FORMATS.find((one) => isWrittenAs(texts, one, named) && !isOtherOrder(one, order));
  if (format === undefined) return undefined;
  const days = readAs(texts, format);
  const found = lengthOf(days, format, hints);
  if (order === "neither" && !isSure(found)) {
    const swapped = readAs(texts, "mm/dd/yyyy");
    if (swapped.length === days.length && isSure(spacingOf(swapped, hints))) return eitherOrder(texts[0] ?? "", false);
  }
  if (isHourly(texts, format, days)) return severalADay(texts);
  if (!found.grain) return { is: "undated", why: found.why, format };
  const { grain, sure, isRegular, why } = found;
  const seen: Said = {
    fr: `${counted(days.length, "valeur", "valeurs")} sur ${numberFr(texts.length)} ${few(days.length, "est une date", "sont des dates")}, comme ${exampleFr(texts[0])} ; ${why.fr}`,
    en: `${days.length} of ${texts.length} values are dates, as ${JSON.stringify(texts[0])}; ${why.en}`,
  };
  return { is: "date", format, grain, sure, isRegular, seen };
}

function isWrittenAs(texts: readonly string[], format: DateFormat, named: boolean): boolean {
  if (NUMBERS.includes(format) && !named) return false;
  const read = readAs(texts, format).length;
  return read > 0 && read >= texts.length * (named ? MOST.named : MOST.other);
}
/** Some of them would be read, and wrong. The month comes first only where it is proven. */
function isOtherOrder(format: DateFormat, order: ReturnType<typeof orderOf>): boolean {
  return (format === "dd/mm/yyyy" && order === "mm/dd/yyyy") || (format === "mm/dd/yyyy" && order !== format);
}

/** Instants of one day differ. */
function isHourly(texts: readonly string[], format: DateFormat, days: readonly string[]): boolean {
  if (!["iso-date", "epoch-s", "epoch-ms"].includes(format)) return false;
  return new Set(days).size < new Set(texts.filter((text) => readable(text, format))).size;
}

const isSure = (found: Spacing) => found.grain !== undefined && found.sure && found.isRegular;

/** By the form, or by the distances of the days: a single day could begin anything. */
function lengthOf(days: readonly string[], format: DateFormat, hints: SpacingHints): Spacing {
  const only = GRAIN_OF[format];
  if (!only) return spacingOf(days, hints);
  const { isRegular = false } = spacingOf(days, { told: only }) as { readonly isRegular?: boolean };
  const why = { fr: `chacune désigne ${ONE_GRAIN[only]}`, en: `each names a ${only}` };
  return { grain: only, sure: true, isRegular, why };
}

/** What a number beyond twelve proves of dates with two slashes; `undefined`: there are none. */
function orderOf(texts: readonly string[]): "dd/mm/yyyy" | "mm/dd/yyyy" | "both" | "neither" | undefined {
  const parts = texts.flatMap((text) => [...text.trim().matchAll(/^(\d\d)\/(\d\d)\/\d{4}$/g)]);
  if (parts.length === 0) return undefined;
  const isDayFirst = parts.some(([, first]) => Number(first) > 12);
  const isMonthFirst = parts.some(([, , second]) => Number(second) > 12);
  if (isDayFirst && isMonthFirst) return "both";
  return isDayFirst ? "dd/mm/yyyy" : isMonthFirst ? "mm/dd/yyyy" : "neither";
}

function readAs(texts: readonly string[], format: DateFormat): string[] {
  return texts.flatMap((text) => readable(text, format) ?? []);
}

/** A real day between 1990 and 2100. */
function readable(text: string, format: DateFormat): string | undefined {
  const day = readDay(text, format, 2);
  return day !== undefined && /^(199|20)\d/.test(day) && periodFrom("day", day) ? day : undefined;
}
