// The network's own figures: its active services by phase, how many publish a figure on time, how many prove an impact.
import { markOf } from "../../schemas/catalogue-model.ts";
import { ACTIVE_PHASES, PHASES } from "../../schemas/registry-state.ts";
import { isOnTime } from "../queries/freshness.ts";
import { startupsOn } from "../queries/registry-lists.ts";
import { daysCompared } from "../queries/spans.ts";
import type { NetworkModel, OverviewModel } from "../shapes/overview.ts";
import { entryOf } from "./life.ts";
import { freshnessOfStartup, startupRef } from "./services.ts";
import { type Setting, settingOn } from "./setting.ts";
import { metricsOf, type Startup, startupsOf } from "./subject.ts";

/** `null`: no registry was read, so there is no network to count. */
export async function networkOf(setting: Setting, startups: readonly Startup[]): Promise<NetworkModel | null> {
  const { registry, day } = setting;
  if (registry.startups.size === 0) return null;
  const active = [...registry.startups.values()].filter((one) => one.active);
  const phases = PHASES.filter((phase) => ACTIVE_PHASES.has(phase)).map((phase) => ({
    phase,
    count: active.filter((one) => one.phase === phase).length,
  }));
  const { since, until } = daysCompared(setting.choice, day);
  return {
    day,
    active: active.length,
    phases,
    change: since === undefined ? null : activeChange(setting, since, until),
    publishing: publishing(setting, startups).length,
    publishingChange: since === undefined ? null : await publishingChange(setting, startups, { since, until }),
    impact: { verified: 0, declared: startups.filter((one) => isActive(setting, one) && showsImpact(one)).length },
  };
}

function activeChange(setting: Setting, since: string, until: string): NonNullable<NetworkModel["change"]> {
  const before = new Set(activeOn(setting, since));
  const now = new Set(activeOn(setting, until));
  const without = (all: ReadonlySet<string>, others: ReadonlySet<string>) => [...all].filter((id) => !others.has(id));
  return { since, entered: without(now, before).length, left: without(before, now).length };
}

function activeOn({ registry }: Setting, day: string): string[] {
  return startupsOn(registry.known, { day }).flatMap((one) => (one.active ? [one.id] : []));
}

const idOf = ({ declaration }: Startup) => declaration.startup;
const isActive = (setting: Setting, startup: Startup) => entryOf(setting, idOf(startup))?.active === true;

/** The active ones all of whose sources are on time. */
function publishing(setting: Setting, startups: readonly Startup[]): Startup[] {
  return startups.filter((one) => isActive(setting, one) && isOnTime(freshnessOfStartup(one)));
}

/** Judged at the end of an earlier day as it would have been then: its phases, its sources' answers, its clock. */
async function publishingChange(
  setting: Setting,
  startups: readonly Startup[],
  { since, until }: { readonly since: string; readonly until: string },
): Promise<NetworkModel["publishingChange"]> {
  if (since < setting.head.first) return null;
  const publishingOn = async (on: Setting) => publishing(on, await startupsOf(on, [...on.declarations.keys()]));
  const before = await publishingOn(settingOn(setting, since));
  const now = until === setting.day ? publishing(setting, startups) : await publishingOn(settingOn(setting, until));
  const without = (all: readonly Startup[], others: readonly Startup[]) => {
    const ids = new Set(others.map(idOf));
    return all.filter((one) => !ids.has(idOf(one))).map(startupRef);
  };
  return { since, before: before.length, lost: without(before, now), gained: without(now, before) };
}

/** A figure of impact that the startup declares; only the network's own check makes it a verified one. */
export function showsImpact(startup: Startup): boolean {
  const keys = [...startup.sources.keys()].flatMap((source) => metricsOf(startup, source));
  return keys.some((key) => {
    const metric = startup.setting.catalogue.metricOf(key);
    return metric !== undefined && markOf(metric) === "impact";
  });
}

/**
 * From all that are followed to those whose figures are on time: the same links on every page and report. Services that
 * only their figures make known are followed; they count as active where there is no registry to say which are.
 */
export function chainOf(setting: Setting, startups: readonly Startup[]): OverviewModel["chain"] {
  const present = [...setting.registry.startups.values()].filter((one) => one.present);
  const active = present.filter((one) => one.active);
  const beside = startups.filter((one) => !entryOf(setting, idOf(one)));
  const isKnown = setting.registry.startups.size > 0;
  const counted = isKnown ? startups.filter((one) => isActive(setting, one)) : startups;
  return {
    followed: present.length + beside.length,
    active: isKnown ? active.length : beside.length,
    withStatsPage: active.filter(({ statsUrl }) => statsUrl !== "").length,
    connected: counted.filter(({ declaration }) => declaration.sources.length > 0).length,
    onTime: counted.filter((one) => isOnTime(freshnessOfStartup(one))).length,
  };
}
