// Named places where a process may die or stop, for `npm run chaos`. In production nothing is hooked to them: no setting
// and no variable of the environment can make one fail, only a test's own preload (tests/chaos/failpoints.mjs).
import type { FactTable } from "./table-topics.ts";

/** Where a failpoint stands. A new one is a line here and its call; tests/unit/failpoints.test.ts holds both together. */
interface Place {
  readonly about: string;
  /** The one file that calls it. */
  readonly in: string;
}
const inserted = (rows: string): Place => ({
  about: `a batch's ${rows} are in the warehouse, its cursor is not`,
  in: "processors/commits.ts",
});

export const FAILPOINTS = {
  "pull.fetched": { about: "an endpoint was asked, nothing is recorded", in: "ingestors/pull-source.ts" },
  "pull.appending": { about: "a pull's fact is made, and not yet handed to the log", in: "ingestors/pull-source.ts" },
  "pull.appended": {
    about: "the log has a pull's fact; the pull's memory and its caller do not know",
    in: "ingestors/pull-source.ts",
  },
  "push.appended": { about: "the log has a push; its sender has no answer yet", in: "ingestors/push.ts" },
  "lmdb.committed": {
    about: "LMDB's transaction is done, and not yet flushed to disk",
    in: "infra/log/lmdb-store.ts",
  },
  "kafka.sending": {
    about: "records were given to the client, and may reach the broker or not",
    in: "infra/log/kafka-append.ts",
  },
  "kafka.acknowledged": {
    about: "the broker has records and said so; who appended them was not told",
    in: "infra/log/kafka-append.ts",
  },
  "restore.unmarking": {
    about: "a log restored in Kafka has its everyday settings, and still the mark that it is being restored",
    in: "infra/log/kafka-restore.ts",
  },
  "process.assigned": {
    about: "partitions were given to a processor, and their cursors read",
    in: "processors/run.ts",
  },
  "process.folded": { about: "a batch became rows in memory, none is inserted", in: "processors/run.ts" },
  "process.revoked": { about: "a processor's partitions are being taken from it", in: "processors/run.ts" },
  "batch.inserting": { about: "the first insert of a batch is next", in: "processors/commits.ts" },
  "batch.inserted.observations": inserted("observations"),
  "batch.inserted.scopes": inserted("scopes"),
  "batch.inserted.unconfirmed": inserted("unconfirmed cells"),
  "batch.inserted.statements": inserted("statements"),
  "batch.inserted.raw_events": inserted("raw events"),
  "batch.inserted.raw_pages": inserted("answers' pages"),
  "batch.inserted.decisions": inserted("decisions"),
  "batch.inserted.rejects": inserted("rejects"),
  "batch.inserted.failures": inserted("failures"),
  "batch.inserted.sources": inserted("sources"),
  "batch.inserted.findings": inserted("findings"),
  "batch.inserted.acknowledgements": inserted("acknowledgements of doubts"),
  "batch.inserted.drifts": inserted("drifts"),
  "batch.complete": { about: "all rows of a batch are there, its cursor is not", in: "processors/commits.ts" },
  "batch.inserted.cursors": {
    about: "the cursor of a batch is there; nobody was told",
    in: "processors/commits.ts",
  },
  "rebuild.filling": { about: "a new generation has its tables, and nothing in them", in: "cli/rebuild/rebuild.ts" },
  "rebuild.flipping": { about: "a new generation is full, and not live", in: "cli/rebuild/rebuild.ts" },
  "rebuild.flipped": { about: "a new generation is live; who rebuilt was not told", in: "cli/rebuild/rebuild.ts" },
  "registry.complete": { about: "rows of the registry are there, their cursor is not", in: "processors/topic.ts" },
  "reports.complete": { about: "a report's row is there, its cursor is not", in: "processors/topic.ts" },
  "report.published": { about: "a report is in the log, and sent to nobody", in: "cli/reports.ts" },
} as const satisfies Record<string, Place> & Record<`batch.inserted.${FactTable}`, Place>;
export type Failpoint = keyof typeof FAILPOINTS;

const HOOK = Symbol.for("releve.failpoint");

/** Tells the hook, if a test put one there, that this place was reached. Nothing else, and nothing to wait for. */
export function failpoint(name: Failpoint): void {
  (globalThis as { [HOOK]?: (name: string) => void })[HOOK]?.(name);
}
