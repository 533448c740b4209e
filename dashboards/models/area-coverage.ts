// What part of a territory is covered: its communes, their inhabitants, since when, and week by week.
import { dayOf } from "../../schemas/period.ts";
import type { AreaLevel, Place } from "../../schemas/territory.ts";
import { type Among, codesOf, type Perimeter, perimeterOf } from "../queries/perimeter.ts";
import { inhabitants, isFrench, type Part } from "../queries/unions.ts";
import type { Covered, TerritoryCoverage } from "../shapes/territory.ts";
import { changedList } from "./coverage.ts";
import type { Communes, Footprint } from "./footprint.ts";

/** On which of the days a commune is covered. */
export type Presence = ReadonlyMap<string, { readonly [day: number]: number }>;

const lastOf = ({ days }: Footprint) => days.all.length - 1;
export const isCovered = (presence: Presence, { code }: Place, at: number) => (presence.get(code)?.[at] ?? 0) > 0;

/** Those of some communes that are covered on the last day. */
export function coveredOf(footprint: Footprint, presence: Presence, communes: readonly Place[]): Place[] {
  const at = lastOf(footprint);
  return communes.filter((place) => isCovered(presence, place, at));
}

/** Shares of communes and of inhabitants; communes without a population are in no sum. */
export function sharesOf(covered: readonly Place[], communes: readonly Place[]): Covered {
  const known = communes.some(({ population }) => population !== undefined);
  const part: Part = { part: String(covered.length), whole: String(communes.length) };
  const people = inhabitants(communes);
  return {
    communes: part,
    population: known && people > 0 ? { part: String(inhabitants(covered)), whole: String(people) } : null,
  };
}

export function coverage(footprint: Footprint, presence: Presence, communes: readonly Place[]): Covered {
  return sharesOf(coveredOf(footprint, presence, communes), communes);
}

/** The first day on which one of some communes was covered, and whether it was in a service's first answer. */
export function sinceOf(
  services: readonly Communes[],
  communes: readonly Place[],
): { since: string; atStart: boolean } | undefined {
  let earliest = Infinity;
  let start = Infinity;
  for (const { first, start: own } of services)
    for (const { code } of communes) {
      const moment = first.get(code) ?? Infinity;
      if (moment < earliest) [earliest, start] = [moment, own];
    }
  if (earliest === Infinity) return undefined;
  const since = dayOf(earliest);
  return { since, atStart: since === dayOf(start) };
}

/** How many of some communes are covered on each of the days. */
export function countsOn({ days }: Footprint, presence: Presence, communes: readonly Place[]): number[] {
  const counts = new Array<number>(days.all.length).fill(0);
  for (const { code } of communes) {
    const own = presence.get(code);
    if (own) for (let at = 0; at < counts.length; at += 1) if (own[at]) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** The change between the two days that are compared; `null` when nothing was known of the first. */
export function changeOf({ days }: Footprint, counts: readonly number[]): string | null {
  if (days.before === undefined) return null;
  const [before, until] = [days.before, days.until].map((day) => counts[days.all.indexOf(day)] ?? 0);
  return String((until ?? 0) - (before ?? 0));
}

/** Of a territory on the two days that are compared, each on its own list; of one commune there is none. */
function perimeterHere({ setting, days, services }: Footprint, { level, code }: Asked): Perimeter | null {
  if (level === "commune") return null;
  const covering = services.flatMap(({ covering }) => covering ?? []);
  const among: Among =
    level === "france"
      ? (list) => codesOf(list.places("commune").filter(isFrench))
      : (list) =>
          list.place(level, code)?.code === code ? codesOf(list.communesOf(level as AreaLevel, code)) : undefined;
  return perimeterOf("commune", covering, days, setting.territories, among);
}
type Asked = Pick<Place, "level" | "code">;

/** Of all services together: a commune with several counts once. */
export function coverageOfAll(footprint: Footprint, asked: Asked, communes: readonly Place[]): TerritoryCoverage {
  const { days, counts, services } = footprint;
  const daily = countsOn(footprint, counts, communes);
  const on = new Map(days.all.map((day, at) => [day, daily[at] ?? 0]));
  const since = sinceOf(
    services.flatMap((service) => service.communes ?? []),
    communes,
  );
  const weekly = days.weekly.map((day) => ({ first: day, last: day, value: String(on.get(day) ?? 0) }));
  return {
    ...coverage(footprint, counts, communes),
    since: since?.since ?? null,
    atStart: since?.atStart ?? false,
    change: changeOf(footprint, daily),
    ...changedList(perimeterHere(footprint, asked)),
    begins: since ? days.since : null,
    weekly: since ? weekly : [],
  };
}
