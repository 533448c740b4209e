// A territory as its page needs it: its communes, what it is in, and whether a place is in it. Pure.
import { FRANCE, type Level, type Place, type Territories } from "../../schemas/territory.ts";
import { inhabitants, isFrench } from "../queries/unions.ts";
import type { Niveau, TerritoryRef } from "../shapes/territory.ts";

export interface Area {
  readonly place: Place;
  readonly level: Niveau | "france";
  /** Of today. France: metropole and overseas départements. */
  readonly communes: readonly Place[];
}

/** The territory that a code names today; `undefined`: the official list has none. */
export function areaOf(territories: Territories, level: Niveau | "france", code: string): Area | undefined {
  const place = territories.place(level, code);
  return place && { place, level, communes: communesOf(territories, level, place) };
}

function communesOf(territories: Territories, level: Niveau | "france", place: Place): readonly Place[] {
  if (level === "commune") return [place];
  if (level === "france") return territories.places("commune").filter(isFrench);
  return territories.communesOf(level, place.code);
}

/** What it is in, the widest first. The parts of an EPCI that spans several are all there, by code. */
export function parentsOf(territories: Territories, { place, level, communes }: Area): Place[] {
  if (level === "france" || level === "region") return [];
  const levels: Niveau[] = level === "departement" ? ["region"] : ["region", "departement"];
  const around = levels.flatMap((one) => {
    const codes = [...new Set(communes.flatMap((commune) => commune[one as "region" | "departement"] ?? []))].sort();
    return codes.flatMap((code) => territories.place(one, code) ?? []);
  });
  const epci = level === "commune" ? territories.epciOf(place.code) : undefined;
  return [...around, ...(epci ? [epci] : [])];
}

/** Whether a place is the area itself or wholly inside it. */
export function holds({ place, level }: Area, other: Place, territories: Territories): boolean {
  if (other.level === level && other.code === place.code) return true;
  switch (level) {
    case "france":
      return isFrench(other);
    case "region":
      return other.level !== "france" && other.region === place.code;
    case "departement":
      return (other.level === "commune" || other.level === "epci") && other.departement === place.code;
    case "epci":
      return other.level === "commune" && territories.epciOf(other.code)?.code === place.code;
    case "commune":
      return false;
  }
}

/** Levels whose cells can speak of an area of a level: its own, and those that lie wholly inside. */
export function speaksOf(level: Niveau | "france"): readonly Level[] {
  if (level === "epci") return ["epci", "commune"];
  const all: readonly Level[] = ["france", "region", "departement", "commune"];
  return all.slice(all.indexOf(level));
}

/**
 * Inhabitants, as decimal; `null`: the official list has none. An EPCI's are those of its communes: its own figure is of
 * another year than theirs, and a whole must be the sum of its parts.
 */
export function populationOf({ level, population }: Place, communes: readonly Place[]): string | null {
  if (level === "epci") return String(inhabitants(communes));
  return population === undefined ? null : String(population);
}

export const territoryRef = ({ level, code, name }: Place): TerritoryRef => ({ level, code, name });
export const isFrance = ({ level, code }: { level: Level; code: string }) => level === "france" && code === FRANCE;
