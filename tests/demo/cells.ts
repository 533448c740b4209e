// A figure made anew from the API's cells, in the plainest way: what the pages must say.

import type { FiguresModel } from "../../dashboards/shapes/figures.ts";
import { fromMicro, toMicro } from "../../schemas/decimal.ts";
import { addDays } from "../../schemas/period.ts";
import { LEVELS } from "../../schemas/territory.ts";
import type { Said } from "./agreement.ts";

export type Cell = FiguresModel["rows"][number];

/** Σ of what has a value; `null`: nothing has. */
export function added(values: readonly Said[]): Said {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : fromMicro(known.reduce((sum, value) => sum + toMicro(value), 0n));
}
/** The last Sunday up to a day, which it may be: a weekly series ends there. */
export const lastSunday = (day: string) => addDays(day, -new Date(`${day}T00:00:00Z`).getUTCDay());
export const minus = (a: string, b: string) => fromMicro(toMicro(a) - toMicro(b));

/** The whole country where it is stated, else the finest level; there, the cells with the fewest dimensions. */
export function oneBreakdown(cells: readonly Cell[]): Cell[] {
  const levels = LEVELS.filter((level) => cells.some((cell) => cell.level === level));
  const level = levels[0] === "france" ? "france" : levels.at(-1);
  const names = ({ dims }: Cell) => Object.keys(dims).sort();
  const [fewest] = cells
    .filter((cell) => cell.level === level)
    .map(names)
    .sort((a, b) => a.length - b.length || (a.join() < b.join() ? -1 : 1));
  return cells.filter((cell) => cell.level === level && names(cell).join() === fewest?.join());
}

export function groupsOf<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return groups;
}

export interface Period {
  readonly first: string;
  readonly last: string;
  readonly value: Said;
}
/** The sums of closed periods of a grain, in order. */
export function periodsOf(cells: readonly Cell[], grain: string): Period[] {
  const own = oneBreakdown(cells.filter((cell) => cell.grain === grain));
  return [...groupsOf(own, ({ first }) => first ?? "")]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([first, here]) => ({ first, last: here[0]?.last ?? "", value: added(here.map(({ value }) => value)) }));
}

export function within<P extends { readonly first: string; readonly last: string }>(
  periods: readonly P[],
  { first, last }: { readonly first: string; readonly last: string },
): P[] {
  return periods.filter((period) => period.first >= first && period.last <= last);
}
