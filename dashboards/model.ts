// The models of the pages: plain JSON, decimals as text, instants ISO. The port `Models` is what the routes are handed.
import { z } from "zod";
import { AXES } from "../schemas/catalogue-model.ts";
import { Grain } from "../schemas/period.ts";
import { Level } from "../schemas/territory.ts";
import { Decimal, Figure, FigureTable, Freshness, Hold, MetricRef, Point, Share, SourceRef } from "./figure.ts";

const Day = z.iso.date();
const Instant = z.iso.datetime();

/** Said once for the whole page. */
export const Head = z.object({
  demo: z.boolean().describe("the data is simulated"),
  day: Day.describe("the day that the figures speak of"),
  first: Day.describe("first day that can be asked for"),
  last: Day.describe("last day that can be asked for"),
  known: Instant.nullable().describe("when the last fact was recorded; null: none"),
  vintage: z.string().describe("year of the official list of communes"),
});
export type Head = z.infer<typeof Head>;

export const StartupRef = z.object({ id: z.string(), name: z.string() });
export type StartupRef = z.infer<typeof StartupRef>;

/** A startup with its headline figures, the main one first. */
export const ServiceModel = StartupRef.extend({
  owner: z.string(),
  freshness: Freshness,
  figures: z.array(Figure).describe("headline figures, the main one first; empty: none yet"),
  trend: z.array(Point).describe("of the main figure, 12 months; empty: too short, or a cumulative total"),
});
export type ServiceModel = z.infer<typeof ServiceModel>;

export const OverviewModel = z.object({
  head: Head,
  chain: z.object({
    followed: z.int().describe("startups that have a page"),
    connected: z.int().describe("with at least one source"),
    onTime: z.int().describe("all of whose sources are on time"),
  }),
  coverage: z
    .object({
      value: Decimal.describe("communes with at least one service: a union"),
      day: Day,
      share: Share,
      population: Share.nullable(),
      change: Decimal.nullable().describe("over 4 weeks, signed"),
      services: z.array(StartupRef.extend({ value: Decimal })).describe("whose communes make the union"),
      weekly: z.array(Point).describe("12 months, one point a week"),
      entries: z
        .array(z.object({ day: Day, service: StartupRef, added: Decimal }))
        .describe("services that entered the union: an effect of perimeter"),
    })
    .nullable()
    .describe("null: no service publishes its communes"),
  services: z.array(ServiceModel),
});
export type OverviewModel = z.infer<typeof OverviewModel>;

export const StartupsModel = z.object({ head: Head, services: z.array(ServiceModel) });
export type StartupsModel = z.infer<typeof StartupsModel>;

/** A running total at a date the startup quoted, recomputed from the cells. */
export const Milestone = z.object({
  label: z.string(),
  since: Day,
  until: Day,
  value: Decimal.nullable(),
  territories: z.object({ level: Level, count: z.int() }).nullable().describe("how many had cells by then"),
});
export type Milestone = z.infer<typeof Milestone>;

export const Panel = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("membership"), figure: Figure, weekly: z.array(Point) }),
  z.object({
    kind: z.literal("flow"),
    figure: Figure.describe("last closed period"),
    grain: Grain,
    grains: z.array(Grain).describe("that the source states, to choose from"),
    points: z.array(Point).describe("closed periods"),
    since: z
      .object({ first: Day, last: Day, value: Decimal })
      .nullable()
      .describe("running total of all closed periods"),
    by: z
      .object({ first: Day, last: Day, table: FigureTable })
      .nullable()
      .describe("12 months by territory, greatest first"),
    milestones: z.array(Milestone),
  }),
  z.object({
    kind: z.literal("ratio"),
    figure: Figure.describe("last closed 12 months"),
    numerator: MetricRef,
    denominator: MetricRef,
    now: Point,
    before: Point.nullable().describe("the 12 months before"),
    yearly: z.array(Point),
  }),
  z.object({
    kind: z.literal("series"),
    figure: Figure.describe("gauge, counter or distinct"),
    grain: z.union([Grain, z.literal("state")]),
    points: z.array(Point),
  }),
]);
export type Panel = z.infer<typeof Panel>;

