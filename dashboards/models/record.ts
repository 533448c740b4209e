// All that the registry says of one startup on the day that a request speaks of. Pure.
import { addDays } from "../../schemas/period.ts";
import type { RegistryStartup } from "../queries/registry-lists.ts";
import type { PhaseSpan, RegistryRecord } from "../shapes/record.ts";
import { incubatorRef } from "./life.ts";
import type { Setting } from "./setting.ts";

const DAY_MS = 86_400_000;
/** Whole days from one to another. */
export const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

export function recordOf(setting: Setting, entry: RegistryStartup): RegistryRecord {
  const { day, registry } = setting;
  const description = registry.known.startups.get(entry.id)?.description ?? {};
  const { repository, impactUrl, budgetUrl, sponsors, thematics } = description;
  return {
    phases: phaseSpans(entry, day),
    events: entry.events.map(({ event, date, comment }) => ({ event, date, comment })),
    national: isNational(entry, day),
    ...committeesOf(entry, day),
    incubators: entry.incubators.map((id) => incubatorRef(setting, id)),
    sponsors: sponsors?.map(organisationId) ?? null,
    thematics: thematics ? [...thematics] : null,
    userTypes: entry.userTypes ? [...entry.userTypes] : null,
    links: {
      site: webAddress(entry.link),
      stats: webAddress(entry.statsUrl),
      impact: webAddress(impactUrl),
      budget: webAddress(budgetUrl),
      repository: webAddress(repository),
    },
    aliases: [...entry.aliases],
  };
}

/** A phase lasts until the next one begins; of several that begin on one day, the first listed counts. */
export function phaseSpans({ phases }: Pick<RegistryStartup, "phases">, day: string): PhaseSpan[] {
  return phases.map(({ phase, start }, at) => {
    const next = phases.slice(at + 1).find((one) => one.start > start)?.start;
    const end = next === undefined ? null : addDays(next, -1);
    if (start > day) return { phase, start, end, days: null };
    return { phase, start, end, days: daysBetween(start, next !== undefined && next <= day ? next : day) };
  });
}

export function isNational({ events }: Pick<RegistryStartup, "events">, day: string): boolean {
  return events.some(({ event, date }) => event === "national_impact" && date <= day);
}

export function committeesOf({ events }: Pick<RegistryStartup, "events">, day: string) {
  const dates = events.filter(({ event }) => event === "committee").map(({ date }) => date);
  return {
    lastCommittee: dates.findLast((date) => date <= day) ?? null,
    nextCommittee: dates.find((date) => date > day) ?? null,
  };
}

/** The registry writes `/organisations/<id>`. */
export const organisationId = (sponsor: string) => sponsor.trim().replace(/^\/?organisations\//, "");

/** What a browser may open: the registry also has bare paths, mail addresses and nothing. */
export function webAddress(text: string | undefined): string | null {
  const address = text?.trim() ?? "";
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? address : null;
}
