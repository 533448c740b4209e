// The rows of the page of doubts, with raw values.
import type { DataTable } from "../data-table.ts";
import type { DoubtsModel } from "../shapes/doubts.ts";

const COLUMNS = [
  ...["since", "code", "severity", "startup", "source", "metric", "level", "territory"],
  ...["grain", "first", "last", "seen", "against", "count", "actor", "told"],
  ...["id", "team_since", "network_since", "acknowledged_by", "acknowledged_at", "acknowledged_until", "reason"],
];

export function doubtsTables({ doubts }: DoubtsModel): DataTable[] {
  const rows = doubts.map(({ startup, source, metric, territory, period, ...one }) => [
    ...[one.since, one.code, one.severity, startup.id, source?.id ?? null, metric?.key ?? null],
    ...[territory?.level ?? null, territory?.code ?? null, period?.grain ?? null, period?.first ?? null],
    ...[period?.last ?? null, one.seen, one.against, String(one.count), one.actor, one.told],
    ...[one.id, one.team, one.network, one.acknowledged?.by ?? null, one.acknowledged?.at ?? null],
    ...[one.acknowledged?.until ?? null, one.acknowledged?.reason ?? null],
  ]);
  return [{ panel: "doubts", columns: COLUMNS, rows }];
}
