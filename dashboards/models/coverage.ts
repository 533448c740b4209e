// The network's one figure: communes with at least one service, by union, with the services named.
import { dayOf } from "../../schemas/period.ts";
import type { Territories } from "../../schemas/territory.ts";
import { countMembers, dailyMembers, type Members } from "../queries/daily.ts";
import { type Perimeter, perimeterOf } from "../queries/perimeter.ts";
import { difference } from "../queries/totals.ts";
import { byDepartement, inhabitants, isFrench, type Union, unionOf, unionOfAll } from "../queries/unions.ts";
import type { CoverageModel } from "../shapes/overview.ts";
import { startupRef } from "./services.ts";
import { type SeriesDays, seriesDays } from "./state-panels.ts";
import { type Startup, type Subject, subjectOf } from "./subject.ts";

/** The membership whose union is the network's coverage. */
export const COVERAGE = "communes_couvertes";

/** The startups that state a metric, as its subjects. */
export function statingSubjects(startups: readonly Startup[], key: string): Subject[] {
  return startups.flatMap((startup) => {
    const subject = subjectOf(startup, key);
    return subject?.stated ? [subject] : [];
  });
}

/** The union of one membership over startups, at the level of communes; nulls and absent cells are in no union. */
export function unionOverStartups(subjects: readonly Subject[]): Union | undefined {
  const territories = subjects[0]?.setting.territories;
  if (!territories) return undefined;
  const unions = subjects.map(({ decided, setting }) => unionOf("commune", decided, setting));
  return unionOfAll("commune", unions, territories);
}

/** `null` when no service publishes its communes. */
export function coverageOf(startups: readonly Startup[]): CoverageModel | null {
  const subjects = statingSubjects(startups, COVERAGE);
  const union = unionOverStartups(subjects);
  if (!union?.share || union.value === "0") return null;
  const since = Math.min(...subjects.map(({ stated }) => stated?.since ?? Infinity));
  const { setting } = subjects[0] as Subject;
  const days = seriesDays(setting, dayOf(since));
  const members = subjects.map((subject) => membersOn(subject, days));
  const counts = unionCounts(members, days.all.length);
  const values = days.all.map((day, at) => ({ day, value: String(counts.values[at] ?? 0) }));
  const on = new Map(values.map(({ day, value }) => [day, value]));
  const before = days.before === undefined ? undefined : on.get(days.before);
  const until = on.get(days.until);
  return {
    value: union.value,
    day: setting.day,
    share: union.share,
    population: union.population,
    begins: days.since,
    change: before === undefined || before === "0" || until === undefined ? null : difference(until, before),
    ...changedList(perimeterOf("commune", subjects, days, setting.territories)),
    services: servicesOf(subjects),
    weekly: days.weekly.map((day) => ({ first: day, last: day, value: on.get(day) ?? null })),
    entries: entriesOf(subjects, members, counts.services, days),
    departements: departementsOf(union, setting.territories),
  };
}

/** As models have it: left out when there is none. */
export const changedList = (perimeter: Perimeter | null) => (perimeter ? { perimeter } : {});

/** Every département of metropole and overseas, by code: one without any such commune has 0, which is said. */
function departementsOf(union: Union, territories: Territories): CoverageModel["departements"] {
  const all = byDepartement(territories.places("commune").filter(isFrench));
  const covered = byDepartement(union.places);
  return [...all.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, there]) => {
      const own = covered.get(code) ?? [];
      return {
        level: "departement" as const,
        code,
        name: territories.place("departement", code)?.name ?? null,
        value: String(own.length),
        of: String(there.length),
        population: { part: String(inhabitants(own)), whole: String(inhabitants(there)) },
      };
    });
}

function membersOn(subject: Subject, days: SeriesDays): Members {
  const { metric, setting } = subject;
  return dailyMembers(
    "commune",
    subject,
    { metric: metric.key, version: metric.version, days: days.all },
    setting.territories,
  );
}

/** Each service's own communes, the greatest first. */
function servicesOf(subjects: readonly Subject[]): CoverageModel["services"] {
  return subjects
    .map((subject) => ({
      ...startupRef(subject),
      value: unionOf("commune", subject.decided, subject.setting).value,
    }))
    .filter(({ value }) => value !== "0")
    .sort((a, b) => Number(b.value) - Number(a.value) || (a.id < b.id ? -1 : 1));
}

/** On each day: how many communes have a service, and for each commune how many services. */
function unionCounts(members: readonly Members[], days: number) {
  const services = new Map<string, Uint16Array>();
  for (const own of members)
    for (const [place, present] of own) {
      const counts = services.get(place) ?? new Uint16Array(days);
      services.set(place, counts);
      for (let at = 0; at < days; at += 1) counts[at] = (counts[at] ?? 0) + (present[at] ?? 0);
    }
  const values = new Array<number>(days).fill(0);
  for (const counts of services.values())
    for (let at = 0; at < days; at += 1) if (counts[at]) values[at] = (values[at] ?? 0) + 1;
  return { values, services };
}

/** Services whose first communes came after the first day: what each added on that day, which is no rise of use. */
function entriesOf(
  subjects: readonly Subject[],
  members: readonly Members[],
  services: ReadonlyMap<string, Uint16Array>,
  days: SeriesDays,
): CoverageModel["entries"] {
  return subjects.flatMap((subject, index) => {
    const own = members[index] ?? new Map();
    const counts = countMembers(own, days.all.length);
    const day = days.weekly.find((one) => (counts[days.all.indexOf(one)] ?? 0) > 0);
    if (day === undefined || day === days.weekly[0]) return [];
    const at = days.all.indexOf(day);
    let added = 0;
    for (const [place, present] of own) if (present[at] && services.get(place)?.[at] === 1) added += 1;
    return [{ day, service: startupRef(subject), added: String(added) }];
  });
}
