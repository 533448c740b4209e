// The page of revisions.
import { definePage, type Page } from "../page.ts";
import { RevisionsPage } from "../pages/revisions.tsx";
import { EVERY } from "../shapes/list.ts";
import { RevisionsModel, RevisionsQuery } from "../shapes/revisions.ts";
import { revisionsTables } from "../tables/revisions.ts";

export const REVISION_PAGES: readonly Page[] = [
  definePage({
    path: "/revisions",
    api: "/api/v1/revisions",
    about:
      "Figures that became others after they were first known: old and new, when it became known, why, by which fact",
    query: RevisionsQuery,
    name: "Revisions",
    reply: RevisionsModel,
    model: (models, query) => models.revisions(query),
    whole: (models, query) => models.revisions({ ...query, page: EVERY }),
    html: (model, view) => <RevisionsPage model={model} view={view} />,
    tables: revisionsTables,
  }),
];
