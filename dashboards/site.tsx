// The list of pages: one line each. Routes, JSON, CSV, OpenAPI and the tests that walk all pages read it.
import { z } from "zod";
import { ReleveError } from "../schemas/errors.ts";
import { RegistryId } from "../schemas/registry.ts";
import { FRANCE } from "../schemas/territory.ts";
import { weekFrom, weekSlug } from "../schemas/week.ts";
import { Day, DayQuery } from "./day.ts";
import type { Models } from "./model.ts";
import { definePage, Moved, type Page } from "./page.ts";
import { territoryPath } from "./pages/finder.tsx";
import { IncubatorsPage } from "./pages/incubators.tsx";
import { MetricPage } from "./pages/metric.tsx";
import { MetricsPage } from "./pages/metrics.tsx";
import { OverviewPage } from "./pages/overview.tsx";
import { PortfolioPage } from "./pages/portfolio.tsx";
import { ReportPage } from "./pages/report.tsx";
import { ReportsPage } from "./pages/reports.tsx";
import { SearchPage } from "./pages/search.tsx";
import { StartupPage } from "./pages/startup.tsx";
import { StartupsPage } from "./pages/startups.tsx";
import { TerritoriesPage } from "./pages/territories.tsx";
import { TerritoryPage } from "./pages/territory.tsx";
import { reportTables } from "./report/tables.ts";
import { LIST_QUERY } from "./shapes/list.ts";
import { keyOf, MetricModel, MetricsModel, slugOf } from "./shapes/metric.ts";
import { OverviewModel, StartupsModel } from "./shapes/overview.ts";
import { IncubatorsModel, IncubatorsQuery, PortfolioModel, PortfolioQuery } from "./shapes/portfolio.ts";
import { ReportModel, ReportsModel } from "./shapes/report.ts";
import { SearchModel, SearchQuery } from "./shapes/search.ts";
import { StartupModel, StartupQuery } from "./shapes/startup.ts";
import { NIVEAUX, TerritoriesModel, TerritoryModel, TerritoryQuery } from "./shapes/territory.ts";
import { metricsTables, metricTables } from "./tables/metric.ts";
import { overviewTables } from "./tables/overview.ts";
import { incubatorsTables, portfolioTables } from "./tables/portfolio.ts";
import { searchTables } from "./tables/search.ts";
import { startupsTables } from "./tables/services.ts";
import { startupTables } from "./tables/startup.ts";
import { territoriesTables, territoryTables } from "./tables/territory.ts";

/** @throws {ReleveError} RELEVE_UNKNOWN_STARTUP */
async function startupOf(models: Models, id: string, query: StartupQuery): Promise<StartupModel> {
  const model = RegistryId.safeParse(id).success ? await models.startup(id, query) : undefined;
  if (!model) throw new ReleveError("RELEVE_UNKNOWN_STARTUP", `no startup "${id}"`, "see the list: /api/v1/startups");
  return model;
}

/** @throws {ReleveError} RELEVE_NOT_FOUND */
function found<Model>(model: Model | undefined, what: string, list: string): Model {
  if (model === undefined) throw new ReleveError("RELEVE_NOT_FOUND", `no ${what}`, `see the list: ${list}`);
  return model;
}

const Niveau = z.enum(NIVEAUX);

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

/**
 * @throws {ReleveError} RELEVE_UNKNOWN_METRIC
 * @throws {Moved} from `communes_couvertes` to `communes-couvertes`
 */
async function metricOf(models: Models, slug: string, query: z.infer<typeof DayQuery>): Promise<MetricModel> {
  const model = await models.metric(keyOf(slug), query);
  const canonical = slugOf(model.entry.metric.key);
  if (canonical !== slug) throw new Moved(`/indicateurs/${canonical}`);
  return model;
}

/**
 * @throws {Moved} to the week as addresses write it (`2026-S46`)
 * @throws {ReleveError} RELEVE_NOT_FOUND
 */
export async function publishedOf(models: Models, text: string): Promise<ReportModel> {
  const week = weekFrom(text);
  if (week && text !== weekSlug(week)) throw new Moved(`/rapports/${weekSlug(week)}`);
  const model = week && (await models.report(week));
  if (!model) throw new ReleveError("RELEVE_NOT_FOUND", `no report "${text}"`, "see the list: /api/v1/rapports");
  return model;
}

const NoQuery = z.strictObject({});
export const OverviewQuery = z.strictObject({ day: Day, ...LIST_QUERY });
export const StartupsQuery = z.strictObject({
  day: Day,
  q: z.string().max(200).default("").describe("part of a name, id or owner; left out: all"),
  ...LIST_QUERY,
});

