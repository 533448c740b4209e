// Startups with their headline figures, for the overview and the list.
import type { Point } from "../figure.ts";
import type { OverviewModel, Panel, ServiceModel, StartupRef } from "../model.ts";
import { isOnTime, worst } from "../queries/freshness.ts";
import { addMonths } from "../queries/periods.ts";
import { panelsOf } from "./panels.ts";
import type { Startup } from "./subject.ts";

/** Headline figures of a startup. */
const HEADLINES = 3;

export const startupRef = ({ declaration }: Startup): StartupRef => ({
  id: declaration.startup,
  name: declaration.name,
});
export const freshnessOfStartup = ({ freshness }: Startup) =>
  worst([...freshness.values()]) ?? { state: "never" as const, last: null, every: null };

export function serviceOf(startup: Startup): ServiceModel {
  const panels = panelsOf(startup, { limit: HEADLINES });
  return {
    ...startupRef(startup),
    owner: startup.declaration.owner,
    freshness: freshnessOfStartup(startup),
    figures: panels.map(({ figure }) => figure),
    trend: trendOf(panels[0], startup.setting.day),
  };
}

/** 12 months of the main figure. A running total has no trend. */
function trendOf(panel: Panel | undefined, day: string): Point[] {
  if (!panel || panel.kind === "ratio" || panel.figure.metric.kind === "counter") return [];
  const points = panel.kind === "membership" ? panel.weekly : panel.points;
  const recent = points.filter(({ last }) => last > addMonths(day, -12));
  return recent.length > 1 ? recent : [];
}

export function chainOf(startups: readonly Startup[]): OverviewModel["chain"] {
  return {
    followed: startups.length,
    connected: startups.filter(({ declaration }) => declaration.sources.length > 0).length,
    onTime: startups.filter(({ freshness }) => isOnTime([...freshness.values()])).length,
  };
}
