// Revisions: figures that became others after they were first known, with when, why and by which fact.
import { z } from "zod";
import { MetricKey, StartupId } from "../../schemas/ids.ts";
import { Decimal, MetricRef } from "../figure.ts";
import { Head, StartupRef } from "./head.ts";

const Instant = z.iso.datetime();
const Day = z.iso.date();

export const CAUSES = ["late", "restated", "released", "withdrawn", "reading", "correction", "declared"] as const;
export type Cause = (typeof CAUSES)[number];

export const RevisionsQuery = z.strictObject({
  startup: StartupId.optional().describe("slug; left out: all"),
  metric: MetricKey.optional().describe("key of the catalogue; left out: all"),
  cause: z
    .enum(CAUSES)
    .optional()
    .describe(
      "late: an older moment told later · restated: the same told otherwise · released: an answer that waited counts · withdrawn, reading, correction: a decision · declared: the declared order of sources; left out: all",
    ),
  since: Day.optional().describe("first day on which it became known, in Paris; left out: from the first"),
  until: Day.optional().describe("last day on which it became known, in Paris; left out: up to now"),
  page: z.coerce.number().int().min(1).optional().describe("of 20 changes; left out: the first"),
});
export type RevisionsQuery = z.infer<typeof RevisionsQuery>;

export const RevisedCell = z.object({
  level: z.string(),
  code: z.string().describe("as reported"),
  name: z.string().nullable().describe("of today's official list; null: it has no such code"),
  dims: z.string().describe("other dimensions, canonical"),
  grain: z.string().describe("state: no period"),
  first: Day.describe("of the period; of a state, the first day that was told otherwise"),
  last: Day.nullable().describe("of the period; of a state, the last day that was told otherwise; null: up to now"),
  old: Decimal.nullable().describe("null: there was no figure"),
  new: Decimal.nullable().describe("null: there is no figure any more"),
});
export const Revision = z.object({
  startup: StartupRef,
  source: z.string().nullable().describe("whose word changed; null: which source decides"),
  metric: MetricRef,
  known: Instant.describe("since when it is known: when the fact was recorded"),
  cause: z.enum(CAUSES),
  fact: z.object({ partition: z.int(), offset: z.int(), type: z.string() }).describe("the fact that made it known"),
  decision: z
    .object({
      proposal: z.string(),
      reason: z.string(),
      author: z.string().describe("who proposed it; of an undoing, who asked for it"),
      approver: z.string().describe("another person, who approved it, or the undoing"),
      undone: z.boolean().describe("whether figures changed because it was undone; else because it was approved"),
    })
    .nullable()
    .describe("null: nobody decided it"),
  count: z.int().describe("figures that changed by this fact"),
  changed: z.int().describe("of them, those that have another value"),
  ceased: z.int().describe("those that have none any more"),
  returned: z.int().describe("those that had none, said so, and have one"),
  cells: z.array(RevisedCell).describe("the first 10 of them; all of them in the CSV"),
});
export type Revision = z.infer<typeof Revision>;

export const RevisionsModel = z.object({
  head: Head,
  asked: z.object({
    startup: StartupRef.nullable(),
    metric: MetricRef.nullable(),
    cause: z.enum(CAUSES).nullable(),
    since: Day.nullable(),
    until: Day.nullable(),
  }),
  total: z.int().describe("changes under these filters"),
  page: z.int(),
  pages: z.int().describe("at least 1"),
  revisions: z.array(Revision).describe("one by fact, source and metric; the latest known first"),
});
export type RevisionsModel = z.infer<typeof RevisionsModel>;
