// What is inside a territory: régions, départements, EPCI or communes, each with what is covered of it; in pages.

import type { Place, Territories } from "../../schemas/territory.ts";
import { fraction } from "../format.ts";
import type { StartupRef } from "../shapes/head.ts";
import type { Inside, Niveau, RowInside, Sort, TerritoryQuery } from "../shapes/territory.ts";
import { type Area, populationOf, territoryRef } from "./area.ts";
import { coveredOf, isCovered, sharesOf } from "./area-coverage.ts";
import type { Footprint } from "./footprint.ts";
import { startupRef } from "./services.ts";

const PAGE = 50;
/** What a territory is made of; the last one may have many rows. */
const PARTS: Readonly<Record<Area["level"], readonly Niveau[]>> = {
  france: ["region", "departement"],
  region: ["departement", "epci"],
  departement: ["epci", "commune"],
  epci: ["commune"],
  commune: [],
};

export function insideOf(footprint: Footprint, area: Area, query: TerritoryQuery): Inside[] {
  const levels = PARTS[area.level];
  return levels.map((level, index) => {
    const rows = sorted(rowsOf(footprint, area, level), query.tri);
    const all = index < levels.length - 1 || query.lignes === "toutes";
    const pages = all ? 1 : Math.max(1, Math.ceil(rows.length / PAGE));
    const page = all ? 1 : Math.min(query.page, pages);
    return {
      level,
      count: rows.length,
      page,
      pages,
      rows: all ? rows : rows.slice((page - 1) * PAGE, page * PAGE),
      outside: level === "epci" ? withoutEpci(footprint, area) : null,
    };
  });
}

/** Every territory of a level that shares communes with the area; only those that are in both are counted. */
export function rowsOf(footprint: Footprint, { communes }: Area, level: Niveau): RowInside[] {
  const { territories } = footprint.setting;
  const groups = new Map<string, { place: Place; own: Place[] }>();
  for (const commune of communes) {
    const place = containing(territories, level, commune);
    if (!place) continue;
    const group = groups.get(place.code) ?? { place, own: [] };
    groups.set(place.code, group);
    group.own.push(commune);
  }
  return [...groups.values()].map(({ place, own }) => {
    const whole = level === "epci" ? territories.communesOf("epci", place.code).length : own.length;
    return rowOf(footprint, place, own, whole > own.length);
  });
}

function containing(territories: Territories, level: Niveau, commune: Place): Place | undefined {
  if (level === "commune") return commune;
  if (level === "epci") return territories.epciOf(commune.code);
  const code = commune[level];
  return code === undefined ? undefined : territories.place(level, code);
}

export function rowOf(footprint: Footprint, place: Place, communes: readonly Place[], elsewhere: boolean): RowInside {
  const { communes: share, population: people } = sharesOf(coveredOf(footprint, footprint.counts, communes), communes);
  return {
    ...territoryRef(place),
    population: populationOf(place, communes),
    communes: share,
    people,
    services: servicesIn(footprint, place, communes),
    elsewhere,
  };
}

/** Services with a commune among some communes, which are those of a place or a part of them. */
function servicesIn(footprint: Footprint, { level, code }: Place, communes: readonly Place[]) {
  if (level === "region" || level === "departement") return [...(byArea(footprint, level).get(code) ?? [])];
  const at = footprint.days.all.length - 1;
  return footprint.services.flatMap(({ startup, communes: own }) =>
    own && communes.some((commune) => isCovered(own.members, commune, at)) ? [startupRef(startup)] : [],
  );
}

type ByArea = ReadonlyMap<string, readonly StartupRef[]>;
const known = new WeakMap<Footprint, Map<string, ByArea>>();
/** Services by région or département, from their own communes: fewer than to ask each commune of the country. */
function byArea(footprint: Footprint, level: "region" | "departement"): ByArea {
  const kept = known.get(footprint) ?? new Map<string, ByArea>();
  known.set(footprint, kept);
  const found = kept.get(level) ?? presentBy(footprint, level);
  kept.set(level, found);
  return found;
}

function presentBy({ services, days, setting }: Footprint, level: "region" | "departement"): ByArea {
  const at = days.all.length - 1;
  const found = new Map<string, StartupRef[]>();
  for (const { startup, communes } of services) {
    const areas = new Set<string>();
    for (const [code, present] of communes?.members ?? []) {
      const area = present[at] ? setting.territories.place("commune", code)?.[level] : undefined;
      if (area !== undefined) areas.add(area);
    }
    for (const area of areas) found.set(area, [...(found.get(area) ?? []), startupRef(startup)]);
  }
  return found;
}

function withoutEpci(footprint: Footprint, { place, communes }: Area): RowInside | null {
  const { territories } = footprint.setting;
  const alone = communes.filter(({ code }) => territories.epciOf(code) === undefined);
  if (alone.length === 0) return null;
  return rowOf(footprint, { ...place, level: "epci", code: "", name: "" }, alone, false);
}

const shareOf = ({ communes }: RowInside) => fraction(communes.part, communes.whole) ?? 0;
const byName = (a: RowInside, b: RowInside) => a.name.localeCompare(b.name, "fr") || (a.code < b.code ? -1 : 1);
const ORDERS: Readonly<Record<Sort, (a: RowInside, b: RowInside) => number>> = {
  nom: byName,
  population: (a, b) => Number(b.population ?? -1) - Number(a.population ?? -1) || byName(a, b),
  part: (a, b) => shareOf(b) - shareOf(a) || b.services.length - a.services.length || byName(a, b),
};

export function sorted(rows: readonly RowInside[], sort: Sort): RowInside[] {
  return [...rows].sort(ORDERS[sort]);
}
