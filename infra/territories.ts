// The official lists of territories (COG), from `@etalab/decoupage-administratif`: what a code names in the list of a year.
import { FRANCE, type Level, type Place, PRESENT, type Territories, type Vintage } from "../schemas/territory.ts";
import { type AreaRow, type CommuneRow, type EpciRow, type Read, readOlder, readPresent } from "./territory-lists.ts";
import { partsOf } from "./territory-parts.ts";
import { type Listed, reportedIn } from "./territory-reported.ts";

/**
 * Loads the present list, in about a quarter of a second: load it once. Lists of other years are loaded when asked for, and kept.
 *
 * `place("siren", …)` names the commune or EPCI whose number it is or was, `place("siret", …)` the one that owns the
 * establishment; other organisations are `undefined`. Overseas collectivities have no region. An EPCI that spans two
 * départements has none.
 * @throws {Error} when a package is missing or its list is of a year this release does not know.
 */
export async function loadTerritories(): Promise<Territories> {
  const kept = new Map<Vintage, Territories>();
  const lists = (vintage: Vintage): Territories => {
    if (vintage === PRESENT) return present;
    const found = kept.get(vintage) ?? territories(readOlder(vintage), lists, present);
    kept.set(vintage, found);
    return found;
  };
  const present: Territories = territories(await readPresent(), lists);
  return present;
}

/** @param present  a list that shares what it can with this one: most communes are the same from year to year */
function territories({ lists, vintage, sha256 }: Read, of: Territories["of"], present?: Territories): Territories {
  const current = lists.communes.filter(({ type }) => type === "commune-actuelle");
  const communes = current.map((row) => shared(communeOf(row), present));
  const home = new Map(communes.map((place) => [place.code, place]));
  const byLevel = placesOf(lists, communes, home);
  const counted = communes.filter(({ zone }) => zone !== "com");
  const france = { communes: counted.length, population: sumOf(counted) };
  byLevel.france = [
    {
      level: "france",
      code: FRANCE,
      name: "France",
      population: france.population,
      departement: undefined,
      region: undefined,
      zone: "metro",
    },
  ];
  const index = new Map(LISTED.map((level) => [level, new Map(byLevel[level]?.map((one) => [one.code, one]))]));
  index.set("commune", communesByReportedCode(lists.communes, current, home));
  index.set("siren", bySiren(current, home, byLevel.epci ?? []));
  const parts = partsOf(lists, communes, byLevel.epci ?? [], present);
  const listed: Listed = {
    vintage,
    communes,
    find: (level, code) => index.get(level)?.get(code),
    epciOf: parts.epciOf,
  };
  return {
    vintage,
    sha256,
    france,
    of,
    ...parts,
    places: (level) => byLevel[level] ?? [],
    ...reportedIn(listed, of),
  };
}
/** Apart, so that nothing that lasts holds on to the rows. */
function placesOf(lists: Read["lists"], communes: readonly Place[], home: Map<string, Place>) {
  const departements = populationsBy("departement", communes);
  const regions = populationsBy("region", communes);
  const byLevel: Partial<Record<Level, readonly Place[]>> = {
    commune: communes,
    epci: lists.epci.map((row) => epciOf(row, home)),
    departement: lists.departements.map((row) => areaOf("departement", row, departements)),
    region: lists.regions.filter(({ zone }) => zone !== "com").map((row) => areaOf("region", row, regions)),
  };
  return byLevel;
}
const LISTED: readonly Level[] = ["france", "region", "departement", "epci"];

/**
 * Every code a source may report for a commune. A code that is current stays itself (584 are also those of a delegated
 * commune); one that still names a part of a commune leads to the commune; one that is gone, to what it merged into.
 */
function communesByReportedCode(rows: readonly CommuneRow[], current: readonly CommuneRow[], home: Map<string, Place>) {
  const index = new Map(home);
  const lead = (from: string, to: string | undefined) => {
    const place = to === undefined ? undefined : home.get(to);
    if (place && !index.has(from)) index.set(from, place);
  };
  for (const { code, chefLieu, commune } of rows) lead(code, chefLieu ?? commune);
  for (const { code, anciensCodes } of current) for (const old of anciensCodes ?? []) lead(old, code);
  return index;
}

function bySiren(current: readonly CommuneRow[], home: Map<string, Place>, epci: readonly Place[]) {
  const index = new Map(epci.map((place) => [place.code, place]));
  for (const { siren, code } of current) {
    const place = home.get(code);
    if (siren && place) index.set(siren, place);
  }
  return index;
}

const communeOf = ({ code, nom, population, departement, region, zone }: CommuneRow): Place => ({
  level: "commune",
  code,
  name: nom,
  population,
  departement,
  region: zone === "com" ? undefined : region,
  zone,
});

function shared(own: Place, present: Territories | undefined): Place {
  const known = present?.place("commune", own.code);
  if (known?.code !== own.code) return own;
  const { code, departement, region } = known;
  const name = known.name === own.name ? known.name : own.name;
  const isSame = name === known.name && own.population === known.population && own.zone === known.zone;
  if (isSame && own.departement === departement && own.region === region) return known;
  return { ...own, code, name };
}

function epciOf({ code, nom, populationMunicipale, membres }: EpciRow, home: Map<string, Place>): Place {
  const members = membres.flatMap((member) => home.get(member.code) ?? []);
  const shared = (of: (place: Place) => string | undefined) => {
    const values = new Set(members.map(of));
    return values.size === 1 ? [...values][0] : undefined;
  };
  return {
    level: "epci",
    code,
    name: nom,
    population: populationMunicipale,
    departement: shared(({ departement }) => departement),
    region: shared(({ region }) => region),
    zone: members[0]?.zone ?? "metro",
  };
}

function areaOf(level: "departement" | "region", { code, nom, zone, region }: AreaRow, population: Populations): Place {
  return {
    level,
    code,
    name: nom,
    population: population.get(code),
    departement: level === "departement" ? code : undefined,
    region: level === "region" ? code : zone === "com" ? undefined : region,
    zone,
  };
}

type Populations = ReadonlyMap<string, number>;
/** Inhabitants by département or region; none for one whose communes have no population. */
function populationsBy(level: "departement" | "region", communes: readonly Place[]): Populations {
  const sums = new Map<string, number>();
  for (const { [level]: area, population } of communes)
    if (area !== undefined && population !== undefined) sums.set(area, (sums.get(area) ?? 0) + population);
  return sums;
}

function sumOf(places: readonly Place[]): number {
  return places.reduce((sum, { population }) => sum + (population ?? 0), 0);
}
