// A report's rows for machines. Pure.
import type { DataTable } from "../data-table.ts";
import type { ReportModel } from "../shapes/report.ts";

/** In the order of the chain: a frozen report has its keys sorted. */
const LINKS = ["followed", "active", "withStatsPage", "connected", "onTime"] as const;

/** The weeks of the curve first. */
export function reportTables({ report }: ReportModel): DataTable[] {
  const { coverage, services, chain, sources } = report;
  const weeks = coverage?.weekly.map(({ last, value }) => [last, value]);
  return [
    ...(weeks ? [{ panel: "communes", columns: ["day", "communes"], rows: weeks }] : []),
    {
      panel: "services",
      columns: ["startup", "metric", "value", "first", "last", "change", "usual", "verdict", "state"],
      rows: services.lines.map((one) => [
        one.id,
        one.metric?.key ?? null,
        one.value,
        one.first,
        one.last,
        one.change,
        one.usual,
        one.verdict,
        one.state,
      ]),
    },
    {
      panel: "chain",
      columns: ["step", "services"],
      rows: LINKS.map((link) => [link, String(chain[link])]),
    },
    {
      panel: "sources",
      columns: ["startup", "source", "state", "last", "who"],
      rows: sources.map(({ startup, source, state, last, who }) => [startup.id, source, state, last, who]),
    },
  ];
}
