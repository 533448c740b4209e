// What a document states against what is known: only the difference becomes facts. Pure.

import { canonicalJson } from "../../schemas/canonical.ts";
import type { IncubatorCard, NetworkFact } from "../../schemas/registry.ts";
import {
  eventKey,
  isPresent,
  type KnownIncubator,
  type KnownStartup,
  phaseKey,
  type Registry,
} from "../../schemas/registry-state.ts";
import type { StatedIncubator, StatedRegistry, StatedStartup } from "./stated.ts";

/** A fact without its id and time, which the log's writer gives. */
type Bare<T> = T extends unknown ? Omit<T, "id" | "at"> : never;
export type Change = Bare<NetworkFact>;

/** Above this share of what the registry had, a document that lacks it is held. */
const LOSS_LIMIT = 0.1;

export interface Loss {
  /** Of the registry's own, present so far. */
  readonly known: number;
  readonly lost: readonly string[];
  /** More than one in ten. */
  readonly held: boolean;
}

/** Startups of the registry that a complete document does not state readably. */
export function lossOf({ startups }: Registry, { startups: stated, complete }: StatedRegistry): Loss {
  if (!complete || !stated) return { known: 0, lost: [], held: false };
  const ids = new Set(stated.map(({ id }) => id));
  const known = [...startups.values()].filter((one) => one.origin === "registre" && isPresent(one));
  const lost = known.map(({ id }) => id).filter((id) => !ids.has(id));
  return { known: known.length, lost, held: lost.length > known.length * LOSS_LIMIT };
}

/** All that a document says and the log does not say yet, startup by startup. */
export function changesOf(registry: Registry, stated: StatedRegistry): Change[] {
  const { origin } = stated;
  const incubators = (stated.incubators ?? []).flatMap((one) => {
    const known = registry.incubators.get(one.id);
    return incubatorChanges(known, one, origin);
  });
  const startups = (stated.startups ?? []).flatMap((one) => startupChanges(registry.startups.get(one.id), one, origin));
  return [...incubators, ...hiddenChanges(registry, stated), ...startups, ...disappearances(registry, stated)];
}

function incubatorChanges(
  known: KnownIncubator | undefined,
  { id: incubator, ...stated }: StatedIncubator,
  origin: StatedRegistry["origin"],
): Change[] {
  // What belongs to the registry is not changed by a file beside it.
  if (known?.origin === "registre" && origin === "déclaré") return [];
  const card: IncubatorCard = { title: "", ...known?.card, ...stated };
  if (!known || known.origin !== origin) return [{ type: "incubator.registered", incubator, origin, ...card }];
  return same(known.card, card) ? [] : [{ type: "incubator.changed", incubator, ...card }];
}

/** An incubator that a complete document does not show any more is hidden; what is known of it stays. */
function hiddenChanges(registry: Registry, { incubators, complete, faults }: StatedRegistry): Change[] {
  if (!complete || !incubators || faults.length > 0) return [];
  const stated = new Set(incubators.map(({ id }) => id));
  const gone = [...registry.incubators.values()].filter(
    ({ id, origin, card }) => origin === "registre" && card.visible && !stated.has(id),
  );
  return gone.map(({ id, card }) => ({ type: "incubator.changed", incubator: id, ...card, visible: false }));
}

function startupChanges(
  known: KnownStartup | undefined,
  stated: StatedStartup,
  origin: StatedRegistry["origin"],
): Change[] {
  const { id: startup, name, statsPage } = stated;
  const changes: Change[] = [];
  if (!known || known.origin !== origin) changes.push({ type: "startup.registered", startup, name, origin });
  else {
    if (!isPresent(known)) changes.push({ type: "startup.reappeared", startup });
    if (known.name !== name) changes.push({ type: "startup.renamed", startup, name, before: known.name });
  }
  const description = { ...known?.description, ...stated.description };
  if (!same(known?.description, description)) changes.push({ type: "startup.described", startup, description });
  const before = known?.statsPage ?? { url: "", given: "", derived: false };
  if (statsPage && !same(before, statsPage)) {
    changes.push({ type: "stats_page.changed", startup, ...statsPage, before: before.url });
  }
  changes.push(...phaseChanges(known, stated), ...eventChanges(known, stated));
  const aliases = (stated.aliases ?? []).filter((alias) => alias !== startup && !known?.aliases.has(alias));
  changes.push(...aliases.map((alias): Change => ({ type: "alias.declared", startup, alias })));
  return changes;
}

function phaseChanges(known: KnownStartup | undefined, { id: startup, phases }: StatedStartup): Change[] {
  const stated = new Set(phases.map(phaseKey));
  const gone = [...(known?.phases.values() ?? [])].filter((one) => !stated.has(phaseKey(one)));
  const withdrawn = gone.map(({ phase, start }): Change => ({ type: "phase.withdrawn", startup, phase, start }));
  const entered = phases.flatMap((phase): Change[] => {
    const before = known?.phases.get(phaseKey(phase));
    if (!before) return [{ type: "phase.entered", startup, ...phase }];
    return same(before, phase) ? [] : [{ type: "phase.corrected", startup, ...phase }];
  });
  return [...withdrawn, ...entered];
}

function eventChanges(known: KnownStartup | undefined, { id: startup, events }: StatedStartup): Change[] {
  const stated = new Map(events.map((event) => [eventKey(event), event]));
  const gone = [...(known?.events ?? [])].filter(([key]) => !stated.has(key));
  const fresh = [...stated].filter(([key]) => !known?.events.has(key));
  return [
    ...gone.map(([, event]): Change => ({ type: "network_event.withdrawn", startup, ...event })),
    ...fresh.map(([, event]): Change => ({ type: "network_event.recorded", startup, ...event })),
  ];
}

/** Nothing disappears while an entry cannot even be told by its id. */
function disappearances(registry: Registry, stated: StatedRegistry): Change[] {
  if (stated.faults.some(({ id }) => id === undefined)) return [];
  const unread = new Set(stated.faults.map(({ id }) => id));
  const { lost } = lossOf(registry, stated);
  return lost.filter((id) => !unread.has(id)).map((startup) => ({ type: "startup.disappeared", startup }));
}

function same(one: unknown, other: unknown): boolean {
  return one !== undefined && canonicalJson(one) === canonicalJson(other);
}
