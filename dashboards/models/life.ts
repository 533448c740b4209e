// What the network's registry says of a startup on the day that a request speaks of.
import type { RegistryStartup } from "../queries/registry-lists.ts";
import type { IncubatorRef, Life } from "../shapes/life.ts";
import type { Setting } from "./setting.ts";

/** The registry's entry under an id, or under a former one; `undefined`: the registry does not have it. */
export function entryOf({ registry }: Setting, id: string): RegistryStartup | undefined {
  return registry.startups.get(id) ?? registry.startups.get(registry.aliases.get(id) ?? "");
}

/** `null`: the registry does not have it. */
export function lifeOf(setting: Setting, id: string): Life | null {
  const entry = entryOf(setting, id);
  if (!entry) return null;
  const { origin, phase = null, since = null, active, present, statsUrl } = entry;
  const incubator = entry.incubator === "" ? null : incubatorRef(setting, entry.incubator);
  return { origin, phase, since, active, present, incubator, statsUrl: statsUrl || null };
}

/** How pages name an incubator; one that the registry publishes no title of has its id for a title. */
export function incubatorRef({ registry }: Setting, id: string): IncubatorRef {
  const title = registry.known.incubators.get(id)?.card.title ?? "";
  return { id, title: title || id, published: title !== "" };
}
