// The rows by territory that make up a figure, the greatest first.
import type { Territories } from "../../schemas/territory.ts";
import type { TerritoryRow } from "../figure.ts";
import { Adder, atOneBreakdown, type Valued } from "../queries/totals.ts";
import { byDepartement, inhabitants, isFrench, isOrganisation, type Told, type Union } from "../queries/unions.ts";

/** Beyond this many communes a table gives their départements. */
const ROWS = 1000;

/** Values by territory of one breakdown; `adds`: of one territory, several cells (dimensions, periods) are added up. */
export function valueRows(all: readonly Valued[], adds: boolean, { territories, day }: Told): TerritoryRow[] {
  const cells = atOneBreakdown(all);
  const fold = adds && cells.length > ROWS && cells[0]?.cell.level === "commune";
  const adders = new Map<string, { row: Omit<TerritoryRow, "value">; adder: Adder }>();
  for (const { cell, value } of cells) {
    const place = territories.place(cell.level, cell.code, day);
    const level = fold && place?.departement !== undefined ? "departement" : cell.level;
    const code = level === cell.level ? cell.code : (place?.departement ?? cell.code);
    const key = `${level} ${code}`;
    let found = adders.get(key);
    if (!found) {
      const name = territories.place(level, code, day)?.name ?? null;
      found = { row: { level, code, name, of: null, population: null }, adder: new Adder() };
      adders.set(key, found);
    }
    found.adder.add(value);
  }
  return greatestFirst([...adders.values()].map(({ row, adder }) => ({ ...row, value: adder.total(adds).value })));
}

/** The places of a union: communes by département, with how many each has; other levels one by one. */
export function unionRows(union: Union, territories: Territories): TerritoryRow[] {
  if (union.level === "commune") return communeRows(union, territories);
  const listed = union.places.map(({ level, code, name }) => ({
    level,
    code,
    name,
    value: "1",
    of: null,
    population: null,
  }));
  return [...listed, ...apart(union, isOrganisation(union.level) ? "1" : null, territories)];
}

/** Those that the official list does not have count for nothing: they are named, without a value. */
function apart({ level, unlisted }: Union, value: string | null, territories: Territories): TerritoryRow[] {
  const name = (code: string) => territories.place(level, code)?.name ?? null;
  return unlisted.map((code) => ({ level, code, name: name(code), value, of: null, population: null }));
}

function communeRows(union: Union, territories: Territories): TerritoryRow[] {
  const all = byDepartement(territories.places("commune"));
  const rows = [...byDepartement(union.places)].map(([code, covered]): TerritoryRow => {
    const there = all.get(code) ?? [];
    const french = covered.every(isFrench);
    return {
      level: "departement",
      code,
      name: territories.place("departement", code)?.name ?? null,
      value: String(covered.length),
      of: french ? String(there.length) : null,
      population: french ? { part: String(inhabitants(covered)), whole: String(inhabitants(there)) } : null,
    };
  });
  return [...greatestFirst(rows), ...apart(union, null, territories)];
}

/** Decimals are compared as numbers: for order only. */
export function greatestFirst(rows: readonly TerritoryRow[]): TerritoryRow[] {
  const size = ({ value }: TerritoryRow) => (value === null ? -Infinity : Number(value));
  return [...rows].sort((a, b) => size(b) - size(a) || (a.code < b.code ? -1 : 1));
}
