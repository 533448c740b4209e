// The rows of the page of doubts, with raw values.
import type { DataTable } from "../data-table.ts";
import type { DoubtsModel } from "../shapes/doubts.ts";

const COLUMNS = [
  ...["since", "code", "severity", "startup", "source", "metric", "level", "territory"],
  ...["grain", "first", "last", "seen", "against", "count", "actor", "told"],
];

export function doubtsTables({ doubts }: DoubtsModel): DataTable[] {
  const rows = doubts.map(({ startup, source, metric, territory, period, ...one }) => [
    ...[one.since, one.code, one.severity, startup.id, source?.id ?? null, metric?.key ?? null],
    ...[territory?.level ?? null, territory?.code ?? null, period?.grain ?? null, period?.first ?? null],
    ...[period?.last ?? null, one.seen, one.against, String(one.count), one.actor, one.told],
  ]);
  return [{ panel: "doubts", columns: COLUMNS, rows }];
}
