// The facts about weekly reports. Topic releve.reports.v1; the key is the week. Past tense, strict, additive change only.
import { z } from "zod";
import { EventId, Instant, Sha256 } from "./ids.ts";

const WeekId = z.string().regex(/^\d{4}-W\d{2}$/, "an ISO week, such as 2026-W46");
const fact = <Type extends string>(type: Type) => ({
  type: z.literal(type),
  id: EventId.describe("UUIDv7; the same id twice is one fact delivered twice"),
  at: Instant.describe("when the writer made the fact; what counts is the log's own time"),
  week: WeekId.describe("also the log's key"),
});

/** The report of a week was made, once and for ever: the first of a week in the log is the report. */
export const ReportPublished = z.strictObject({
  ...fact("report.published"),
  knownAt: Instant.describe("the report says what was known then: the Monday after the week, 07:00 in Paris"),
  sha256: Sha256.describe("of the model's text, UTF-8"),
  model: z.string().max(4_000_000).describe("the report as canonical JSON: its bytes are what readers check"),
});
/** A mail server took the report for one reader. Addresses are never in the log. */
export const ReportSent = z.strictObject({
  ...fact("report.sent"),
  recipient: Sha256.describe("of the reader's address in lower case, UTF-8"),
  lang: z.enum(["fr", "en"]),
  template: z.int().positive().describe("version of the e-mail's form"),
  messageId: z.string().max(500).describe("the same for the same week, reader and form"),
});
export const ReportEvent = z.discriminatedUnion("type", [ReportPublished, ReportSent]);
export type ReportPublished = z.infer<typeof ReportPublished>;
export type ReportSent = z.infer<typeof ReportSent>;
export type ReportEvent = z.infer<typeof ReportEvent>;

/** Every fact about reports by its type. */
export const REPORT_EVENTS = { "report.published": ReportPublished, "report.sent": ReportSent } as const;
