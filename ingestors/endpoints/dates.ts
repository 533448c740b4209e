// Dates as sources write them. Each format gives the first day of what it names; a date without its year is no date.
import { dayOf, type Grain, type Period, periodFrom } from "../../schemas/period.ts";
import type { Edition } from "./edition.ts";
import { quarterIn, weekIn } from "./week-quarter.ts";

/** Format → an example, as the documentation shows it. */
export const DATE_FORMATS = {
  "iso-date": "2026-03-01, or an instant: 2026-03-01T08:00:00Z",
  "iso-month": "2026-03",
  "iso-week": "2026-W09",
  "iso-quarter": "2026-Q1",
  year: "2026",
  "dd/mm/yyyy": "01/03/2026",
  "mm/dd/yyyy": "03/31/2026",
  "yyyy/mm/dd": "2026/03/01",
  "mm/yyyy": "03/2026",
  yyyymm: "202603",
  yyyymmdd: "20260301",
  "fr-day": "1er mars 2026, 05 janv. 2026",
  "fr-month": "mars 2026",
  "fr-week": "S09 2026, 2026-S09, semaine 9 2026",
  "fr-quarter": "T1 2026, 1er trimestre 2026",
  "yyyy-ww": "2026-09: week 9, of a year and a week that stand apart",
  "en-month": "March 2026, Mar 2026",
  "epoch-s": "1772323200",
  "epoch-ms": "1772323200000",
} as const;
export type DateFormat = keyof typeof DATE_FORMATS;

/** Formats that name a whole period: they fit one grain only. */
export const GRAIN_OF: Partial<Record<DateFormat, Grain>> = {
  "iso-month": "month",
  "iso-week": "week",
  "iso-quarter": "quarter",
  year: "year",
  "fr-month": "month",
  "fr-week": "week",
  "fr-quarter": "quarter",
  "yyyy-ww": "week",
  "en-month": "month",
  "mm/yyyy": "month",
  yyyymm: "month",
};

const MONTHS: readonly RegExp[] = [
  /^janv(\.|ier)?$/,
  /^f[ée]v(r\.?|rier|\.)?$/,
  /^mars$/,
  /^avr(\.|il)?$/,
  /^mai$/,
  /^juin$/,
  /^juil(\.|let)?$/,
  /^ao[ûu]t$/,
  /^sept(\.|embre)?$/,
  /^oct(\.|obre)?$/,
  /^nov(\.|embre)?$/,
  /^d[ée]c(\.|embre)?$/,
];
const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;
const LOCAL = /^(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?$/;

/**
 * The period of a grain that a source's date names; `undefined` when the date cannot be read, or is not the first day
 * of such a period: a week that begins on a Sunday is no ISO week, and nothing is moved to fit.
 */
export function readPeriod(value: unknown, format: DateFormat, grain: Grain, edition: Edition): Period | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const key = `${edition} ${format} ${grain} ${value}`;
  let period = seen.get(key);
  if (period === undefined) {
    const day = readDay(value, format, edition);
    period = (day !== undefined && periodFrom(grain, day)) || null;
    if (seen.size >= SEEN_LIMIT) seen.clear();
    seen.set(key, period);
  }
  return period ?? undefined;
}

/** The same few dates come again in every row of every answer. */
const seen = new Map<string, Period | null>();
const SEEN_LIMIT = 20_000;

/** Ten digits are seconds and thirteen milliseconds, of the years 2001 to 2286: taken for one another they are 1970, or never. */
const SECONDS = /^[1-9]\d{9}(\.\d+)?$/;
const MILLISECONDS = /^[1-9]\d{12}$/;

/**
 * The first day (YYYY-MM-DD, in Paris) of what a date names, or `undefined` when it cannot be read. Of the first edition
 * any number of seconds or milliseconds is an instant, and accents that stand apart from their letters are no letters.
 */
