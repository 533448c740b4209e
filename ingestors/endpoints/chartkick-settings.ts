// The settings of the kind `chartkick`: which series of a chart is which metric, and what its dates are.
import { z } from "zod";
import { MetricKey } from "../../schemas/ids.ts";
import { GRAINS } from "../../schemas/period.ts";
import { DATE_FORMATS, type DateFormat, GRAIN_OF } from "./dates.ts";
import { DimensionName, WrittenTerritory } from "./figure-settings.ts";
import { NUMBER_FORMATS } from "./numbers.ts";
import { disagreement, EndpointUrl, Headers, refuse } from "./settings.ts";

const Figure = z
  .strictObject({
    metric: MetricKey,
    series: z
      .string()
      .min(1)
      .optional()
      .describe('one series, by its name without the running total: "Agent" is "Agent (814210)" of any day'),
    territory: WrittenTerritory.default({ level: "france" }),
    dims: z.record(DimensionName, z.string()).default({}),
    each: DimensionName.optional().describe("all series: each one's name, without its total, is this dimension"),
  })
  .superRefine(({ metric, series, each }, context) => {
    const wrong = disagreement(metric, true);
    if (wrong) refuse(context, ["metric"], wrong);
    if (series !== undefined && each !== undefined) {
      refuse(context, ["each"], { expected: 'either "series" or "each"', hint: "keep one of the two" });
    }
  });
export type ChartkickFigure = z.infer<typeof Figure>;

export const ChartkickSettings = z
  .strictObject({
    url: EndpointUrl,
    headers: Headers,
    grain: z.enum(GRAINS).describe("sunday_week for weeks that begin on a Sunday"),
    format: z.enum(Object.keys(DATE_FORMATS) as [DateFormat, ...DateFormat[]]).describe("how dates are written"),
    numbers: z.enum(NUMBER_FORMATS).default("plain").describe("how numbers in text are written"),
    running: z.enum(["keep", "leave-out"]).default("keep").describe("a period that is not over yet"),
    figures: z.array(Figure).min(1),
  })
  .superRefine(({ grain, format }, context) => {
    const only = GRAIN_OF[format];
    if (only === undefined || only === grain) return;
    refuse(context, ["grain"], { expected: `"${only}", for ${format} names one`, hint: "correct grain or format" });
  });
export type ChartkickSettings = z.infer<typeof ChartkickSettings>;
