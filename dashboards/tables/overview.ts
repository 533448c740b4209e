// The rows of the overview's panels.
import type { DataCell, DataTable } from "../data-table.ts";
import type { OverviewModel } from "../shapes/overview.ts";
import { pointTable, territoryTable } from "./figures.ts";
import { headlineTable, listTable } from "./services.ts";

export function overviewTables(model: OverviewModel): DataTable[] {
  const { coverage, chain, featured, services, list } = model;
  const shown = featured.flatMap((id) => services.filter((service) => service.id === id));
  return [
    listTable(list),
    networkTable(model),
    {
      panel: "chain",
      columns: ["step", "services"],
      rows: Object.entries(chain).map(([step, n]) => [step, String(n)]),
    },
    ...shown.map(({ id, figures }) => headlineTable(`service-${id}`, figures)),
    ...(coverage
      ? [pointTable("coverage-weeks", coverage.weekly), territoryTable("coverage-map", coverage.departements)]
      : []),
  ];
}

function networkTable({ network, coverage }: OverviewModel): DataTable {
  const of = (measure: string, value: number, whole: number | null): DataCell[] => [
    measure,
    String(value),
    whole === null ? null : String(whole),
  ];
  const rows = network
    ? [
        of("active", network.active, null),
        ...network.phases.map(({ phase, count }) => of(`active_${phase}`, count, network.active)),
        ...(network.change ? [of("entered", network.change.entered, null), of("left", network.change.left, null)] : []),
        of("publishing", network.publishing, network.active),
        ...(network.publishingChange ? [of("publishing_before", network.publishingChange.before, null)] : []),
        of("impact_verified", network.impact.verified, network.active),
        of("impact_declared", network.impact.declared, network.active),
      ]
    : [];
  const communes: DataCell[][] = coverage
    ? [
        ["communes_with_a_service", coverage.value, coverage.share.whole],
        ...coverage.services.map(({ id, value }) => [`communes_of_${id}`, value, coverage.share.whole]),
      ]
    : [];
  return { panel: "network", columns: ["measure", "value", "of"], rows: [...rows, ...communes] };
}
