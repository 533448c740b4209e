// Weeks and quarters as sources name them, in ISO's form and in French ones. "S1 2026" may be a half-year: it is no week.
import { Temporal } from "temporal-polyfill";

const QUARTERS = {
  "iso-quarter": [/^(?<y>\d{4})-?[QT](?<n>[1-4])$/],
  "fr-quarter": [
    /^[QT](?<n>[1-4])[ /-](?<y>\d{4})$/i,
    /^(?<y>\d{4})[ /-]?[QT](?<n>[1-4])$/i,
    /^(?<n>[1-4])(?:er|e|è|ème|eme)? trimestre (?<y>\d{4})$/i,
  ],
} as const;
const WEEKS = {
  "iso-week": [/^(?<y>\d{4})-?W(?<n>\d\d)$/],
  "fr-week": [
    /^[SW](?<n>\d\d)[ /-](?<y>\d{4})$/i,
    /^(?<y>\d{4})[ /-]?[SW](?<n>\d\d)$/i,
    /^semaine (?<n>\d\d?)(?: de|,| -)? (?<y>\d{4})$/i,
  ],
  "yyyy-ww": [/^(?<y>\d{4})-(?<n>\d\d)$/],
} as const;

/** The first day of the quarter that a text names. */
export function quarterIn(text: string, form: keyof typeof QUARTERS): string | undefined {
  const [year, number] = matched(text, QUARTERS[form]);
  return year === undefined ? undefined : `${year}-${String(Number(number) * 3 - 2).padStart(2, "0")}-01`;
}

/** The Monday of an ISO week; week 53 of a year that has 52 is no week. */
export function weekIn(text: string, form: keyof typeof WEEKS): string | undefined {
  const [year, number] = matched(text, WEEKS[form]);
  if (year === undefined) return undefined;
  const fourth = Temporal.PlainDate.from({ year: Number(year), month: 1, day: 4 });
  const monday = fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: Number(number) - 1 });
  return monday.weekOfYear === Number(number) && monday.yearOfWeek === Number(year) ? monday.toString() : undefined;
}

function matched(
  text: string,
  forms: readonly RegExp[],
): readonly [year?: string | undefined, number?: string | undefined] {
  const groups = forms.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  return [groups?.y, groups?.n];
}
