// An address for every page, in the invented models and in the small real house: what the walk over all pages visits.

import { JOIN_PAGES } from "../../dashboards/join-routes.tsx";
import type { Page } from "../../dashboards/page.ts";
import { PAGES } from "../../dashboards/site.tsx";
import { CODES } from "./join-model.ts";

export interface Examples {
  /** Of the models in `models.ts`: every state. */
  readonly invented: readonly string[];
  /** Of the house that `report-house.ts` feeds: the real engine. */
  readonly house: readonly string[];
}

/** Pages with names in their address, and choices of a page that look different. In French; the walk adds `/en`. */
const EXAMPLES: Readonly<Record<string, Examples>> = {
  "/startups": { invented: ["/startups", "/startups?q=rdv"], house: ["/startups"] },
  "/startups/{id}": {
    invented: ["/startups/rdv-solidarites", "/startups/médiature"],
    house: ["/startups/adresses", "/startups/rdv?periode=13s&comparaison=an", "/startups/muet", "/startups/ailleurs"],
  },
  "/incubateurs/{id}": {
    invented: ["/incubateurs/atelier", "/incubateurs/atelier?impact=national"],
    house: ["/incubateurs/atelier"],
  },
  "/porteurs/{organisation}": { invented: ["/porteurs/ministere"], house: ["/porteurs/agence"] },
  "/territoires/{niveau}/{code}": {
    invented: ["/territoires/departement/62", "/territoires/commune/49126"],
    house: ["/territoires/departement/01", "/territoires/commune/01004", "/territoires/region/84"],
  },
  "/indicateurs/{key}": {
    invented: ["/indicateurs/communes-couvertes", "/indicateurs/rdv-pris"],
    house: ["/indicateurs/communes-couvertes", "/indicateurs/rdv-pris"],
  },
  "/recherche": { invented: ["/recherche", "/recherche?q=saint"], house: ["/recherche?q=lyon"] },
  "/provenance": {
    invented: ["/provenance?startup=mes-adresses&metric=communes_couvertes&level=commune&territory=26362"],
    house: [
      "/provenance?startup=adresses&metric=communes_couvertes&level=commune&territory=01004",
      "/provenance?startup=adresses&metric=communes_couvertes",
      "/provenance?startup=rdv&metric=part_rdv_manques",
    ],
  },
  "/revisions": {
    invented: ["/revisions"],
    house: ["/revisions?connu-le=2024-12-09"],
  },
  "/rapports/{week}": { invented: ["/rapports/2024-S52"], house: ["/rapports/2024-S49"] },
  "/qualite": { invented: ["/qualite"], house: ["/qualite", "/qualite?etat=cut"] },
  "/rejoindre/demandes": {
    invented: ["/rejoindre/demandes", "/rejoindre/demandes?fait=accept"],
    house: ["/rejoindre/demandes"],
  },
  "/rejoindre/suivi/{code}": {
    invented: Object.values(CODES).map((code) => `/rejoindre/suivi/${code}`),
    house: [`/rejoindre/suivi/${CODES.hand}?pris=2`],
  },
  "/qualite/{startup}/{source}": {
    invented: ["/qualite/carto/api?connu-le=2024-12-05"],
    house: ["/qualite/muet/s", "/qualite/rdv/s"],
  },
};
/** Pages of what cannot be answered, with their status. */
export const PROBLEMS: Readonly<Record<string, number>> = {
  "/nope": 404,
  "/?colour=red": 400,
  "/territoires/commune/00000": 404,
};

/** Those of the store, and those of requests. */
const WALKED: readonly Pick<Page, "path">[] = [...PAGES, ...JOIN_PAGES];

/**
 * Every page of a table, with its examples; a page without names in its address is its own.
 * @throws {Error} when a page with names has none.
 */
export function examplesOf(where: keyof Examples, pages: readonly Pick<Page, "path">[] = WALKED): string[] {
  const paths = pages.map(({ path }) => path);
  const stale = Object.keys(EXAMPLES).filter((path) => !WALKED.some((page) => page.path === path));
  if (stale.length > 0) throw new Error(`tests/support/examples.ts has examples of no page: ${stale.join(", ")}`);
  return paths.flatMap((path) => {
    const found = EXAMPLES[path]?.[where] ?? (path.includes("{") ? [] : [path]);
    if (found.length > 0) return found;
    throw new Error(`the page ${path} has no ${where} example: add an address of it to tests/support/examples.ts`);
  });
}
