// The pages of territories, and the search.
import { z } from "zod";
import { ReleveError } from "../../schemas/errors.ts";
import { FRANCE } from "../../schemas/territory.ts";
import { PeriodQuery } from "../day.ts";
import type { Models } from "../model.ts";
import { definePage, Moved, type Page } from "../page.ts";
import { territoryPath } from "../pages/finder.tsx";
import { SearchPage } from "../pages/search.tsx";
import { TerritoriesPage } from "../pages/territories.tsx";
import { TerritoryPage } from "../pages/territory.tsx";
import { SearchModel, SearchQuery } from "../shapes/search.ts";
import { NIVEAUX, TerritoriesModel, TerritoryModel, TerritoryQuery } from "../shapes/territory.ts";
import { searchTables } from "../tables/search.ts";
import { territoriesTables, territoryTables } from "../tables/territory.ts";

/**
 * A code of the past leads to the territory of today, and any spelling to the one address.
 * @throws {ReleveError} RELEVE_UNKNOWN_TERRITORY
 * @throws {Moved}
 */
async function territoryOf(
  models: Models,
  given: string,
  code: string,
  query: TerritoryQuery,
): Promise<TerritoryModel> {
  const level = Niveau.safeParse(given.toLowerCase()).data;
  const model = level && (await models.territory(level, code.toUpperCase(), query));
  if (!model) {
    const hint = level ? "look for its name or postal code: /recherche" : `levels: ${NIVEAUX.join(", ")}`;
    throw new ReleveError("RELEVE_UNKNOWN_TERRITORY", `no ${given} "${code}" in the official list`, hint);
  }
  const path = territoryPath(model.territory);
  if (path !== `/territoires/${given}/${code}`) throw new Moved(path);
  return model;
}

/** @throws {ReleveError} RELEVE_UNKNOWN_TERRITORY: the official list always has France. */
async function franceOf(models: Models, query: TerritoryQuery): Promise<TerritoryModel> {
  const model = await models.territory("france", FRANCE, query);
  if (model) return model;
  throw new ReleveError("RELEVE_UNKNOWN_TERRITORY", "the official list has no France", "see releve doctor");
}

const Niveau = z.enum(NIVEAUX);
/** Of the last table, which the page may cut. */
const EVERY_ROW = { lignes: "toutes", page: 1 } as const;

export const PLACE_PAGES: readonly Page[] = [
  definePage({
    path: "/territoires",
    api: "/api/v1/territoires",
    about: "France, its régions and départements: what is covered by at least one service",
    query: PeriodQuery,
    name: "Territories",
    reply: TerritoriesModel,
    model: (models, query) => models.territories(query),
    html: (model, view) => <TerritoriesPage model={model} view={view} />,
    tables: territoriesTables,
  }),
  definePage({
    path: "/territoires/france",
    api: "/api/v1/territoires/france",
    about: "France as a territory: coverage, services, régions and départements",
    query: TerritoryQuery,
    name: "Territory",
    reply: TerritoryModel,
    model: franceOf,
    whole: (models, query) => franceOf(models, { ...query, ...EVERY_ROW }),
    html: (model, view, query) => <TerritoryPage model={model} view={view} query={query} />,
    tables: territoryTables,
  }),
  definePage({
    path: "/territoires/{niveau}/{code}",
    api: "/api/v1/territoires/{niveau}/{code}",
    about: "One commune, EPCI, département or région: coverage, services, what is inside",
    query: TerritoryQuery,
    name: "Territory",
    reply: TerritoryModel,
    model: (models, query, { niveau = "", code = "" }) => territoryOf(models, niveau, code, query),
    whole: (models, query, { niveau = "", code = "" }) => territoryOf(models, niveau, code, { ...query, ...EVERY_ROW }),
    html: (model, view, query) => <TerritoryPage model={model} view={view} query={query} />,
    tables: territoryTables,
  }),
  definePage({
    path: "/recherche",
    api: "/api/v1/recherche",
    about: "Territories, services and metrics under some words, the best first",
    query: SearchQuery,
    name: "Search",
    reply: SearchModel,
    model: (models, { q, ...query }) => models.search(q, query),
    html: (model, view) => <SearchPage model={model} view={view} />,
    tables: searchTables,
  }),
];
