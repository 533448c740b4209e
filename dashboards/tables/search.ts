// What was found as rows, with raw values.
import type { DataTable } from "../data-table.ts";
import type { SearchModel } from "../shapes/search.ts";

export function searchTables(model: SearchModel): DataTable[] {
  const places = ["communes", "epci", "departements", "regions"] as const;
  return [
    ...places.map(
      (panel): DataTable => ({
        panel,
        columns: ["code", "name", "departement", "postal_codes", "population", "former_code"],
        rows: model[panel].rows.map(({ code, name, departement, postalCodes, population, former }) => [
          code,
          name,
          departement?.code ?? null,
          postalCodes.join(" "),
          population,
          former?.code ?? null,
        ]),
      }),
    ),
    {
      panel: "services",
      columns: ["service", "name", "followed"],
      rows: model.services.rows.map(({ id, name, followed }) => [id, name, String(followed)]),
    },
    {
      panel: "metrics",
      columns: ["metric", "label"],
      rows: model.metrics.rows.map(({ key, label }) => [key, label.fr]),
    },
  ];
}
