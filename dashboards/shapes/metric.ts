// The models of the catalogue's pages: all metrics by theme, and one with what each service states of it.
import { z } from "zod";
import { Grain } from "../../schemas/period.ts";
import { Decimal, Figure, MetricRef, Point, Share, Words } from "../figure.ts";
import { Head, StartupRef } from "./head.ts";

const Day = z.iso.date();

/** What a metric speaks of; it follows from its kind and subject. */
export const THEMES = ["places", "people", "activity", "contents", "effects"] as const;
export type MetricTheme = (typeof THEMES)[number];
const Mark = z.enum(["adoption", "impact"]);
const Rule = z.enum(["sum", "union", "last", "ratio", "refused"]);

export const MetricEntry = z.object({
  metric: MetricRef,
  mark: Mark,
  sums: z.object({ time: Rule, territory: Rule, services: Rule }).describe("what may be added along each axis"),
  services: z.array(StartupRef).describe("that publish it"),
});
export type MetricEntry = z.infer<typeof MetricEntry>;

export const MetricsModel = z.object({
  head: Head,
  themes: z.array(z.object({ theme: z.enum(THEMES), metrics: z.array(MetricEntry) })),
});
export type MetricsModel = z.infer<typeof MetricsModel>;

export const MetricService = z.object({
  service: StartupRef,
  figure: Figure.omit({ table: true, metric: true }),
  grain: z.union([Grain, z.literal("state")]).describe("of the points"),
  points: z.array(Point).describe("of the span; 12 months at most unless one was chosen"),
});
export type MetricService = z.infer<typeof MetricService>;

export const MetricModel = z.object({
  head: Head,
  entry: MetricEntry,
  theme: z.enum(THEMES),
  subject: z.string().describe("what one unit is"),
  window: z.string().nullable().describe("sliding window of people counted without a date, as ISO 8601 duration"),
  versions: z
    .array(
      z.object({
        version: z.int(),
        label: Words,
        definition: Words,
        since: z.iso.datetime().nullable().describe("when it was recorded; null: the log does not say"),
        sha256: z.string().describe("of all that defines it, canonical JSON"),
        current: z.boolean().describe("in force"),
      }),
    )
    .describe("every text that a version had, newest first"),
  parts: z.object({ numerator: MetricRef, denominator: MetricRef }).nullable().describe("of a ratio"),
  usedBy: z.array(MetricRef).describe("ratios that it is a part of"),
  network: z
    .object({
      rule: z.enum(["union", "sum"]),
      value: Decimal.nullable(),
      day: Day.describe("the day of the state, or the last of the period"),
      share: Share.nullable(),
      population: Share.nullable(),
      grain: z.union([Grain, z.literal("state")]),
      begins: Day.nullable().describe("first day of which anything is known"),
      points: z.array(Point).describe("of the span; 12 months at most unless one was chosen"),
      services: z.array(StartupRef).describe("that are in it"),
      left: z
        .array(StartupRef)
        .describe("that state the metric by other periods only: grains are never added together"),
    })
    .nullable()
    .describe("over services; null: nobody states it, or they may not be put together"),
  services: z
    .array(MetricService)
    .describe("side by side, the greatest first; only the rule of the network puts them together"),
});
export type MetricModel = z.infer<typeof MetricModel>;

/** The one address of a metric: `communes-couvertes`. */
export const slugOf = (key: string) => key.replaceAll("_", "-");
export const keyOf = (slug: string) => slug.replaceAll("-", "_");
