// Any CSV file: its settings say how it is written, and in which columns the figures, periods and territories stand.
import { defineEndpoint } from "../../schemas/endpoint.ts";
import type { Reading, Row } from "../../schemas/statement.ts";
import { CsvSettings } from "./csv-settings.ts";
import { csvCells, isTooLong, readTable, type Table } from "./csv-table.ts";
import type { Edition } from "./edition.ts";
import { refuseErrorPages } from "./error-body.ts";
import { levelsOf, locateInTables, type Read, type TableBlock, tableRows, tableScope } from "./table-figures.ts";
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
      const blocks = figures.flatMap((figure) => tables.map((table) => blockOf(figure, table, nulls)));
      const rows = blocks.flatMap((block) => rowsOf(block, { ...read, edition }));
      const locate: Reading["locate"] = (wanted) => locateInTables(blocks, { ...read, edition }, wanted);
      return { rows, locate, scope: tableScope(figures), ...(combine && { combine }) } satisfies Reading;
    },
    metrics: ({ figures }) => [...new Set(figures.map(({ metric }) => metric))],
  });

type Block = TableBlock<readonly string[]> & { readonly before: number };

/** The lines whose columns have not moved; those that have come before them, as rows that cannot be read. */
function blockOf(figure: TableFigure, table: Table, nulls: readonly string[]): Block {
  const lines = table.lines.filter((line) => !isTooLong(line, table));
  return { figure, lines, cells: csvCells(table, nulls), before: table.lines.length - lines.length };
}

function rowsOf({ figure, lines, cells, before }: Block, read: Read): Row[] {
  const moved = Array.from({ length: before }, () => unreadable(figure));
  return [...moved, ...tableRows(figure, lines, cells, read)];
}

function unreadable({ metric, territory }: TableFigure): Row {
  const [level] = levelsOf(territory.level);
  return { metric, level, code: undefined, dims: "", period: undefined, value: undefined };
}
