// Which failpoints are reached how: at most the how manieth time fires, on which log, and what a round must have in it.
import type { Failpoint } from "../../schemas/failpoint.ts";

export interface Act {
  /** The failpoint fires at a time from the first to this one: surely reached within a run's rounds. */
  readonly most: number;
  /** Reached when the program starts, or is asked to stop; `report`, `restore`: by runs of their own. Default: while it works. */
  readonly at?: "start" | "end" | "report" | "restore";
  /** Default: both. */
  readonly log?: "lmdb" | "kafka";
  /** What each round does besides: imports the registry, changes a declaration, decides something, takes note of a doubt, or rebuilds. */
  readonly also?: "registry" | "declaration" | "decision" | "doubt" | "rebuild";
}

export const ACTS: Readonly<Record<Failpoint, Act>> = {
  "pull.fetched": { most: 7 },
  "pull.appending": { most: 7 },
  "pull.appended": { most: 7 },
  "push.appended": { most: 3 },
  "lmdb.committed": { most: 8, log: "lmdb" },
  "kafka.sending": { most: 8, log: "kafka" },
  "kafka.acknowledged": { most: 8, log: "kafka" },
  "restore.unmarking": { most: 1, at: "restore", log: "kafka" },
  "process.assigned": { most: 1, at: "start" },
  "process.folded": { most: 4 },
  "process.revoked": { most: 1, at: "end" },
  "batch.inserting": { most: 4 },
  "batch.inserted.observations": { most: 4 },
  "batch.inserted.scopes": { most: 4 },
  "batch.inserted.unconfirmed": { most: 1 },
  "batch.inserted.statements": { most: 4 },
  "batch.inserted.raw_events": { most: 4 },
  "batch.inserted.raw_pages": { most: 4 },
  "batch.inserted.decisions": { most: 2, also: "decision" },
  "batch.inserted.rejects": { most: 2 },
  "batch.inserted.failures": { most: 2 },
  "batch.inserted.sources": { most: 2, also: "declaration" },
  "batch.inserted.findings": { most: 1 },
  "batch.inserted.acknowledgements": { most: 1, also: "doubt" },
  "batch.inserted.drifts": { most: 1 },
  "batch.complete": { most: 4 },
  "batch.inserted.cursors": { most: 4 },
  "rebuild.filling": { most: 1, also: "rebuild" },
  "rebuild.flipping": { most: 1, also: "rebuild" },
  "rebuild.flipped": { most: 1, also: "rebuild" },
  "registry.complete": { most: 2, also: "registry" },
  "reports.complete": { most: 1, at: "report", log: "lmdb" },
  "report.published": { most: 1, at: "report", log: "lmdb" },
};
export const POINTS = Object.keys(ACTS) as Failpoint[];

/** Whether a point is reached by runs of its own, and by no life of the serving program. */
export const isAlone = (point: Failpoint) => ACTS[point].at === "report" || ACTS[point].at === "restore";

/** The points that mean something on a log. */
export function pointsOf(log: "lmdb" | "kafka"): Failpoint[] {
  return POINTS.filter((point) => (ACTS[point].log ?? log) === log);
}
/** What the short form kills at over Kafka. */
export const SHORT_ON_KAFKA: readonly Failpoint[] = [
  "kafka.acknowledged",
  "pull.appended",
  "batch.inserted.observations",
  "batch.complete",
];
