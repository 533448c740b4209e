// The rows of the panels of territories, as their pages show them, with raw values.
import type { DataCell, DataTable } from "../data-table.ts";
import type { Point } from "../figure.ts";
import type { FigureHere, RowInside, ServiceHere, TerritoriesModel, TerritoryModel } from "../shapes/territory.ts";

const ROW = ["level", "code", "name", "population", "communes_covered", "communes", "population_covered", "services"];

export function rowsTable(panel: string, rows: readonly RowInside[]): DataTable {
  return {
    panel,
    columns: ROW,
    rows: rows.map(({ level, code, name, population, communes, people, services }) => [
      level,
      code,
      name,
      population,
      communes.part,
      communes.whole,
      people?.part ?? null,
      services.map(({ id }) => id).join(" "),
    ]),
  };
}

const weeklyTable = (weekly: readonly Point[]): DataTable => ({
  panel: "couverture",
  columns: ["day", "communes_covered"],
  rows: weekly.map(({ first, value }) => [first, value]),
});

export function territoriesTables(model: TerritoriesModel): DataTable[] {
  return [
    rowsTable("departements", model.departements),
    rowsTable("regions", model.regions),
    rowsTable("collectivites", model.collectivites),
    weeklyTable(model.coverage.weekly),
  ];
}

export function territoryTables(model: TerritoryModel): DataTable[] {
  const { inside, services, coverage } = model;
  const parts = inside.map(({ level, rows, outside }) =>
    rowsTable(`par-${level}`, outside ? [...rows, outside] : rows),
  );
  return [
    {
      panel: "services",
      columns: [
        "state",
        "service",
        "metric",
        "value",
        "numerator",
        "denominator",
        "since",
        "first",
        "last",
        "rule",
        "per_thousand",
        "reference",
      ],
      rows: (["used", "unused", "silent"] as const).flatMap((state) =>
        services[state].flatMap((one) => serviceRows(state, one)),
      ),
    },
    weeklyTable(coverage.weekly),
    referencesTable(model),
    ...parts,
  ];
}

/** The territory's own line is a commune's only when it is more than one commune. */
function referencesTable({ territory, coverage, references }: TerritoryModel): DataTable {
  const own = territory.level === "commune" ? [] : [{ territory, covered: coverage }];
  return {
    panel: "reperes",
    columns: ["level", "code", "name", "communes_covered", "communes", "population_covered", "population"],
    rows: [...own, ...references].map(({ territory: { level, code, name }, covered: { communes, population } }) => [
      level,
      code,
      name,
      communes.part,
      communes.whole,
      population?.part ?? null,
      population?.whole ?? null,
    ]),
  };
}

function serviceRows(state: string, { service, communes, figures }: ServiceHere): DataCell[][] {
  const rows: DataCell[][] = [];
  if (communes) {
    const { part, whole } = communes.communes;
    rows.push([
      state,
      service.id,
      "communes_couvertes",
      part,
      part,
      whole,
      communes.since,
      null,
      null,
      "union",
      null,
      null,
    ]);
  }
  if (state === "used") for (const figure of figures) rows.push([state, service.id, ...figureRow(figure)]);
  return rows.length > 0 ? rows : [[state, service.id, ...new Array<null>(10).fill(null)]];
}

function figureRow({ metric, value, share, first, last, rule, rate }: FigureHere): DataCell[] {
  const parts = [share?.part ?? null, share?.whole ?? null];
  return [metric.key, value, ...parts, null, first, last, rule, rate?.value ?? null, rate?.reference ?? null];
}
