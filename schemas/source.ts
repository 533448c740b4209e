// A startup's declaration of its sources: one file of the directory, and the fact `source.declared`.
import { z } from "zod";
import { MetricKey, SourceId, StartupId } from "./ids.ts";
import { OwnMetric } from "./own-metrics.ts";

/** A JSON value of settings: what an endpoint kind validates further with its own schema. */
export const Settings = z.record(z.string(), z.json());
export type Settings = z.infer<typeof Settings>;

/** How a past span is asked for. Only figures that belong to a period can be: a state has no past. */
export const Backfill = z.strictObject({
  by: z.enum(["month", "year"]).describe("the span of one question"),
  settings: Settings.describe(
    "in place of the source's own of the same name; in their texts {year}, {month}, {from} and {to} are the span",
  ),
});
export type Backfill = z.infer<typeof Backfill>;

export const Source = z.strictObject({
  source: SourceId.describe("name of the source, unique within the startup"),
  kind: z
    .string()
    .describe("which endpoint kind asks and reads (docs/endpoints/index.md lists them), or `push`: the startup sends"),
  label: z.string().max(200).optional().describe("the source in plain words, shown beside its figures"),
  every: z.enum(["day", "week", "month"]).default("day").describe("how often a new answer is expected"),
  schedule: z
    .string()
    .max(100)
    .optional()
    .describe("when it is asked, as a cron expression in Europe/Paris time; left out: RELEVE_PULL_SCHEDULE"),
  expiresAfterDays: z
    .int()
    .min(1)
    .max(3660)
    .default(90)
    .describe("days after which an unconfirmed state is no longer a figure"),
  settings: Settings.default({}).describe("what the kind needs: URL, mapping; never a secret"),
  backfill: Backfill.optional().describe("how its past is asked for, by `releve pull --backfill`"),
});
export type Source = z.infer<typeof Source>;

/** Metric → sources, in order: for `order` the first that has a cell is the figure; for `parts` all are summed. */
const BySource = z.record(MetricKey, z.array(SourceId).min(1));

export const Declaration = z.strictObject({
  $schema: z.string().optional(),
  startup: StartupId,
  name: z.string().min(1).max(200).describe("name shown on pages"),
  pitch: z.string().max(2000).default("").describe("one or two sentences: what the service does"),
  owner: z.string().max(200).default("").describe("who carries the service"),
  website: z.url().optional(),
  sources: z.array(Source).min(1),
  metrics: z
    .array(OwnMetric)
    .max(100)
    .optional()
    .describe("metrics of the startup's own, which the catalogue does not have (docs/metrics.md)"),
  order: BySource.default({}).describe("needed for each metric that more than one source states"),
  parts: BySource.default({}).describe("sources that count disjoint parts of one figure, and may be added up"),
  milestones: z
    .array(z.strictObject({ metric: MetricKey, until: z.iso.date(), label: z.string().max(200) }))
    .default([])
    .describe("dates at which the startup quoted a running total; the figure itself is recomputed from the cells"),
});
export type Declaration = z.infer<typeof Declaration>;
