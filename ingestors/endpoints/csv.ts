// Any CSV file: its settings say how it is written, and in which columns the figures, periods and territories stand.
import { defineEndpoint } from "../../schemas/endpoint.ts";
import type { Reading, Row } from "../../schemas/statement.ts";
import type { Level, Territories } from "../../schemas/territory.ts";
import { type Column, type CsvFigure, CsvSettings } from "./csv-settings.ts";
import { readTable, type Table } from "./csv-table.ts";
import { readDay } from "./dates.ts";
import { namingOf } from "./figure-settings.ts";
import { latestOf } from "./latest.ts";
import { placeFinder } from "./places.ts";
import {
  constant,
  type FigureMap,
  joinedDate,
  mappedScope,
  named,
  rowReader,
  type TakeFrom,
  writtenCode,
} from "./rows.ts";

type Line = readonly string[];

export const csv = defineEndpoint<CsvSettings>({
  kind: "csv",
  version: 1,
  settings: CsvSettings,
  ask: ({ url, headers }) => ({ url, headers }),
  next: () => undefined,
  read: (settings, { pages, moment, lists }) => {
    const tables = pages.map((page) => readTable(page, settings));
    const rows = settings.figures.flatMap((figure) =>
      tables.flatMap((table) => rowsOf(compile(figure, table, settings.nulls, lists), figure, table, moment)),
    );
    return { rows, scope: scopeOf(settings), ...(settings.combine && { combine: settings.combine }) } satisfies Reading;
  },
  metrics: ({ figures }) => [...new Set(figures.map(({ metric }) => metric))],
});

function rowsOf(map: FigureMap<Line>, figure: CsvFigure, table: Table, moment: number): Row[] {
  const read = rowReader(map, moment);
  const rows: Row[] = [];
  const sound: Line[] = [];
  for (const line of table.lines) {
    if (isTooLong(line, table.width)) rows.push(unreadable(map));
    else sound.push(line);
  }
  for (const line of ofLatest(figure, map, table, sound, moment)) {
    const row = read(line);
    if (row) rows.push(row);
  }
  return rows;
}

/** A delimiter inside a cell has moved the columns: which cell is which is not guessed. Empty ones at the end moved none. */
function isTooLong(line: Line, width: number): boolean {
  return line.length > width && line.slice(width).some((cell) => cell.trim() !== "");
}

function unreadable({ metric, levels }: FigureMap<Line>): Row {
  return { metric, level: levels[0], code: undefined, dims: "", period: undefined, value: undefined };
}

/** The lines of the latest date, where the settings ask for them. */
function ofLatest(
  { latest }: CsvFigure,
  { where }: FigureMap<Line>,
  table: Table,
  lines: readonly Line[],
  moment: number,
): readonly Line[] {
  if (!latest) return lines;
  const take = cellAt(table, latest.column);
  const hint = `correct the format (${latest.format}), or filter these lines away with "where"`;
  const chosen = lines.filter((line) => where.every((holds) => holds(line)));
  return latestOf(chosen, moment, {
    day: (line) => readDay(take(line), latest.format),
    told: (line) => ({ pointer: `column ${latest.column}`, found: take(line), hint }),
  });
}

/** One figure's settings, ready to be taken from lines. */
function compile(
  figure: CsvFigure,
  table: Table,
  nulls: readonly string[],
  lists: Territories | undefined,
): FigureMap<Line> {
  const { metric, numbers, period, territory, dims } = figure;
  const at = (column: Column | undefined, value: unknown) =>
    column === undefined ? constant(value) : cellAt(table, column);
  return {
    metric,
    levels: levelsOf(territory.level),
    code: codeAt(territory, table, lists) ?? at(territory.column, writtenCode(territory.level, territory.code)),
    value: typeof figure.value === "object" ? constant(figure.value.value) : figureAt(table, figure.value, nulls),
    numbers,
    ...(period && { period: { ...period, date: dateAt(table, period.column, period.value) } }),
    dims: Object.entries(dims).map(([name, { column, value }]) => [name, at(column, value)]),
    where: figure.where.map(({ column, equals, startsWith }) => {
      const take = cellAt(table, column);
      if (startsWith === undefined) return (line: Line) => take(line) === equals;
      return (line: Line) => take(line)?.startsWith(startsWith) === true;
    }),
  };
}

/** `undefined`: the code itself stands there. */
function codeAt(
  territory: CsvFigure["territory"],
  table: Table,
  lists: Territories | undefined,
): TakeFrom<Line> | undefined {
  const naming = namingOf(territory);
  const { column, departement } = territory;
  if (!naming || column === undefined) return undefined;
  const beside = departement === undefined ? undefined : cellAt(table, departement);
  return named(cellAt(table, column), placeFinder(naming, lists), beside);
}

/** A cell without the spaces around it; `undefined` where the line ends before. */
function cellAt({ places }: Table, column: Column): (line: Line) => string | undefined {
  const place = places.get(column) ?? -1;
  return (line) => line[place]?.trim();
}

/** A cell that says "no figure" is null; one that is not there cannot be read. */
function figureAt(table: Table, column: Column, nulls: readonly string[]): TakeFrom<Line> {
  const take = cellAt(table, column);
  return (line) => {
    const cell = take(line);
    return cell !== undefined && nulls.includes(cell) ? null : cell;
  };
}

function dateAt(table: Table, column: Column | Column[] | undefined, value: string | undefined): TakeFrom<Line> {
  if (column === undefined) return constant(value);
  return Array.isArray(column) ? joinedDate(column.map((one) => cellAt(table, one))) : cellAt(table, column);
}

function levelsOf(level: Level | Level[]): FigureMap<Line>["levels"] {
  const [first = "france", ...others] = Array.isArray(level) ? level : [level];
  return [first, ...others];
}

function scopeOf({ figures }: CsvSettings) {
  return mappedScope(
    figures.map(({ metric, territory: { level, code }, dims }) => ({
      metric,
      levels: levelsOf(level),
      dims: Object.keys(dims),
      code: writtenCode(level, code),
    })),
  );
}
