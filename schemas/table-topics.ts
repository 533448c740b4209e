// From which topic of the log each table is written.
import type { TableName } from "./tables.ts";

/** Written from the registry's topic alone. */
export const REGISTRY_TABLES = [
  "registry_startups",
  "registry_phases",
  "registry_events",
  "registry_aliases",
  "incubators",
  "metric_definitions",
  "territory_lists",
] as const satisfies readonly TableName[];
/** Written from the facts about decisions. */
export const DECISION_TABLES = ["decisions"] as const satisfies readonly TableName[];
/** What is said of doubts, and what makes an answer doubtful. */
export const DOUBT_TABLES = ["acknowledgements", "drifts"] as const satisfies readonly TableName[];
/** Written from the topic of reports alone. */
export const REPORT_TABLES = ["reports"] as const satisfies readonly TableName[];
/** Written from the topic of facts (`rejects` and `cursors` from all). */
export type FactTable = Exclude<TableName, (typeof REGISTRY_TABLES)[number] | (typeof REPORT_TABLES)[number]>;
