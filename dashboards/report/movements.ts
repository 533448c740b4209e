// Who entered, changed phase, stopped or was handed over: the registry as known at this report against the one before. Pure.
import { addDays } from "../../schemas/period.ts";
import { ACTIVE_PHASES, eventKey, type KnownStartup, phaseOn, type Registry } from "../../schemas/registry-state.ts";
import type { Week } from "../../schemas/week.ts";
import { presentOn } from "../queries/registry.ts";
import type { StartupRef } from "../shapes/head.ts";
import type { Movement, Report } from "../shapes/report.ts";

/** How long before the week an event may be, to be told when it is first known in it. */
const LATE_DAYS = 28;
const NEXT_DAYS = 15;
/** Events that are told by themselves; the registry has others. */
const TOLD = { national_impact: "national", product_launch: "launch" } as const;

/** The registry as it was known at the report before; an empty one means that nothing was known then. */
export interface Registries {
  readonly before: Registry;
  readonly now: Registry;
}
const refOf = ({ id, name }: KnownStartup): StartupRef => ({ id, name });
const byDate = (a: { date: string; startup: StartupRef }, b: { date: string; startup: StartupRef }) =>
  a.date < b.date ? -1 : a.date > b.date ? 1 : a.startup.name.localeCompare(b.startup.name, "fr");

/** Each movement is told once: by the first report that knows it. */
export function movementsOf({ before, now }: Registries, week: Week): Movement[] {
  const known = before.startups.size > 0;
  const found = [...now.startups.values()].flatMap((startup) => {
    const then = known ? before.startups.get(startup.id) : startup;
    return [...phaseMove(startup, then, week), ...toldEvents(startup, then, week)];
  });
  return found.sort(byDate);
}

function phaseMove(startup: KnownStartup, then: KnownStartup | undefined, { first, last }: Week): Movement[] {
  const eve = addDays(first, -1);
  const wasThere = then !== undefined && presentOn(then, eve);
  const isThere = presentOn(startup, last);
  const old = wasThere ? phaseOn(then.phases.values(), eve) : undefined;
  const own = { startup: refOf(startup), from: old?.phase ?? null };
  if (wasThere && !isThere) return [{ ...own, kind: "gone", to: null, date: last, late: false }];
  const current = isThere ? phaseOn(startup.phases.values(), last) : undefined;
  if (!current || current.phase === old?.phase) return [];
  const returned = then !== undefined && !wasThere && phaseOn(then.phases.values(), eve) !== undefined;
  const date = current.start;
  if (then === undefined && date < first && !ACTIVE_PHASES.has(current.phase)) return []; // over before it was ever known
  return [{ ...own, kind: kindOf(own.from, current.phase, returned), to: current.phase, date, late: date < first }];
}

function kindOf(from: string | null, to: string, returned: boolean): Movement["kind"] {
  if (returned) return "back";
  if (to === "transfere") return "transfer";
  if (!ACTIVE_PHASES.has(to)) return "stop";
  return from === null ? "entry" : "phase";
}

function toldEvents(startup: KnownStartup, then: KnownStartup | undefined, week: Week): Movement[] {
  return newEvents(startup, then, week).flatMap(({ event, date, late }) => {
    const kind = TOLD[event as keyof typeof TOLD];
    return kind ? [{ kind, startup: refOf(startup), from: null, to: null, date, late }] : [];
  });
}

/** Events of the week, and older ones that were not known at the report before. */
function newEvents(startup: KnownStartup, then: KnownStartup | undefined, { first, last }: Week) {
  return [...startup.events.values()].flatMap((event) => {
    const isOf = event.date >= first && event.date <= last;
    const late = event.date < first && event.date >= addDays(first, -LATE_DAYS) && !then?.events.has(eventKey(event));
    return isOf || (late && then !== undefined) ? [{ ...event, late }] : [];
  });
}

/** Committees of the week, of the 15 days after it, and the first ones after those when there is none. */
export function committeesOf({ before, now }: Registries, week: Week): Report["committees"] {
  const until = addDays(week.last, NEXT_DAYS);
  const startups = [...now.startups.values()].filter((one) => presentOn(one, week.last));
  const held = startups.flatMap((startup) => {
    const then = before.startups.size > 0 ? before.startups.get(startup.id) : startup;
    return newEvents(startup, then, week)
      .filter(({ event }) => event === "committee")
      .map(({ date, comment, late }) => ({ startup: refOf(startup), date, comment, late }));
  });
  const coming = startups
    .flatMap((startup) =>
      [...startup.events.values()]
        .filter(({ event, date }) => event === "committee" && date > week.last)
        .map(({ date, comment }) => ({ startup: refOf(startup), date, comment, late: false })),
    )
    .sort(byDate);
  const next = coming.filter(({ date }) => date <= until);
  const [after] = coming;
  const later = next.length > 0 || !after ? [] : coming.filter(({ date }) => date === after.date);
  return { held: held.sort(byDate), next, until, later };
}

/** How many services count in the network's totals since the week, and how many no longer do. */
export function activeMoves({ before, now }: Registries, { first, last }: Week): { entered: number; left: number } {
  const eve = addDays(first, -1);
  const were = activeOn(before.startups.size > 0 ? before : now, eve);
  const are = activeOn(now, last);
  return {
    entered: [...are].filter((id) => !were.has(id)).length,
    left: [...were].filter((id) => !are.has(id)).length,
  };
}

function activeOn({ startups }: Registry, day: string): Set<string> {
  const active = [...startups.values()].filter(
    (one) => presentOn(one, day) && ACTIVE_PHASES.has(phaseOn(one.phases.values(), day)?.phase ?? ""),
  );
  return new Set(active.map(({ id }) => id));
}
