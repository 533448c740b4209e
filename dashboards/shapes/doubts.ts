// Doubts about sources and figures, as of a day: what was seen, beside what, since when, and who must act.
import { z } from "zod";
import { StartupId } from "../../schemas/ids.ts";
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

export const Doubt = z.object({
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
  since: Instant.describe("since when it can be known"),
  actor: z.enum(["team", "network", "operator"]).describe("who can mend it"),
  told: z
    .enum(["team", "network", "operator"])
    .describe("whom it concerns now: what the team can mend is the network's too after three working days"),
});
export type Doubt = z.infer<typeof Doubt>;

export const DoubtsModel = z.object({
  head: Head,
  asked: z.object({ startup: StartupRef.nullable(), code: z.enum(FINDING_CODES).nullable() }),
  counts: z
    .array(z.object({ code: z.enum(FINDING_CODES), count: z.int() }))
    .describe("of all, whatever code is asked for"),
  total: z.int().describe("as asked"),
  page: z.int(),
  pages: z.int(),
  doubts: z.array(Doubt),
});
export type DoubtsModel = z.infer<typeof DoubtsModel>;
