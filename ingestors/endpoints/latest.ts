// A state that is given date by date: what counts is its latest date, and never one that is still to come.
import { AnswerError } from "../../schemas/errors.ts";
import { dayOf, periodFrom } from "../../schemas/period.ts";

/**
 * The items of the latest day that is not after the moment; none when there is no such day.
 * @throws {AnswerError} answer.shape when a date cannot be read: which is the latest cannot be told then.
 */
export function latestOf<T>(
  items: readonly T[],
  moment: number,
  { day, told }: { readonly day: (item: T) => string | undefined; readonly told: (item: T) => Told },
): T[] {
  const today = dayOf(moment);
  const days = items.map((item) => {
    const known = day(item);
    if (known !== undefined && periodFrom("day", known)) return known; // there is no 31 February
    const { pointer, found, hint } = told(item);
    const detail = `found the date ${(JSON.stringify(found) ?? "nothing").slice(0, 80)}, which cannot be read: the latest state cannot be told`;
    throw new AnswerError("answer.shape", detail, { pointer, hint });
  });
  const last = days.reduce((latest, one) => (one <= today && one > latest ? one : latest), "");
  return items.filter((_, index) => days[index] === last);
}

/** Where a date that cannot be read stands, and what stands there. */
export interface Told {
  readonly pointer: string;
  readonly found: unknown;
  readonly hint: string;
}
