// The models of the reports' pages: a report shows the bytes that were frozen, whatever the figures are now.
import type { CanQuery } from "../../schemas/ports.ts";
import { type Week, weekFrom, weekSlug } from "../../schemas/week.ts";
import { publishedReport, publishedReports, reportsBeside } from "../queries/reports.ts";
import { Report, type ReportModel, type ReportsModel } from "../shapes/report.ts";

const slug = (week: string | undefined) => (week === undefined ? null : weekSlug({ id: week }));

/** `undefined`: the week had no published report. @param asOf  known then, milliseconds since 1970; left out: now */
export async function reportModel(warehouse: CanQuery, week: Week, asOf?: number): Promise<ReportModel | undefined> {
  const found = await publishedReport(warehouse, week.id, asOf);
  if (!found) return undefined;
  const { previous, next } = await reportsBeside(warehouse, week.id, asOf);
  return {
    report: reportFrom(found.model),
    published: { at: new Date(found.at).toISOString(), sha256: found.sha256 },
    previous: slug(previous),
    next: slug(next),
  };
}

/** A frozen report from its text: as it was written, fields that this release does not know included. */
export function reportFrom(text: string): Report {
  const json: unknown = JSON.parse(text);
  Report.parse(json);
  return json as Report;
}

/** All published reports, the latest first. */
export async function reportsModel(warehouse: CanQuery, asOf?: number): Promise<ReportsModel> {
  const all = await publishedReports(warehouse, asOf);
  const reports = all.flatMap(({ week, at, fr, en }) => {
    const found = weekFrom(week);
    if (!found) return [];
    const { first, last } = found;
    return [{ week, slug: weekSlug(found), first, last, sentence: { fr, en }, published: new Date(at).toISOString() }];
  });
  return { reports };
}
