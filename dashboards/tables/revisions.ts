// The rows of the page of revisions: one a figure, with its change.
import type { DataTable } from "../data-table.ts";
import type { RevisionsModel } from "../shapes/revisions.ts";

const COLUMNS = [
  ...["known", "startup", "source", "metric", "version", "level", "code", "dims", "grain", "first", "last"],
  ...["old", "new", "cause", "partition", "offset", "proposal", "reason", "undone", "author", "approver"],
];

export function revisionsTables({ revisions }: RevisionsModel): DataTable[] {
  const rows = revisions.flatMap(({ startup, source, metric, known, cause, fact, decision, cells }) =>
    cells.map(({ level, code, dims, grain, first, last, old, new: now }) => [
      ...[
        known,
        startup.id,
        source,
        metric.key,
        String(metric.version),
        level,
        code,
        dims,
        grain,
        first,
        last,
        old,
        now,
      ],
      ...[
        cause,
        String(fact.partition),
        String(fact.offset),
        decision?.proposal ?? null,
        decision?.reason ?? null,
        decision ? String(decision.undone) : null,
        decision?.author ?? null,
        decision?.approver ?? null,
      ],
    ]),
  );
  return [{ panel: "revisions", columns: COLUMNS, rows }];
}
