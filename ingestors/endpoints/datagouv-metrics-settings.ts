// The settings of the kind `datagouv-metrics`: which list of data.gouv.fr's metric-api, and which of its columns are figures.
import { z } from "zod";
import { MetricKey } from "../../schemas/ids.ts";
import { DimensionName, WrittenTerritory } from "./figure-settings.ts";
import { disagreement, EndpointUrl, Headers, refuse } from "./settings.ts";
import type { TableFigure } from "./table-settings.ts";

/** The API gives no more rows a page, whatever is asked. */
const MAX_PAGE = 50;

const Figure = z
  .strictObject({
    metric: MetricKey,
    value: z.string().min(1).describe("column of the figure, as monthly_visit"),
    territory: WrittenTerritory.default({ level: "france" }),
    dims: z.record(DimensionName, z.string().min(1)).default({}).describe("name → column, as dataset_id"),
  })
  .superRefine(({ metric }, context) => {
    const wrong = disagreement(metric, true);
    if (wrong) refuse(context, ["metric"], wrong);
  });

const MetricUrl = EndpointUrl.superRefine((text, context) => {
  if (!URL.canParse(text) || /\/data\/(?:csv\/?)?$/.test(new URL(text).pathname)) return;
  refuse(context, [], {
    expected: "an address that ends in /data/, or in /data/csv/ for the unpaged file",
    hint: "as https://metric-api.data.gouv.fr/api/datasets/data/?dataset_id__exact=…",
  });
});

export const DatagouvMetricsSettings = z.strictObject({
  url: MetricUrl.describe("of a list; filters as dataset_id__exact stay in it"),
  headers: Headers,
  pageSize: z.int().min(1).max(MAX_PAGE).default(MAX_PAGE).describe("rows of a page; the API caps it at 50"),
  nulls: z
    .enum(["none", "zero"])
    .default("none")
    .describe("null says no figure; or 0, where the startup confirms that it means none of these in that month"),
  combine: z
    .literal("sum")
    .optional()
    .describe("rows of one month are added up: of a data set that two organisations held, or of several data sets"),
  running: z.enum(["keep", "leave-out"]).default("keep").describe("the month that is not over yet"),
  figures: z.array(Figure).min(1),
});
export type DatagouvMetricsSettings = z.infer<typeof DatagouvMetricsSettings>;

/** Column of the month, in every list. */
export const MONTH = "metric_month";

/** The figures as those of a table. */
export function tableFigures({ figures, running }: DatagouvMetricsSettings): TableFigure[] {
  return figures.map(({ metric, value, territory, dims }) => ({
    ...{ metric, value, territory },
    numbers: "plain",
    where: [],
    period: { column: MONTH, grain: "month", format: "iso-month", running },
    dims: Object.fromEntries(Object.entries(dims).map(([name, column]) => [name, { column }])),
  }));
}
