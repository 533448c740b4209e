// Numbers, shares and dates as each language writes them. Decimals stay text all the way: nothing is rounded but shares.
import { toMicro } from "../schemas/decimal.ts";
import type { Grain } from "../schemas/period.ts";
import { PARIS } from "../schemas/period.ts";

export const LANGS = ["fr", "en"] as const;
export type Lang = (typeof LANGS)[number];
const LOCALE = { fr: "fr-FR", en: "en-GB" } as const;

const MINUS = "\u2212";
const minus = (text: string) => text.replace(/^-/, MINUS);
const noon = (day: string) => new Date(`${day}T12:00:00Z`);

/** A part of a whole as a number between 0 and 1, for drawing only; `undefined` when there is no whole. */
export function fraction(part: string, whole: string): number | undefined {
  const all = toMicro(whole);
  return all === 0n ? undefined : Number((toMicro(part) * 1_000_000n) / all) / 1_000_000;
}

/** Everything a page needs to write figures in one language. */
export interface Format {
  /** `"23500"` → `23 500`; `digits`: at most so many decimals (all of them when left out). */
  number(decimal: string, digits?: number): string;
  /** With its sign, also for a rise: `+112`, `−3`, `0`. */
  signed(decimal: string, digits?: number): string;
  /**
   * `74 %`, with so many digits after the point. More than nothing that would round to 0 is `moins de 1 %`, less than all
   * that would round to 100 is `plus de 99 %`. `—` when there is no whole.
   */
  percent(part: string, whole: string, digits?: number): string;
  /** `part` over `whole`, with at most so many digits after the point; a dash when the whole is 0. */
  quotient(part: string, whole: string, digits: number): string;
  /** `1,204 million`-like short form for inhabitants: `50,3 millions`. */
  short(decimal: string): string;
  /** `5 août 2026`. */
  date(day: string): string;
  /** `dimanche 29 décembre 2024`. */
  longDate(day: string): string;
  /** `29 déc.` */
  shortDate(day: string): string;
  /** `29 décembre 2024 à 03:12`, in Paris. */
  instant(iso: string): string;
  /** The Paris day of an instant, `29 décembre 2024`. */
  dayOf(iso: string): string;
  /** A period in words: `novembre 2024`, `semaine du 2 décembre 2024`, `2024`, a day. */
  period(period: { readonly grain: Grain | "state"; readonly first: string; readonly last: string }): string;
  /** `mai 2020`. */
  month(day: string): string;
  /** Label of an axis: `mars`, or the year in January. */
  tick(day: string): string;
  /** `a, b et c`. */
  list(items: readonly string[]): string;
  /** The same in parts: `item` is the place of a part among the items, `undefined` between them. */
  parts(items: readonly string[]): { readonly text: string; readonly item: number | undefined }[];
}