export function readDay(value: unknown, format: DateFormat, edition: Edition): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const text = String(value).trim();
  switch (format) {
    case "iso-date":
      return LOCAL.exec(text)?.[1] ?? (INSTANT.test(text) ? instant(Date.parse(text.replace(" ", "T"))) : undefined);
    case "iso-month":
      return inOrder(text, YEAR_MONTH);
    case "iso-quarter":
    case "fr-quarter":
      return quarterIn(text, format);
    case "iso-week":
    case "fr-week":
    case "yyyy-ww":
      return weekIn(text, format);
    case "year":
      return inOrder(text, YEAR);
    case "dd/mm/yyyy":
      return inOrder(text, DAY_MONTH_YEAR);
    case "mm/dd/yyyy":
      return inOrder(text, MONTH_DAY_YEAR);
    case "yyyy/mm/dd":
      return inOrder(text, YEAR_MONTH_DAY);
    case "mm/yyyy":
      return inOrder(text, MONTH_YEAR);
    case "yyyymm":
      return inOrder(text, YEARMONTH);
    case "yyyymmdd":
      return inOrder(text, YEARMONTHDAY);
    case "fr-day":
    case "fr-month":
      return french(edition >= 2 ? text.normalize("NFC") : text, format);
    case "en-month":
      return english(text);
    case "epoch-s":
      return since1970(text, edition >= 2 ? SECONDS : /^\d+(\.\d+)?$/, 1000);
    case "epoch-ms":
      return since1970(text, edition >= 2 ? MILLISECONDS : /^\d+$/, 1);
  }
}

const YEAR = /^(?<y>\d{4})$/;
const YEAR_MONTH = /^(?<y>\d{4})-(?<m>\d\d)$/;
const DAY_MONTH_YEAR = /^(?<d>\d\d)\/(?<m>\d\d)\/(?<y>\d{4})$/;
const MONTH_DAY_YEAR = /^(?<m>\d\d)\/(?<d>\d\d)\/(?<y>\d{4})$/;
const YEAR_MONTH_DAY = /^(?<y>\d{4})\/(?<m>\d\d)\/(?<d>\d\d)$/;
const MONTH_YEAR = /^(?<m>\d\d)\/(?<y>\d{4})$/;
const YEARMONTH = /^(?<y>\d{4})(?<m>\d\d)$/;
const YEARMONTHDAY = /^(?<y>\d{4})(?<m>\d\d)(?<d>\d\d)$/;

/** Year, month and day as an ISO date writes them; the first of what is not named. */
function inOrder(text: string, form: RegExp): string | undefined {
  const { y, m = "01", d = "01" } = form.exec(text)?.groups ?? {};
  return y === undefined ? undefined : `${y}-${m}-${d}`;
}

function since1970(text: string, form: RegExp, milliseconds: number): string | undefined {
  return form.test(text) ? instant(Number(text) * milliseconds) : undefined;
}

function instant(milliseconds: number): string | undefined {
  return Number.isFinite(milliseconds) && milliseconds < 4.2e12 ? dayOf(Math.trunc(milliseconds)) : undefined;
}

function french(text: string, format: "fr-day" | "fr-month"): string | undefined {
  const match = /^(?:(\d{1,2})(?:er)? )?([\p{L}.]+),? (\d{4})$/u.exec(text.toLowerCase().replace(/\s+/g, " "));
  const month = MONTHS.findIndex((name) => name.test(match?.[2] ?? ""));
  if (!match || month === -1 || (match[1] === undefined) !== (format === "fr-month")) return undefined;
  return `${match[3]}-${String(month + 1).padStart(2, "0")}-${(match[1] ?? "1").padStart(2, "0")}`;
}

const ENGLISH =
  /^(?:(jan)(?:uary)?|(feb)(?:ruary)?|(mar)(?:ch)?|(apr)(?:il)?|(may)|(june?)|(july?)|(aug)(?:ust)?|(sept?)(?:ember)?|(oct)(?:ober)?|(nov)(?:ember)?|(dec)(?:ember)?)\.?,? (\d{4})$/;

function english(text: string): string | undefined {
  const [, ...found] = ENGLISH.exec(text.toLowerCase().replace(/\s+/g, " ")) ?? [];
  const month = found.slice(0, 12).findIndex((name) => name !== undefined) + 1;
  return month === 0 ? undefined : `${found[12]}-${String(month).padStart(2, "0")}-01`;
}
