// The weekly report: one frozen model. Page, text, e-mail and JSON say the same numbers because they are these.
// Its text is kept for ever: fields are only added, as optional ones.
import { z } from "zod";
import { KINDS } from "../../schemas/catalogue-model.ts";
import { Grain } from "../../schemas/period.ts";
import { Decimal, Perimeter, Point, Share, State, Words } from "../figure.ts";
import { StartupRef } from "./head.ts";

const Day = z.iso.date();
const Instant = z.iso.datetime();
const OnGrain = z.union([Grain, z.literal("state")]);

/** What a reader needs to know of the metric that a figure is of. */
export const ReportMetric = z.object({
  key: z.string(),
  version: z.int(),
  kind: z.enum(KINDS),
  label: Words,
  unit: Words,
  good: z.enum(["up", "down", "none"]),
});
/**
 * How a change stands to what is usual: see `rule`. `none`: there is no change to judge; `short`: too few to compare;
 * `unlike`: there is a figure, and none before it that was announced as soon.
 */
export const Verdict = z.enum(["usual", "above", "below", "short", "unlike", "none"]);
export type Verdict = z.infer<typeof Verdict>;

/** The two values that a change is between. */
const Against = z.object({
  by: z
    .enum(["announced", "known"])
    .describe("announced: both as first announced, since the source revises its periods"),
  before: Decimal,
  now: Decimal,
});

/** One service's main figure, and how it changed since the report before. */
export const ServiceLine = StartupRef.extend({
  metric: ReportMetric.nullable().describe("null: the service has no figure yet"),
  value: Decimal.nullable(),
  share: Share.nullable().describe("of a ratio: numerator and denominator"),
  grain: OnGrain,
  first: Day,
  last: Day.describe("the day, or the last day of the period, that the value speaks of"),
  change: Decimal.nullable().describe("against the week, or the period, before; null: cannot be said"),
  against: Against.nullable()
    .optional()
    .describe("null: there is no change; left out: a report made before it was said"),
  usual: Decimal.nullable().describe("median of the absolute changes before it"),
  verdict: Verdict,
  state: State,
});
export type ServiceLine = z.infer<typeof ServiceLine>;

export const Moved = StartupRef.extend({
  metric: ReportMetric,
  value: Decimal,
  grain: OnGrain,
  first: Day,
  last: Day,
  change: Decimal,
  against: Against.nullable().optional(),
  usual: Decimal,
  reversal: z.boolean().describe("a change the other way was told within the four weeks before"),
});
export type Moved = z.infer<typeof Moved>;

export const Movement = z.object({
  kind: z.enum(["entry", "phase", "transfer", "stop", "gone", "back", "national", "launch"]),
  startup: StartupRef,
  from: z.string().nullable().describe("phase before, in the registry's spelling"),
  to: z.string().nullable(),
  date: Day,
  late: z.boolean().describe("it is older than the week, and was first known in it"),
});
export type Movement = z.infer<typeof Movement>;
const Committee = z.object({ startup: StartupRef, date: Day, comment: z.string(), late: z.boolean() });

export const Revision = z.object({
  startup: StartupRef,
  metric: ReportMetric,
  grain: OnGrain,
  first: Day.describe("first day of what changed"),
  last: Day,
  count: z.int().describe("periods, or weeks of a state, whose figure changed"),
  rule: z.enum(["sum", "last"]).describe("sum: old and new add up what changed · last: they are the latest that did"),
  old: Decimal.nullable(),
  new: Decimal.nullable().describe("null: there is no figure any more"),
  cause: z
    .enum(["restated", "late", "released", "decided", "declared"])
    .describe(
      "the source gave another value · a statement about older days came late · an answer that waited counts now · people decided it · the declared sources or their order changed",
    ),
});
export type Revision = z.infer<typeof Revision>;

