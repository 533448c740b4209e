// The list of pages: one line each. Routes, JSON, CSV, OpenAPI and the tests that walk all pages read it.
import { z } from "zod";
import { ReleveError } from "../schemas/errors.ts";
import { RegistryId } from "../schemas/registry.ts";
import { weekFrom, weekSlug } from "../schemas/week.ts";
import { Day } from "./day.ts";
import type { Models } from "./model.ts";
import { definePage, Moved, type Page } from "./page.ts";
import { OverviewPage } from "./pages/overview.tsx";
import { ReportPage } from "./pages/report.tsx";
import { ReportsPage } from "./pages/reports.tsx";
import { StartupPage } from "./pages/startup.tsx";
import { StartupsPage } from "./pages/startups.tsx";
import { reportTables } from "./report/tables.ts";
import { OverviewModel, StartupsModel } from "./shapes/overview.ts";
import { ReportModel, ReportsModel } from "./shapes/report.ts";
import { StartupModel, StartupQuery } from "./shapes/startup.ts";

/** @throws {ReleveError} RELEVE_UNKNOWN_STARTUP */
async function startupOf(models: Models, id: string, query: StartupQuery): Promise<StartupModel> {
  const model = RegistryId.safeParse(id).success ? await models.startup(id, query) : undefined;
  if (!model) throw new ReleveError("RELEVE_UNKNOWN_STARTUP", `no startup "${id}"`, "see the list: /api/v1/startups");
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
  if (!model) throw new ReleveError("RELEVE_NOT_FOUND", `no report "${text}"`, "see the list: /api/v1/reports");
  return model;
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
    name: "Startup",
    reply: StartupModel,
    model: (models, query, { id = "" }) => startupOf(models, id, query),
    html: (model, view) => <StartupPage model={model} view={view} />,
  }),
  definePage({
    path: "/rapports",
    api: "/api/v1/reports",
    about: "The weekly reports that were published",
    query: NoQuery,
    name: "Reports",
    reply: ReportsModel,
    model: (models) => models.reports(),
    html: (model, view) => <ReportsPage model={model} view={view} />,
  }),
  definePage({
    path: "/rapports/{week}",
    api: "/api/v1/reports/{week}",
    about: "The report of one week, as it was frozen",
    query: NoQuery,
    name: "Report",
    reply: ReportModel,
    model: (models, _, { week = "" }) => publishedOf(models, week),
    html: (model, view) => <ReportPage model={model} view={view} />,
    tables: reportTables,
  }),
];