export function formatFor(lang: Lang): Format {
  const locale = LOCALE[lang];
  const dates = (options: Intl.DateTimeFormatOptions, timeZone = "UTC") => {
    const format = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return (at: Date) =>
      lang === "fr" ? format.format(at).replace(/(^|\s)1 (?=\p{L})/u, "$11er ") : format.format(at);
  };
  const full = dates({ day: "numeric", month: "long", year: "numeric" });
  const long = dates({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const shortDay = dates({ day: "numeric", month: "short" });
  const clock = dates({ hour: "2-digit", minute: "2-digit" }, PARIS);
  const parisDay = dates({ day: "numeric", month: "long", year: "numeric" }, PARIS);
  const monthYear = dates({ month: "long", year: "numeric" });
  const monthShort = dates({ month: "short" });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const decimals = (text: string, options: Intl.NumberFormatOptions) =>
    minus(formatterOf(locale, options).format(text as `${number}`));
  const number = (text: string, digits = 6) => decimals(text, { maximumFractionDigits: digits });
  const date = (day: string) => full(noon(day));
  const month = (day: string) => monthYear(noon(day));

  return {
    number,
    signed: (text, digits = 6) => decimals(text, { maximumFractionDigits: digits, signDisplay: "exceptZero" }),
    percent: (part, whole, digits = 0) => percent(lang, part, whole, digits),
    quotient: (part, whole, digits) => {
      const value = rounded(part, whole, digits);
      return value === undefined ? "—" : number(value, digits);
    },
    short: (text) =>
      Number(text) < 1_000_000
        ? number(text, 0)
        : decimals(text, { notation: "compact", compactDisplay: "long", maximumFractionDigits: 1 }),
    date,
    longDate: (day) => long(noon(day)),
    shortDate: (day) => shortDay(noon(day)),
    instant: (iso) => {
      const at = new Date(iso);
      return `${parisDay(at)}${lang === "fr" ? " à " : " at "}${clock(at)}`;
    },
    dayOf: (iso) => parisDay(new Date(iso)),
    period: (period) => periodWords(lang, period, date, month),
    month,
    tick: (day) => (day.slice(5, 7) === "01" ? day.slice(0, 4) : monthShort(noon(day))),
    list: (items) => list.format(items),
    parts: (items) => {
      let item = 0;
      return list
        .formatToParts(items)
        .map(({ type, value }) => ({ text: value, item: type === "element" ? item++ : undefined }));
    },
  };
}

/** Formatters are dear to make: each is made once. */
const formatters = new Map<string, Intl.NumberFormat>();
function formatterOf(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const found = formatters.get(key) ?? new Intl.NumberFormat(locale, options);
  formatters.set(key, found);
  return found;
}

/** Part over whole as a decimal, rounded half away from zero; `undefined` when the whole is 0. */
function rounded(part: string, whole: string, digits: number): string | undefined {
  const [some, all] = [toMicro(part), toMicro(whole)];
  if (all === 0n) return undefined;
  const negative = some < 0n !== all < 0n;
  const [above, below] = [some < 0n ? -some : some, all < 0n ? -all : all];
  const shifted = ((2n * above * 10n ** BigInt(digits) + below) / (2n * below)).toString().padStart(digits + 1, "0");
  const cut = shifted.length - digits;
  return `${negative ? "-" : ""}${shifted.slice(0, cut)}${digits > 0 ? `.${shifted.slice(cut)}` : ""}`;
}

/** The only place where a share becomes words. */
function percent(lang: Lang, part: string, whole: string, digits: number): string {
  const [some, all] = [toMicro(part), toMicro(whole)];
  if (all === 0n) return "—";
  const unit = 10n ** BigInt(digits + 2);
  const text = (scaled: bigint) => {
    const style = { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
    return minus(formatterOf(LOCALE[lang], style).format(Number(scaled) / Number(unit)));
  };
  const scaled = (2n * some * unit + (some < 0n ? -all : all)) / (2n * all); // rounded half away from zero
  if (scaled === 0n && some > 0n) return `${lang === "fr" ? "moins de" : "less than"} ${text(1n)}`;
  if (scaled === unit && some < all) return `${lang === "fr" ? "plus de" : "more than"} ${text(unit - 1n)}`;
  return text(scaled);
}

function periodWords(
  lang: Lang,
  { grain, first, last }: { readonly grain: Grain | "state"; readonly first: string; readonly last: string },
  date: (day: string) => string,
  month: (day: string) => string,
): string {
  switch (grain) {
    case "state":
    case "day":
      return date(last);
    case "week":
      return lang === "fr" ? `semaine du ${date(first)}` : `week of ${date(first)}`;
    case "sunday_week":
      return lang === "fr" ? `semaine du dimanche ${date(first)}` : `week of Sunday ${date(first)}`;
    case "month":
      return month(first);
    case "quarter": {
      const quarter = Math.ceil(Number(first.slice(5, 7)) / 3);
      return lang === "fr"
        ? `${quarter}${quarter === 1 ? "er" : "e"} trimestre ${first.slice(0, 4)}`
        : `Q${quarter} ${first.slice(0, 4)}`;
    }
    case "year":
      return first.slice(0, 4);
  }
}
