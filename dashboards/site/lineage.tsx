// The page of a figure's provenance.
import { definePage, type Page } from "../page.ts";
import { LineagePage } from "../pages/lineage.tsx";
import { LineageModel, LineageQuery } from "../shapes/lineage.ts";
import { EVERY } from "../shapes/list.ts";
import { lineageTables } from "../tables/lineage.ts";

export const LINEAGE_PAGES: readonly Page[] = [
  definePage({
    path: "/provenance",
    api: "/api/v1/lineage",
    about:
      "Where one figure comes from: definition, cells, statements, facts, and the bytes with hash, address and time",
    query: LineageQuery,
    name: "Lineage",
    reply: LineageModel,
    model: (models, query) => models.lineage(query),
    whole: (models, query) => models.lineage({ ...query, cells: EVERY }),
    html: (model, view) => <LineagePage model={model} view={view} />,
    tables: lineageTables,
  }),
];
