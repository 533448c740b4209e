// Territories that an answer names by something else than their code: a postal code, a name, the number of an authority.
import type { Level, Place, Territories, Vintage } from "../../schemas/territory.ts";

export const PLACE_WORDS = ["postal", "name", "siren"] as const;
/** How a territory is named, and in which official list it is looked for: the same for ever, so that a rebuild gives the same cells. */
export interface Naming {
  readonly by: (typeof PLACE_WORDS)[number];
  readonly level: Level;
  readonly vintage: Vintage;
}
/** The code of the one place that a text names; else in words why it is none, which is no code: the row has no cell then. */
export type FindPlace = (text: string, departement?: string) => string;

/** @throws {TypeError} when the caller has no official lists: the roof hands them to every reader */
export function placeFinder({ by, level, vintage }: Naming, lists: Territories | undefined): FindPlace {
  if (!lists) throw new TypeError("a reader that looks for places was handed no official lists");
  const list = lists.of(vintage);
  switch (by) {
    case "postal":
      return (text) => onlyOne(indexesOf(list).postal.get(text) ?? [], `postal code ${text}`);
    case "siren":
      return (text) => {
        const place = list.place(text.length === 14 ? "siret" : "siren", text);
        return place?.level === level ? place.code : `number ${text}: no ${level}`;
      };
    case "name":
      return (text, departement) => {
        const named = indexesOf(list).names.get(plain(text)) ?? [];
        const code = departement === undefined ? undefined : departementOf(list, departement);
        const there = departement === undefined ? named : named.filter((place) => place.departement === code);
        return onlyOne(there, departement === undefined ? `"${text}"` : `"${text}" in ${departement}`);
      };
  }
}

/** Several are never chosen among, nor is the figure given to all: who reads the mapping is told how many there are. */
function onlyOne(places: readonly Place[], asked: string): string {
  const [one] = places;
  if (one && places.length === 1) return one.code;
  return `${asked}: ${places.length === 0 ? "no commune" : `${places.length} communes`}`;
}

/** By its code or its name. */
function departementOf(list: Territories, text: string): string | undefined {
  const code = text.toUpperCase();
  const asked = plain(text);
  return (list.place("departement", code) ?? list.places("departement").find(({ name }) => plain(name) === asked))
    ?.code;
}

/** The communes of a list that have a name. */
export function namesakes(list: Territories, name: string): readonly Place[] {
  return indexesOf(list).names.get(plain(name)) ?? [];
}

interface Indexes {
  readonly postal: ReadonlyMap<string, readonly Place[]>;
  readonly names: ReadonlyMap<string, readonly Place[]>;
}
const made = new WeakMap<Territories, Indexes>();

function indexesOf(list: Territories): Indexes {
  const found = made.get(list) ?? {
    postal: grouped(list.places("commune"), ({ code }) => list.postalCodesOf(code)),
    names: grouped(list.places("commune"), ({ name }) => [plain(name)]),
  };
  made.set(list, found);
  return found;
}

function grouped(places: readonly Place[], keysOf: (place: Place) => readonly string[]): Map<string, Place[]> {
  const groups = new Map<string, Place[]>();
  for (const place of places)
    for (const key of new Set(keysOf(place))) {
      const group = groups.get(key);
      if (group) group.push(place);
      else groups.set(key, [place]);
    }
  return groups;
}

/** Without what people write differently: case, accents, ligatures, hyphens, apostrophes, and "Saint" for "St". */
export function plain(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .split(" ")
    .map((word) => ({ st: "saint", ste: "sainte", sts: "saints", stes: "saintes" })[word] ?? word)
    .join(" ");
}