export const PAGES: readonly Page[] = [
  definePage({
    path: "/",
    api: "/api/v1/overview",
    about: "The network: the model of the overview page",
    query: OverviewQuery,
    name: "Overview",
    reply: OverviewModel,
    model: (models, query) => models.overview(query),
    html: (model, view) => <OverviewPage model={model} view={view} />,
    tables: overviewTables,
  }),
  definePage({
    path: "/startups",
    api: "/api/v1/startups",
    about: "Startups of the registry and of the directory with their headline figures, twenty at a time",
    query: StartupsQuery,
    name: "Startups",
    reply: StartupsModel,
    model: (models, query) => models.startups(query),
    html: (model, view) => <StartupsPage model={model} view={view} />,
    tables: startupsTables,
  }),
  definePage({
    path: "/startups/{id}",
    api: "/api/v1/startups/{id}",
    about: "One startup: figures, series, sources",
    query: StartupQuery,
    name: "Startup",
    reply: StartupModel,
    model: (models, query, { id = "" }) => startupOf(models, id, query),
    html: (model, view) => <StartupPage model={model} view={view} />,
    tables: startupTables,
  }),
  definePage({
    path: "/incubateurs",
    api: "/api/v1/incubateurs",
    about: "The incubators: what each counts, how much of it publishes on time, and what does not",
    query: IncubatorsQuery,
    name: "Incubators",
    reply: IncubatorsModel,
    model: (models, query) => models.incubators(query),
    html: (model, view) => <IncubatorsPage model={model} view={view} />,
    tables: incubatorsTables,
  }),
  definePage({
    path: "/incubateurs/{id}",
    api: "/api/v1/incubateurs/{id}",
    about: "One incubator: its services by phase, what they publish, committees, who left",
    query: PortfolioQuery,
    name: "Portfolio",
    reply: PortfolioModel,
    model: async (models, query, { id = "" }) =>
      found(await models.incubator(id, query), `incubator "${id}"`, "/api/v1/incubateurs"),
    html: (model, view) => <PortfolioPage model={model} view={view} />,
    tables: portfolioTables,
  }),
  definePage({
    path: "/porteurs/{organisation}",
    api: "/api/v1/porteurs/{organisation}",
    about: "One organisation that sponsors services: the same of them",
    query: PortfolioQuery,
    name: "Portfolio",
    reply: PortfolioModel,
    model: async (models, query, { organisation = "" }) =>
      found(await models.sponsor(organisation, query), `sponsor "${organisation}"`, "/api/v1/startups"),
    html: (model, view) => <PortfolioPage model={model} view={view} />,
    tables: portfolioTables,
  }),
  definePage({
    path: "/territoires",
    api: "/api/v1/territoires",
    about: "France, its régions and départements: what is covered by at least one service",
    query: DayQuery,
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
    html: (model, view, query) => <TerritoryPage model={model} view={view} query={query} />,
    tables: territoryTables,
  }),
  definePage({
    path: "/indicateurs",
    api: "/api/v1/indicateurs",
    about: "The catalogue of metrics by theme, with who publishes each and what may be added up",
    query: DayQuery,
    name: "Metrics",
    reply: MetricsModel,
    model: (models, query) => models.metrics(query),
    html: (model, view) => <MetricsPage model={model} view={view} />,
    tables: metricsTables,
  }),
  definePage({
    path: "/indicateurs/{key}",
    api: "/api/v1/indicateurs/{key}",
    about: "One metric: definition, legal sums, the services side by side",
    query: DayQuery,
    name: "Metric",
    reply: MetricModel,
    model: (models, query, { key = "" }) => metricOf(models, key, query),
    html: (model, view) => <MetricPage model={model} view={view} />,
    tables: metricTables,
  }),
  definePage({
    path: "/recherche",
    api: "/api/v1/recherche",
    about: "Territories, services and metrics under some words, the best first",
    query: SearchQuery,
    name: "Search",
    reply: SearchModel,
    model: (models, { q }) => models.search(q),
    html: (model, view) => <SearchPage model={model} view={view} />,
    tables: searchTables,
  }),
  definePage({
    path: "/rapports",
    api: "/api/v1/rapports",
    about: "The weekly reports that were published",
    query: NoQuery,
    name: "Reports",
    reply: ReportsModel,
    model: (models) => models.reports(),
    html: (model, view) => <ReportsPage model={model} view={view} />,
  }),
  definePage({
    path: "/rapports/{week}",
    api: "/api/v1/rapports/{week}",
    about: "The report of one week, as it was frozen",
    query: NoQuery,
    name: "Report",
    reply: ReportModel,
    model: (models, _, { week = "" }) => publishedOf(models, week),
    html: (model, view) => <ReportPage model={model} view={view} />,
    tables: reportTables,
  }),
];
