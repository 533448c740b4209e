// Lists from the registry: startups with their phase, incubators with their startups, former ids.
import type { IncubatorCard, NetworkEvent, Origin, PhaseInterval } from "../../schemas/registry.ts";
import {
  ACTIVE_PHASES,
  isPresent,
  type KnownStartup,
  PHASES,
  phaseOn,
  type Registry,
} from "../../schemas/registry-state.ts";
import { type PhaseQuery, presentOn } from "./registry.ts";

export interface RegistryStartup {
  readonly id: string;
  readonly name: string;
  readonly origin: Origin;
  /** `undefined`: none has begun. */
  readonly phase: string | undefined;
  /** First day of that phase, YYYY-MM-DD. */
  readonly since: string | undefined;
  /** Whether it counts in the network's totals. */
  readonly active: boolean;
  readonly present: boolean;
  /** The one that counts it, "" for none; it may not exist. */
  readonly incubator: string;
  /** All that carry it, that one first. */
  readonly incubators: readonly string[];
  /** In the enumeration's spelling where it is known; `undefined`: not known. */
  readonly userTypes: readonly string[] | undefined;
  /** "" when none is published. */
  readonly statsUrl: string;
  readonly pitch: string;
  readonly link: string;
  /** By start; of the same start, as listed. */
  readonly phases: readonly PhaseInterval[];
  /** By date. */
  readonly events: readonly NetworkEvent[];
  readonly aliases: readonly string[];
}
export interface RegistryIncubator extends IncubatorCard {
  readonly id: string;
  readonly origin: Origin;
  /** Startups that it counts: sums over incubators count each startup once. */
  readonly startups: number;
  readonly active: number;
  /** Startups that it carries with another that counts them. */
  readonly shared: number;
  readonly phases: Readonly<Record<string, number>>;
}

/** Every startup that the registry ever had, by name, as on a day. */
export function startupsOn({ startups }: Registry, query: PhaseQuery): RegistryStartup[] {
  const order = new Intl.Collator("fr", { sensitivity: "base" });
  return [...startups.values()].map((one) => asOn(one, query)).sort((a, b) => order.compare(a.name, b.name));
}

function asOn(one: KnownStartup, { day, rule = "dates" }: PhaseQuery): RegistryStartup {
  const { id, name, origin, description, statsPage, aliases } = one;
  const current = phaseOn(one.phases.values(), day, rule);
  const present = presentOn(one, day);
  const { incubator = "", incubators = [], userTypes, pitch = "", link = "" } = description;
  return {
    id,
    name,
    origin,
    phase: current?.phase,
    since: current?.start,
    active: present && current !== undefined && ACTIVE_PHASES.has(current.phase),
    present,
    incubator,
    incubators: [...new Set([incubator, ...incubators])].filter((some) => some !== ""),
    userTypes: userTypes && [...new Set(userTypes.map(userTypeOf))],
    statsUrl: statsPage?.url ?? "",
    pitch,
    link,
    phases: [...one.phases.values()].sort((a, b) =>
      a.start < b.start ? -1 : a.start > b.start ? 1 : a.place - b.place,
    ),
    events: [...one.events.values()].sort((a, b) => (a.date < b.date ? -1 : 1)),
    aliases: [...aliases].sort(),
  };
}

/** Incubators by title, with what they count on a day. One that only startups name has no title. */
export function incubatorsOn(registry: Registry, query: PhaseQuery): RegistryIncubator[] {
  const startups = startupsOn(registry, query).filter(({ present }) => present);
  const order = new Intl.Collator("fr", { sensitivity: "base" });
  return [...registry.incubators.values()]
    .map(({ id, origin, card }): RegistryIncubator => {
      const own = startups.filter(({ incubator }) => incubator === id);
      const phases: Record<string, number> = Object.fromEntries(PHASES.map((phase) => [phase, 0]));
      for (const { phase } of own) if (phase !== undefined) phases[phase] = (phases[phase] ?? 0) + 1;
      const shared = startups.filter(({ incubator, incubators }) => incubator !== id && incubators.includes(id));
      const active = own.filter((one) => one.active).length;
      return { id, origin, ...card, startups: own.length, active, shared: shared.length, phases };
    })
    .sort((a, b) => order.compare(a.title || a.id, b.title || b.id));
}

/** Former id → the startup that it leads to. An id that another startup has now is not in it. */
export function aliasesOf({ startups }: Registry): Map<string, string> {
  const found = [...startups.values()].flatMap(({ id, aliases }) => [...aliases].map((alias) => [alias, id] as const));
  const taken = (id: string) => [startups.get(id)].some((one) => one !== undefined && isPresent(one));
  return new Map(found.filter(([alias]) => !taken(alias)));
}

const USER_TYPES = [
  "etat",
  "particulier",
  "collectivite-territoriale",
  "entreprise",
  "association",
  "etablissement-scolaire",
  "parlement",
];
/** `etat` of `Etat` and `État`; a free wording stays as it was published. */
export function userTypeOf(text: string): string {
  const plain = text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
  return USER_TYPES.find((type) => type === plain || `${type}s` === plain) ?? text;
}
