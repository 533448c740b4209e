// The naive model: what a list of counted statements of one source says about a cell (the two sentences of
// "What was known at T", rules 14 and 17 of docs/meaning.md).
import { endOfDay } from "../../schemas/period.ts";
import { type Cell, cellKey } from "../../schemas/statement.ts";
import { decides, type Said } from "./naive-statement.ts";

const DAY = 24 * 3_600_000;

/** `undefined` as a value: absent. No word at all: the source does not have the cell. */
export interface Word {
  readonly value: string | null | undefined;
  readonly moment: number;
}
/** Statement order (rule 17). */
function isBefore(a: Said, b: Said): boolean {
  return a.moment < b.moment || (a.moment === b.moment && a.off < b.off);
}
function earlierThan(said: Said, counted: readonly Said[]): Said[] {
  return counted.filter((other) => isBefore(other, said));
}
/** The one of the greatest (moment, offset). */
function lastOf(some: readonly Said[]): Said | undefined {
  return some.find((said) => !some.some((other) => isBefore(said, other)));
}
/** The statement that comes just before a statement, by (moment, offset). */
export function justBefore(said: Said, counted: readonly Said[]): Said | undefined {
  return lastOf(earlierThan(said, counted));
}
/** What stands (value or null) just before a statement. Expiry is a matter of days, not of what stands. */
export function standingBefore(said: Said, counted: readonly Said[]) {
  const earlier = earlierThan(said, counted);
  return cellsOf(earlier).flatMap((cell) => {
    const value = wordOf(cell, earlier)?.value;
    return value === undefined ? [] : [{ cell, value }];
  });
}
/** Every cell that was ever stated. */
export function cellsOf(counted: readonly Said[]): Cell[] {
  const stated = counted.flatMap((said) => [...said.cells.values()].map(({ cell }) => cell));
  return [...new Map(stated.map((cell) => [cellKey(cell), cell])).values()];
}
/** The word of the greatest (moment, offset) whose effective scope contains the cell. */
function wordOf(cell: Cell, counted: readonly Said[]): Word | undefined {
  const last = lastOf(counted.filter((said) => decides(said, cell)));
  return last && { value: last.cells.get(cellKey(cell))?.value, moment: last.moment };
}
/** A source's word on a cell on a day; `undefined`: it does not have the cell (any more: rule 14). */
export function wordOn(cell: Cell, counted: readonly Said[], day: string, expiresAfterDays: number): Word | undefined {
  if (cell.grain !== "state") return wordOf(cell, counted);
  const end = endOfDay(day);
  const word = wordOf(
    cell,
    counted.filter((said) => said.moment < end),
  );
  return word && end - word.moment > expiresAfterDays * DAY ? undefined : word;
}
