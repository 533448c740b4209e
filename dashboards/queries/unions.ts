// Sets of territories: each place of an official list once, whatever code named it. Pure.
import type { Metric } from "../../schemas/catalogue-model.ts";
import { LEVELS, type Level, type Place, type Territories } from "../../schemas/territory.ts";
import { onceEach } from "./once-each.ts";
import type { Valued } from "./totals.ts";

/** A part of a whole, as decimals. */
export interface Part {
  readonly part: string;
  readonly whole: string;
}
export interface Union {
  readonly level: Level;
  /** Places of the list, each once; overseas collectivities too. */
  readonly places: readonly Place[];
  /** Codes that lead to no place of the list: in no count and no share. */
  readonly unlisted: readonly string[];
  readonly value: string;
  /** Places of metropole and overseas départements, of all there are; `null` for organisations. */
  readonly share: Part | null;
  /** Inhabitants of those communes; `null` at other levels. */
  readonly population: Part | null;
}

/** The level that a membership is counted at: what its unit is, else the finest that is stated. */
export function levelOf(metric: Metric, levels: ReadonlySet<Level>): Level | undefined {
  const own = LEVELS.find((level) => level === metric.subject);
  return own && levels.has(own) ? own : LEVELS.findLast((level) => levels.has(level));
}

/** Whether members are organisations: they are counted by their own number, listed or not. */
export const isOrganisation = (level: Level) => level === "siren" || level === "siret";

/** The list that codes are told by, and the day on which they are reported. */
export interface Told {
  readonly territories: Territories;
  readonly day: string;
}

/** The union of one membership's cells of one level, of one startup on one day. Nulls are in no union. */
export function unionOf(level: Level, all: readonly Valued[], told: Told): Union {
  const made = unionsOf(told.territories)(all);
  const union = made.get(level) ?? unionOfCodes(level, codesOf(level, all), told);
  made.set(level, union);
  return union;
}
/** By level: cells that were decided once are counted once. */
const unionsOf = onceEach((_: Territories) => onceEach((_: readonly Valued[]) => new Map<Level, Union>()));

const codesOf = (level: Level, all: readonly Valued[]) =>
  new Set(all.flatMap(({ cell, value }) => (cell.level === level && value !== null ? [cell.code] : [])));

/** The union of the unions of several startups, of one level. */
export function unionOfAll(level: Level, all: readonly Union[], territories: Territories): Union {
  const places = new Map<string, Place>();
  for (const union of all) for (const place of union.places) places.set(place.code, place);
  return unionOfPlaces(level, places, new Set(all.flatMap(({ unlisted }) => unlisted)), territories);
}

export function unionOfCodes(level: Level, codes: ReadonlySet<string>, { territories, day }: Told): Union {
  if (isOrganisation(level)) return unionOfPlaces(level, new Map(), codes, territories);
  const places = new Map<string, Place>();
  const unlisted = new Set<string>();
  for (const code of codes) {
    const named = territories.placesOf(level, code, day);
    for (const place of named) places.set(place.code, place);
    if (named.length === 0) unlisted.add(code);
  }
  return unionOfPlaces(level, places, unlisted, territories);
}

/** Of today's places by code, and of codes that the list does not have: for organisations, all of them. */
function unionOfPlaces(
  level: Level,
  places: ReadonlyMap<string, Place>,
  others: ReadonlySet<string>,
  territories: Territories,
): Union {
  const unlisted = [...others].sort();
  if (isOrganisation(level))
    return { level, places: [], unlisted, value: String(unlisted.length), share: null, population: null };
  const listed = [...places.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  const french = listed.filter(isFrench);
  return {
    level,
    places: listed,
    unlisted,
    value: String(listed.length),
    share: { part: String(french.length), whole: String(countOf(level, territories)) },
    population:
      level === "commune" ? { part: String(inhabitants(french)), whole: String(territories.france.population) } : null,
  };
}

/** Metropole and overseas départements: what shares of France are counted in. */
export const isFrench = ({ zone }: Place) => zone !== "com";

function countOf(level: Level, territories: Territories): number {
  return level === "commune" ? territories.france.communes : territories.places(level).filter(isFrench).length;
}

/** Those that the list gives no population are in no sum. */
export function inhabitants(places: readonly Place[]): number {
  return places.reduce((sum, { population }) => sum + (population ?? 0), 0);
}

/** Communes of each département, by its code: the list's, or a union's. */
export function byDepartement(communes: readonly Place[]): Map<string, Place[]> {
  const groups = new Map<string, Place[]>();
  for (const commune of communes) {
    const code = commune.departement ?? commune.code;
    const group = groups.get(code);
    if (group) group.push(commune);
    else groups.set(code, [commune]);
  }
  return groups;
}
