// The index of official places: built once for a list, scanned whole for each question, in a few milliseconds. Pure.
import type { FormerCode, Place, Territories } from "../../schemas/territory.ts";
import { folded, wordsOf } from "./fold.ts";

type Searched = "commune" | "epci" | "departement" | "region";
interface Entry {
  readonly place: Place;
  /** Folded. */
  readonly name: string;
  /** Name, code and postal codes, folded: each word of a question must begin one of its words. */
  readonly text: string;
  readonly former: FormerCode | undefined;
}
export interface Hit {
  readonly place: Place;
  /** The name or code of the past that it was found by. */
  readonly former: FormerCode | undefined;
}
export type SearchIndex = ReadonlyMap<Searched, readonly Entry[]>;

export function searchIndexOf(territories: Territories): SearchIndex {
  const levels: readonly Searched[] = ["commune", "epci", "departement", "region"];
  return new Map(
    levels.map((level) => [
      level,
      territories.places(level).flatMap((place) => {
        const { code, name } = place;
        const postal = level === "commune" ? territories.postalCodesOf(code) : [];
        const former = level === "commune" ? territories.formerCodesOf(code) : [];
        return [entryOf(place, name, [code, ...postal]), ...former.map((one) => formerEntry(place, one))];
      }),
    ]),
  );
}

function entryOf(place: Place, name: string, codes: readonly string[], former?: FormerCode): Entry {
  const words = folded(name);
  return { place, name: words, text: `${words} ${codes.join(" ").toLowerCase()}`, former };
}
const formerEntry = (place: Place, former: FormerCode) => entryOf(place, former.name ?? "", [former.code], former);

/** Places of a level whose words begin with all words of a question, the best first; each place once. */
export function searchPlaces(index: SearchIndex, level: Searched, question: string): Hit[] {
  const words = wordsOf(question);
  if (words.length === 0) return [];
  const starts = words.map((word) => ` ${word}`);
  const whole = starts.join("");
  const found = new Map<string, { entry: Entry; rank: number }>();
  for (const entry of index.get(level) ?? []) {
    if (!starts.every((start) => entry.text.includes(start))) continue;
    const rank = rankOf(entry, whole);
    const known = found.get(entry.place.code);
    if (!known || rank < known.rank) found.set(entry.place.code, { entry, rank });
  }
  return [...found.values()]
    .sort((a, b) => a.rank - b.rank || (b.entry.place.population ?? 0) - (a.entry.place.population ?? 0))
    .map(({ entry: { place, former } }) => ({ place, former }));
}

/** 0: the name, the code or a postal code itself · 1: a name of which it is the beginning · 2: words · then the past. */
function rankOf({ name, text, former }: Entry, whole: string): number {
  const past = former ? 3 : 0;
  const bare = name.replace(/^ (le|la|les|l) /, " ");
  const isCode = /^ \d[\da-b]+$/.test(whole) && `${text} `.includes(`${whole} `);
  if (isCode || whole === name || whole === bare) return past;
  return past + (name.startsWith(whole) || bare.startsWith(whole) ? 1 : 2);
}
