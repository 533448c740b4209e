// A public card of Metabase, alone or on a dashboard: a table whose columns have the names that its analyst gave them.
import { type Answer, defineEndpoint } from "../../schemas/endpoint.ts";
import { AnswerError } from "../../schemas/errors.ts";
import { parseBody } from "./body.ts";
import type { Edition } from "./edition.ts";
import { parseAnswer } from "./error-body.ts";
import { type JsonRow, type JsonTable, jsonCells } from "./json-table.ts";
import { isObject, told } from "./json-value.ts";
import { dataUrl, MetabaseSettings } from "./metabase-settings.ts";
import { tableReading } from "./table-reading.ts";
import { columnsOf } from "./table-settings.ts";

/** Metabase streams the answer of a dashboard's card, and says 202 before it knows how the query ends. */
const STREAMED = 202;

export const metabase = (edition: Edition) =>
  defineEndpoint<MetabaseSettings>({
    kind: "metabase",
    version: edition,
    settings: MetabaseSettings,
    ask: (settings) => ({ url: dataUrl(settings), headers: settings.headers, alsoStatus: STREAMED }),
    next: (_, pages) => {
      const [page] = pages;
      if (page) refuseCut(page); // half a table would look like a fall
      return undefined;
    },
    read: ({ figures, combine }, { pages, ...read }) => {
      const blocks = pages.flatMap((page) => {
        const table = cardTable(parseAnswer(page, edition));
        const cells = jsonCells(table, columnsOf(figures));
        return figures.map((figure) => ({ figure, lines: table.rows, cells }));
      });
      return tableReading(blocks, { figures, combine }, { ...read, edition });
    },
    metrics: ({ figures }) => [...new Set(figures.map(({ metric }) => metric))],
  });

/** What is no table is for `read` to tell: the bytes are kept, so that they can be looked at. */
function refuseCut(page: Answer["pages"][number]): void {
  try {
    cardTable(parseBody(page));
  } catch (error) {
    if (!(error instanceof AnswerError) || error.pointer === "/data/rows_truncated") throw error;
  }
}

/**
 * A card's rows as objects, or as lists beside their columns.
 * @throws {AnswerError} answer.shape: an error of Metabase's, rows that were cut, or no rows.
 */
export function cardTable(body: unknown): JsonTable {
  if (Array.isArray(body)) return { rows: body as readonly JsonRow[], pointer: "" };
  const { data, error, status } = isObject(body) ? body : {};
  if (error !== undefined || status === "failed") {
    const said = typeof error === "string" ? error : (JSON.stringify(error) ?? "a query that failed");
    throw shape(`Metabase says an error: ${said.slice(0, 300)}`, "/error", "ask the startup: its card does not run");
  }
  const { rows, cols, rows_truncated: cut } = isObject(data) ? data : isObject(body) ? body : {};
  if (cut !== undefined && cut !== null) {
    const detail = `found the first ${JSON.stringify(cut)} rows only, expected all of them`;
    const hint = "ask the startup to group the card's rows, so that there are fewer, or use the card's own address";
    throw shape(detail, "/data/rows_truncated", hint);
  }
  if (!Array.isArray(rows)) {
    throw shape(
      `found ${told(body)}, expected a list of rows`,
      "/data/rows",
      "compare with docs/endpoints/metabase.md",
    );
  }
  const names = Array.isArray(cols) ? { names: cols.map(nameOf) } : {};
  return { rows: rows as readonly JsonRow[], ...names, pointer: "/data/rows" };
}

/** A column by the name that people see. */
function nameOf(column: unknown): string {
  const { display_name: shown, name } = isObject(column) ? column : {};
  return [shown, name].find((known): known is string => typeof known === "string") ?? "";
}

function shape(detail: string, pointer: string, hint: string): AnswerError {
  return new AnswerError("answer.shape", detail, { pointer, hint });
}
