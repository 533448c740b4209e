// The place that an address asks for: its figures are of that place, and not of the whole country.
import type { OpenQuestion, Said } from "../../schemas/check.ts";
import type { Settings } from "../../schemas/source.ts";
import type { Level, Territories } from "../../schemas/territory.ts";
import { quoted } from "./french.ts";
import type { Recognised } from "./kind.ts";
import { levelNamed, partsOf, saysCount } from "./place-words.ts";
import type { Found } from "./told.ts";

interface AddressPlace {
  /** As the address says it: `departement=62`, `departements/62`. */
  readonly said: string;
  /** Left out: no list knows the code, or no word tells of which level it is. */
  readonly place?: { readonly level: Level; readonly code: string };
}
const PLACE = /^(territoires?|territory|territories|zones?|geo|lieux?|localisation|place)$/;

/** What is of the whole country because nothing in the answer says a place is of the one that its address names. */
export function ofPlaceAsked(known: Recognised, url: string, list: Territories): Recognised {
  const places = known.findings.filter(({ about }) => about === "territory");
  const isOfCountry = places.length > 0 && places.every(({ found }) => found === "france");
  const found = isOfCountry ? placeInAddress(url, list) : undefined;
  if (!found) return known;
  const { settings, findings, questions } = known;
  const asked = Array.isArray(settings?.figures) ? found : { said: found.said };
  return {
    ...known,
    ...(settings && { settings: settingsOf(settings, asked) }),
    findings: [...findings.filter(({ about }) => about !== "territory"), placeFinding(asked)],
    questions: [...(settings ? [askPlace(asked)] : []), ...questions],
  };
}

/** `undefined`: the address names no place. */
function placeInAddress(text: string, list: Territories): AddressPlace | undefined {
  if (!URL.canParse(text)) return undefined;
  const { pathname, searchParams } = new URL(text);
  const parts = pathname.split("/").filter(Boolean);
  const asked = [...searchParams].map(([name, value]) => ({ name, value, said: `${name}=${value}` }));
  const passed = parts.slice(1).map((value, index) => {
    const name = parts[index] ?? "";
    return { name, value: value.replace(/\.\w+$/, ""), said: `${name}/${value}` };
  });
  for (const { name, value, said } of asked) {
    const found = placeOf(name, value, said, list);
    if (found && !isWhole(value)) return found;
  }
  // A word of a path may be a folder's: only a code after it says that there is a place.
  return passed.map(({ name, value, said }) => placeOf(name, value, said, list)).find((found) => found?.place);
}

function placeOf(name: string, value: string, said: string, list: Territories): AddressPlace | undefined {
  if (saysCount(name) || value === "") return undefined;
  const level = levelNamed(name);
  const isPlace = level !== undefined || partsOf(name).some((part) => PLACE.test(part));
  if (!isPlace) return undefined;
  const isKnown = level !== undefined && list.place(level, value) !== undefined;
  return { said, ...(isKnown && { place: { level, code: value } }) };
}

/** Of a parameter that may name the country, or ask for all places at once. */
const isWhole = (value: string) => /^(fr|france|all|tous|toutes|\*|true|false|[01])$/i.test(value);

/** The same settings, their figures of that place; none of them names another. */
function settingsOf(settings: Settings, { place }: AddressPlace): Settings {
  if (!place || !Array.isArray(settings.figures)) return settings;
  const figures = settings.figures.map((figure) => ({ ...(figure as Settings), territory: { ...place } }));
  return { ...settings, figures };
}

function placeFinding({ said, place }: AddressPlace): Found {
  const seen = { fr: `l’adresse dit ${quoted(said)}`, en: `the address says "${said}"` };
  return {
    about: "territory",
    found: place ? `${place.level} ${place.code}` : "france",
    confidence: "guess",
    evidence: seen,
  };
}

function askPlace({ said, place }: AddressPlace): OpenQuestion {
  const chosen: Said = place
    ? { fr: `${place.level} ${place.code} seulement`, en: `${place.level} ${place.code} alone` }
    : { fr: "la France entière", en: "the whole country" };
  return {
    ask: {
      fr: `L’adresse dit « ${said} » : les chiffres sont-ils de ce lieu seulement ? Alors « territory » le dit dans le fichier, avec "level" et "code".`,
      en: `The address says "${said}": are the figures of that place alone? Then "territory" says so in the file, with "level" and "code".`,
    },
    chosen,
  };
}
