// How bytes are understood: what comes with an answer, and what a later reading may put in its place.
import { z } from "zod";
import { MetricKey } from "./ids.ts";
import { Settings } from "./source.ts";

/** All that a later reading needs to understand the bytes as they were understood that day. */
export const Reader = z.strictObject({
  kind: z.string().describe("endpoint kind"),
  version: z.int().positive().describe("version of the kind's reader"),
  settings: Settings.describe("mapping, as used; without secrets"),
  definitions: z.record(MetricKey, z.int().positive()).describe("version of each metric that the mapping states"),
});
export type Reader = z.infer<typeof Reader>;
