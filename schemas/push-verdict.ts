// What becomes of a push over HTTP, and what its fact remembers of the request: so a repeat gets the first answer.
import { z } from "zod";
import { EventId, Sha256 } from "./ids.ts";
import { FAULTS_TOLD, KeptFault, RowVerdict } from "./row-fault.ts";

const count = z.int().nonnegative();
const counts = {
  accepted: count.describe("figures that were taken"),
  rejected: count.describe("rows that were not; only with partial=true they are not zero"),
  ignored: count.describe("rows that are no figures: targets, in a CSV of the national schema"),
  redacted: count.describe("e-mail addresses that were taken out"),
};

/** Stands in the first fact of a request. */
export const RequestMark = z.strictObject({
  payload: Sha256.describe("of what the request says: the same key with another payload is refused"),
  parts: z.int().positive().describe("facts that the request became, in one order"),
  ...counts,
  faults: z.array(KeptFault).max(FAULTS_TOLD).default([]).describe("of the rows that were not taken, the first 1000"),
});
export type RequestMark = z.infer<typeof RequestMark>;

/** What the sender is told. A repeat of the request is told the same. */
export const PushVerdict = z.strictObject({
  ...counts,
  dryRun: z.boolean().describe("true: nothing was recorded"),
  rows: z.array(RowVerdict).describe("the rows that were not taken, the first 1000"),
  facts: z
    .array(z.strictObject({ id: EventId, partition: count, offset: count }))
    .describe("where it stands in the log (releve.facts.v1); empty after a dry run"),
});
export type PushVerdict = z.infer<typeof PushVerdict>;
