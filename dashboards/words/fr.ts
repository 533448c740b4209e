// What the pages say in French. Sentences take figures that are already written out; plurals are decided here.

import { decisions } from "./fr-decisions.ts";
import { doubts } from "./fr-doubts.ts";
import { figure, grains, panel, table } from "./fr-figure.ts";
import { bar, demo, footer, nav, search, theme } from "./fr-frame.ts";
import { help } from "./fr-help.ts";
import { join } from "./fr-join.ts";
import { known } from "./fr-known.ts";
import { lineage } from "./fr-lineage.ts";
import { metrics } from "./fr-metric.ts";
import { network } from "./fr-network.ts";
import { chain, coverage, lead, moved, services } from "./fr-overview.ts";
import { periods } from "./fr-periods.ts";
import { quality } from "./fr-quality.ts";
import { remarks } from "./fr-remarks.ts";
import { revisions } from "./fr-revisions.ts";
import { find } from "./fr-search.ts";
import { every, holds, problems, sources, stateSentence, states } from "./fr-sources.ts";
import { startup } from "./fr-startup.ts";
import { territory } from "./fr-territory.ts";
import { vintages } from "./fr-vintages.ts";

export const fr = {
  site: "Relevé",
  tagline: "Adoption et impact des services publics numériques",
  skip: "Aller au contenu",
  nav,
  search,
  otherLanguage: "English",
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
/** The words of a language: French gives the shape, the others follow it. */
export type Dictionary = typeof fr;
