// The perimeter's effect, apart from adoption: what another official list makes of the same members. Pure.
import { type Level, type Place, type Territories, type Vintage, vintageOn } from "../../schemas/territory.ts";
import { dailyMembers } from "./daily.ts";
import type { Stating } from "./series.ts";
import { isOrganisation } from "./unions.ts";

/** Members of one day, counted on two lists: where communes merged there are fewer, and nobody left. */
export interface Perimeter {
  /** Signed, as decimal; never 0. */
  readonly value: string;
  /** The list of the day before the change, and that of the day after. */
  readonly from: Vintage;
  readonly to: Vintage;
}
/** A membership of one startup. */
export interface Membership extends Stating {
  readonly metric: { readonly key: string; readonly version: number };
}
/** Two days that are compared; `before` left out: no comparison. */
export interface Compared {
  readonly before: string | undefined;
  readonly until: string;
}
/** Places of a list that members are counted among. */
export type Among = (list: Territories) => ReadonlySet<string> | undefined;

/**
 * What the change of list between two days adds to the number of members, or takes away: those of the first day, on the
 * list of the first day and on that of the second. `null`: one list holds on both days, or both count the same.
 * @param among  only places of these codes; left out: all · without an answer for a list: there is no effect to tell
 */
export function perimeterOf(
  level: Level,
  all: readonly Membership[],
  { before, until }: Compared,
  territories: Territories,
  among?: Among,
): Perimeter | null {
  if (before === undefined || isOrganisation(level)) return null;
  const [from, to] = [vintageOn(before), vintageOn(until)];
  if (from >= to) return null;
  const count = (vintage: Vintage) => countOn(level, all, before, territories.of(vintage), among);
  const [then, now] = [count(from), count(to)];
  return then === undefined || now === undefined || then === now ? null : { value: String(now - then), from, to };
}

function countOn(
  level: Level,
  all: readonly Membership[],
  day: string,
  list: Territories,
  among: Among | undefined,
): number | undefined {
  const inside = among?.(list);
  if (among && !inside) return undefined;
  const found = new Set<string>();
  for (const one of all) {
    const query = { metric: one.metric.key, version: one.metric.version, days: [day] };
    for (const [code, [isMember]] of dailyMembers(level, one, query, list))
      if (isMember && (!inside || inside.has(code))) found.add(code);
  }
  return found.size;
}

export const codesOf = (places: readonly Place[]): ReadonlySet<string> => new Set(places.map(({ code }) => code));
