// The network's own figures: its active services by phase, how many publish a figure on time, how many prove an impact.
import { metricOf } from "../../schemas/catalogue.ts";
import { markOf } from "../../schemas/catalogue-model.ts";
import { dayOf } from "../../schemas/period.ts";
import { ACTIVE_PHASES, PHASES } from "../../schemas/registry-state.ts";
import { isOnTime } from "../queries/freshness.ts";
import { startupsOn } from "../queries/registry-lists.ts";
import type { NetworkModel, OverviewModel } from "../shapes/overview.ts";
import { entryOf } from "./life.ts";
import type { Setting } from "./setting.ts";
import { metricsOf, type Startup } from "./subject.ts";

const FOUR_WEEKS_MS = 28 * 86_400_000;

/** `null`: no registry was read, so there is no network to count. */
export function networkOf(setting: Setting, startups: readonly Startup[]): NetworkModel | null {
  const { registry, day, end } = setting;
  if (registry.startups.size === 0) return null;
  const active = [...registry.startups.values()].filter((one) => one.active);
  const phases = PHASES.filter((phase) => ACTIVE_PHASES.has(phase)).map((phase) => ({
    phase,
    count: active.filter((one) => one.phase === phase).length,
  }));
  const since = dayOf(end - FOUR_WEEKS_MS - 1);
  const before = new Set(activeOn(setting, since));
  const now = active.map(({ id }) => id);
  return {
    day,
    active: active.length,
    phases,
    change: {
      since,
      entered: now.filter((id) => !before.has(id)).length,
      left: [...before].filter((id) => !now.includes(id)).length,
    },
    publishing: publishing(setting, startups),
    impact: { verified: 0, declared: startups.filter((one) => isActive(setting, one) && showsImpact(one)).length },
  };
}

function activeOn({ registry }: Setting, day: string): string[] {
  return startupsOn(registry.known, { day }).flatMap((one) => (one.active ? [one.id] : []));
}

const idOf = ({ declaration }: Startup) => declaration.startup;
const isActive = (setting: Setting, startup: Startup) => entryOf(setting, idOf(startup))?.active === true;

function publishing(setting: Setting, startups: readonly Startup[]): number {
  return startups.filter((one) => isActive(setting, one) && isOnTime([...one.freshness.values()])).length;
}

/** A figure of impact that the startup declares; only the network's own check makes it a verified one. */
function showsImpact(startup: Startup): boolean {
  const keys = [...startup.sources.keys()].flatMap((source) => metricsOf(startup, source));
  return keys.some((key) => {
    const metric = metricOf(key);
    return metric !== undefined && markOf(metric) === "impact";
  });
}

/** From all that are followed to those whose figures are on time: the same links on every page and report. */
export function chainOf(setting: Setting, startups: readonly Startup[]): OverviewModel["chain"] {
  const { registry } = setting;
  const present = [...registry.startups.values()].filter((one) => one.present);
  const beside = startups.filter((one) => !entryOf(setting, idOf(one)));
  const active = present.filter((one) => one.active);
  const counted = startups.filter((one) => beside.includes(one) || isActive(setting, one));
  return {
    followed: present.length + beside.length,
    active: active.length + beside.length,
    withStatsPage: active.filter(({ statsUrl }) => statsUrl !== "").length,
    connected: counted.filter(({ declaration }) => declaration.sources.length > 0).length,
    onTime: counted.filter(({ freshness }) => isOnTime([...freshness.values()])).length,
  };
}
