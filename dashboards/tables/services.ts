// Lists of services as rows: what the table of a list shows, with raw values.
import type { DataCell, DataTable } from "../data-table.ts";
import type { Change, Figure } from "../figure.ts";
import type { ServiceListModel } from "../shapes/list.ts";
import type { StartupsModel } from "../shapes/overview.ts";
import type { ServiceModel } from "../shapes/service.ts";

const COLUMNS = ["startup", "name", "incubator", "phase", "metric", "value", "day", "change", "state", "last"];

export const startupsTables = ({ list }: StartupsModel): DataTable[] => [listTable(list)];

/** The services that the model lists: as CSV, all that the filters keep. */
export function listTable({ services }: ServiceListModel): DataTable {
  return { panel: "services", columns: COLUMNS, rows: services.map(serviceRow) };
}

function serviceRow({ id, name, life, freshness, figures: [main] }: ServiceModel): DataCell[] {
  return [
    id,
    name,
    life?.incubator?.id ?? null,
    life?.phase ?? null,
    main?.metric.key ?? null,
    main?.value ?? null,
    main?.day ?? null,
    changeOf(main?.change ?? null),
    freshness.state,
    freshness.last,
  ];
}

/** A state's difference; of a flow, the span itself. */
export function changeOf(change: Change | null): string | null {
  return change === null ? null : change.kind === "difference" ? change.value : change.now;
}

/** The headline figures of one service. */
export function headlineTable(panel: string, figures: readonly Figure[]): DataTable {
  return {
    panel,
    columns: [
      "metric",
      "value",
      "day",
      "part",
      "whole",
      "inhabitants",
      "inhabitants_of",
      "now",
      "before",
      "difference",
      "compared",
    ],
    rows: figures.map(({ metric, value, day, share, population, change }) => [
      metric.key,
      value,
      day,
      share?.part ?? null,
      share?.whole ?? null,
      population?.part ?? null,
      population?.whole ?? null,
      change?.kind === "flow" ? change.now : null,
      change?.kind === "flow" ? change.before : null,
      change?.kind === "difference" ? change.value : null,
      change?.kind === "flow" ? (change.compared ?? "known") : null,
    ]),
  };
}