/** All that is known about one source of a startup. */
export const SourceModel = z.object({
  source: SourceRef,
  freshness: Freshness,
  lastAnswer: Instant.nullable(),
  answers: z.int().describe("complete answers, unchanged ones included"),
  unchanged: z.int().describe("answers that repeated the bytes before: confirmations"),
  failures: z.int(),
  lastFailure: z
    .object({
      at: Instant,
      code: z.string().describe("RELEVE_*"),
      status: z.int().nullable(),
      page: z.int().nullable(),
      detail: z.string(),
    })
    .nullable(),
  held: z
    .array(z.object({ moment: Instant, reason: Hold, cells: z.int(), absent: z.int(), detail: z.string() }))
    .describe("answers that wait"),
  rejects: z.array(z.object({ code: z.string(), count: z.int(), hint: z.string(), last: Instant })),
  findings: z.array(z.object({ code: z.string(), metric: z.string(), detail: z.string(), at: Instant })),
  metrics: z.array(MetricRef).describe("that it states, at the definition version in use"),
});
export type SourceModel = z.infer<typeof SourceModel>;

export const StartupModel = z.object({
  head: Head,
  startup: StartupRef.extend({ pitch: z.string(), owner: z.string(), website: z.string().nullable() }),
  freshness: Freshness.describe("the worst of its sources"),
  panels: z.array(Panel).describe("one per metric, the main one first; each has its headline figure"),
  sources: z.array(SourceModel),
});
export type StartupModel = z.infer<typeof StartupModel>;

/** What a machine asks: figures, or one legal sum of them. */
export const FiguresQuery = z.strictObject({
  startup: z.string().optional().describe("slug; left out: all"),
  metric: z.string().optional().describe("key of the catalogue; left out: all of the startup"),
  source: z.string().optional().describe("one source under its own name; left out: the figure"),
  day: Day.optional().describe("the day to speak of, in Paris; left out: the last one"),
  grain: Grain.optional().describe("for period metrics"),
  from: Day.optional().describe("first day of the first period"),
  to: Day.optional().describe("last day of the last period"),
  level: Level.optional(),
  territory: z.string().optional().describe("code of a territory"),
  sum: z.enum(AXES).optional().describe("add up along time, territory or services: refused when it has no meaning"),
  limit: z.coerce.number().int().min(1).max(50_000).default(1000),
  offset: z.coerce.number().int().min(0).default(0),
});
export type FiguresQuery = z.infer<typeof FiguresQuery>;

export const FiguresModel = z.object({
  day: Day,
  metrics: z.array(MetricRef),
  count: z.int().describe("rows in all"),
  rows: z.array(
    z.object({
      startup: z.string(),
      source: z.string(),
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

export const HealthModel = z.object({
  ok: z.boolean(),
  parts: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});
export type HealthModel = z.infer<typeof HealthModel>;

/**
 * Where pages get their models. `cli/compose.ts` hands in the one over the warehouse.
 * All throw {ReleveError}: RELEVE_WAREHOUSE_UNAVAILABLE (503), RELEVE_SUM_ILLEGAL (422), RELEVE_UNKNOWN_* (404).
 */
export interface Models {
  overview(query: { readonly day?: string | undefined }): Promise<OverviewModel>;
  startups(query: { readonly day?: string | undefined }): Promise<StartupsModel>;
  /** `undefined`: no such startup. */
  startup(
    id: string,
    query: { readonly day?: string | undefined; readonly grain?: Grain | undefined },
  ): Promise<StartupModel | undefined>;
  figures(query: FiguresQuery): Promise<FiguresModel>;
  health(): Promise<HealthModel>;
}
