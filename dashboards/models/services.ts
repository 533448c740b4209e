// Startups with their headline figures, for the overview and the list.
import { isChosen } from "../choice.ts";
import type { Freshness, Point } from "../figure.ts";
import { addMonths } from "../queries/periods.ts";
import type { StartupRef } from "../shapes/head.ts";
import type { Panel } from "../shapes/panel.ts";
import type { ServiceModel } from "../shapes/service.ts";
import { lifeOf } from "./life.ts";
import { panelsOf } from "./panels.ts";
import type { Setting } from "./setting.ts";
import { type Startup, worstOf } from "./subject.ts";

/** Headline figures of a startup. */
const HEADLINES = 3;

export const startupRef = ({ declaration }: Startup): StartupRef => ({
  id: declaration.startup,
  name: declaration.name,
});
export const freshnessOfStartup = ({ setting, declaration, freshness }: Startup): Freshness =>
  worstOf(setting, declaration.startup, freshness.values());

export function serviceOf(startup: Startup): ServiceModel {
  const panels = panelsOf(startup, { limit: HEADLINES });
  return {
    ...startupRef(startup),
    owner: startup.declaration.owner,
    life: lifeOf(startup.setting, startup.declaration.startup),
    freshness: freshnessOfStartup(startup),
    figures: panels.map(({ figure }) => figure),
    milestones: panels.flatMap((panel) => (panel.kind === "flow" ? panel.milestones : [])),
    before: panels.flatMap((panel) =>
      panel.kind === "ratio" && panel.before ? [{ metric: panel.figure.metric.key, point: panel.before }] : [],
    ),
    trend: trendOf(panels[0], startup.setting),
  };
}

/** The chosen span of the main figure, else 12 months. A running total has no trend. */
function trendOf(panel: Panel | undefined, { day, choice }: Setting): Point[] {
  if (!panel || panel.kind === "ratio" || panel.figure.metric.kind === "counter") return [];
  const points = panel.kind === "membership" ? panel.weekly : panel.points;
  const since = addMonths(day, -12);
  const recent = isChosen(choice) ? points : points.filter(({ last }) => last > since);
  return recent.length > 1 ? recent : [];
}
