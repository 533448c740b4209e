// What the facts of the registry come to, and which phase a startup is in on a day. Pure: the ingestor that must know
// what changed and the pages that must say what is so fold the same facts with the same function.
import { NO_REFERENCE, type Reference } from "./reference-state.ts";
import type {
  Description,
  IncubatorCard,
  IncubatorFact,
  NetworkEvent,
  NetworkFact,
  Origin,
  PhaseInterval,
  StartupFact,
  StatsPage,
} from "./registry.ts";

/** In the order of a startup's life. The registry may have others: they are counted under their own names. */
export const PHASES = [
  "investigation",
  "construction",
  "acceleration",
  "consolidation",
  "opere",
  "transfere",
  "abandon",
  "abandon-investigation",
] as const;
/** The phases in which a startup counts in the network's totals. */
export const ACTIVE_PHASES: ReadonlySet<string> = new Set(PHASES.slice(0, 5));

export interface KnownStartup {
  readonly id: string;
  name: string;
  origin: Origin;
  description: Description;
  statsPage: StatsPage | undefined;
  /** By `phaseKey`. */
  readonly phases: Map<string, PhaseInterval>;
  /** By `eventKey`. */
  readonly events: Map<string, NetworkEvent>;
  readonly aliases: Set<string>;
  /** When it left the registry and came back, in order, by recorded time (milliseconds since 1970). */
  readonly presence: { readonly recordedAt: number; readonly present: boolean }[];
}
export interface KnownIncubator {
  readonly id: string;
  origin: Origin;
  card: IncubatorCard;
}
export interface Registry {
  readonly startups: Map<string, KnownStartup>;
  readonly incubators: Map<string, KnownIncubator>;
  /** Ids of facts that were folded: a fact delivered twice counts once. */
  readonly seen: Set<string>;
  /** Definitions of metrics and lists of territories: read beside, not folded. */
  readonly reference: Reference;
}

export const emptyRegistry = (reference: Reference = NO_REFERENCE): Registry => ({
  startups: new Map(),
  incubators: new Map(),
  seen: new Set(),
  reference,
});
export const phaseKey = ({ phase, start }: Pick<PhaseInterval, "phase" | "start">) => `${start} ${phase}`;
export const eventKey = ({ event, date, comment }: NetworkEvent) => `${date} ${event} ${comment}`;
/** Whether the registry has it, as last known. */
export const isPresent = ({ presence }: Pick<KnownStartup, "presence">) => presence.at(-1)?.present ?? true;

/** Folds one fact into the registry. Facts of one startup, or incubator, must come in the log's order. */
export function foldRegistry(registry: Registry, fact: NetworkFact, recordedAt: number): void {
  if (registry.seen.has(fact.id)) return;
  registry.seen.add(fact.id);
  if ("incubator" in fact) foldIncubator(registry, fact);
  else foldStartup(registry, fact, recordedAt);
}

function foldIncubator({ incubators }: Registry, fact: IncubatorFact): void {
  const { incubator, title, visible, owner, website, github, address } = fact;
  const known = incubators.get(incubator);
  const origin = fact.type === "incubator.registered" ? fact.origin : (known?.origin ?? "registre");
  const card = { title, visible, owner, website, github, address };
  incubators.set(incubator, { id: incubator, origin, card: said(card) });
}

/** Without the keys that say nothing. */
function said<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as never;
}

function foldStartup({ startups }: Registry, fact: StartupFact, recordedAt: number): void {
  const known = startups.get(fact.startup) ?? newStartup(fact.startup);
  startups.set(fact.startup, known);
  switch (fact.type) {
    case "startup.registered":
      known.name = fact.name;
      known.origin = fact.origin;
      if (!isPresent(known)) known.presence.push({ recordedAt, present: true });
      break;
    case "startup.renamed":
      known.name = fact.name;
      break;
    case "startup.described":
      known.description = fact.description;
      break;
    case "stats_page.changed":
      known.statsPage = { url: fact.url, given: fact.given, derived: fact.derived };
      break;
    case "phase.entered":
    case "phase.corrected": {
      const { phase, start, end, place } = fact;
      known.phases.set(phaseKey(fact), { phase, start, end, place });
      break;
    }
    case "phase.withdrawn":
      known.phases.delete(phaseKey(fact));
      break;
    case "network_event.recorded":
      known.events.set(eventKey(fact), { event: fact.event, date: fact.date, comment: fact.comment });
      break;
    case "network_event.withdrawn":
      known.events.delete(eventKey(fact));
      break;
    case "alias.declared":
      known.aliases.add(fact.alias);
      break;
    case "startup.disappeared":
    case "startup.reappeared":
      known.presence.push({ recordedAt, present: fact.type === "startup.reappeared" });
  }
}

function newStartup(id: string): KnownStartup {
  const sets = { phases: new Map(), events: new Map(), aliases: new Set<string>(), presence: [] };
  return { id, name: id, origin: "registre", description: {}, statsPage: undefined, ...sets };
}

/**
 * `dates`: the last phase begun by the day counts. `site`: the network's own site, where the latest start counts, begun
 * or not. Of two phases with the same start the one listed first counts, in both.
 */
export const PHASE_RULES = ["dates", "site"] as const;
export type PhaseRule = (typeof PHASE_RULES)[number];

/** The phase on a day (YYYY-MM-DD), or `undefined` when none has begun. */
export function phaseOn(
  phases: Iterable<PhaseInterval>,
  day: string,
  rule: PhaseRule = "dates",
): PhaseInterval | undefined {
  let current: PhaseInterval | undefined;
  for (const phase of phases) {
    if (rule === "dates" && phase.start > day) continue;
    const later = current === undefined || phase.start > current.start;
    if (later || (phase.start === current?.start && phase.place < current.place)) current = phase;
  }
  return current;
}
