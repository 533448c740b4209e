// The frozen reports beside the pages of their Sundays. A figure that became another one since is a revision that the next report tells.

import type { OverviewModel } from "../../dashboards/shapes/overview.ts";
import type { Panel } from "../../dashboards/shapes/panel.ts";
import type { QualityModel } from "../../dashboards/shapes/quality.ts";
import type { Report, ReportModel, ReportsModel } from "../../dashboards/shapes/report.ts";
import { addDays, dayOf } from "../../schemas/period.ts";
import type { Agreement, Said } from "./agreement.ts";
import { added, minus } from "./cells.ts";
import type { Pair } from "./pair.ts";
import { mainFigures, numberIn, textOf } from "./shown.ts";
import type { Site } from "./site.ts";

export interface Reports {
  readonly sundays: readonly string[];
  /** Holds a figure of a Sunday against the lines of its report. @returns 1 when the report has the figure, else 0 */
  lineAgrees(pair: Pair, panel: Panel | undefined, agreement: Agreement): 0 | 1;
  /** Holds what a report says of the network against the overview of its Sunday. */
  networkAgrees(site: Site, agreement: Agreement): Promise<void>;
}

export async function reportsOf(site: Site): Promise<Reports> {
  const { reports } = await site.json<ReportsModel>("/api/v1/rapports");
  const slugs = new Map(reports.map(({ last, slug }) => [last, slug]));
  const byDay = new Map<string, Report>();
  for (const [last, slug] of slugs) byDay.set(last, (await site.json<ReportModel>(`/rapports/${slug}.json`)).report);
  return {
    sundays: [...byDay.keys()],
    lineAgrees: (pair, panel, agreement) => {
      const report = byDay.get(pair.day);
      const lines = report ? linesOf(report, pair) : [];
      const revised = byDay.get(addDays(pair.day, 7))?.revisions ?? [];
      for (const line of lines) {
        const where = `${pair.startup} ${pair.metric} in ${report?.week}`;
        const now = panel ? valueAt(panel, line) : null;
        const isRevised = revised.some(
          ({ startup, metric, first, last }) =>
            startup.id === pair.startup && metric.key === pair.metric && first <= line.last && line.last <= last,
        );
        if (isRevised)
          agreement.same(
            "report: a figure that became another one is told as revised",
            where,
            "other",
            now === line.value ? "same" : "other",
          );
        else agreement.same("report: its line is the page's number", where, now, line.value);
      }
      return lines.length > 0 ? 1 : 0;
    },
    networkAgrees: async (site, agreement) => {
      for (const [day, report] of byDay) {
        const slug = slugs.get(day) ?? "";
        await reportAgrees(site, slug, report, agreement);
        await statesAgree(site, slug, report, agreement);
        announcedAgree(report, byDay.get(addDays(day, -7)), agreement);
      }
    },
  };
}

const linesOf = ({ services, moved }: Report, { startup, metric }: Pair) =>
  [...services.lines, ...moved].filter((line) => line.id === startup && line.metric?.key === metric);

/** The figure of a page for the same days: a week of a daily flow is the sum of its days. */
function valueAt(
  { kind, figure, ...panel }: Panel,
  { first, last, grain }: { first: string; last: string; grain: string },
): Said {
  if (grain === "state" || kind === "ratio" || !("points" in panel)) return figure.value;
  const inside = panel.points.filter((point) => point.first >= first && point.last <= last);
  return added(inside.map(({ value }) => value));
}

/** The day whose pages judge the sources as the report does: it links to them. */
const judgedOn = ({ states = "" }: Report) => dayOf(Date.parse(states));

/** The sources to watch and their states are the quality page's of the day that the report links to. */
async function statesAgree(site: Site, slug: string, report: Report, agreement: Agreement): Promise<void> {
  const address = `/qualite?day=${judgedOn(report)}`;
  const { table } = await site.json<QualityModel>(`/api/v1${address}`);
  const watched = new Set(["cut", "held", "late", "never"]);
  const said = (all: readonly { startup: { id: string }; source: string; state: string }[]) =>
    all
      .map(({ startup, source, state }) => `${startup.id} ${source} ${state}`)
      .sort()
      .join();
  const there = table.rows.map(({ startup, source, freshness }) => ({ startup, source: source.label, ...freshness }));
  const ill = said(there.filter(({ state }) => watched.has(state)));
  agreement.same("report: its sources to watch are the quality page's", slug, said(report.sources), ill);
  const page = await site.text(`/rapports/${slug}`);
  agreement.same("report: it links to the page that judges alike", slug, page.includes(`href="${address}"`) ? 1 : 0, 1);
}

/** What a change of first announcements is counted from is what the report before said. */
function announcedAgree(report: Report, before: Report | undefined, agreement: Agreement): void {
  const were = new Map(linesOfAll(before).map((line) => [`${line.id} ${line.metric?.key} ${line.last}`, line.value]));
  for (const { id, metric, last, against } of linesOfAll(report)) {
    const was = were.get(`${id} ${metric?.key} ${addDays(last, -7)}`);
    if (against?.by === "announced" && was !== undefined)
      agreement.same(
        "report: a first announcement is what the report before said",
        `${id} in ${report.week}`,
        was,
        against.before,
      );
  }
}
const linesOfAll = (report: Report | undefined) => (report ? [...report.services.lines, ...report.moved] : []);

const LINKS = ["followed", "active", "withStatsPage", "connected", "onTime"] as const;

async function reportAgrees(site: Site, slug: string, report: Report, agreement: Agreement): Promise<void> {
  const { chain, coverage, services, last } = report;
  const overview = await site.json<OverviewModel>(`/api/v1/overview?day=${last}`);
  const then = await site.json<OverviewModel>(`/api/v1/overview?day=${judgedOn(report)}`);
  const links = LINKS.map((link) => chain[link]).join();
  agreement.same("report: the chain is the overview's", slug, links, LINKS.map((link) => then.chain[link]).join());
  const rows = (await site.csv(`/rapports/${slug}.csv?panel=chain`)) ?? [];
  const csv = rows.map((row) => row.services).join();
  agreement.same("report: its CSV has the chain", slug, links, csv);
  const page = await site.text(`/rapports/${slug}`);
  const shown = mainFigures(page, /<span class="quiet">(.*?)<\/span>/);
  for (const { id, value, metric } of services.lines)
    if (value !== null && metric?.kind !== "ratio")
      agreement.same("report: its page shows its lines", `${id} in ${slug}`, value, shown.get(id) ?? null);
  const [chained = ""] = /<ol class="chain .*?<\/ol>/s.exec(page) ?? [];
  const numbers = [...chained.matchAll(/<strong>(.*?)<\/strong>/g)].map(([, text = ""]) => numberIn(textOf(text)));
  agreement.same("report: its page shows the chain", slug, links, numbers.join());
  agreement.same("report: its coverage is the overview's", slug, overview.coverage?.value, coverage?.value);
  const people = overview.coverage?.population?.part;
  agreement.same("report: its coverage is the overview's", slug, people, coverage?.population?.part);
  const [before, now] = (overview.coverage?.weekly ?? []).slice(-2).map(({ value }) => value);
  if (before && now) agreement.same("report: its change is of two weeks", slug, minus(now, before), coverage?.change);
}
