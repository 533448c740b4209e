// The page of doubts.
import { definePage, type Page } from "../page.ts";
import { DoubtsPage } from "../pages/doubts.tsx";
import { DoubtsModel, DoubtsQuery } from "../shapes/doubts.ts";
import { EVERY } from "../shapes/list.ts";
import { doubtsTables } from "../tables/doubts.ts";

export const DOUBT_PAGES: readonly Page[] = [
  definePage({
    path: "/doutes",
    api: "/api/v1/doutes",
    about:
      "Doubts about sources and figures: late, drifted, fallen, above a whole, contradicted; with evidence and who must act",
    query: DoubtsQuery,
    name: "Doubts",
    reply: DoubtsModel,
    model: (models, query) => models.doubts(query),
    whole: (models, query) => models.doubts({ ...query, page: EVERY }),
    html: (model, view) => <DoubtsPage model={model} view={view} />,
    tables: doubtsTables,
  }),
];
