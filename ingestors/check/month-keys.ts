// Months that stand apart from their year: joined with it where both are keys over a row.
import type { Said } from "../../schemas/check.ts";
import { counted, numberFr, quoted } from "./french.ts";
import type { Known } from "./known.ts";

const MONTH = /^(0[1-9]|1[0-2])$/;

/** `{"2025": {"01": 120, "02": 130}}`: the two keys of a row are its month. */
export function withMonthKeys(known: readonly Known[]): readonly Known[] {
  const month = known.find(
    ({ field, role }) =>
      field.from === "key" && role.is === "undated" && field.values.every((key) => MONTH.test(String(key))),
  );
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
