// The network's registry as it is known: startups and their phase on a day, incubators, former ids.

import { dayOf } from "../../schemas/period.ts";
import { type CanQuery, TOPICS } from "../../schemas/ports.ts";
import { IncubatorFact, StartupFact } from "../../schemas/registry.ts";
import {
  ACTIVE_PHASES,
  emptyRegistry,
  foldRegistry,
  type KnownStartup,
  PHASES,
  type PhaseRule,
  phaseOn,
  type Registry,
} from "../../schemas/registry-state.ts";
import { type Frame, NOW, openFrame, VISIBLE, visible } from "./frame.ts";
import { loadReference } from "./reference.ts";

const AT = "toString(off), toString(toUnixTimestamp64Milli(recorded_at)), id";
type FactRow = [startup: string, off: string, recordedAt: string, fact: string];
type PhaseRow = [startup: string, off: string, at: string, id: string, string, string, string, string, number];
type EventRow = [startup: string, off: string, at: string, id: string, string, string, string, string];
type AliasRow = [startup: string, off: string, at: string, id: string, alias: string];

/**
 * The registry as a frame of its topic sees it; left out: all that is known now.
 * Sources: those of `loadReference`, and tables `registry_startups`, `registry_phases`, `registry_events`, `registry_aliases`, `incubators`, written by
 * processors/registry.ts. @throws {ReleveError} RELEVE_WAREHOUSE_UNAVAILABLE.
 */
export async function loadRegistry(warehouse: CanQuery, known?: Frame): Promise<Registry> {
  const frame = visible(known ?? (await openFrame(warehouse, NOW, TOPICS.registry)));
  const rows = <Row extends readonly unknown[]>(columns: string, table: string) =>
    warehouse.rows<Row>(`SELECT ${columns} FROM ${table} FINAL WHERE ${VISIBLE}`, frame);
  const at = "toString(off), toString(toUnixTimestamp64Milli(recorded_at))";
  const [said, phases, events, aliases, incubators, reference] = await Promise.all([
    rows<FactRow>(`startup, ${at}, fact`, "registry_startups"),
    rows<PhaseRow>(`startup, ${AT}, op, phase, toString(phase_start), phase_end, place`, "registry_phases"),
    rows<EventRow>(`startup, ${AT}, op, event, toString(day), comment`, "registry_events"),
    rows<AliasRow>(`startup, ${AT}, alias`, "registry_aliases"),
    rows<FactRow>(`incubator, ${at}, fact`, "incubators"),
    loadReference(warehouse, frame),
  ]);
  const facts = [
    ...said.map(([, off, time, fact]) => placed(off, time, StartupFact.parse(JSON.parse(fact)))),
    ...phases.map(([startup, off, time, id, op, phase, start, end, place]) => {
      const whole = op === "withdrawn" ? {} : { end, place };
      return placed(off, time, made(`phase.${op}`, id, time, { startup, phase, start, ...whole }));
    }),
    ...events.map(([startup, off, time, id, op, event, date, comment]) =>
      placed(off, time, made(`network_event.${op}`, id, time, { startup, event, date, comment })),
    ),
    ...aliases.map(([startup, off, time, id, alias]) =>
      placed(off, time, made("alias.declared", id, time, { startup, alias })),
    ),
    ...incubators.map(([, off, time, fact]) => placed(off, time, IncubatorFact.parse(JSON.parse(fact)))),
  ];
  const registry = emptyRegistry(reference);
  // All facts of a startup are in one partition: their offsets give their order.
  for (const { fact, recordedAt } of facts.sort((a, b) => a.off - b.off)) foldRegistry(registry, fact, recordedAt);
  return registry;
}

function placed<Fact>(off: string, recordedAt: string, fact: Fact) {
  return { off: Number(off), recordedAt: Number(recordedAt), fact };
}

/** A fact again, from the columns of its row. */
function made(type: string, id: string, time: string, rest: object): StartupFact {
  return { type, id, at: new Date(Number(time)).toISOString(), ...rest } as StartupFact;
}

export interface PhaseQuery {
  /** YYYY-MM-DD, in Paris. */
  readonly day: string;
  readonly rule?: PhaseRule;
}

/** Whether the registry had it on a day. It is taken to have been there before it was first read. */
export function presentOn({ presence }: KnownStartup, day: string): boolean {
  return presence.findLast(({ recordedAt }) => dayOf(recordedAt) <= day)?.present ?? true;
}

export interface PhaseCounts {
  readonly day: string;
  readonly rule: PhaseRule;
  /** All startups of the registry on that day, each once, however many incubators it has. */
  readonly startups: number;
  /** In the phases that count in the network's totals: investigation to consolidation, and opere. */
  readonly active: number;
  /** By phase, in the order of a startup's life; phases that only old registries know come last. */
  readonly phases: Readonly<Record<string, number>>;
  /** No phase has begun. */
  readonly notStarted: number;
  readonly origins: { readonly registre: number; readonly déclaré: number };
  /** Those of the registry that its site shows. */
  readonly visibleIncubators: number;
}

/** How many startups are in each phase on a day. */
export function countPhases(registry: Registry, { day, rule = "dates" }: PhaseQuery): PhaseCounts {
  const phases: Record<string, number> = Object.fromEntries(PHASES.map((phase) => [phase, 0]));
  const origins = { registre: 0, déclaré: 0 };
  const present = [...registry.startups.values()].filter((one) => presentOn(one, day));
  let notStarted = 0;
  for (const startup of present) {
    origins[startup.origin] += 1;
    const phase = phaseOn(startup.phases.values(), day, rule)?.phase;
    if (phase === undefined) notStarted += 1;
    else phases[phase] = (phases[phase] ?? 0) + 1;
  }
  const active = [...ACTIVE_PHASES].reduce((sum, phase) => sum + (phases[phase] ?? 0), 0);
  const shown = [...registry.incubators.values()].filter(({ card, origin }) => card.visible && origin === "registre");
  return { day, rule, startups: present.length, active, phases, notStarted, origins, visibleIncubators: shown.length };
}
