// The metric-api of data.gouv.fr: visits and downloads month by month, in pages of `data`, `links`, `meta`, or as a CSV file.
import { type Answer, defineEndpoint, type Question } from "../../schemas/endpoint.ts";
import { AnswerError } from "../../schemas/errors.ts";
import type { Reading, Row } from "../../schemas/statement.ts";
import { csvCells, isTooLong, readTable } from "./csv-table.ts";
import { isWhole, rowsOf } from "./datagouv-metrics-pages.ts";
import { DatagouvMetricsSettings, MONTH, tableFigures } from "./datagouv-metrics-settings.ts";
import type { Edition } from "./edition.ts";
import { refuseErrorPages } from "./error-body.ts";
import { jsonCells } from "./json-table.ts";
import { type Cells, type Read, tableRows, tableScope } from "./table-figures.ts";
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
      const rows = isFile(settings)
        ? pages.flatMap((page) => fileRows(settings, page, read))
        : pageRows(settings, pages, read);
      const { combine } = settings;
      return { rows, scope: tableScope(tableFigures(settings)), ...(combine && { combine }) } satisfies Reading;
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

function pageRows(settings: DatagouvMetricsSettings, pages: readonly Page[], read: Read): Row[] {
  const rows = rowsOf(pages);
  const figures = tableFigures(settings);
  const cells = jsonCells({ rows, pointer: "/data" }, columnsOf(figures));
  return figures.flatMap((figure) => tableRows(figure, rows, counted(cells, settings), read));
}

function fileRows(settings: DatagouvMetricsSettings, page: Page, read: Read): Row[] {
  const figures = tableFigures(settings);
  const table = readTable(
    page,
    { encoding: "utf-8", quote: '"', header: true, delimiter: ",", edition: read.edition },
    columnsOf(figures),
  );
  const cells = counted(csvCells(table, [""]), settings);
  const long = table.lines.findIndex((line) => isTooLong(line, table));
  if (long !== -1) {
    throw new AnswerError("answer.shape", "found a line that is longer than the header", {
      pointer: `line ${long + 2}`,
      hint: "look at the file: a comma inside a cell has moved its columns",
    });
  }
  return figures.flatMap((figure) => tableRows(figure, table.lines, cells, read));
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
