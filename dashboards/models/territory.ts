// The models of a territory's page, and of the page from which all are reached.
import { FRANCE, type Place } from "../../schemas/territory.ts";
import { isFrench } from "../queries/unions.ts";
import type { Niveau, Reference, TerritoriesModel, TerritoryModel, TerritoryQuery } from "../shapes/territory.ts";
import { type Area, areaOf, parentsOf, populationOf, territoryRef } from "./area.ts";
import { coverage, coverageOfAll, coveredOf, sharesOf } from "./area-coverage.ts";
import { insideOf, rowOf, rowsOf, sorted } from "./area-rows.ts";
import { servicesHere } from "./area-services.ts";
import type { Footprint } from "./footprint.ts";
import { startupRef } from "./services.ts";

/** `undefined`: the official list has no such territory, under any code. */
export function territoryModel(
  footprint: Footprint,
  level: Niveau | "france",
  code: string,
  query: TerritoryQuery,
): TerritoryModel | undefined {
  const { setting } = footprint;
  const { territories } = setting;
  const area = areaOf(territories, level, code);
  if (!area) return undefined;
  const parents = parentsOf(territories, area);
  const around = aroundOf(footprint, area, parents);
  return {
    head: setting.head,
    territory: identityOf(footprint, area),
    parents: parents.map(territoryRef),
    coverage: coverageOfAll(footprint, area.place, area.communes),
    references: around.map((other) => referenceOf(footprint, other)),
    services: servicesHere(footprint, area, around),
    inside: insideOf(footprint, area, query),
  };
}

function identityOf({ setting }: Footprint, { place, level, communes }: Area): TerritoryModel["territory"] {
  const { territories } = setting;
  const former = level === "commune" ? territories.formerCodesOf(place.code) : [];
  return {
    ...territoryRef(place),
    population: populationOf(place, communes),
    communes: communes.length,
    counted: isFrench(place),
    postalCodes: level === "commune" ? [...territories.postalCodesOf(place.code)] : [],
    former: former.map(({ code, name, kind }) => ({ code, name: name ?? null, kind })),
  };
}

/** What it is compared with: the nearest parents, then France. */
function aroundOf({ setting }: Footprint, { level }: Area, parents: readonly Place[]): Area[] {
  if (level === "france") return [];
  const { territories } = setting;
  const nearest: Niveau = level === "departement" || level === "region" ? "region" : "departement";
  const compared = parents.filter((place) => place.level === nearest || place.level === "epci").reverse();
  const near = compared.flatMap((place) => areaOf(territories, place.level as Niveau, place.code) ?? []);
  return [...near, ...[areaOf(territories, "france", FRANCE)].flatMap((france) => france ?? [])];
}

function referenceOf(footprint: Footprint, { place, communes }: Area): Reference {
  return { territory: territoryRef(place), covered: coverage(footprint, footprint.counts, communes) };
}

export function territoriesModel(footprint: Footprint): TerritoriesModel {
  const { setting, services } = footprint;
  const { territories } = setting;
  const france = areaOf(territories, "france", FRANCE) as Area;
  const overseas = territories.places("commune").filter((place) => !isFrench(place));
  const stating = services.flatMap(({ startup, communes }) => (communes ? [{ startup, communes }] : []));
  return {
    head: setting.head,
    coverage: coverageOfAll(footprint, france.place, france.communes),
    apart: sharesOf(coveredOf(footprint, footprint.counts, overseas), overseas).communes,
    services: stating
      .map(({ startup, communes }) => ({
        ...startupRef(startup),
        communes: String(coveredOf(footprint, communes.members, [...france.communes, ...overseas]).length),
      }))
      .filter(({ communes }) => communes !== "0")
      .sort((a, b) => Number(b.communes) - Number(a.communes)),
    unlisted: stating.flatMap(({ startup, communes }) =>
      communes.unlisted.length > 0 ? [{ service: startupRef(startup), codes: [...communes.unlisted] }] : [],
    ),
    regions: sorted(rowsOf(footprint, france, "region"), "nom"),
    departements: rowsOf(footprint, france, "departement").sort((a, b) => (a.code < b.code ? -1 : 1)),
    collectivites: territories
      .places("departement")
      .filter((place) => !isFrench(place))
      .flatMap((place) => {
        const communes = territories.communesOf("departement", place.code);
        return communes.length > 0 ? [rowOf(footprint, place, communes, false)] : [];
      }),
  };
}
