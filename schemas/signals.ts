// Every log line: a fixed sentence, its level and its counter. A log line and its metric cannot disagree.
export const SIGNALS = {
  "endpoint answered": { level: "info", counter: "releve_pulls_answered_total" },
  "endpoint unchanged": { level: "info", counter: "releve_pulls_unchanged_total" },
  "endpoint deferred": { level: "info", counter: "releve_pulls_deferred_total" },
  "endpoint failed": { level: "warn", counter: "releve_pulls_failed_total" },
  "declaration received": { level: "info", counter: "releve_pushes_received_total" },
  "push repeated": { level: "info", counter: "releve_pushes_repeated_total" },
  "token issued": { level: "info", counter: "releve_tokens_issued_total" },
  "token revoked": { level: "info", counter: "releve_tokens_revoked_total" },
  "source requested": { level: "info", counter: "releve_joins_requested_total" },
  "request settled": { level: "info", counter: "releve_joins_settled_total" },
  "endpoint checked": { level: "info", counter: "releve_checks_total" },
  "reminder sent": { level: "info", counter: "releve_reminders_sent_total" },
  "push refused": { level: "warn", counter: "releve_pushes_refused_total" },
  "decision recorded": { level: "info", counter: "releve_decisions_recorded_total" },
  "doubt acknowledged": { level: "info", counter: "releve_doubts_acknowledged_total" },
  "source declared": { level: "info", counter: "releve_sources_declared_total" },
  "batch committed": { level: "info", counter: "releve_batches_committed_total" },
  "batch failed": { level: "error", counter: "releve_batches_failed_total" },
  "answer rejected": { level: "warn", counter: "releve_answers_rejected_total" },
  "statement held": { level: "warn", counter: "releve_statements_held_total" },
  "partitions assigned": { level: "info", counter: "releve_assignments_total" },
  "partitions revoked": { level: "info", counter: "releve_revocations_total" },
  "warehouse migrated": { level: "info", counter: "releve_migrations_total" },
  "generation live": { level: "info", counter: "releve_generations_live_total" },
  "generation dropped": { level: "info", counter: "releve_generations_dropped_total" },
  "registry imported": { level: "info", counter: "releve_registry_imports_total" },
  "registry held": { level: "warn", counter: "releve_registry_held_total" },
  "definition unreadable": { level: "warn", counter: "releve_definitions_unreadable_total" },
  "ledger checked": { level: "debug", counter: "releve_ledger_checks_total" },
  "ledger not checked": { level: "warn", counter: "releve_ledger_checks_missed_total" },
  "ledger broken": { level: "error", counter: "releve_ledger_alarms_total" },
  "report published": { level: "info", counter: "releve_reports_published_total" },
  "report sent": { level: "info", counter: "releve_reports_sent_total" },
  "pull round ended": { level: "info", counter: "releve_pull_rounds_total" },
  "server started": { level: "info", counter: "releve_server_starts_total" },
  "server stopped": { level: "info", counter: "releve_server_stops_total" },
  "request answered": { level: "debug", counter: "releve_requests_total" },
  "request failed": { level: "error", counter: "releve_requests_failed_total" },
  "settling failed": { level: "warn", counter: "releve_settling_failed_total" },
  "log client": { level: "debug", counter: "releve_log_client_lines_total" },
  "process failed": { level: "fatal", counter: "releve_process_failures_total" },
} as const satisfies Record<string, { level: "debug" | "info" | "warn" | "error" | "fatal"; counter: string }>;
export type SignalName = keyof typeof SIGNALS;

/** The only fields a log line may carry: never a body, a token or a query string. */
export interface SignalFields {
  readonly startup?: string;
  readonly source?: string;
  readonly kind?: string;
  readonly event?: string;
  readonly topic?: string;
  readonly partition?: number;
  readonly partitions?: readonly number[];
  readonly offset?: number;
  readonly from?: number;
  readonly to?: number;
  readonly rows?: number;
  readonly cells?: number;
  readonly rejects?: number;
  readonly held?: number;
  readonly elapsedMs?: number;
  readonly bodyBytes?: number;
  readonly status?: number;
  readonly code?: string;
  readonly detail?: string;
  readonly port?: number;
  readonly version?: string;
  readonly generation?: number;
}
/** Writes one line and counts it. */
export type Signal = (name: SignalName, fields?: SignalFields) => void;
