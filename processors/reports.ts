// Reads the topic of reports into its table: one row for each report that was published.
import { AnswerError } from "../schemas/errors.ts";
import { type LogRecord, type Subscription, TOPICS } from "../schemas/ports.ts";
import { REPORT_EVENTS, ReportEvent } from "../schemas/reports.ts";
import { factOf } from "./fact.ts";
import { type RowOf, runTopic, type TopicOptions, type TopicPorts } from "./topic.ts";

/** No source can have this name: rejects of this topic stand apart from those of the facts. */
export const REPORTS_SOURCE = ":reports";

/** Starts reading the reports. Resolves when the group is joined; `done` rejects when reading cannot go on. */
export function runReportsProcessor(ports: TopicPorts, options: TopicOptions): Promise<Subscription> {
  return runTopic(ports, { topic: TOPICS.reports, rowOf: reportRow }, options);
}

/** What was sent to whom has no row: who sends reads it from the log. */
export const reportRow: RowOf = (record: LogRecord, part, recordedAt) => {
  try {
    const said = factOf(record.value, REPORT_EVENTS, ReportEvent);
    if (said?.type !== "report.published") return undefined;
    const { week, id, knownAt, sha256, model } = said;
    return {
      table: "reports",
      row: [week, part, record.offset, recordedAt, id, Date.parse(knownAt), sha256, model],
    };
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    const { code, pointer, message, hint } = error;
    const by = [record.key, REPORTS_SOURCE, part, record.offset, recordedAt, record.offset];
    return { table: "rejects", row: [...by, "reports", code, pointer, message, hint] };
  }
};
