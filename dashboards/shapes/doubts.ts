// Doubts about sources and figures, as of a day: what was seen, beside what, since when, and who must act.
import { z } from "zod";
import { Until } from "../../schemas/doubts.ts";
import { ShapeDifferences } from "../../schemas/drift.ts";
import { StartupId } from "../../schemas/ids.ts";
import { Unread } from "../../schemas/part-doubt.ts";
import { Grain } from "../../schemas/period.ts";
import { Level } from "../../schemas/territory.ts";
import { Day } from "../day.ts";
import { MetricRef, SourceRef } from "../figure.ts";
import { FINDING_CODES, SEVERITIES } from "../findings/finding.ts";
import { whole } from "../whole.ts";
import { Head, StartupRef } from "./head.ts";

const Instant = z.iso.datetime();

export const DoubtsQuery = z.strictObject({
  day: Day,
  startup: StartupId.optional().describe("slug; left out: all"),
  code: z.enum(FINDING_CODES).optional().describe("kind of doubt; left out: all"),
  page: whole(1, 10_000, 1).describe("of 50 doubts, the gravest first"),
});
export type DoubtsQuery = z.infer<typeof DoubtsQuery>;

/** Of a doubt with its evidence: a new fall is another doubt, with another id. */
export const DoubtId = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .describe("of the doubt with its evidence: when that changes, it is another doubt");

export const Doubt = z.object({
  id: DoubtId,
  code: z.enum(FINDING_CODES),
  severity: z
    .enum(SEVERITIES)
    .describe("alert: do not quote the figure before somebody looked · warning: it may be wrong"),
  startup: StartupRef,
  source: SourceRef.nullable().describe("null: not of one source"),
  metric: MetricRef.nullable().describe("null: not of one metric"),
  territory: z
    .object({
      level: Level,
      code: z.string().describe("as reported; empty: the whole level"),
      name: z.string().nullable(),
    })
    .nullable(),
  period: z.object({ grain: Grain, first: z.iso.date(), last: z.iso.date() }).nullable(),
  seen: z.string().nullable().describe("a decimal, days, or a code of what went wrong; null: no figure, said so"),
  against: z.string().nullable().describe("what it was held against: a decimal, days or a cadence"),
  count: z.int().positive().describe("figures that it is about; the one shown is the latest"),
  differences: ShapeDifferences.describe("of an answer that changed its shape: before and now, place by place"),
  values: z.array(Unread).describe("of values in doubt: the first ones, where each stands and whose figure it is"),
  evidence: z.string().describe("what makes it this doubt and no new one, for programs"),
  since: Instant.describe("since when it can be known"),
  actor: z.enum(["team", "network", "operator"]).describe("who can mend it"),
  told: z
    .enum(["team", "network", "operator"])
    .describe("whom it concerns now: what the team can mend is the network's too after three working days"),
  team: Instant.nullable().describe("since when the team is asked to mend it; null: it is not"),
  network: Instant.nullable().describe(
    "since when it is the network's: three working days later, unless somebody took note; null: it is not, or not yet",
  ),
  acknowledged: z
    .object({
      by: z.string(),
      at: Instant,
      reason: z.string(),
      until: Until,
    })
    .nullable()
    .describe("who took note of it, why and until when; null: nobody, or it is over"),
});
export type Doubt = z.infer<typeof Doubt>;

export const DoubtsModel = z.object({
  head: Head,
  asked: z.object({ startup: StartupRef.nullable(), code: z.enum(FINDING_CODES).nullable() }),
  counts: z
    .array(z.object({ code: z.enum(FINDING_CODES), count: z.int() }))
    .describe("of all, whatever code is asked for"),
  total: z.int().describe("as asked"),
  acknowledged: z.int().describe("of these, how many somebody took note of"),
  page: z.int(),
  pages: z.int(),
  doubts: z.array(Doubt),
});
export type DoubtsModel = z.infer<typeof DoubtsModel>;
