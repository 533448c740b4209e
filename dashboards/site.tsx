// The list of pages. Routes, JSON, CSV, OpenAPI and the tests that walk all pages read it; a page is an entry in `site/`.
import { asKnown } from "./known-on.ts";
import type { Page } from "./page.ts";
import { DECISION_PAGES } from "./site/decisions.tsx";
import { DOUBT_PAGES } from "./site/doubts.tsx";
import { helpPages } from "./site/help.tsx";
import { LINEAGE_PAGES } from "./site/lineage.tsx";
import { METRIC_PAGES } from "./site/metrics.tsx";
import { NETWORK_PAGES } from "./site/network.tsx";
import { PLACE_PAGES } from "./site/places.tsx";
import { QUALITY_PAGES } from "./site/quality.tsx";
import { REPORT_PAGES } from "./site/reports.tsx";
import { REVISION_PAGES } from "./site/revisions.tsx";

/** Those that read the store: each as known on any day. */
const OF_FACTS = [
  ...NETWORK_PAGES,
  ...PLACE_PAGES,
  ...METRIC_PAGES,
  ...REPORT_PAGES,
  ...QUALITY_PAGES,
  ...LINEAGE_PAGES,
  ...REVISION_PAGES,
  ...DECISION_PAGES,
  ...DOUBT_PAGES,
];

export const PAGES: readonly Page[] = [...OF_FACTS.map(asKnown), ...helpPages(() => PAGES)];
