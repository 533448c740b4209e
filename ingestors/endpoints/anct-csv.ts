// The CSV form of the ANCT convention: one line a place, its identifier in one column, its metrics in others.
import type { Answer } from "../../schemas/endpoint.ts";
import type { Reading } from "../../schemas/statement.ts";
import { placeOfId, scopeOf } from "./anct-rows.ts";
import type { AnctSettings } from "./anct-settings.ts";
import { csvCells, isTooLong, readTable } from "./csv-table.ts";
import type { Edition } from "./edition.ts";
import { readFigure } from "./numbers.ts";
import { type PlacedRow, readingOf } from "./placed-rows.ts";

/**
 * @throws {AnswerError} what is no CSV, or lacks a mapped column.
 */
export function readAnctCsv(
  { metrics, combine }: AnctSettings,
  csv: CsvForm,
  page: Answer["pages"][number],
  edition: Edition,
): Reading {
  const stated = Object.entries(metrics);
  const mapped = stated.flatMap(([column, { value }]) => (value === undefined ? [column] : []));
  const table = readTable(page, { ...csv, header: true, edition }, [csv.id, ...mapped]);
  const cells = csvCells(table, [""]);
  const idOf = cells.at(csv.id);
  const rows = stated.flatMap(([column, { metric, levels, value }]) => {
    const figureOf = value === undefined ? cells.figureAt(column) : () => value;
    return table.lines.flatMap((line): PlacedRow[] => {
      const isMoved = isTooLong(line, table);
      const place = placeOfId(isMoved ? undefined : (idOf(line) as string | undefined), levels);
      const found = isMoved ? undefined : figureOf(line);
      const row = place && {
        metric,
        ...place,
        dims: "",
        period: undefined,
        value: readFigure(found, "plain", edition),
      };
      const at = { pointer: cells.placeOf(line, value === undefined ? column : undefined), value: found };
      return row ? [{ row, at }] : [];
    });
  });
  return { ...readingOf(rows), scope: scopeOf(metrics), ...(combine && { combine }) };
}
type CsvForm = NonNullable<AnctSettings["csv"]>;
