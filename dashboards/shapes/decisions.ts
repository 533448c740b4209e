// What people decided about figures: by whom, why, and what is in force.
import { z } from "zod";
import { StartupId } from "../../schemas/ids.ts";
import { Words } from "../figure.ts";
import { DECISION_STATES } from "../queries/decisions.ts";
import { whole } from "../whole.ts";
import { Head, StartupRef } from "./head.ts";

const Instant = z.iso.datetime();

export const DecisionsQuery = z.strictObject({
  startup: StartupId.optional().describe("slug; left out: all"),
  page: whole(1, 10_000, 1).describe("of 20 decisions, the latest first"),
});
export type DecisionsQuery = z.infer<typeof DecisionsQuery>;

export const DecisionsModel = z.object({
  head: Head,
  asked: StartupRef.nullable().describe("null: all"),
  total: z.int(),
  page: z.int(),
  pages: z.int(),
  decisions: z.array(
    z.object({
      proposal: z.string(),
      startup: StartupRef,
      state: z.enum(DECISION_STATES),
      what: z
        .string()
        .describe("answers.withdrawn, hold.released, reading.adopted, figure.corrected, figure.annotated"),
      metric: Words.nullable().describe(
        "label of the metric of a corrected figure; null: it is about none, or not in the catalogue",
      ),
      decision: z.string().describe("as it was said, canonical JSON: docs/schemas/decision.proposed.schema.json"),
      reason: z.string(),
      steps: z.array(
        z.object({
          type: z.string(),
          partition: z.int(),
          offset: z.int(),
          recorded: Instant,
          author: z.string().describe("'' when the step has none"),
          approver: z.string().describe("'' when the step has none"),
          reason: z.string(),
        }),
      ),
    }),
  ),
});
export type DecisionsModel = z.infer<typeof DecisionsModel>;
