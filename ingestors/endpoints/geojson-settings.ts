// The settings of the kind `geojson`: which properties of the features are figures, and which is the official code.
import { z } from "zod";
import { FACTOR } from "./scale.ts";
import { EndpointUrl, Headers } from "./settings.ts";
import { TableFigure } from "./table-settings.ts";

const Figure = TableFigure.safeExtend({
  factor: z
    .string()
    .regex(FACTOR, 'expected a power of ten as text, as "1000" or "0.001"')
    .optional()
    .describe("by which values are multiplied to be in the metric's unit; refused where it would invent digits"),
});
export type GeojsonFigure = z.infer<typeof Figure>;

export const GeojsonSettings = z.strictObject({
  url: EndpointUrl,
  headers: Headers,
  combine: z.literal("sum").optional().describe("features of one cell are added up, in all figures of this source"),
  figures: z.array(Figure).min(1),
});
export type GeojsonSettings = z.infer<typeof GeojsonSettings>;
