// Rows whose period cannot be told, though something in them says that they have one: nothing of them is a state of today.
import type { Said } from "../../schemas/check.ts";
import { type DatesApart, isAttributeName } from "./attribute-dates.ts";
import type { DateRole, Field, NumberRole } from "./column.ts";
import { quoted } from "./french.ts";
import { type Known, shownAt } from "./known.ts";
import type { Left } from "./told.ts";
import { isPeriodName } from "./undated.ts";

/** Of a document, not each date is that of its figures: one of these names is. */
const SPAN = /p[ée]riod|ann[ée]e|mois|month|semaine|week|trimestre|quarter|(^|_)jour|year/i;

/**
 * A date that nothing reads stands beside the figures, or only those of things that have no place.
 * @param isTable  rows; else one document
 */
export function hasNoPeriod(
  known: readonly Known[],
  { isLone, eachOnce }: DatesApart,
  date: Known<DateRole> | undefined,
  isTable: boolean,
): boolean {
  const undated = known.some(
    ({ role, field }) =>
      role.is === "undated" &&
      field.from !== "above" &&
      (isTable || SPAN.test(field.name)) &&
      !(eachOnce && isAttributeName(field.name)) &&
      !(date && isToldBy(date, field)),
  );
  return undated || (isTable && isLone);
}

/** Another date says all that this one may say: a day or a week does, and months that follow one another, each with its name. */
function isToldBy({ field, role }: Known<DateRole>, { values }: Field): boolean {
  if (["day", "week", "sunday_week"].includes(role.grain)) return true;
  const pairs = new Set(values.map((value, row) => JSON.stringify([field.values[row], value])));
  const dates = new Set(field.values).size;
  return role.grain !== "year" && role.isRegular === true && dates > 2 && pairs.size === dates;
}

/** Numbers whose headings are periods, or parts of a year: each line has several, and no setting says so. */
export function underPeriods(numbers: readonly Known<NumberRole>[]): readonly Known<NumberRole>[] {
  const found = numbers.filter(({ field }) => isPeriodName(field.name));
  return new Set(found.map(({ field }) => field.name)).size > 1 ? found : [];
}

export function headingsTold([first, ...more]: readonly Known<NumberRole>[]): Left[] {
  if (!first) return [];
  const names = [first, ...more].slice(0, 3).map(({ field }) => field.name);
  const said: Said = {
    fr: `les périodes sont dans les intitulés (${names.map(quoted).join(", ")}…) et non dans les lignes : demandez à l’équipe une ligne par période, ou écrivez un chiffre pour chaque colonne, avec sa date dans "period": {"value": …}`,
    en: `periods are headings (${names.map((name) => `"${name}"`).join(", ")}…) and not values: ask the team for one row a period, or write a figure for each column, with its date in "period": {"value": …}`,
  };
  return [{ what: shownAt(first.field), why: said }];
}
