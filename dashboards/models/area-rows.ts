// What is inside a territory: régions, départements, EPCI or communes, each with what is covered of it; in pages.
import { fraction } from "../format.ts";
import type { Place, Territories } from "../../schemas/territory.ts";
import type { Inside, Niveau, RowInside, Sort, TerritoryQuery } from "../shapes/territory.ts";
import { type Area, territoryRef } from "./area.ts";
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
    population: place.population === undefined ? null : String(place.population),
    communes: share,
    people,
    services: servicesIn(footprint, communes),
    elsewhere,
  };
}

function servicesIn({ services, days }: Footprint, communes: readonly Place[]) {
  const at = days.all.length - 1;
  return services.flatMap(({ startup, communes: own }) =>
    own && communes.some((commune) => isCovered(own.members, commune, at)) ? [startupRef(startup)] : [],
  );
}

function withoutEpci(footprint: Footprint, { place, communes }: Area): RowInside | null {
  const { territories } = footprint.setting;
  const alone = communes.filter(({ code }) => territories.epciOf(code) === undefined);
  return alone.length === 0 ? null : rowOf(footprint, place, alone, false);
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
