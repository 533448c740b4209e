// The panels of a startup's page: one per metric, by what kind of metric it is.
import { z } from "zod";
import { Grain } from "../../schemas/period.ts";
import { Level } from "../../schemas/territory.ts";
import { Decimal, Figure, FigureTable, MetricRef, Point } from "../figure.ts";

const Day = z.iso.date();

/** A running total at a date the startup quoted, recomputed from the cells. */
export const Milestone = z.object({
  label: z.string(),
  since: Day,
  until: Day,
  value: Decimal.nullable(),
  territories: z.object({ level: Level, count: z.int() }).nullable().describe("how many had cells by then"),
});
export type Milestone = z.infer<typeof Milestone>;

const Begins = Day.nullable().describe("first day of which anything is known; null: nothing is");

/** Values that may be compared from one period to the next: docs/reports.md has the rule. */
export const Compared = z.object({
  grain: Grain,
  points: z
    .array(Point)
    .describe("as first announced; null: announced sooner or later after its end than the last one"),
});
export type Compared = z.infer<typeof Compared>;
const COMPARED = Compared.optional().describe(
  "the last periods as their source first announced them, whatever the span; left out: it never revised them, they are compared as known now",
);

export const Panel = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("membership"), figure: Figure, weekly: z.array(Point), begins: Begins }),
  z.object({
    kind: z.literal("flow"),
    figure: Figure.describe("last closed period"),
    grain: Grain,
    grains: z.array(Grain).describe("that the source states, to choose from"),
    points: z.array(Point).describe("closed periods of the span"),
    compared: COMPARED,
    since: z
      .object({ first: Day, last: Day, value: Decimal })
      .nullable()
      .describe("running total of all closed periods"),
    by: z
      .object({ first: Day, last: Day, table: FigureTable })
      .nullable()
      .describe("by territory, greatest first: of the chosen span, else of 12 months"),
    milestones: z.array(Milestone),
  }),
  z.object({
    kind: z.literal("ratio"),
    figure: Figure.describe("last closed 12 months, or the chosen span"),
    numerator: MetricRef,
    denominator: MetricRef,
    now: Point,
    before: Point.nullable().describe("the 12 months before, or the span that it is compared with"),
    chosen: z.boolean().describe("whether `now` is of the chosen span, and not of 12 months"),
    yearly: z.array(Point),
  }),
  z.object({
    kind: z.literal("series"),
    figure: Figure.describe("gauge, counter or distinct"),
    grain: z.union([Grain, z.literal("state")]),
    points: z.array(Point),
    begins: Begins,
    compared: COMPARED,
  }),
]);
export type Panel = z.infer<typeof Panel>;
