// Of several fields, the one that is meant: the date, the place, the labels, and what keeps rows apart.

import type { Level } from "../../schemas/territory.ts";
import type { At, DateRole, Field, NumberRole, RowSet } from "./column.ts";
import type { Known, PlaceRole, WordRole } from "./known.ts";
import { metricFor } from "./metric-words.ts";
import { NAMED } from "./words.ts";

/** What stands beside the numbers of a row set. */
export interface Surroundings {
  readonly date: Known<DateRole> | undefined;
  readonly place: Known<PlaceRole> | undefined;
  /** Words of keys and addresses over them. */
  readonly around: readonly string[];
}

/** The row's own date, and of several the one that is named most plainly. */
export function bestDate(dates: readonly Known<DateRole>[]): Known<DateRole> | undefined {
  const rank = ({ field, role }: Known<DateRole>) =>
    (field.from === "own" ? 4 : field.from === "key" ? 3 : 0) +
    (role.sure ? 2 : 0) +
    (field.values.every((value) => value !== "" && value !== null) ? 1 : 0);
  return [...dates].sort((a, b) => rank(b) - rank(a))[0];
}

/** The finest: a commune's département is no second territory. */
export function bestPlace(places: readonly Known<PlaceRole>[]): Known<PlaceRole> | undefined {
  const order: readonly Level[] = ["siret", "siren", "commune", "epci", "departement", "region"];
  const rank = ({ field, role }: Known<PlaceRole>) =>
    order.indexOf(role.levels[0] ?? "region") + (role.sure ? 0 : 0.5) + (field.from === "above" ? 10 : 0);
  return [...places].sort((a, b) => rank(a) - rank(b))[0];
}

/** A column of labels of which at least one is a metric: each label is a figure of its own. */
export function labelled(
  set: RowSet,
  words: readonly Known<WordRole>[],
  numbers: readonly Known<NumberRole>[],
  { date, place, around }: Surroundings,
): { readonly at: At; readonly labels: readonly string[] } | undefined {
  if (numbers.length > 2 || (set.rows === "" && set.count < 2)) return undefined;
  const grain = date?.role.grain;
  const levels = place?.role.levels ?? (["france"] as const);
  const isMetric = (name: string) => {
    const found = metricFor({ name, around, levels, isFlag: false, ...(grain && { grain }) });
    return found?.confidence === "likely" || found?.ask !== undefined;
  };
  const own = words.filter(({ field, role }) => field.from === "own" && role.distinct.length <= 40);
  const found = own.find(({ field, role }) => {
    if (field.values.some((value) => typeof value !== "string")) return false;
    return (NAMED.label.test(field.name) || own.length === 1) && role.distinct.some(isMetric);
  });
  return found && { at: found.field.at, labels: found.role.distinct.filter(isMetric).slice(0, 12) };
}

/** Words in which rows of one place and date differ, so that each row is a figure of its own. */
export function dimsFor(
  { count }: RowSet,
  words: readonly Known<WordRole>[],
  date: Known<DateRole> | undefined,
  place: Known<PlaceRole> | undefined,
): Readonly<Record<string, { readonly at: At }>> {
  const base = [date?.field, place?.field].filter((field) => field !== undefined);
  const distinct = (fields: readonly Field[]) =>
    new Set(Array.from({ length: count }, (_, row) => JSON.stringify(fields.map(({ values }) => values[row])))).size;
  const rank = ({ field, role }: Known<WordRole>) =>
    (NAMED.label.test(field.name) ? 0 : 10) + (NAMED.identifier.test(field.name) ? 5 : 0) + role.distinct.length / 1000;
  const chosen: Field[] = [];
  for (const { field } of [...words].sort((a, b) => rank(a) - rank(b))) {
    const before = distinct([...base, ...chosen]);
    if (before >= count) break;
    if (distinct([...base, ...chosen, field]) > before) chosen.push(field);
  }
  return Object.fromEntries(chosen.map(({ name, at }) => [dimensionName(name), { at }]));
}

/** A name as settings write dimensions. */
function dimensionName(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
  const word = plain
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 32);
  return word === "" ? "groupe" : word;
}
