// The settings of the kind `anct`: which keys of a row are which metrics, and in which of its forms the convention comes.
import { z } from "zod";
import { MetricKey } from "../../schemas/ids.ts";
import { WRITING } from "./csv-settings.ts";
import { disagreement, EndpointUrl, Headers, refuse } from "./settings.ts";
import { Column } from "./table-settings.ts";

const PLACES = ["commune", "siren", "siret"] as const;
export type Place = (typeof PLACES)[number];
const Stated = z.strictObject({
  metric: MetricKey,
  levels: z.array(z.enum(PLACES)).min(1).describe("rows of other levels are not this metric's business"),
  value: z
    .number()
    .optional()
    .describe("what each row states where the answer has no such key: 1, when being in the list is the figure"),
});
const Csv = z.strictObject({ ...WRITING, id: Column.describe("column of the identifiers: siret, siren or insee") });
export const AnctSettings = z
  .strictObject({
    url: EndpointUrl,
    limit: z.int().min(1).max(10_000).default(1000).describe("rows of a page"),
    headers: Headers,
    // Left out of older facts: an optional setting without a default leaves what their bytes mean as it was.
    form: z
      .enum(["pages", "list", "csv"])
      .optional()
      .describe("pages of `count` and `results` when left out; a bare list of rows; a CSV file"),
    csv: Csv.optional().describe("how the file is written, for the form csv"),
    combine: z.literal("sum").optional().describe("rows of one place are added up: one row a person or an account"),
    metrics: z.record(z.string().min(1).max(64), Stated).describe("key in the answer (tu, yau, mau, wau) → metric"),
  })
  .superRefine(({ metrics, form, csv }, context) => {
    if ((form === "csv") !== (csv !== undefined)) {
      const hint = 'the form csv needs "csv": { "id": … }, the column of the identifiers; other forms have none';
      refuse(context, ["csv"], { expected: '"form": "csv" and "csv" together', hint });
    }
    const seen = new Set<string>();
    if (Object.keys(metrics).length === 0) {
      refuse(context, ["metrics"], { expected: "at least one key", hint: 'add "tu": { "metric": …, "levels": […] }' });
    }
    for (const [key, { metric }] of Object.entries(metrics)) {
      const wrong = disagreement(metric, false);
      if (wrong) refuse(context, ["metrics", key, "metric"], wrong);
      if (seen.has(metric)) {
        const hint = "keep the key whose meaning is the metric's definition";
        refuse(context, ["metrics", key, "metric"], { expected: `${metric} under one key only`, hint });
      }
      seen.add(metric);
    }
  });
export type AnctSettings = z.infer<typeof AnctSettings>;
