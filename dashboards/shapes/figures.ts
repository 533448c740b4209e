// What a machine asks of the figures, and the answer.
import { z } from "zod";
import { AXES } from "../../schemas/catalogue-model.ts";
import { Grain } from "../../schemas/period.ts";
import { Level } from "../../schemas/territory.ts";
import { Millesime } from "../choice.ts";
import { CorrectedBy, Decimal, MetricRef, Share } from "../figure.ts";
import { whole } from "../whole.ts";

const Day = z.iso.date();
const Instant = z.iso.datetime();

/** What a machine asks: figures, or one legal sum of them. */
export const FiguresQuery = z.strictObject({
  startup: z.string().optional().describe("slug; left out: all"),
  metric: z.string().optional().describe("key of the catalogue; left out: all of the startup"),
  source: z.string().optional().describe("one source under its own name; left out: the figure"),
  day: Day.optional().describe("the day to speak of, in Paris; left out: the last one"),
  millesime: Millesime.describe(
    "year of the official list that sets of territories are counted by; left out: the present one",
  ),
  grain: Grain.optional().describe("for period metrics"),
  from: Day.optional().describe("first day of the first period"),
  to: Day.optional().describe("last day of the last period"),
  level: Level.optional(),
  territory: z.string().optional().describe("code of a territory"),
  sum: z.enum(AXES).optional().describe("add up along time, territory or services: refused when it has no meaning"),
  limit: whole(1, 50_000, 1000).describe("rows at most"),
  offset: whole(0, 999_999_999, 0).describe("rows to pass over"),
});
export type FiguresQuery = z.infer<typeof FiguresQuery>;

export const FiguresModel = z.object({
  day: Day,
  metrics: z.array(MetricRef),
  count: z.int().describe("rows in all"),
  rows: z.array(
    z.object({
      startup: z.string(),
      source: z.string().describe("sources, joined by a comma; empty: `correction` gives it, whatever they say"),
      correction: CorrectedBy.optional().describe(
        "the decision that gives it; of a ratio, the one of its numerator, else of its denominator; left out: none",
      ),
      metric: z.string(),
      version: z.int(),
      level: Level,
      code: z.string(),
      dims: z.record(z.string(), z.string()),
      grain: z.union([Grain, z.literal("state")]),
      first: Day.nullable(),
      last: Day.nullable(),
      value: Decimal.nullable(),
      moment: Instant,
    }),
  ),
  sums: z
    .array(
      z.object({
        metric: z.string(),
        startup: z.string().nullable().describe("null: across services"),
        rule: z.enum(["sum", "union", "last", "ratio"]),
        first: Day.nullable(),
        last: Day.nullable(),
        value: Decimal.nullable(),
        share: Share.nullable(),
        population: Share.nullable(),
      }),
    )
    .describe("when `sum` is asked"),
});
export type FiguresModel = z.infer<typeof FiguresModel>;
