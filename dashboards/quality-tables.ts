// The rows of the quality pages' panels, as CSV gives them.
import type { DataTable } from "./data-table.ts";
import type { Happening, QualityModel, QualitySourceModel, SourceHealth } from "./shapes/quality.ts";

const SOURCE = ["startup", "source"] as const;
const placeOf = ({ startup, source }: Pick<Happening, "startup" | "source">) => [startup.id, source.id];

const HEALTH = [
  ...SOURCE,
  "kind",
  "state",
  "last",
  "every",
  "strip",
  "expected",
  "received",
  "late",
  "held",
  "hold",
  "trouble",
  "trouble_at",
  "actor",
  "doubts",
] as const;
const healthRow = (row: SourceHealth) => [
  ...placeOf(row),
  row.source.kind,
  row.freshness.state,
  row.freshness.last,
  row.freshness.every,
  row.strip?.cells ?? null,
  ...(["expected", "received", "late", "held"] as const).map((name) => (row.strip ? String(row.strip[name]) : null)),
  row.hold,
  row.trouble?.code ?? null,
  row.trouble?.at ?? null,
  row.actor,
  row.doubts.map(({ code }) => code).join(","),
];

/** `sources` has the rows that the model lists: as CSV, all in the state that is asked for. */
export function qualityTables(model: QualityModel): DataTable[] {
  const happenings = (["rejects", "failures", "findings"] as const).map((panel) => ({
    panel,
    columns: [...SOURCE, "code", "count", "last"],
    rows: model[panel].map((row) => [...placeOf(row), row.code, String(row.count), row.last]),
  }));
  return [
    { panel: "sources", columns: HEALTH, rows: model.table.rows.map(healthRow) },
    {
      panel: "doubts",
      columns: ["code", "severity", "count", "acknowledged"],
      rows: model.doubts.map(({ code, severity, ...counts }) => [
        ...[code, severity, String(counts.count), String(counts.acknowledged)],
      ]),
    },
    ...happenings,
    {
      panel: "revisions",
      columns: [...SOURCE, "metric", "cells", "last"],
      rows: model.revisions.map((row) => [...placeOf(row), row.metric.key, String(row.cells), row.last]),
    },
    {
      panel: "unmatched",
      columns: [...SOURCE, "level", "code"],
      rows: model.unmatched.flatMap((row) => row.codes.map(({ level, code }) => [...placeOf(row), level, code])),
    },
    {
      panel: "ledger",
      columns: ["line", "part", "count"],
      rows: model.ledger.lines.flatMap(({ id, total, parts }) => [
        [id, "total", String(total)],
        ...parts.map((part) => [id, part.id, String(part.count)]),
      ]),
    },
  ];
}

export function qualitySourceTables(model: QualitySourceModel): DataTable[] {
  return [
    {
      panel: "deliveries",
      columns: [
        "moment",
        "recorded",
        "kind",
        "verdict",
        "cells",
        "changed",
        "unreadable",
        "hold",
        "code",
        "status",
        "page",
      ],
      rows: model.deliveries.map((one) => [
        one.moment,
        one.recorded,
        one.kind,
        one.verdict,
        ...[one.cells, one.changed, one.unreadable].map(String),
        one.hold,
        one.code,
        ...[one.status, one.page].map((value) => (value === null ? null : String(value))),
      ]),
    },
    {
      panel: "expects",
      columns: ["metric", "definition", "level", "grain", "dims"],
      rows: model.expects.map(({ metric, definition, level, grain, dims }) => [
        metric,
        String(definition),
        level,
        grain,
        dims.join(","),
      ]),
    },
    {
      panel: "reader",
      columns: ["kind", "version", "every", "expires_after_days", "declared"],
      rows: [
        [
          model.reader.kind,
          model.reader.version === null ? null : String(model.reader.version),
          model.every,
          String(model.expiresAfterDays),
          model.declared,
        ],
      ],
    },
  ];
}
