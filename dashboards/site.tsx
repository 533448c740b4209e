// The list of pages: one line each. Routes, JSON, CSV, OpenAPI and the tests that walk all pages read it.
import { z } from "zod";
import { ReleveError } from "../schemas/errors.ts";
import { RegistryId } from "../schemas/registry.ts";
import { addressesOf } from "./addresses.ts";
import { Day, DayQuery } from "./day.ts";
import type { Models } from "./model.ts";
import { definePage, type Page, type Params } from "./page.ts";
import { ApiPage } from "./pages/api-help.tsx";
import { AccessibilityPage, LegalPage } from "./pages/legal.tsx";
import { MethodologyPage } from "./pages/methodology.tsx";
import { OverviewPage } from "./pages/overview.tsx";
import { QualityPage } from "./pages/quality.tsx";
import { QualitySourcePage } from "./pages/quality-source.tsx";
import { StartupPage } from "./pages/startup.tsx";
import { StartupsPage } from "./pages/startups.tsx";
import { qualitySourceTables, qualityTables } from "./quality-tables.ts";
import { AboutModel, AddressesModel } from "./shapes/help.ts";
import { OverviewModel, StartupsModel } from "./shapes/overview.ts";
import { QualityModel, QualityQuery, QualitySourceModel, QualitySourceParams } from "./shapes/quality.ts";
import { StartupModel, StartupQuery } from "./shapes/startup.ts";

/** @throws {ReleveError} RELEVE_UNKNOWN_STARTUP */
async function startupOf(models: Models, id: string, query: StartupQuery): Promise<StartupModel> {
  const model = RegistryId.safeParse(id).success ? await models.startup(id, query) : undefined;
  if (!model) throw new ReleveError("RELEVE_UNKNOWN_STARTUP", `no startup "${id}"`, "see the list: /api/v1/startups");
  return model;
}

/** @throws {ReleveError} RELEVE_NOT_FOUND */
async function qualitySourceOf(models: Models, params: Params, query: { readonly day?: string | undefined }) {
  const { startup = "", source = "" } = params;
  const known = QualitySourceParams.safeParse({ startup, source }).success;
  const model = known ? await models.qualitySource(startup, source, query) : undefined;
  if (model) return model;
  throw new ReleveError(
    "RELEVE_NOT_FOUND",
    `no source "${source}" of a startup "${startup}"`,
    "see the list: /api/v1/quality",
  );
}

const NoQuery = z.strictObject({});

export const OverviewQuery = z.strictObject({ day: Day });
export const StartupsQuery = z.strictObject({
  day: Day,
  q: z.string().max(200).default("").describe("part of a name, id or owner; left out: all"),
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
  }),
  definePage({
    path: "/startups",
    api: "/api/v1/startups",
    about: "All startups with their headline figures",
    query: StartupsQuery,
    name: "Startups",
    reply: StartupsModel,
    model: (models, query) => models.startups(query),
    html: (model, view, { q }) => <StartupsPage model={model} view={view} asked={q.trim()} />,
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
  }),
  definePage({
    path: "/qualite",
    api: "/api/v1/quality",
    about: "Quality: the state of every source, who must act, what was refused and revised, and whether all adds up",
    query: QualityQuery,
    name: "Quality",
    reply: QualityModel,
    model: (models, query) => models.quality(query),
    html: (model, view) => <QualityPage model={model} view={view} />,
    tables: qualityTables,
  }),
  definePage({
    path: "/qualite/{startup}/{source}",
    api: "/api/v1/quality/{startup}/{source}",
    about: "One source: its last 30 deliveries, what it is expected to say, how it is read",
    query: DayQuery,
    params: QualitySourceParams,
    name: "QualitySource",
    reply: QualitySourceModel,
    model: (models, query, params) => qualitySourceOf(models, params, query),
    html: (model, view) => <QualitySourcePage model={model} view={view} />,
    tables: qualitySourceTables,
  }),
  definePage({
    path: "/methodologie",
    api: "/api/v1/about",
    about: "What this Relevé runs with: the official list of communes, and whom to write to",
    query: NoQuery,
    name: "About",
    reply: AboutModel,
    model: async (models) => models.about(),
    html: (model, view) => <MethodologyPage model={model} view={view} />,
  }),
  definePage({
    path: "/api",
    api: "/api/v1/addresses",
    about: "The addresses of this API and their parameters",
    query: NoQuery,
    name: "Addresses",
    reply: AddressesModel,
    model: async () => addressesOf(PAGES),
    html: (model, view) => <ApiPage model={model} view={view} />,
    tables: ({ addresses }) => [
      {
        panel: "addresses",
        columns: ["path", "page", "csv", "parameters", "about"],
        rows: addresses.map(({ path, page, csv, parameters, about }) => [
          path,
          page,
          String(csv),
          parameters.map(({ name }) => name).join(" "),
          about,
        ]),
      },
    ],
  }),
  definePage({
    path: "/accessibilite",
    about: "What was tested of accessibility",
    query: NoQuery,
    name: "About",
    reply: AboutModel,
    model: async (models) => models.about(),
    html: (model, view) => <AccessibilityPage model={model} view={view} />,
  }),
  definePage({
    path: "/mentions-legales",
    about: "Who publishes, and on what terms",
    query: NoQuery,
    name: "About",
    reply: AboutModel,
    model: async (models) => models.about(),
    html: (model, view) => <LegalPage model={model} view={view} />,
  }),
];
