// A figure as pages and the API show it: its value with its metric, day, source, freshness, and the rows behind it.
import { z } from "zod";
import type { Metric } from "../schemas/catalogue-model.ts";
import { AXES, KINDS } from "../schemas/catalogue-model.ts";
import { Grain } from "../schemas/period.ts";
import { Level, Vintage } from "../schemas/territory.ts";

const Day = z.iso.date().describe("a day in Paris");
const Instant = z.iso.datetime().describe("UTC instant");

/** A decision that gives a figure, or a part of it, whatever its sources say. */
export const CorrectedBy = z.object({
  proposal: z.string().describe("its id: `/api/v1/decisions` says who decided"),
  reason: z.string(),
  since: Instant.describe("when it was approved"),
});
/** A canonical decimal as text: figures never pass through a float. */
export const Decimal = z.string().describe("a decimal as text");
/** Words that depend on the language. */
export const Words = z.object({ fr: z.string(), en: z.string() });
export type Words = z.infer<typeof Words>;

/** The states of a source: it is in exactly one. The words, icons and colours are the same everywhere. */
export const STATES = ["ok", "late", "cut", "held", "never", "unconnected", "idle", "hand"] as const;
export const State = z
  .enum(STATES)
  .describe(
    "ok à l'heure · late en retard · cut interrompu · held retenu · never jamais reçu · unconnected aucune source raccordée, of a service alone · idle non attendu · hand déclaré à la main",
  );
export type State = z.infer<typeof State>;

/** Why a statement waits: see docs/meaning.md, rule 8. */
export const HOLDS = ["empty", "loss", "bounds"] as const;
export const Hold = z
  .enum(HOLDS)
  .describe("empty: no value at all · loss: more than 20 % of cells gone · bounds: beyond the catalogue's bounds");
export type Hold = z.infer<typeof Hold>;

export const MetricRef = z.object({
  key: z.string(),
  version: z.int(),
  kind: z.enum(KINDS),
  label: Words,
  unit: Words,
  definition: Words,
  good: z.enum(["up", "down", "none"]),
  scale: z
    .enum(["percent", "one"])
    .optional()
    .describe("of a ratio: a percentage, or the quotient in its unit; left out: not a ratio"),
  refusals: z
    .array(z.object({ axis: z.enum(AXES), refused: Words, ask: Words }))
    .describe("sums that have no meaning, and what to ask instead"),
});
export type MetricRef = z.infer<typeof MetricRef>;

/** What pages need of a catalogue entry. */
export function metricRef(metric: Metric): MetricRef {
  const { key, version, kind, label, unit, definition, good, sums, ratio } = metric;
  const refusals = AXES.flatMap((axis) => {
    const rule = sums[axis];
    return typeof rule === "string" ? [] : [{ axis, ...rule }];
  });
  const scale = ratio && { scale: ratio.scale };
  return { key, version, kind, label, unit, definition, good, ...scale, refusals };
}

export const SourceRef = z.object({
  id: z.string(),
  label: z.string().describe("in plain words, as declared; the id when there is none"),
  kind: z.string().describe("endpoint kind, or `push`"),
  host: z.string().nullable().describe("host of the URL; null for a push"),
});
export type SourceRef = z.infer<typeof SourceRef>;

export const Freshness = z.object({
  state: State,
  last: Instant.nullable().describe("moment of the last statement that counted; null: never"),
  every: z.enum(["day", "week", "month"]).nullable().describe("how often an answer is expected; null: not expected"),
});
export type Freshness = z.infer<typeof Freshness>;

export const Share = z.object({ part: Decimal, whole: Decimal });
export type Share = z.infer<typeof Share>;

/** A value of a period, or of a state on its last day. */
export const Point = z.object({
  first: Day,
  last: Day.describe("for a state: the day it speaks of"),
  value: Decimal.nullable().describe("null: no figure, which is not 0"),
  numerator: Decimal.optional().describe("of a ratio"),
  denominator: Decimal.optional(),
});
export type Point = z.infer<typeof Point>;

export const TerritoryRow = z.object({
  level: Level,
  code: z.string(),
  name: z.string().nullable().describe("null: not in the official list"),
  value: Decimal.nullable(),
  of: Decimal.nullable().describe("how many there are in the territory; null: the value is not a part of anything"),
  population: Share.nullable().describe("inhabitants of the covered communes, of all"),
});
export type TerritoryRow = z.infer<typeof TerritoryRow>;

