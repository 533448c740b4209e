// The metric-api of data.gouv.fr: visits and downloads month by month, in pages of `data`, `links`, `meta`, or as a CSV file.
import { type Answer, defineEndpoint, type Question } from "../../schemas/endpoint.ts";
import { AnswerError } from "../../schemas/errors.ts";
import { csvCells, isTooLong, readTable } from "./csv-table.ts";
import { isWhole, pointerOfRow, rowsOf } from "./datagouv-metrics-pages.ts";
import { DatagouvMetricsSettings, MONTH, tableFigures } from "./datagouv-metrics-settings.ts";
import type { Edition } from "./edition.ts";
import { refuseErrorPages } from "./error-body.ts";
import { type JsonRow, jsonCells } from "./json-table.ts";
import type { Cells, TableBlock } from "./table-figures.ts";
import { tableReading } from "./table-reading.ts";
import { columnsOf } from "./table-settings.ts";

type Page = Answer["pages"][number];

export const datagouvMetrics = (edition: Edition) =>
  defineEndpoint<DatagouvMetricsSettings>({
    kind: "datagouv-metrics",
    version: edition,
    settings: DatagouvMetricsSettings,
    ask: (settings) => (isFile(settings) ? { url: settings.url, headers: settings.headers } : question(settings, 1)),
    next: (settings, pages) => (isFile(settings) || isWhole(pages) ? undefined : question(settings, pages.length + 1)),
    read: (settings, { pages, ...answer }) => {
      refuseErrorPages(pages, edition);
      const read = { ...answer, edition };
      const figures = tableFigures(settings);
      const all = { figures, combine: settings.combine };
      if (!isFile(settings)) return tableReading(pageBlocks(settings, figures, pages), all, read);
      const blocks = pages.flatMap((page) => fileBlocks(settings, figures, page, edition));
      return tableReading(blocks, all, read);
    },
    metrics: ({ figures }) => [...new Set(figures.map(({ metric }) => metric))],
  });

function isFile({ url }: DatagouvMetricsSettings): boolean {
  return /\/csv\/?$/.test(new URL(url).pathname);
}

/** Sorted by month, so that pages part the list in one way. */
function question({ url, headers, pageSize }: DatagouvMetricsSettings, number: number): Question {
  const page = new URL(url);
  if (!page.searchParams.has(`${MONTH}__sort`)) page.searchParams.set(`${MONTH}__sort`, "asc");
  page.searchParams.set("page", String(number));
  page.searchParams.set("page_size", String(pageSize));
  return { url: page.href, headers };
}

type Figures = ReturnType<typeof tableFigures>;

function pageBlocks(
  settings: DatagouvMetricsSettings,
  figures: Figures,
  pages: readonly Page[],
): readonly TableBlock<JsonRow>[] {
  const lines = rowsOf(pages);
  const table = { rows: lines, pointer: "/data", pointerOfRow: (index: number) => pointerOfRow(pages, index) };
  const cells = counted(jsonCells(table, columnsOf(figures)), settings);
  return figures.map((figure) => ({ figure, lines, cells }));
}

function fileBlocks(
  settings: DatagouvMetricsSettings,
  figures: Figures,
  page: Page,
  edition: Edition,
): readonly TableBlock<readonly string[]>[] {
  const writing = { encoding: "utf-8", quote: '"', header: true, delimiter: ",", edition } as const;
  const table = readTable(page, writing, columnsOf(figures));
  const cells = counted(csvCells(table, [""]), settings);
  const long = table.lines.findIndex((line) => isTooLong(line, table));
  if (long !== -1) {
    throw new AnswerError("answer.shape", "found a line that is longer than the header", {
      pointer: `line ${long + 2}`,
      hint: "look at the file: a comma inside a cell has moved its columns",
    });
  }
  return figures.map((figure) => ({ figure, lines: table.lines, cells }));
}

/** What null means is the settings' to say. */
function counted<P>(cells: Cells<P>, { nulls }: DatagouvMetricsSettings): Cells<P> {
  if (nulls === "none") return cells;
  const figureAt: Cells<P>["figureAt"] = (column) => {
    const take = cells.figureAt(column);
    return (row) => {
      const found = take(row);
      return found === null ? 0 : found; // one that is missing is no null, and so no 0
    };
  };
  return { ...cells, figureAt };
}
