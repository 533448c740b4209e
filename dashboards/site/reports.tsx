// The pages of the weekly reports.
import { z } from "zod";
import { ReleveError } from "../../schemas/errors.ts";
import { weekFrom, weekSlug } from "../../schemas/week.ts";
import type { Models } from "../model.ts";
import { definePage, Moved, type Page } from "../page.ts";
import { ReportPage } from "../pages/report.tsx";
import { ReportsPage } from "../pages/reports.tsx";
import { reportTables } from "../report/tables.ts";
import { ReportModel, ReportsModel } from "../shapes/report.ts";

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

export const REPORT_PAGES: readonly Page[] = [
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
