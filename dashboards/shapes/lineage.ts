// Where a figure comes from: definition, cells, statements, facts, and the bytes with their hash, address and time.
import { z } from "zod";
import { MetricKey, StartupId } from "../../schemas/ids.ts";
import { Grain } from "../../schemas/period.ts";
import { Level } from "../../schemas/territory.ts";
import { Millesime } from "../choice.ts";
import { Day } from "../day.ts";
import { Decimal, MetricRef } from "../figure.ts";
import { DECISION_STATES } from "../queries/decisions.ts";
import { Head, StartupRef } from "./head.ts";

const Instant = z.iso.datetime();
const ABSENCES = ["said", "expired", "held", "never", "parts", "detail", "absent", "open", "whole"] as const;
const Offset = z.int().nonnegative();

export const LineageQuery = z.strictObject({
  startup: StartupId,
  metric: MetricKey.describe("key of the catalogue"),
  level: Level.optional().describe(
    "of one cell; left out: the startup's own figure, made of all its cells; with a period: France",
  ),
  territory: z.string().max(20).optional().describe("of one cell: the territory's code, as reported"),
  grain: Grain.optional().describe("of a period metric"),
  first: z.iso.date().optional().describe("of a period metric: the first day of the period"),
  last: z.iso
    .date()
    .optional()
    .describe(
      "of several periods: the last day of the last one; what the startup's closed periods of `grain` from `first` on add up to, wherever they are of",
    ),
  ratio: MetricKey.optional().describe(
    "a ratio that the metric is a part of: only the places and periods that have both parts",
  ),
  dims: z
    .string()
    .regex(/^[^=,]{1,60}=[^=,]{0,100}(,[^=,]{1,60}=[^=,]{0,100}){0,5}$/)
    .optional()
    .describe("other dimensions, as name=value,name=value"),
  day: Day,
  millesime: Millesime,
});
export type LineageQuery = z.infer<typeof LineageQuery>;

