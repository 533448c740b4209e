// What rows make, by the rules of docs/meaning.md that a first answer can meet: five per cent, memberships, empty, bounds.
import { metricOf } from "../../../schemas/catalogue.ts";
import type { SaidRow } from "./case.ts";

type Cells = ReadonlyMap<string, string | null>;
const MOST_UNREADABLE = 0.05;
const FORMS: Readonly<Record<string, RegExp>> = {
  france: /^FR$/,
  region: /^\d\d$/,
  departement: /^(\d\d|2[AB]|9[78]\d)$/,
  epci: /^\d{9}$/,
  commune: /^(\d\d|2[AB])\d{3}$/,
  siren: /^\d{9}$/,
  siret: /^\d{14}$/,
};

/** The cells as text, or the verdict. */
export function statementOf(rows: readonly SaidRow[]): string {
  if (rows.filter(({ value }) => value === undefined).length > rows.length * MOST_UNREADABLE)
    return "rejected values.unreadable";
  const { cells, doubtful } = gathered(rows);
  if (cells.size === 0 && doubtful === 0) return "held empty";
  return [...cells].some(([key, value]) => value !== null && isBeyond(key, Number(value)))
    ? "held bounds"
    : shown(cells);
}

/** Cells and their values, sorted. */
export const shown = (cells: Cells) =>
  [...cells]
    .map(([key, value]) => `${key} = ${value}`)
    .sort()
    .join("; ");

function gathered(rows: readonly SaidRow[]): { cells: Cells; doubtful: number } {
  const cells = new Map<string, string | null>();
  const doubtful = new Set<string>();
  for (const { metric, level, code, when, dims, value } of rows) {
    const isMember = metricOf(metric)?.kind === "membership" && typeof value === "string";
    if (when === "?" || !FORMS[level]?.test(code) || (isMember && Number(value) <= 0)) continue;
    const key = [metric, level, code, when, dims].join(" ").trimEnd();
    const said = isMember ? "1" : value;
    if (said === undefined || (cells.has(key) && cells.get(key) !== said)) doubtful.add(key);
    else cells.set(key, said);
  }
  for (const key of doubtful) cells.delete(key);
  return { cells, doubtful: doubtful.size };
}

function isBeyond(key: string, value: number): boolean {
  const { min = -Infinity, max = Infinity } = metricOf(key.split(" ")[0] ?? "")?.bounds ?? {};
  return value < min || value > max;
}
