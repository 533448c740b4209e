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
  at: string,
  hint = HINT,
): Dated[] {
  const shape = (detail: string, pointer: string) => new AnswerError("answer.shape", detail, { pointer, hint });
  const forms = new Map<DateFormat, number>();
  const looked = entries.map((entry, index) => {
    if (entry === null || typeof entry !== "object" || Array.isArray(entry)) {
      throw shape(`found ${shorten(entry)}, expected a date and a value`, `${at}/${index}`);
    }
    const { date, value } = entry as { readonly date?: unknown; readonly value?: unknown };
    const text = firstDay(date, grain);
    const form = FORMS.find(([, look]) => look.test(text))?.[0];
    if (form !== undefined && !forms.has(form)) forms.set(form, index);
    return { date, value, text, form, pointer: `${at}/${index}` };
  });
  const form = onlyForm(forms, grain, at, shape);
  if (form === undefined && looked[0]) {
    throw shape(`found ${shorten(looked[0].date)}, expected a date`, `${looked[0].pointer}/date`);
  }
  const dated = looked.map(({ text, form, ...entry }) => ({ ...entry, day: form && readDay(text, form, 1) }));
  const stray = dated.filter(({ day }) => day !== undefined && !periodFrom(grain, day));
  if (isAlike && stray.length * 2 > dated.length) {
    const [{ date, pointer } = dated[0] as Dated] = stray;
    throw shape(
      `found ${shorten(date)}, expected the first day of a ${grain}, as most of the dates`,
      `${pointer}/date`,
    );
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
  at: string,
  shape: Shape,
): DateFormat | undefined {
  const [first, second] = [...forms];
  if (!first) return undefined;
  const [form, index] = first;
  if (second) {
    throw shape(`found dates of two forms, ${form} and ${second[0]}; expected one`, `${at}/${second[1]}/date`);
  }
  const names = GRAIN_OF[form];
  if (names === undefined || names === grain) return form;
  throw shape(`found dates that name a ${names}, expected a ${grain}`, `${at}/${index}/date`);
}

const HINT = 'compare with docs/endpoints/ademe.md; does the endpoint take "periodicity" into account?';
