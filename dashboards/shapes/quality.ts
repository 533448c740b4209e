// The models of the quality page and of one source's page.
import { z } from "zod";
import { ShapeDifferences } from "../../schemas/drift.ts";
import { PART_DOUBTS, type PartCode } from "../../schemas/errors.ts";
import { MetricKey, SourceId, StartupId } from "../../schemas/ids.ts";
import { Unread } from "../../schemas/part-doubt.ts";
import { Grain } from "../../schemas/period.ts";
import { Level } from "../../schemas/territory.ts";
import { Day } from "../day.ts";
import { Freshness, Hold, MetricRef, SourceRef, STATES, State } from "../figure.ts";
import { FINDING_CODES, SEVERITIES } from "../findings/finding.ts";
import { VERDICTS } from "../queries/deliveries.ts";
import { LEDGER_LINES, LEDGER_PARTS } from "../queries/ledger.ts";
import { ACTORS } from "../who-acts.ts";
import { whole } from "../whole.ts";
import { DoubtId } from "./doubts.ts";
import { Head, StartupRef } from "./head.ts";
import { Unmatched } from "./unmatched.ts";

const Instant = z.iso.datetime();
const Count = z.int().nonnegative();

export const QualityQuery = z.strictObject({
  day: Day,
  etat: State.optional().describe("only sources in this state; left out: all, problems first"),
  page: whole(1, 10_000, 1).describe("of the table of sources, 50 a page"),
});
export type QualityQuery = z.infer<typeof QualityQuery>;

/** Which answers its cadence expected, and which came. */
export const Strip = z.object({
  cells: z
    .string()
    .regex(/^[olhm.]*$/)
    .describe(
      "one letter an expected answer, the oldest first: o received · l received late · h held · m missing · . not yet expected",
    ),
  expected: Count,
  received: Count.describe("late ones included"),
  late: Count,
  held: Count,
});
export type Strip = z.infer<typeof Strip>;

export const Trouble = z.object({
  at: Instant,
  code: z.string().describe("a RELEVE_* code of a failed pull, or the code of a reject"),
  status: z.int().nullable().describe("HTTP status, when there was one"),
  page: z.int().nullable().describe("which page of the answer failed"),
});
export type Trouble = z.infer<typeof Trouble>;

/** An answer that is no longer as the last one that counted. */
export const Drift = z.object({
  since: Instant.describe("when the first answer came that was so"),
  differences: ShapeDifferences.describe("of the latest; none: its shape is the same"),
});
export type Drift = z.infer<typeof Drift>;

/** Values of one metric of one answer that say nothing: their figures stay as they were, unconfirmed. */
export const DoubtfulPart = z.object({
  code: z.enum(Object.keys(PART_DOUBTS) as [PartCode, ...PartCode[]]),
  metric: MetricKey,
  count: Count.describe("values, or places that are contradicted"),
  detail: z.string().describe("the first ones: where each stands, its beginning, and the figure's place"),
  values: z.array(Unread).describe("the same, for programs; none of rows without a cell"),
  hint: z.string().describe("what to do"),
  offset: Count.describe("of the answer's fact in its partition"),
  since: Instant.describe("since when answers say the very same"),
});
export type DoubtfulPart = z.infer<typeof DoubtfulPart>;

export const SourceState = z.object({
  startup: StartupRef,
  source: SourceRef,
  freshness: Freshness,
  strip: Strip.nullable().describe("null: no answer is expected at a cadence"),
  hold: Hold.nullable().describe("why the last answer waits; null: it does not"),
  trouble: Trouble.nullable().describe("what went wrong after the last answer that counted; null: nothing"),
  drift: Drift.nullable().describe(
    "how the last answer, which waits or could not be read, differs from the last one that counted; null: there is none such",
  ),
  doubtful: z
    .array(DoubtfulPart)
    .optional()
    .describe("values of the last answer that could not be read, or that contradict each other; left out: none"),
  actor: z.enum(ACTORS).describe("who must act"),
});
/** What its answers say of it, before any doubt. */
export type SourceState = z.infer<typeof SourceState>;

export const SourceHealth = SourceState.extend({
  doubts: z
    .array(
      z.object({
        id: DoubtId,
        code: z.enum(FINDING_CODES),
        severity: z.enum(SEVERITIES),
        acknowledged: z.boolean().describe("somebody took note of it: it asks nobody to act"),
      }),
    )
    .describe("doubts about this source, the same as /api/v1/doutes has"),
});
export type SourceHealth = z.infer<typeof SourceHealth>;

export const Happening = z.object({
  startup: StartupRef,
  source: SourceRef,
  code: z.string(),
  count: Count.describe("answers, or failed pulls"),
  last: Instant,
  state: State.optional().describe("of the source now; left out: it is no longer declared"),
});
export type Happening = z.infer<typeof Happening>;

