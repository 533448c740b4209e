// Dates whose form is not declared: told apart by how they look, all dates of one answer alike. None that could be two is read.
import { AnswerError } from "../../schemas/errors.ts";
import { type Grain, periodFrom } from "../../schemas/period.ts";
import { type DateFormat, GRAIN_OF, readDay } from "./dates.ts";
import { shorten } from "./json-value.ts";

/** No text has two of these. Seconds and milliseconds are those of 2001 to 2286, ten and thirteen digits. */
const FORMS: readonly (readonly [form: DateFormat, look: RegExp])[] = [
  ["year", /^(?:19|20|21)\d\d$/],
  ["iso-month", /^\d{4}-\d\d$/],
  ["iso-week", /^\d{4}-?W\d\d$/],
  ["iso-date", /^\d{4}-\d\d-\d\d(?:[T ].*)?$/],
  ["epoch-s", /^[1-9]\d{9}$/],
  ["epoch-ms", /^[1-9]\d{12}$/],
];
/** How Matomo writes a week: its first and last day. */
const SPAN = /^(\d{4}-\d\d-\d\d),(\d{4}-\d\d-\d\d)$/;

/** One entry of a list of dates and values. */
export interface Dated {
  /** Its first day, YYYY-MM-DD; `undefined` when the date cannot be read. */
  readonly day: string | undefined;
  /** As sent. */
  readonly date: unknown;
  readonly value: unknown;
  /** Where the entry stands. */
  readonly pointer: string;
}

/** Where the entries of a list stand, and their dates. */
export interface Places {
  /** Of the list itself. */
  readonly list: string;
  entry(index: number): string;
  date(index: number): string;
}

/** Of a JSON list whose entries are objects with a `date`. */
export const inList = (list: string): Places => ({
  list,
  entry: (index) => `${list}/${index}`,
  date: (index) => `${list}/${index}/date`,
});

/**
 * The entries of a list, each with its day.
 * @param wanted  of which grain they are; `isAlike`: whether most must begin such a period
 * @param hint  what to do when the dates are not as expected
 * @throws {AnswerError} answer.shape: an entry that is no object; dates of two forms, of a form that names other
 *   periods than those asked for, or none that can be read.
 */
export function datesOf(
  entries: readonly unknown[],
  { grain, isAlike }: { readonly grain: Grain; readonly isAlike: boolean },
  places: Places,
  hint = HINT,
): Dated[] {
  const shape = (detail: string, pointer: string) => new AnswerError("answer.shape", detail, { pointer, hint });
  const forms = new Map<DateFormat, number>();
  const looked = entries.map((entry, index) => {
    if (entry === null || typeof entry !== "object" || Array.isArray(entry)) {
      throw shape(`found ${shorten(entry)}, expected a date and a value`, places.entry(index));
    }
    const { date, value } = entry as { readonly date?: unknown; readonly value?: unknown };
    const text = firstDay(date, grain);
    const form = FORMS.find(([, look]) => look.test(text))?.[0];
    if (form !== undefined && !forms.has(form)) forms.set(form, index);
    return { date, value, text, form, pointer: places.entry(index) };
  });
  const form = onlyForm(forms, grain, places, shape);
  if (form === undefined && looked[0]) {
    throw shape(`found ${shorten(looked[0].date)}, expected a date`, places.date(0));
  }
  const dated = looked.map(({ text, form, ...entry }) => ({ ...entry, day: form && readDay(text, form, 1) }));
  const stray = dated.flatMap(({ day }, index) => (day !== undefined && !periodFrom(grain, day) ? [index] : []));
  const [first] = stray;
  if (isAlike && first !== undefined && stray.length * 2 > dated.length) {
    const found = shorten(dated[first]?.date);
    throw shape(`found ${found}, expected the first day of a ${grain}, as most of the dates`, places.date(first));
  }
  return dated;
}

/** A date as text; of a span that is one whole period, its first day. */
function firstDay(date: unknown, grain: Grain): string {
  const text = typeof date === "string" || typeof date === "number" ? String(date).trim() : "";
  const [, first, last] = SPAN.exec(text) ?? [];
  return first !== undefined && periodFrom(grain, first)?.last === last ? first : text;
}

type Shape = (detail: string, pointer: string) => AnswerError;

function onlyForm(
  forms: ReadonlyMap<DateFormat, number>,
  grain: Grain,
  places: Places,
  shape: Shape,
): DateFormat | undefined {
  const [first, second] = [...forms];
  if (!first) return undefined;
  const [form, index] = first;
  if (second) {
    throw shape(`found dates of two forms, ${form} and ${second[0]}; expected one`, places.date(second[1]));
  }
  const names = GRAIN_OF[form];
  if (names === undefined || names === grain) return form;
  throw shape(`found dates that name a ${names}, expected a ${grain}`, places.date(index));
}

const HINT = 'compare with docs/endpoints/ademe.md; does the endpoint take "periodicity" into account?';
