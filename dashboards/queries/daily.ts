// A state metric day by day: its total, or its members, on each of some days.
import type { Metric } from "../../schemas/catalogue-model.ts";
import type { Cell } from "../../schemas/statement.ts";
import { type Level, type Territories, type Vintage, vintageOn } from "../../schemas/territory.ts";
import { onceEach } from "./once-each.ts";
import { Remembered } from "./remembered.ts";
import { eachFigure, type StateQuery, type Stating } from "./series.ts";
import { Adder, addsOverTerritory, type Breakdown, breakdownOf, preferred, type Total } from "./totals.ts";
import { isOrganisation } from "./unions.ts";

const totalsBy = new Remembered<readonly Total[]>();

/** The total of a gauge or a counter on each day: made once for a startup's words. */
export function dailyTotals(metric: Metric, stating: Stating, query: StateQuery): readonly Total[] {
  const key = [query.metric, query.version, ...query.days].join(" ");
  return totalsBy.once(stating, query.days.at(-1) ?? "", key, () => totalsOn(metric, stating, query));
}

function totalsOn(metric: Metric, stating: Stating, query: StateQuery): Total[] {
  const days = query.days.map(() => new Map<string, { breakdown: Breakdown; adder: Adder }>());
  let last: Cell | undefined;
  let breakdown: Breakdown = { level: "france", dims: "" };
  eachFigure(stating, query, (cell, at, value) => {
    if (cell !== last) breakdown = breakdownOf(cell);
    last = cell;
    const day = days[at];
    const key = `${breakdown.level}|${breakdown.dims}`;
    const found = day?.get(key) ?? { breakdown, adder: new Adder() };
    day?.set(key, found);
    found.adder.add(value);
  });
  return days.map((day) => {
    const [best] = [...day.values()].sort((a, b) => preferred(a.breakdown, b.breakdown));
    return (best?.adder ?? new Adder()).total(addsOverTerritory(metric));
  });
}

/** A place of the list → on which of the days it is a member (1) or not (0). Codes that the list does not have are left out. */
export type Members = ReadonlyMap<string, Readonly<Uint8Array>>;

const membersBy = new Remembered<Members>();

/** The members of a membership at one level on each day: made once for a startup's words. */
export function dailyMembers(level: Level, stating: Stating, query: StateQuery, territories: Territories): Members {
  const { metric, version, days } = query;
  const key = [level, metric, version, territories.vintage, ...days].join(" ");
  return membersBy.once(stating, days.at(-1) ?? "", key, () => membersOn(level, stating, query, territories));
}

function membersOn(
  level: Level,
  stating: Stating,
  query: StateQuery,
  territories: Territories,
): Map<string, Uint8Array> {
  const members = new Map<string, Uint8Array>();
  const years = query.days.map(vintageOn);
  let last: Cell | undefined;
  let year: Vintage | undefined;
  let named: readonly Uint8Array[] = [];
  eachFigure(stating, query, (cell, at, value) => {
    if (cell !== last || years[at] !== year) {
      [last, year] = [cell, years[at]];
      named = placesOf(cell, level, territories, year).map((place) => daysOf(members, place, query.days.length));
    }
    if (value !== null) for (const days of named) days[at] = 1;
  });
  return members;
}

/** @param reported  what a code names is the same all through a year */
function placesOf(cell: Cell, level: Level, territories: Territories, reported: Vintage | undefined): string[] {
  if (cell.level !== level) return [];
  return isOrganisation(level) ? [cell.code] : territories.placesOf(level, cell.code, reported).map(({ code }) => code);
}

function daysOf(members: Map<string, Uint8Array>, place: string, count: number): Uint8Array {
  const days = members.get(place) ?? new Uint8Array(count);
  members.set(place, days);
  return days;
}

/** How many members there are on each day. */
export const countMembers = (members: Members, days: number): readonly number[] => countedOn(members)(days);

/** Members that are kept are counted once. */
const countedOn = onceEach((members: Members) => {
  let counts: readonly number[] | undefined;
  return (days: number) => {
    if (counts?.length !== days) counts = counted(members, days);
    return counts;
  };
});

function counted(members: Members, days: number): number[] {
  const counts = new Array<number>(days).fill(0);
  for (const own of members.values())
    for (let at = 0; at < days; at += 1) if (own[at]) counts[at] = (counts[at] ?? 0) + 1;
  return counts;
}