export const Ledger = z.object({
  adds: z.boolean().describe("all lines add up"),
  lines: z.array(
    z.object({
      id: z.enum(LEDGER_LINES),
      total: Count,
      parts: z.array(z.object({ id: z.enum(LEDGER_PARTS), count: Count })),
      adds: z.boolean().describe("total is the sum of the parts"),
    }),
  ),
});
export type Ledger = z.infer<typeof Ledger>;

export const QualityModel = z.object({
  head: Head,
  since: z.iso.date().describe("first day of the 4 weeks that counts speak of"),
  sources: z.object({
    connected: Count.describe("all declared sources"),
    expected: Count.describe("of them, those that an answer is expected from"),
    onTime: Count.describe("of those, the ones that are on time"),
    toAct: Count.describe("of all, those on which somebody must act"),
    states: z.array(z.object({ state: z.enum(STATES), count: Count })),
  }),
  incidents: z.array(SourceHealth).describe("interrupted sources, the longest ago first"),
  delay: z.object({
    medianMs: Count.nullable().describe("from an answer to its counting, over the 4 weeks; null: none counted"),
    medianAgeMs: Count.nullable().describe("of the last data of the expected sources; null: none ever came"),
  }),
  answers: z.object({
    total: Count.describe("answers and pushes that came in the 4 weeks, each once, rejected ones included"),
    rejected: Count.describe(
      "of them, those that are rejected now, as the ledger has them: read again and counted is none",
    ),
    values: Count.describe("values of the answers that could be read"),
    unreadable: Count.describe("of them, those left as they were: unreadable or disputed"),
  }),
  revised: Count.describe("figures of closed periods that their source changed in the 4 weeks"),
  revisions: z
    .array(z.object({ startup: StartupRef, source: SourceRef, metric: MetricRef, cells: Count, last: Instant }))
    .describe("by source and metric, the greatest first, at most 20"),
  table: z.object({
    state: State.nullable().describe("as asked; null: all"),
    count: Count.describe("sources in all pages"),
    page: z.int().positive(),
    pages: z.int().positive(),
    rows: z.array(SourceHealth).describe("problems first"),
  }),
  rejects: z.array(Happening).describe("of the 4 weeks, by source and reason, the latest first, at most 50"),
  failures: z.array(Happening).describe("failed pulls of the 4 weeks, by source and reason, at most 50"),
  findings: z
    .array(Happening)
    .describe("what reading an answer noted in the 4 weeks, which changes no figure, at most 50"),
  doubts: z
    .array(
      z.object({
        code: z.enum(FINDING_CODES),
        severity: z.enum(SEVERITIES),
        count: Count,
        acknowledged: Count.describe("of them, those that somebody took note of"),
      }),
    )
    .describe(
      "doubts of the day by kind, the same as /api/v1/doutes has, the gravest first; left out: kinds without one",
    ),
  unmatched: z
    .array(Unmatched.extend({ startup: StartupRef, source: SourceRef }))
    .describe("sources that state codes of territories which no official list has: kept, and in no territory"),
  ledger: Ledger,
});
export type QualityModel = z.infer<typeof QualityModel>;

export const QualitySourceParams = z.object({
  startup: StartupId.describe("slug of the startup"),
  source: SourceId.describe("name of the source in its declaration"),
});

export const QualitySourceModel = z.object({
  head: Head,
  health: SourceHealth,
  every: z.enum(["day", "week", "month"]).nullable().describe("declared cadence; null: a push has none"),
  expiresAfterDays: z.int().describe("days after which an unconfirmed state is no longer a figure"),
  reader: z
    .object({ kind: z.string(), version: z.int().nullable() })
    .describe("how its answers are read; version null: a push has no reader, or this release does not know the kind"),
  declared: Instant.nullable().describe("when the source was first declared"),
  expects: z
    .array(
      z.object({
        metric: MetricKey,
        known: MetricRef.nullable().describe("null: not in this release's catalogue"),
        definition: z.int().describe("version of the metric's definition"),
        level: Level.nullable().describe("null: no answer ever counted"),
        grain: z.union([Grain, z.literal("state")]).nullable(),
        dims: z.array(z.string()),
      }),
    )
    .describe("what the last answer that counted was complete about; before there is one, what the settings name"),
  deliveries: z
    .array(
      z.object({
        kind: z.enum(["answer", "unchanged", "push", "failure"]),
        verdict: z.enum(VERDICTS),
        moment: Instant.describe("when the source spoke"),
        recorded: Instant.describe("when the log took it"),
        cells: Count,
        changed: Count.describe("new, changed and removed values"),
        unreadable: Count,
        hold: Hold.nullable(),
        code: z.string().nullable().describe("of a reject or a failure"),
        status: z.int().nullable(),
        page: z.int().nullable(),
      }),
    )
    .describe("the last 30, the latest first"),
});
export type QualitySourceModel = z.infer<typeof QualitySourceModel>;
