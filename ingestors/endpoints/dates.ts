// Dates as sources write them. Each format gives the first day of what it names; a date without its year is no date.
import { Temporal } from "temporal-polyfill";
import { dayOf, type Grain, type Period, periodFrom } from "../../schemas/period.ts";

/** Format → an example, as the documentation shows it. */
export const DATE_FORMATS = {
  "iso-date": "2026-03-01, or an instant: 2026-03-01T08:00:00Z",
  "iso-month": "2026-03",
  "iso-week": "2026-W09",
  "iso-quarter": "2026-Q1",
  year: "2026",
  "dd/mm/yyyy": "01/03/2026",
  "mm/yyyy": "03/2026",
  yyyymm: "202603",
  "fr-day": "1er mars 2026, 05 janv. 2026",
  "fr-month": "mars 2026",
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
export function readPeriod(value: unknown, format: DateFormat, grain: Grain): Period | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const key = `${format} ${grain} ${value}`;
  let period = seen.get(key);
  if (period === undefined) {
    const day = readDay(value, format);
    period = (day !== undefined && periodFrom(grain, day)) || null;
    if (seen.size >= SEEN_LIMIT) seen.clear();
    seen.set(key, period);
  }
  return period ?? undefined;
}

/** The same few dates come again in every row of every answer. */
const seen = new Map<string, Period | null>();
const SEEN_LIMIT = 20_000;

/** The first day (YYYY-MM-DD, in Paris) of what a date names, or `undefined` when it cannot be read. */
export function readDay(value: unknown, format: DateFormat): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const text = String(value).trim();
  switch (format) {
    case "iso-date":
      return LOCAL.exec(text)?.[1] ?? (INSTANT.test(text) ? instant(Date.parse(text.replace(" ", "T"))) : undefined);
    case "iso-month":
      return /^\d{4}-\d\d$/.test(text) ? `${text}-01` : undefined;
    case "iso-quarter":
      return quarter(text);
    case "iso-week":
      return week(text);
    case "year":
      return /^\d{4}$/.test(text) ? `${text}-01-01` : undefined;
    case "dd/mm/yyyy":
      return /^\d\d\/\d\d\/\d{4}$/.test(text) ? text.split("/").reverse().join("-") : undefined;
    case "mm/yyyy":
      return /^\d\d\/\d{4}$/.test(text) ? `${text.slice(3)}-${text.slice(0, 2)}-01` : undefined;
    case "yyyymm":
      return /^\d{6}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4)}-01` : undefined;
    case "fr-day":
    case "fr-month":
      return french(text, format);
    case "epoch-s":
      return /^\d+(\.\d+)?$/.test(text) ? instant(Number(text) * 1000) : undefined;
    case "epoch-ms":
      return /^\d+$/.test(text) ? instant(Number(text)) : undefined;
  }
}

function instant(milliseconds: number): string | undefined {
  return Number.isFinite(milliseconds) && milliseconds < 4.2e12 ? dayOf(Math.trunc(milliseconds)) : undefined;
}

function quarter(text: string): string | undefined {
  const match = /^(\d{4})-?[QT]([1-4])$/.exec(text);
  return match ? `${match[1]}-${String(Number(match[2]) * 3 - 2).padStart(2, "0")}-01` : undefined;
}

/** The Monday of an ISO week; week 53 of a year that has 52 is no week. */
function week(text: string): string | undefined {
  const match = /^(\d{4})-?W(\d\d)$/.exec(text);
  if (!match) return undefined;
  const fourth = Temporal.PlainDate.from({ year: Number(match[1]), month: 1, day: 4 });
  const monday = fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: Number(match[2]) - 1 });
  return monday.weekOfYear === Number(match[2]) && monday.yearOfWeek === Number(match[1])
    ? monday.toString()
    : undefined;
}

function french(text: string, format: "fr-day" | "fr-month"): string | undefined {
  const match = /^(?:(\d{1,2})(?:er)? )?([\p{L}.]+),? (\d{4})$/u.exec(text.toLowerCase().replace(/\s+/g, " "));
  const month = MONTHS.findIndex((name) => name.test(match?.[2] ?? ""));
  if (!match || month === -1 || (match[1] === undefined) !== (format === "fr-month")) return undefined;
  return `${match[3]}-${String(month + 1).padStart(2, "0")}-${(match[1] ?? "1").padStart(2, "0")}`;
}
