// The rows of the panels of the catalogue, as its pages show them, with raw values.
import type { DataTable } from "../data-table.ts";
import type { MetricModel, MetricsModel } from "../shapes/metric.ts";
import { changeOf } from "./services.ts";

export function metricsTables({ themes }: MetricsModel): DataTable[] {
  return themes.flatMap(({ theme, metrics }) =>
    metrics.length === 0
      ? []
      : {
          panel: `theme-${theme}`,
          columns: [
            "metric",
            "version",
            "label",
            "kind",
            "unit",
            "mark",
            "services",
            "time",
            "territory",
            "across_services",
          ],
          rows: metrics.map(({ metric, mark, services, sums }) => [
            metric.key,
            String(metric.version),
            metric.label.fr,
            metric.kind,
            metric.unit.fr,
            mark,
            services.map(({ id }) => id).join(" "),
            sums.time,
            sums.territory,
            sums.services,
          ]),
        },
  );
}

export function metricTables({ services, network, entry, versions }: MetricModel): DataTable[] {
  const { sums } = entry;
  return [
    {
      panel: "services",
      columns: [
        "service",
        "value",
        "part",
        "whole",
        "grain",
        "first",
        "last",
        "day",
        "absence",
        "change_4_weeks",
        "state",
      ],
      rows: services.map(({ service, figure }) => [
        service.id,
        figure.value,
        figure.share?.part ?? null,
        figure.share?.whole ?? null,
        figure.period?.grain ?? null,
        figure.period?.first ?? null,
        figure.period?.last ?? null,
        figure.day,
        figure.absence,
        changeOf(figure.change),
        figure.freshness.state,
      ]),
    },
    ...(network
      ? [
          {
            panel: "reseau",
            columns: ["rule", "first", "last", "value"],
            rows: network.points.map(({ first, last, value }) => [network.rule, first, last, value]),
          },
        ]
      : []),
    {
      panel: "additions",
      columns: ["axis", "rule"],
      rows: [
        ["time", sums.time],
        ["territory", sums.territory],
        ["services", sums.services],
      ],
    },
    {
      panel: "definitions",
      columns: ["version", "since", "label", "definition", "sha256", "current"],
      rows: versions.map(({ version, since, label, definition, sha256, current }) => [
        String(version),
        since,
        label.fr,
        definition.fr,
        sha256,
        String(current),
      ]),
    },
  ];
}
