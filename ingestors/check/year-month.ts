// A year and its month, week or quarter that stand in two fields of one row: together they are one date.
import type { Said } from "../../schemas/check.ts";
import type { DateRole, Field } from "./column.ts";
import { counted, numberFr, ONE_GRAIN, quoted } from "./french.ts";
import type { Known } from "./known.ts";

const YEAR = /^(ann[ée]e|year|an)$/i;
interface Part extends Pick<DateRole, "format" | "grain" | "sure"> {
  readonly name: RegExp;
  readonly value: RegExp;
  readonly word: Said;
}
const PARTS: readonly Part[] = [
  {
    name: /^(mois|month|num[ée]ro_?(de_?)?mois|month_?(number|num|nb))$/i,
    value: /^(0?[1-9]|1[0-2])$/,
    ...{ format: "iso-month", grain: "month", sure: true },
    word: { fr: "un mois", en: "a month" },
  },
  {
    name: /^((num[ée]ro_?(de_?)?)?semaine|week(_?(number|num|nb))?|iso_?week)$/i,
    value: /^(0?[1-9]|[1-4]\d|5[0-3])$/,
    ...{ format: "yyyy-ww", grain: "week", sure: false }, // of weeks that no ISO calendar counts, the numbers are the same
    word: { fr: "une semaine", en: "a week" },
  },
  {
    name: /^(trimestre|quarter)$/i,
    value: /^[TQ][1-4]$/,
    ...{ format: "iso-quarter", grain: "quarter", sure: true },
    word: { fr: "un trimestre", en: "a quarter" },
  },
];

/**
 * The fields with the two of them made one, which is a date; as they were, where there are not both.
 * A month's number alone would be taken for a figure.
 */
export function withYearMonth(known: readonly Known[]): readonly Known[] {
  const year = known.find(({ field }) => YEAR.test(field.name) && field.values.every(isYear));
  if (year?.field.from !== "own") return known;
  for (const { name, value, word, ...role } of PARTS) {
    const part = known.find(
      ({ field }) => name.test(field.name) && field.values.every((one) => value.test(String(one))),
    );
    if (part?.field.from !== "own") continue;
    const values = year.field.values.map((one, row) => `${one}-${String(part.field.values[row]).padStart(2, "0")}`);
    const field: Field = { ...part.field, name: `${year.field.name}, ${part.field.name}`, values };
    const seen: Said = {
      fr: `${counted(values.length, "ligne", "lignes")} sur ${numberFr(values.length)} ont une année et ${word.fr}, comme ${quoted(String(values[0]))} ; chacune désigne ${ONE_GRAIN[role.grain]}`,
      en: `${values.length} of ${values.length} rows have a year and ${word.en}, as "${values[0]}"; each names a ${role.grain}`,
    };
    const day = role.grain === "month" ? known.find(isDayOfMonth) : undefined;
    if (day)
      return [withDay(year.field, part.field, day.field), ...known.filter((one) => ![year, part, day].includes(one))];
    const whole: Known = { field, role: { is: "date", ...role, seen, parts: [year.field.at, part.field.at] } };
    return [whole, ...known.filter((one) => one !== year && one !== part)];
  }
  return known;
}

/** The day that stands in a third field: without it, each month would be stated several times. */
function withDay(year: Field, month: Field, day: Field): Known {
  const two = (value: unknown) => String(value).padStart(2, "0");
  const values = year.values.map((one, row) => `${one}-${two(month.values[row])}-${two(day.values[row])}`);
  const seen: Said = {
    fr: `des lignes ont une année, un mois et un jour, comme ${quoted(values[0] ?? "")}`,
    en: `rows have a year, a month and a day, as "${values[0]}"`,
  };
  return {
    field: { ...day, name: `${year.name}, ${month.name}, ${day.name}`, values },
    role: { is: "date", format: "iso-date", grain: "day", sure: true, seen, parts: [year.at, month.at, day.at] },
  };
}

const isDayOfMonth = ({ field }: Known) =>
  field.from === "own" &&
  /^(jour|day)$/i.test(field.name) &&
  field.values.every((value) => /^(0?[1-9]|[12]\d|3[01])$/.test(String(value)));
const isYear = (value: unknown) => /^(19|20)\d\d$/.test(String(value));
