// A year and a month that stand in two fields of one row: together they are a month's date.
import type { Said } from "../../schemas/check.ts";
import type { Field } from "./column.ts";
import { counted, numberFr, quoted } from "./french.ts";
import type { Known } from "./known.ts";

const YEAR = /^(ann[ée]e|year|an)$/i;
const MONTH = /^(mois|month|num[ée]ro_?(de_?)?mois|month_?(number|num|nb))$/i;

/**
 * The fields with the two of them made one, which is a date; as they were, where there are not both.
 * A month's number alone would be taken for a figure.
 */
export function withYearMonth(known: readonly Known[]): readonly Known[] {
  const year = known.find(({ field }) => YEAR.test(field.name) && field.values.every(isYear));
  const month = known.find(({ field }) => MONTH.test(field.name) && field.values.every(isMonth));
  if (!year || !month || year.field.from !== "own" || month.field.from !== "own") return known;
  const values = year.field.values.map((one, row) => `${one}-${String(month.field.values[row]).padStart(2, "0")}`);
  const field: Field = { ...month.field, name: `${year.field.name}, ${month.field.name}`, values };
  const seen: Said = {
    fr: `${counted(values.length, "ligne", "lignes")} sur ${numberFr(values.length)} ont une année et un mois, comme ${quoted(String(values[0]))} ; chacune désigne un mois`,
    en: `${values.length} of ${values.length} rows have a year and a month, as "${values[0]}"; each names a month`,
  };
  const whole: Known = {
    field,
    role: { is: "date", format: "iso-month", grain: "month", sure: true, seen, parts: [year.field.at, month.field.at] },
  };
  return [whole, ...known.filter((one) => one !== year && one !== month)];
}

const isYear = (value: unknown) => /^(19|20)\d\d$/.test(String(value));
const isMonth = (value: unknown) => /^(0?[1-9]|1[0-2])$/.test(String(value));
