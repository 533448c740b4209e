// The model of a startup's page: its panels, and all that is known about its sources.
import { z } from "zod";
import { Unread } from "../../schemas/part-doubt.ts";
import { Grain } from "../../schemas/period.ts";
import { CHOICE_QUERY } from "../choice.ts";
import { Day } from "../day.ts";
import { Freshness, Hold, MetricRef, SourceRef, Words } from "../figure.ts";
import { Head, StartupRef } from "./head.ts";
import { Life } from "./life.ts";
import { Panel } from "./panel.ts";
import { Drift } from "./quality.ts";
import { Matrix, RegistryRecord } from "./record.ts";
import { Unmatched } from "./unmatched.ts";

export const StartupQuery = z.strictObject({
  day: Day,
  ...CHOICE_QUERY,
  grain: Grain.optional().describe("of flows"),
});
export type StartupQuery = z.infer<typeof StartupQuery>;

const Instant = z.iso.datetime();

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
  drift: Drift.nullable().describe(
    "how the last answer, which waits or could not be read, differs from the last one that counted; null: there is none such",
  ),
  rejects: z.array(z.object({ code: z.string(), count: z.int(), hint: z.string(), last: Instant })),
  findings: z.array(
    z.object({
      code: z.string(),
      metric: z.string(),
      detail: z.string().describe("where it is, and what stands there"),
      count: z.int().positive().describe("values, places or cells that it is about"),
      values: z.array(Unread).describe("of values in doubt, the first ones; of other findings none"),
      at: Instant,
      offset: z.int().nonnegative().describe("of the answer's fact in its partition"),
      hint: z.string().nullable().describe("what to do; null: nothing has to be done"),
    }),
  ),
  metrics: z.array(MetricRef).describe("that it states, at the definition version in use"),
  unmatched: Unmatched.optional().describe("codes that no official list has: in no territory; left out: none"),
});
export type SourceModel = z.infer<typeof SourceModel>;

export const StartupModel = z.object({
  head: Head,
  startup: StartupRef.extend({ pitch: z.string(), owner: z.string(), website: z.string().nullable() }),
  life: Life.nullable().describe("where it stands in the network; null: the registry does not have it"),
  record: RegistryRecord.nullable().describe("all that the registry says of it; null: the registry does not have it"),
  matrix: Matrix.describe("the indicators that every service should publish, in order"),
  freshness: Freshness.describe("the worst of its sources; without any: idle or never, by its phase"),
  panels: z.array(Panel).describe("one per metric, the main one first; each has its headline figure"),
  sources: z.array(SourceModel),
  remarks: z
    .array(
      z.object({
        metric: MetricRef.nullable().describe("null: the service as a whole"),
        first: z.iso.date(),
        last: z.iso.date(),
        text: Words,
      }),
    )
    .optional()
    .describe("that people put beside its figures, by day; left out: none"),
});
export type StartupModel = z.infer<typeof StartupModel>;
