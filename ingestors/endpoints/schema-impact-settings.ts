// The settings of the kind `schema-impact`: which indicator of the file is which metric of the catalogue.
import { z } from "zod";
import { CATALOGUE, metricOf } from "../../schemas/catalogue.ts";
import { isState } from "../../schemas/catalogue-model.ts";
import { MetricKey } from "../../schemas/ids.ts";
import { DELIMITERS } from "./csv-settings.ts";
import { DimensionName } from "./figure-settings.ts";
import { NUMBER_FORMATS } from "./numbers.ts";
import { disagreement, EndpointUrl, Headers, refuse } from "./settings.ts";

const LEVELS = ["france", "region", "departement", "commune"] as const;

const Figure = z
  .strictObject({
    metric: MetricKey,
    indicateur: z.string().trim().min(1).describe("the indicator's title, to the letter"),
    service: z.string().trim().min(1).optional().describe("nom_service_public_numerique, where a file has several"),
    unit: z
      .string()
      .trim()
      .min(1)
      .optional()
      .describe("unite_mesure as it must be; left out, any but a share or a multiple: %, milliers, millions"),
    levels: z.array(z.enum(LEVELS)).min(1).default(["france"]).describe("lines of other levels are left out"),
    numbers: z.enum(NUMBER_FORMATS).default("plain").describe("how numbers are written; the schema says plain"),
    dims: z.record(DimensionName, z.string()).default({}),
  })
  .superRefine(({ metric }, context) => {
    const asState = disagreement(metric, false);
    if (asState && disagreement(metric, true)) refuse(context, ["metric"], asState);
  });
export type ImpactFigure = z.infer<typeof Figure>;

export const SchemaImpactSettings = z.strictObject({
  url: EndpointUrl.describe("of the CSV file"),
  headers: Headers,
  delimiter: z.enum(DELIMITERS).optional().describe("left out: the one that shows the schema's columns"),
  figures: z.array(Figure).min(1),
});
export type SchemaImpactSettings = z.infer<typeof SchemaImpactSettings>;

/** Whether a metric is a state of its day, in any version: its lines then have `est_periode` false. */
export function isStateMetric(key: string): boolean {
  return [...CATALOGUE, metricOf(key)].some(
    (metric) => metric && metric.key === key && metric.kind !== "ratio" && isState(metric.kind),
  );
}