/** The rows that make up a figure. `rule`: how they do. */
export const FigureTable = z.discriminatedUnion("by", [
  z.object({ by: z.literal("territory"), rule: z.enum(["sum", "union", "each"]), rows: z.array(TerritoryRow) }),
  z.object({
    by: z.literal("period"),
    rule: z.enum(["sum", "last", "ratio", "each"]),
    grain: z.union([Grain, z.literal("state")]),
    rows: z.array(Point),
  }),
  z.object({
    by: z.literal("source"),
    rule: z.enum(["sum", "first"]),
    rows: z.array(z.object({ source: SourceRef, value: Decimal.nullable() })),
  }),
]);
export type FigureTable = z.infer<typeof FigureTable>;
/** Whether a figure is known by territories inside the country, and not only for all of it. */
export const isPlaced = (table: FigureTable) =>
  table.by === "territory" && table.rows.some(({ level }) => level !== "france");

/** The effect of another official list on the same members: apart from every change, which is of one list. */
export const Perimeter = z
  .object({
    value: Decimal.describe("territories more or less, signed; never 0"),
    from: Vintage.describe("year of the list on the first day"),
    to: Vintage.describe("year of the list on the second day"),
  })
  .describe(
    "what merged or split communes add to the count on the lists of both days, or take away; left out: nothing",
  );
export type Perimeter = z.infer<typeof Perimeter>;

/** How two spans are valued of which the source revises the periods: docs/reports.md has the rule. */
export const COMPARED_AS = ["announced", "aged", "unlike"] as const;

/** How a figure changed over the chosen span, 4 weeks unless one was chosen: a state's difference, or a flow against another span. */
export const Change = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("difference"),
    since: Day,
    until: Day,
    value: Decimal.describe("of a set of territories: adoption alone, both days on one list"),
    perimeter: Perimeter.optional(),
  }),
  z.object({
    kind: z.literal("flow"),
    first: Day,
    last: Day,
    now: Decimal,
    before: Decimal.nullable().describe("of the span that it is against; null: one of its periods has no figure"),
    against: z.object({ first: Day, last: Day }).nullable().describe("null: no comparison was asked for"),
    compared: z
      .enum(COMPARED_AS)
      .optional()
      .describe(
        "where the source revises: both as known when their last period was first announced; as many days after their end; or as known now, of which the later span may still be revised. Left out: as known now, which was never revised",
      ),
  }),
]);
export type Change = z.infer<typeof Change>;

export const Figure = z.object({
  metric: MetricRef,
  mark: z.enum(["adoption", "impact"]),
  value: Decimal.nullable().describe("null: no figure, which is not 0; `absence` says why"),
  absence: z
    .enum(["said", "expired", "held", "never", "parts", "detail", "absent"])
    .nullable()
    .describe(
      "said: the source said so · parts: one of the parts is missing · detail: known only by parts that may not be added up · absent: no longer stated",
    ),
  day: Day.describe("the day it speaks of"),
  period: z.object({ grain: Grain, first: Day, last: Day }).nullable().describe("for period metrics"),
  share: Share.nullable().describe("members of all there are; of a ratio: numerator and denominator"),
  population: Share.nullable(),
  change: Change.nullable().describe("over the chosen span, else over 4 weeks; null: cannot be computed"),
  source: SourceRef.nullable().describe("null: nobody states it, or people decided all of it (`corrected`)"),
  freshness: Freshness,
  held: z
    .object({ moment: Instant, reason: Hold, value: Decimal.nullable() })
    .nullable()
    .describe("an answer that waits; value: the figure it would give, when there is one"),
  expired: z
    .object({ value: Decimal, day: Day })
    .nullable()
    .describe("the last value, when it is too old to be a figure"),
  conflict: z
    .array(z.object({ source: SourceRef, value: Decimal.nullable() }))
    .describe(
      "other sources that say otherwise, and what; of a ratio: what it would be by their word for the part that they contradict",
    ),
  corrected: z
    .array(CorrectedBy)
    .optional()
    .describe(
      "people's decisions that a part of it follows, whatever its sources say; of a ratio, of either part; left out: none",
    ),
  unconfirmed: z
    .object({ count: z.int().positive(), answered: Instant, confirmed: Instant })
    .optional()
    .describe(
      "cells of it that the last answer, at `answered`, left as they were: a value that could not be read, or rows that contradict each other; last confirmed at `confirmed`, the oldest; left out: none",
    ),
  table: FigureTable,
});
export type Figure = z.infer<typeof Figure>;