export const WatchedSource = z.object({
  startup: StartupRef,
  source: z.string().describe("in plain words"),
  state: State,
  last: Instant.nullable(),
  every: z.enum(["day", "week", "month"]).nullable(),
  failure: z.object({ at: Instant, code: z.string(), status: z.int().nullable() }).nullable(),
  reject: z
    .string()
    .nullable()
    .describe("reason of the last answer that could not be read, when nothing counted since"),
  who: z
    .enum(["team", "network", "directory"])
    .describe("who must act: the service's team, the network, who keeps its directory file"),
});
export type WatchedSource = z.infer<typeof WatchedSource>;

export const Report = z.object({
  shape: z.literal(1),
  week: z.string().describe("ISO week, 2026-W46"),
  first: Day,
  last: Day.describe("the Sunday that the figures speak of"),
  known: Instant.describe("the figures are as known then"),
  since: Instant.nullable().describe(
    "what was recorded after it is new in this report; null: nothing was known before",
  ),
  demo: z.boolean(),
  vintage: z.string(),
  sentence: Words.describe("names the change; also the subject of the e-mail"),
  states: Instant.optional().describe(
    "when the sources' states and the chain were judged; left out: at the end of `last`",
  ),
  notable: z.boolean(),
  registry: z.boolean().describe("the network's registry was read"),
  movements: z.array(Movement),
  committees: z.object({
    held: z.array(Committee),
    next: z.array(Committee).describe("until `until`"),
    until: Day.describe("15 days after the week"),
    later: z.array(Committee).describe("the first ones after that, when there is none until then"),
  }),
  services: z.object({
    rule: z.enum(["national", "all"]).describe("all: no service has national impact in the registry"),
    lines: z.array(ServiceLine),
    others: z.array(StartupRef).describe("active services with national impact that send no figure"),
  }),
  moved: z.array(Moved),
  unjudged: z.array(StartupRef.extend({ state: State })).describe("services without a sure figure this week"),
  rule: z.object({
    factor: z.int().describe("how many times the usual change"),
    periods: z.int().describe("how many changes before it make the usual one, at most"),
    least: z.int().describe("at least so many units: one more or less is no news"),
    leastPermille: z.int().describe("and at least so many thousandths of the value before"),
    silentDays: z.int().describe("not told again for so long, unless it reverses"),
  }),
  revisions: z.array(Revision),
  perimeter: z.object({
    coverage: z.array(z.object({ service: StartupRef, added: Decimal })).describe("services that entered the union"),
    entered: z.int().describe("services that count in the network's totals since this week"),
    left: z.int(),
    list: Perimeter.optional().describe(
      "of the network's communes, when another official list came into force in the week",
    ),
  }),
  coverage: z
    .object({
      value: Decimal,
      day: Day,
      share: Share,
      population: Share.nullable(),
      change: Decimal.nullable().describe("over the week, signed"),
      services: z.array(StartupRef.extend({ value: Decimal })),
      weekly: z.array(Point),
      entries: z.array(z.object({ day: Day, service: StartupRef, added: Decimal })),
      revised: z.object({ day: Day, old: Decimal, new: Decimal }).nullable().describe("of the report before"),
    })
    .nullable(),
  chain: z.object({
    followed: z.int(),
    active: z.int(),
    withStatsPage: z.int(),
    connected: z.int(),
    onTime: z.int(),
  }),
  sources: z.array(WatchedSource),
});
export type Report = z.infer<typeof Report>;

/** A report where it stands: what it is, and what proves it. */
export const ReportModel = z.object({
  report: Report,
  published: z
    .object({
      at: Instant.describe("when it was frozen"),
      sha256: z.string().describe("of `report` as canonical JSON: keys sorted, no spaces"),
    })
    .nullable()
    .describe("null: a draft"),
  previous: z.string().nullable().describe("the published report before: its address' last part"),
  next: z.string().nullable(),
});
export type ReportModel = z.infer<typeof ReportModel>;

export const ReportsModel = z.object({
  reports: z
    .array(z.object({ week: z.string(), slug: z.string(), first: Day, last: Day, sentence: Words, published: Instant }))
    .describe("the latest first"),
});
export type ReportsModel = z.infer<typeof ReportsModel>;
