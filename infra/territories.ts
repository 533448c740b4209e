// The official list of territories (COG), from `@etalab/decoupage-administratif`: what a reported code names today.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { FRANCE, hasForm, type Level, type Place, type Territories } from "../schemas/territory.ts";
import type { AreaRow, CommuneRow, EpciRow, Lists } from "./territory-lists.ts";
import { partsOf } from "./territory-parts.ts";

const PACKAGE = "@etalab/decoupage-administratif";
/** Major version of the package → year of its list. */
const VINTAGES: Readonly<Record<string, string>> = { "3": "2023", "4": "2024", "5": "2025", "6": "2026" };

/**
 * Loads the list of the installed package, in about a quarter of a second: load it once.
 *
 * `place("siren", …)` names the commune or EPCI whose number it is, `place("siret", …)` the one that owns the
 * establishment; other organisations are `undefined`. Overseas collectivities have no region. An EPCI that spans two
 * départements has none.
 * @throws {Error} when the package is missing or its list is of a year this release does not know.
 */
export async function loadTerritories(): Promise<Territories> {
  const home = join(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`), "..");
  const { version } = JSON.parse(await readFile(join(home, "package.json"), "utf8")) as { version: string };
  const vintage = VINTAGES[version.split(".")[0] ?? ""];
  if (!vintage) throw new Error(`${PACKAGE} ${version} holds a year that infra/territories.ts does not know`);
  const hash = createHash("sha256");
  const lists: Partial<Record<keyof Lists, unknown>> = {};
  for (const name of ["communes", "epci", "departements", "regions"] as const) {
    const bytes = await readFile(join(home, "data", `${name}.json`));
    hash.update(bytes);
    lists[name] = JSON.parse(bytes.toString("utf8"));
  }
  return territories(lists as Lists, vintage, hash.digest("hex"));
}

function territories(lists: Lists, vintage: string, sha256: string): Territories {
  const current = lists.communes.filter(({ type }) => type === "commune-actuelle");
  const communes = current.map(communeOf);
  const home = new Map(communes.map((place) => [place.code, place]));
  const departements = populationsBy("departement", communes);
  const regions = populationsBy("region", communes);
  const byLevel: Partial<Record<Level, readonly Place[]>> = {
    commune: communes,
    epci: lists.epci.map((row) => epciOf(row, home)),
    departement: lists.departements.map((row) => areaOf("departement", row, departements)),
    region: lists.regions.filter(({ zone }) => zone !== "com").map((row) => areaOf("region", row, regions)),
  };
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
  return {
    vintage,
    sha256,
    france,
    ...partsOf(lists, communes, byLevel.epci ?? []),
    places: (level) => byLevel[level] ?? [],
    place: (level, code) =>
      level === "siret"
        ? hasForm("siret", code)
          ? index.get("siren")?.get(code.slice(0, 9))
          : undefined
        : index.get(level)?.get(code),
  };
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
