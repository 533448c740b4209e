// Months that stand apart from their year: joined with it where it is a key over them, and else no period of anything.
import type { Said } from "../../schemas/check.ts";
import type { RowSet } from "./column.ts";
import { counted, numberFr, quoted } from "./french.ts";
import type { Known } from "./known.ts";
import { partsOf } from "./place-words.ts";

const LARGEST: readonly (readonly [RegExp, number])[] = [
  [/^(mois|month)$/, 12],
  [/^(semaine|week)$/, 53],
  [/^(trimestre|quarter)$/, 4],
];

/** `{"2025": {"01": 120, "02": 130}}`: the two keys of a row are its month. */
export function withMonthKeys(known: readonly Known[]): readonly Known[] {
  const month = known.find(({ field, role }) => field.from === "key" && role.is === "yearless");
  const year = known.find(({ role }) => role.is === "date" && role.format === "year" && role.parts === undefined);
  if (!month || !year) return known;
  const values = month.field.values.map((one, row) => `${year.field.values[row]}-${one}`);
  const seen: Said = {
    fr: `${counted(values.length, "ligne est", "lignes sont")} sous une année et un mois, comme ${quoted(values[0] ?? "")} ; chacune désigne un mois`,
    en: `${numberFr(values.length)} rows stand under a year and a month, as "${values[0]}"; each names a month`,
  };
  const whole: Known = {
    field: { ...month.field, values },
    role: { is: "date", format: "iso-month", grain: "month", sure: true, seen, parts: [year.field.at, month.field.at] },
  };
  return [whole, ...known.filter((one) => one !== month && one !== year)];
}

/** Numbers of months and weeks in a row name its period, and no year says which: they count nothing. */
export function withBareMonths(known: readonly Known[], { rows, count }: RowSet): readonly Known[] {
  if (rows === "" && count < 2) return known;
  return known.map((one): Known => {
    const { field, role } = one;
    if (role.is !== "number" || field.from !== "own") return one;
    const [first = ""] = partsOf(field.name);
    const largest = LARGEST.find(([word]) => word.test(first))?.[1] ?? 0;
    const isBare = role.values.every((value) => /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= largest);
    return isBare ? { field, role: { is: "yearless", example: String(field.values[0]) } } : one;
  });
}