export const LineageRow = z.object({
  source: z.string(),
  op: z.enum(["assert", "absent", "withdraw"]).describe("a value, its end, or a value that is unsaid"),
  value: Decimal.nullable().describe("null: no figure, said so, or none"),
  moment: Instant.describe("since when the source says so"),
  said: Offset.describe("offset of the fact that says so"),
  recorded: Instant.describe("since when it is known"),
  by: Offset.describe("offset of the fact that made it known: the same, a later answer, or a decision"),
});
export const LineageFact = z.object({
  topic: z.string(),
  partition: z.int(),
  offset: Offset,
  id: z.string(),
  type: z.string(),
  recorded: Instant,
  state: z.enum(["counted", "held", "withdrawn", "rejected", "none"]).describe("none: it is no statement"),
  moment: Instant.nullable(),
  reader: z
    .object({ kind: z.string(), version: z.int() })
    .nullable()
    .describe("who read it; null: a push, or a decision"),
  answer: Offset.nullable().describe("offset of the fact that holds the bytes; null: the fact itself says all"),
  record: z
    .object({
      bytes: z.int(),
      sha256: z.string().describe("of the record's value at this place of the log, as a proof has it (`text`)"),
    })
    .nullable()
    .describe(
      "of a fact that is itself what was received: a push, a decision; null: `pages` has the bytes, or the warehouse was filled before it kept this (`releve rebuild`)",
    ),
  pages: z.array(
    z.object({
      url: z.string(),
      status: z.int(),
      sha256: z.string().describe("of the bytes as received, unpacked"),
      bytes: z.int(),
      received: Instant,
    }),
  ),
});
const LineagePlace = z.object({
  level: Level,
  code: z.string(),
  name: z.string().nullable(),
  dims: z.record(z.string(), z.string()),
  grain: z.union([Grain, z.literal("state")]),
  first: z.iso.date().nullable(),
  last: z.iso.date().nullable(),
});
const LineageCell = LineagePlace.extend({
  metric: z.string().describe("of a ratio: one of its two parts"),
  value: Decimal.nullable(),
  since: Instant,
  source: z.string().describe("sources, joined by a comma; empty: a correction gives it"),
  correction: z.string().nullable().describe("proposal of the correction that gives it; null: its sources do"),
});
const Periods = z.object({
  grain: Grain,
  first: z.iso.date(),
  last: z.iso.date().describe("the last day of the last one"),
});
const LineagePart = z.object({
  role: z.enum(["numerator", "denominator"]),
  metric: MetricRef,
  value: Decimal.nullable().describe("its sum over the places and periods that have both parts; null: none has"),
  cells: z.int().describe("how many places and periods"),
  periods: Periods.nullable().describe("null: `place` has the period, or there is none"),
  place: LineagePlace.nullable().describe("of a ratio of one cell: where the part is"),
  address: z.string().describe("of its own provenance in this API"),
});
const LineageCorrection = z.object({
  proposal: z.string(),
  state: z.enum(DECISION_STATES).describe("in force, or undone since"),
  decides: z.boolean().describe("whether the figure that is shown is its value"),
  metric: z.string().describe("that it corrects; of a ratio: one of its two parts"),
  place: LineagePlace.describe("the cell that it corrects"),
  from: z.iso.date().nullable().describe("of a state: the first day it holds; null: from the first"),
  to: z.iso.date().nullable().describe("of a state: the last day it holds; null: for good"),
  before: Decimal.nullable().describe("the figure just before it was approved; null: there was none"),
  after: Decimal.nullable().describe("the value that was decided; null: the figure is struck out"),
  reason: z.string(),
  author: z.string().describe("who proposed it"),
  approver: z.string().describe("who put it in force: another person"),
  steps: z
    .array(
      z.object({
        topic: z.string(),
        partition: z.int(),
        offset: Offset,
        type: z.string(),
        recorded: Instant,
        author: z.string().describe("'' when the step has none"),
        approver: z.string().describe("'' when the step has none"),
        reason: z.string(),
      }),
    )
    .describe("its facts, in the order of the log: proposal, approval, undoing"),
});
export const LineageModel = z.object({
  head: Head,
  startup: StartupRef,
  metric: MetricRef,
  definition: z
    .object({
      sha256: z.string().describe("of the definition, canonical JSON"),
      topic: z.string(),
      partition: z.int(),
      offset: Offset,
      id: z.string(),
      recorded: Instant.describe("since when it is known"),
    })
    .nullable()
    .describe("the fact that defines the metric as `metric` says; null: the log has none, the release defines it"),
  place: LineagePlace.nullable().describe("null: not one cell, the startup's own figure; of a ratio, of both parts"),
  periods: Periods.nullable().describe("that the startup's own figure is of; null: of the day, or one cell"),
  figure: z
    .object({
      value: Decimal.nullable(),
      sources: z.array(z.string()),
      since: Instant.nullable().describe("since when the source says so; null: made of cells that each have their own"),
      confirmed: Instant.nullable(),
      correction: z.object({ proposal: z.string(), reason: z.string() }).nullable(),
    })
    .nullable()
    .describe("null: there is no figure; `absence` and the sources' words say why"),
  absence: z
    .enum(ABSENCES)
    .nullable()
    .describe(
      "why there is no figure: as of a figure of a page, or open: no closed period has one · whole: the denominator is 0; null: there is one",
    ),
  parts: z.array(LineagePart).describe("of a ratio: its numerator, then its denominator; of others none"),
  corrections: z
    .array(LineageCorrection)
    .describe("what people decided of it, in force or undone since: the latest approved first, at most 20"),
  cells: z
    .object({ count: z.int(), rows: z.array(LineageCell).describe("the first 100") })
    .nullable()
    .describe("the cells that make the figure; null: it is one cell"),
  words: z
    .array(
      z.object({
        source: z.string(),
        label: z.string(),
        value: Decimal.nullable(),
        state: z.enum(["stated", "null", "absent", "expired", "silent"]),
        confirmed: Instant.nullable(),
        unconfirmed: z
          .object({
            at: Instant,
            offset: Offset.nullable().describe("of the answer's fact"),
            why: z.array(z.string()).describe("values of its metric that could not be read, with their places"),
          })
          .optional()
          .describe(
            "the last answer, which left the value as it was; left out: nothing came since it was confirmed, or it confirmed it",
          ),
        decides: z.boolean(),
      }),
    )
    .describe("what each source says of this cell, in the order that decides"),
  rows: z.array(LineageRow).describe("every word on this cell, the latest known first; at most 200"),
  facts: z.array(LineageFact).describe("the facts behind them, those of decisions too, and the last that confirmed"),
  proof: z.string().describe("the command that exports the raw facts, so that anyone can count again offline"),
});
export type LineageModel = z.infer<typeof LineageModel>;
