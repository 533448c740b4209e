// The portfolio of an incubator or of a sponsor on a day: active services by phase, who publishes, what is to decide.
import { addDays } from "../../schemas/period.ts";
import { ACTIVE_PHASES, PHASES, phaseOn } from "../../schemas/registry-state.ts";
import { isOnTime } from "../queries/freshness.ts";
import { addMonths } from "../queries/periods.ts";
import type { RegistryStartup } from "../queries/registry-lists.ts";
import type { StartupRef } from "../shapes/head.ts";
import type { PortfolioModel, PortfolioRow } from "../shapes/portfolio.ts";
import type { ServiceModel } from "../shapes/service.ts";
import { type Base, byName } from "./base.ts";
import { entryOf, incubatorRef } from "./life.ts";
import { committeesOf, daysBetween, isNational } from "./record.ts";

const SOON_DAYS = 30;
const STOPPED: ReadonlySet<string> = new Set(PHASES.filter((phase) => !ACTIVE_PHASES.has(phase)));

/** A service of the registry, with its entry. */
export interface Registered {
  readonly entry: RegistryStartup;
  readonly service: ServiceModel;
}
export type Carried = Omit<PortfolioModel, "head" | "carrier" | "shared" | "national">;

/** Every service that the registry has on the day, each once, by name. */
export function registeredOf({ setting, connected, others }: Base): Registered[] {
  return [...connected, ...others].sort(byName).flatMap((service) => {
    const entry = entryOf(setting, service.id);
    return entry?.present ? [{ entry, service }] : [];
  });
}

export const isPublishing = ({ service: { freshness } }: Registered) => isOnTime(freshness);
const refOf = ({ service: { id, name } }: Registered): StartupRef => ({ id, name });

/** Of which a figure is expected, and none is on time. */
export function silentOf(active: readonly Registered[]): PortfolioModel["silent"] {
  return active
    .filter((one) => !isPublishing(one) && one.service.freshness.state !== "idle")
    .map((one) => ({ ...refOf(one), freshness: one.service.freshness }));
}

export function phasesOf(active: readonly Registered[]): { phase: string; count: number }[] {
  return PHASES.filter((phase) => ACTIVE_PHASES.has(phase)).map((phase) => ({
    phase,
    count: active.filter(({ entry }) => entry.phase === phase).length,
  }));
}

/** @param national  only services of national impact are listed; the figures stay those of all */
export function carriedOf(base: Base, own: readonly Registered[], national: boolean): Carried {
  const { setting } = base;
  const { day } = setting;
  const since = addMonths(day, -12);
  const active = own.filter(({ entry }) => entry.active);
  const then = new Set(own.filter(({ entry }) => wasActive(entry, since)).map(({ entry }) => entry.id));
  const rows = active.map((one) => rowOf(one, day));
  return {
    figures: {
      active: active.length,
      onTime: active.filter(isPublishing).length,
      phases: phasesOf(active),
      national: rows.filter((row) => row.national).length,
      connected: active.filter(({ service }) => setting.declarations.has(service.id)).length,
      impact: { verified: 0, declared: rows.filter(({ impact }) => impact !== null).length },
      entered: active.filter(({ entry }) => !then.has(entry.id)).length,
      left: own.filter(({ entry }) => !entry.active && then.has(entry.id)).length,
    },
    network: publishing(registeredOf(base)),
    since,
    committees: committees(active, day, since),
    silent: silentOf(active),
    groups: groupsOf(national ? rows.filter((row) => row.national) : rows),
    gone: goneOf(own, since, day),
  };
}

export function publishing(all: readonly Registered[]): PortfolioModel["network"] {
  const active = all.filter(({ entry }) => entry.active);
  return { active: active.length, onTime: active.filter(isPublishing).length };
}

function wasActive({ phases }: RegistryStartup, day: string): boolean {
  return ACTIVE_PHASES.has(phaseOn(phases, day)?.phase ?? "");
}

export function rowOf({ entry, service }: Registered, day: string): PortfolioRow {
  return {
    service,
    days: entry.since === undefined ? null : daysBetween(entry.since, day),
    national: isNational(entry, day),
    ...committeesOf(entry, day),
    impact: service.figures.find(({ mark }) => mark === "impact") ?? null,
  };
}

/** The longest in its phase first. */
function groupsOf(rows: readonly PortfolioRow[]): PortfolioModel["groups"] {
  return PHASES.filter((phase) => ACTIVE_PHASES.has(phase)).flatMap((phase) => {
    const own = rows.filter(({ service }) => service.life?.phase === phase);
    const longest = own.sort((a, b) => (b.days ?? 0) - (a.days ?? 0));
    return own.length === 0 ? [] : [{ phase, rows: longest }];
  });
}

/** A service that began within the 12 months may not have had one yet: it is not among those without. */
function committees(active: readonly Registered[], day: string, since: string): PortfolioModel["committees"] {
  const until = addDays(day, SOON_DAYS);
  const dated = active.map((one) => ({ one, ...committeesOf(one.entry, day) }));
  const soon = dated.flatMap(({ one, nextCommittee: date }) =>
    date !== null && date <= until ? [{ ...refOf(one), date }] : [],
  );
  const none = dated.filter(
    ({ one, lastCommittee, nextCommittee }) =>
      nextCommittee === null &&
      (lastCommittee === null || lastCommittee < since) &&
      (one.entry.phases[0]?.start ?? day) < since,
  );
  return { until, soon: soon.sort((a, b) => (a.date < b.date ? -1 : 1)), none: none.map(({ one }) => refOf(one)) };
}

function goneOf(own: readonly Registered[], since: string, day: string): PortfolioModel["gone"] {
  return own
    .flatMap((one) => {
      const { phase, since: date } = one.entry;
      if (phase === undefined || date === undefined || !STOPPED.has(phase) || date <= since || date > day) return [];
      return [{ service: refOf(one), phase, date, figure: one.service.figures[0] ?? null }];
    })
    .sort((a, b) => (a.date < b.date ? 1 : -1));
}

/** Carried with another incubator, which counts them. */
export function sharedOf(base: Base, incubator: string): PortfolioModel["shared"] {
  return registeredOf(base)
    .filter(({ entry }) => entry.active && entry.incubator !== incubator && entry.incubators.includes(incubator))
    .map((one) => ({ ...rowOf(one, base.setting.day), counted: incubatorRef(base.setting, one.entry.incubator) }));
}
