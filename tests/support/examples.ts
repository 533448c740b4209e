// An address for every page, in the invented models and in the small real house: what the walk over all pages visits.
import type { Page } from "../../dashboards/page.ts";
import { PAGES } from "../../dashboards/site.tsx";

export interface Examples {
  /** Of the models in `models.ts`: every state. */
  readonly invented: readonly string[];
  /** Of the house that `network.ts` feeds: the real engine. */
  readonly house: readonly string[];
}

/** Pages with names in their address, and choices of a page that look different. In French; the walk adds `/en`. */
const EXAMPLES: Readonly<Record<string, Examples>> = {
  "/startups": { invented: ["/startups", "/startups?q=rdv"], house: ["/startups"] },
  "/startups/{id}": { invented: ["/startups/rdv-solidarites"], house: ["/startups/adresses", "/startups/rdv"] },
  "/qualite": { invented: ["/qualite"], house: ["/qualite", "/qualite?etat=never"] },
  "/qualite/{startup}/{source}": { invented: ["/qualite/carto/api"], house: ["/qualite/muet/s", "/qualite/deux/b"] },
};
/** Pages of what cannot be answered, with their status. */
export const PROBLEMS: Readonly<Record<string, number>> = { "/nope": 404, "/?colour=red": 400 };

/**
 * Every page of a table, with its examples; a page without names in its address is its own.
 * @throws {Error} when a page with names has none.
 */
export function examplesOf(where: keyof Examples, pages: readonly Pick<Page, "path">[] = PAGES): string[] {
  const paths = pages.map(({ path }) => path);
  const stale = Object.keys(EXAMPLES).filter((path) => !PAGES.some((page) => page.path === path));
  if (stale.length > 0) throw new Error(`tests/support/examples.ts has examples of no page: ${stale.join(", ")}`);
  return paths.flatMap((path) => {
    const found = EXAMPLES[path]?.[where] ?? (path.includes("{") ? [] : [path]);
    if (found.length > 0) return found;
    throw new Error(`the page ${path} has no ${where} example: add an address of it to tests/support/examples.ts`);
  });
}
