// The page of decisions.
import { definePage, type Page } from "../page.ts";
import { DecisionsPage } from "../pages/decisions.tsx";
import { DecisionsModel, DecisionsQuery } from "../shapes/decisions.ts";
import { EVERY } from "../shapes/list.ts";
import { decisionsTables } from "../tables/decisions.ts";

export const DECISION_PAGES: readonly Page[] = [
  definePage({
    path: "/decisions",
    api: "/api/v1/decisions",
    about: "What people decided about figures: withdrawals, releases, readings, corrections, remarks, with their state",
    query: DecisionsQuery,
    name: "Decisions",
    reply: DecisionsModel,
    model: (models, query) => models.decisions(query),
    whole: (models, query) => models.decisions({ ...query, page: EVERY }),
    html: (model, view) => <DecisionsPage model={model} view={view} />,
    tables: decisionsTables,
  }),
];
