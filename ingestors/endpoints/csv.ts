// Any CSV file: its settings say how it is written, and in which columns the figures, periods and territories stand.
import { defineEndpoint } from "../../schemas/endpoint.ts";
import type { Reading, Row } from "../../schemas/statement.ts";
import { CsvSettings } from "./csv-settings.ts";
import { csvCells, isTooLong, readTable, type Table } from "./csv-table.ts";
import type { Edition } from "./edition.ts";
import { refuseErrorPages } from "./error-body.ts";
import { levelsOf, type Read, tableRows, tableScope } from "./table-figures.ts";
import { columnsOf, type TableFigure } from "./table-settings.ts";

export const csv = (edition: Edition) =>
  defineEndpoint<CsvSettings>({
    kind: "csv",
    version: edition,
    settings: CsvSettings,
    ask: ({ url, headers }) => ({ url, headers }),
    next: () => undefined,
    read: (settings, { pages, ...read }) => {
      const { figures, nulls, combine } = settings;
      refuseErrorPages(pages, edition);
      const tables = pages.map((page) => readTable(page, { ...settings, edition }, columnsOf(figures)));
      const rows = figures.flatMap((figure) =>
        tables.flatMap((table) => rowsOf(figure, table, nulls, { ...read, edition })),
      );
      return { rows, scope: tableScope(figures), ...(combine && { combine }) } satisfies Reading;
    },
    metrics: ({ figures }) => [...new Set(figures.map(({ metric }) => metric))],
  });

function rowsOf(figure: TableFigure, table: Table, nulls: readonly string[], read: Read): Row[] {
  const sound = table.lines.filter((line) => !isTooLong(line, table));
  const moved = Array.from({ length: table.lines.length - sound.length }, () => unreadable(figure));
  return [...moved, ...tableRows(figure, sound, csvCells(table, nulls), read)];
}

function unreadable({ metric, territory }: TableFigure): Row {
  const [level] = levelsOf(territory.level);
  return { metric, level, code: undefined, dims: "", period: undefined, value: undefined };
}
