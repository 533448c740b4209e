// What the pages about the network share: every service of a day, with its figures, made once for all of them.
import type { RegistryStartup } from "../queries/registry-lists.ts";
import type { ServiceModel } from "../shapes/service.ts";
import { entryOf, lifeOf } from "./life.ts";
import { serviceOf } from "./services.ts";
import type { Setting } from "./setting.ts";
import { type Startup, worstOf } from "./subject.ts";

export interface Base {
  readonly setting: Setting;
  /** Those that have a source, in the order of their declarations. */
  readonly startups: readonly Startup[];
  /** Those that have a source, by name. */
  readonly connected: readonly ServiceModel[];
  /** Those of the registry without a source, by name. */
  readonly others: readonly ServiceModel[];
}

/** @param startups  all that have a source */
export function baseOf(setting: Setting, startups: readonly Startup[]): Base {
  const declared = new Set(startups.map(({ declaration }) => entryOf(setting, declaration.startup)?.id));
  const others = [...setting.registry.startups.values()].filter(({ id, present }) => present && !declared.has(id));
  return {
    setting,
    startups,
    connected: startups.map(serviceOf).sort(byName),
    others: others.map((entry) => withoutSource(setting, entry)).sort(byName),
  };
}

/** By name, then by id: two services may have one name. */
export function byName(a: ServiceModel, b: ServiceModel): number {
  return a.name.localeCompare(b.name, "fr") || (a.id < b.id ? -1 : 1);
}

/** A startup that only the registry knows: no figure of it was ever asked for. */
export function withoutSource(setting: Setting, entry: RegistryStartup): ServiceModel {
  const life = lifeOf(setting, entry.id);
  const incubator = life?.incubator?.published ? life.incubator.title : "";
  const owner = setting.registry.known.startups.get(entry.id)?.description.owner || incubator;
  const freshness = worstOf(setting, entry.id, []);
  return { id: entry.id, name: entry.name, owner, life, freshness, figures: [], milestones: [], before: [], trend: [] };
}
