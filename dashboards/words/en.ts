// What the pages say in English: the same keys as French.

import { decisions } from "./en-decisions.ts";
import { doubts } from "./en-doubts.ts";
import { figure, grains, panel, table } from "./en-figure.ts";
import { bar, demo, footer, nav, search, theme } from "./en-frame.ts";
import { help } from "./en-help.ts";
import { join } from "./en-join.ts";
import { known } from "./en-known.ts";
import { lineage } from "./en-lineage.ts";
import { metrics } from "./en-metric.ts";
import { network } from "./en-network.ts";
import { chain, coverage, lead, moved, services } from "./en-overview.ts";
import { periods } from "./en-periods.ts";
import { quality } from "./en-quality.ts";
import { remarks } from "./en-remarks.ts";
import { revisions } from "./en-revisions.ts";
import { find } from "./en-search.ts";
import { every, holds, problems, sources, stateSentence, states } from "./en-sources.ts";
import { startup } from "./en-startup.ts";
import { territory } from "./en-territory.ts";
import { vintages } from "./en-vintages.ts";
import type { Dictionary } from "./fr.ts";

export const en: Dictionary = {
  site: "Relevé",
  tagline: "Adoption and impact of digital public services",
  skip: "Skip to content",
  nav,
  search,
  otherLanguage: "Français",
  theme,
  footer,
  demo,
  bar,
  grains,
  marks: { adoption: "Adoption", impact: "Impact" },
  states,
  stateSentence,
  every,
  lead,
  moved,
  chain,
  services,
  coverage,
  figure,
  panel,
  table,
  startup,
  network,
  periods,
  vintages,
  sources,
  holds,
  problems,
  territory,
  metrics,
  find,
  join,
  known,
  lineage,
  decisions,
  doubts,
  remarks,
  revisions,
  quality,
  help,
};
