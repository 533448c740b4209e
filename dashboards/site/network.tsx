// The pages of the network: overview, services, incubators, sponsors.
import { z } from "zod";
import { ReleveError } from "../../schemas/errors.ts";
import { RegistryId } from "../../schemas/registry.ts";
import { CHOICE_QUERY } from "../choice.ts";
import { Day } from "../day.ts";
import type { Models } from "../model.ts";
import { definePage, type Page } from "../page.ts";
import { IncubatorsPage } from "../pages/incubators.tsx";
import { OverviewPage } from "../pages/overview.tsx";
import { PortfolioPage } from "../pages/portfolio.tsx";
import { StartupPage } from "../pages/startup.tsx";
import { StartupsPage } from "../pages/startups.tsx";
import { EVERY, LIST_QUERY } from "../shapes/list.ts";
import { OverviewModel, StartupsModel } from "../shapes/overview.ts";
import { IncubatorsModel, IncubatorsQuery, PortfolioModel, PortfolioQuery } from "../shapes/portfolio.ts";
import { StartupModel, StartupQuery } from "../shapes/startup.ts";
import { overviewTables } from "../tables/overview.ts";
import { incubatorsTables, portfolioTables } from "../tables/portfolio.ts";
import { startupsTables } from "../tables/services.ts";
import { startupTables } from "../tables/startup.ts";

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

export const OverviewQuery = z.strictObject({ day: Day, ...CHOICE_QUERY, ...LIST_QUERY });
export const StartupsQuery = z.strictObject({
  day: Day,
  ...CHOICE_QUERY,
  q: z.string().max(200).default("").describe("part of a name, id or owner; left out: all"),
  ...LIST_QUERY,
});

export const NETWORK_PAGES: readonly Page[] = [
  definePage({
    path: "/",
    api: "/api/v1/overview",
    about: "The network: the model of the overview page",
    query: OverviewQuery,
    name: "Overview",
    reply: OverviewModel,
    model: (models, query) => models.overview(query),
    whole: (models, query) => models.overview({ ...query, page: EVERY }),
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
    whole: (models, query) => models.startups({ ...query, page: EVERY }),
    html: (model, view) => <StartupsPage model={model} view={view} />,
    tables: startupsTables,
  }),
  definePage({
    path: "/startups/{id}",
    api: "/api/v1/startups/{id}",
    about: "One startup: figures, series, sources",
    query: StartupQuery,
    params: z.object({ id: RegistryId.describe("id of the startup in the network's registry") }),
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
];
