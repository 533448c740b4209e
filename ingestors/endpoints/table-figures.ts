// From the lines of any table to rows: a CSV file's, or those of a JSON answer that is one.
import type { Answer } from "../../schemas/endpoint.ts";
import type { Located, ReadScope, Row } from "../../schemas/statement.ts";
import type { Level } from "../../schemas/territory.ts";
import { readDay } from "./dates.ts";
import type { Edition } from "./edition.ts";
import { namingOf } from "./figure-settings.ts";
import { latestOf } from "./latest.ts";
import { placeFinder } from "./places.ts";
import {
  constant,
  type FigureMap,
  joinedDate,
  mappedScope,
  named,
  refuseStrayDates,
  rowReader,
  type TakeFrom,
  writtenCode,
} from "./rows.ts";
import type { Column, TableFigure } from "./table-settings.ts";

/** What a figure's meaning depends on besides its settings. */
export type Read = Pick<Answer, "moment" | "lists"> & { readonly edition: Edition };

/** How a table's cells are taken. */
export interface Cells<P> {
  /** A code, a date or a label; `undefined` where the line has no such cell. */
  at(column: Column): TakeFrom<P>;
  /** A figure: as `at`, but `null` where the cell says "no figure". */
  figureAt(column: Column): TakeFrom<P>;
  /** Where a cell stands: a JSON Pointer, or record and column. */
  placeOf(line: P, column: Column | undefined): string;
}

/**
 * The rows of one figure; lines that its settings filter away give none.
 * @throws {AnswerError} answer.shape: `latest` asks for a date that cannot be read, or most dates begin no period.
 */
export function tableRows<P>(
  figure: TableFigure,
  lines: readonly P[],
  cells: Cells<P>,
  { moment, lists, edition }: Read,
): Row[] {
  const map = compile(figure, cells, { lists, edition });
  const read = rowReader(map, moment);
  const rows = ofLatest(figure, map, cells, lines, moment).flatMap((line) => read(line) ?? []);
  refuseStrayDates(rows, map, `column ${[figure.period?.column].flat().join(", ")}`);
  return rows;
}

/** Lines of one table as `tableRows` read them for one figure. `before`: rows of the figure that come before theirs. */
export interface TableBlock<P> {
  readonly figure: TableFigure;
  readonly lines: readonly P[];
  readonly cells: Cells<P>;
  readonly before?: number;
}

/**
 * Where the values of some rows stand: the tables are gone through once more, as they were when they were read.
 * @param wanted  of the rows of all blocks, one block after another, from 0
 */
export function locateInTables<P>(
  blocks: readonly TableBlock<P>[],
  { moment, lists, edition }: Read,
  wanted: readonly number[],
): ReadonlyMap<number, Located> {
  const asked = new Set(wanted);
  const found = new Map<number, Located>();
  let at = 0;
  for (const { figure, lines, cells, before = 0 } of blocks) {
    const map = compile(figure, cells, { lists, edition });
    const read = rowReader(map, moment);
    const column = typeof figure.value === "object" ? undefined : figure.value;
    at += before;
    for (const line of ofLatest(figure, map, cells, lines, moment)) {
      if (read(line) === undefined) continue;
      if (asked.has(at)) found.set(at, { pointer: cells.placeOf(line, column), value: map.value(line) });
      at++;
    }
  }
  return found;
}

/** The lines of the latest date, where the settings ask for them. */
function ofLatest<P>(
  { latest }: TableFigure,
  { where, edition }: FigureMap<P>,
  cells: Cells<P>,
  lines: readonly P[],
  moment: number,
): readonly P[] {
  if (!latest) return lines;
  const take = cells.at(latest.column);
  const hint = `correct the format (${latest.format}), or filter these lines away with "where"`;
  const chosen = lines.filter((line) => where.every((holds) => holds(line)));
  return latestOf(chosen, moment, {
    day: (line) => readDay(take(line), latest.format, edition),
    told: (line) => ({ pointer: `column ${latest.column}`, found: take(line), hint }),
  });
}

type Compiled = { readonly lists: Read["lists"] | undefined; readonly edition: Edition };

/** One figure's settings, ready to be taken from lines. */
function compile<P>(figure: TableFigure, cells: Cells<P>, { lists, edition }: Compiled): FigureMap<P> {
  const { metric, numbers, period, territory, dims } = figure;
  const at = (column: Column | undefined, value: unknown) =>
    column === undefined ? constant(value) : cells.at(column);
  return {
    metric,
    levels: levelsOf(territory.level),
    code: codeAt(territory, cells, lists) ?? at(territory.column, writtenCode(territory.level, territory.code)),
    value: typeof figure.value === "object" ? constant(figure.value.value) : cells.figureAt(figure.value),
    numbers,
    ...(period && { period: { ...period, date: dateAt(cells, period.column, period.value) } }),
    dims: Object.entries(dims).map(([name, { column, value }]) => [name, at(column, value)]),
    where: figure.where.map((where) => condition(where, cells)),
    edition,
  };
}

/** `undefined`: the code itself stands there. */
function codeAt<P>(
  territory: TableFigure["territory"],
  cells: Cells<P>,
  lists: Read["lists"] | undefined,
): TakeFrom<P> | undefined {
  const naming = namingOf(territory);
  const { column, departement } = territory;
  if (!naming || column === undefined) return undefined;
  const beside = departement === undefined ? undefined : cells.at(departement);
  return named(cells.at(column), placeFinder(naming, lists), beside);
}

/** Cells are compared as text: `true` of a JSON answer is the `"true"` of a file. */
function condition<P>({ column, equals, startsWith }: TableFigure["where"][number], cells: Cells<P>) {
  const take = cells.at(column);
  const text = (line: P) => {
    const found = take(line);
    return typeof found === "number" || typeof found === "boolean" ? String(found) : found;
  };
  if (startsWith === undefined) return (line: P) => text(line) === equals;
  return (line: P) => {
    const found = text(line);
    return typeof found === "string" && found.startsWith(startsWith);
  };
}

function dateAt<P>(cells: Cells<P>, column: Column | Column[] | undefined, value: string | undefined): TakeFrom<P> {
  if (column === undefined) return constant(value);
  return Array.isArray(column) ? joinedDate(column.map((one) => cells.at(one))) : cells.at(column);
}

/** The levels of a figure; the first is that of a code that has the form of none. */
export function levelsOf(level: Level | readonly Level[]): FigureMap<unknown>["levels"] {
  const [first = "france", ...others] = typeof level === "string" ? [level] : level;
  return [first, ...others];
}

/** What a table is complete about: all places of its figures, or those that their settings write. */
export function tableScope(figures: readonly TableFigure[]): ReadScope {
  return mappedScope(
    figures.map(({ metric, territory: { level, code }, dims }) => ({
      metric,
      levels: levelsOf(level),
      dims: Object.keys(dims),
      code: writtenCode(level, code),
    })),
  );
}
