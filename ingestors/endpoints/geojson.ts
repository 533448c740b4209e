// A map's data (GeoJSON, RFC 7946): a collection of features, of which the properties are a table. Geometry is not looked at.
import { defineEndpoint } from "../../schemas/endpoint.ts";
import { AnswerError } from "../../schemas/errors.ts";
import type { Reading, Row } from "../../schemas/statement.ts";
import type { Edition } from "./edition.ts";
import { parseAnswer } from "./error-body.ts";
import { type GeojsonFigure, GeojsonSettings } from "./geojson-settings.ts";
import { type JsonRow, jsonCells } from "./json-table.ts";
import { isObject, shorten, told } from "./json-value.ts";
import { scaled } from "./scale.ts";
import { type Cells, locateInTables, type Read, tableRows, tableScope } from "./table-figures.ts";
import { columnsOf } from "./table-settings.ts";

export const geojson = (edition: Edition) =>
  defineEndpoint<GeojsonSettings>({
    kind: "geojson",
    version: edition,
    settings: GeojsonSettings,
    ask: ({ url, headers }) => ({ url, headers }),
    next: () => undefined,
    read: ({ figures, combine }, { pages, ...read }) => {
      const blocks = pages.flatMap((page) => {
        const features = featuresOf(parseAnswer(page, edition));
        const cells = jsonCells({ rows: features, pointer: "/features", inRow: "/properties" }, columnsOf(figures));
        return figures.map((figure) => ({ figure, lines: features, cells }));
      });
      const rows = blocks.flatMap(({ figure, lines, cells }) => rowsOf(figure, lines, cells, { ...read, edition }));
      const locate: Reading["locate"] = (wanted) => locateInTables(blocks, { ...read, edition }, wanted);
      return { rows, locate, scope: tableScope(figures), ...(combine && { combine }) } satisfies Reading;
    },
    metrics: ({ figures }) => [...new Set(figures.map(({ metric }) => metric))],
  });

function rowsOf(figure: GeojsonFigure, features: readonly JsonRow[], cells: Cells<JsonRow>, read: Read): Row[] {
  const rows = tableRows(figure, features, cells, read);
  const { factor, value } = figure;
  if (factor === undefined) return rows;
  const said = typeof value === "object" ? [value.value] : features.map(cells.figureAt(value));
  const scale = scaled(factor, said);
  return rows.map((row) => (typeof row.value === "string" ? { ...row, value: scale(row.value) } : row));
}

/** The properties of each feature; a feature may have none. */
function featuresOf(body: unknown): readonly JsonRow[] {
  const { type, features } = isObject(body) ? body : {};
  if (type !== "FeatureCollection" || !Array.isArray(features)) {
    throw shape(`found ${told(body)}, expected a FeatureCollection with "features"`, "");
  }
  return features.map((feature: unknown, index) => {
    const { type: what, properties } = isObject(feature) ? feature : {};
    if (what !== "Feature") throw shape(`found ${shorten(what)}, expected a feature`, `/features/${index}`);
    return isObject(properties) ? properties : {};
  });
}

function shape(detail: string, pointer: string): AnswerError {
  return new AnswerError("answer.shape", detail, { pointer, hint: "compare with docs/endpoints/geojson.md" });
}
