// The rows of the panels about incubators and sponsors.
import type { DataCell, DataTable } from "../data-table.ts";
import type { IncubatorsModel, PortfolioModel, PortfolioRow } from "../shapes/portfolio.ts";

const ROW = [
  "startup",
  "name",
  "phase",
  "days_in_phase",
  "national_impact",
  "last_committee",
  "next_committee",
  "state",
  "last",
  "impact_metric",
  "impact_value",
];

export function portfolioTables(model: PortfolioModel): DataTable[] {
  return [
    { panel: "services", columns: ROW, rows: model.groups.flatMap(({ rows }) => rows.map(rowOf)) },
    figuresTable(model),
    ...(model.shared.length > 0
      ? [
          {
            panel: "shared",
            columns: [...ROW, "counted_by"],
            rows: model.shared.map((row) => [...rowOf(row), row.counted.id]),
          },
        ]
      : []),
    {
      panel: "gone",
      columns: ["startup", "name", "phase", "date", "metric", "value", "day"],
      rows: model.gone.map(({ service, phase, date, figure }) => [
        service.id,
        service.name,
        phase,
        date,
        figure?.metric.key ?? null,
        figure?.value ?? null,
        figure?.day ?? null,
      ]),
    },
  ];
}

function rowOf({ service, days, national, lastCommittee, nextCommittee, impact }: PortfolioRow): DataCell[] {
  return [
    service.id,
    service.name,
    service.life?.phase ?? null,
    days === null ? null : String(days),
    String(national),
    lastCommittee,
    nextCommittee,
    service.freshness.state,
    service.freshness.last,
    impact?.metric.key ?? null,
    impact?.value ?? null,
  ];
}

function figuresTable({ figures, committees, silent }: PortfolioModel): DataTable {
  const of = (measure: string, value: number): DataCell[] => [measure, String(value), String(figures.active)];
  return {
    panel: "portfolio",
    columns: ["measure", "value", "of"],
    rows: [
      ["active", String(figures.active), null],
      ...figures.phases.map(({ phase, count }) => of(`active_${phase}`, count)),
      of("national_impact", figures.national),
      of("connected", figures.connected),
      of("publishing", figures.onTime),
      of("not_publishing", silent.length),
      of("impact_verified", figures.impact.verified),
      of("impact_declared", figures.impact.declared),
      of("committees_30_days", committees.soon.length),
      of("no_committee_12_months", committees.none.length),
    ],
  };
}

export const incubatorsTables = ({ incubators }: IncubatorsModel): DataTable[] => [
  {
    panel: "incubators",
    columns: ["incubator", "title", "active", "publishing", "not_publishing", "not_publishing_startups", "shared"],
    rows: incubators.map(({ id, title, active, onTime, silent, shared }) => [
      id,
      title,
      String(active),
      String(onTime),
      String(silent.length),
      silent.map((one) => one.id).join(" "),
      String(shared),
    ]),
  },
];
