// Whether values are codes of places: by their official list, and by what their name says. A code's form alone is a number's too.
import { hasForm, type Level, type Territories } from "../../schemas/territory.ts";
import { Codes, MOST, placed } from "./code-list.ts";
import type { Field, Role } from "./column.ts";
import { codeFr, numberFr } from "./french.ts";
import { ambiguous, asNumber, howMany, SEVERAL, twoLevels, unknown, withoutZero } from "./place-codes-told.ts";
import { levelNamed, levelWord, partsOf, saysCode, saysCount } from "./place-words.ts";
import { yearless } from "./undated.ts";

/** Of a column that is named as places, a few values may be a total or a name. */
const HALF = 0.5;
/** What no number looks like: a zero before it, or the letter of Corsica. */
const UNMISTAKABLE = /^(0\d|\d[AB]\d*$)/;
const MONTH_KEY = /^(0[1-9]|1[0-2])$/;

/** What a field's values are by their codes; `undefined`: they are none. */
export function codesIn({ name, from }: Field, values: readonly unknown[], list: Territories): Role | undefined {
  const codes = new Codes(values.map(String), list);
  if (codes.each.length === 0) return undefined;
  if (from === "key") return ofKeys(name, codes);
  if (values.every((value) => typeof value === "number")) return ofNumbers(name, codes);
  if (saysCount(name) || !values.some((value) => typeof value === "string")) return undefined;
  const named = levelNamed(name);
  const organisations = named === "epci" ? undefined : ofOrganisations(name, codes);
  return organisations ?? (named ? ofNamed(name, named, codes) : unnamed(name, codes));
}

/** Keys of a map: all of them are places, but for a total. */
function ofKeys(name: string, codes: Codes): Role | undefined {
  const { each } = codes;
  const named = levelWord(name);
  const [example = ""] = each;
  if (named !== "departement" && named !== "region" && each.every((key) => MONTH_KEY.test(key)))
    return { is: "undated", why: yearless(example) };
  const organisations = organisationsIn(codes);
  if (organisations) return organisations;
  if (named === "region" && codes.known("region") === 1) return placed("region", true, codes, true);
  if (codes.known("departement") === 1) {
    if (named === "departement") return placed("departement", true, codes, true);
    if (each.length < 2 || !isPlainDepartement(each)) return { is: "unplaced", why: ambiguous(example) };
    if (codes.known("region") === 1) return { is: "unplaced", why: twoLevels(example) };
    return placed("departement", false, codes, true);
  }
  const level = (["epci", "commune"] as const).find((one) => codes.known(one) >= MOST);
  if (level) return placed(level, true, codes, true);
  if (codes.formed("commune") < 1) return undefined;
  const isFew = each.length < 3 && codes.known("commune") === 0; // of one or two, the list cannot tell much
  return isFew ? placed("commune", false, codes, true) : { is: "unplaced", why: unknown("commune", example) };
}

/** Numbers have lost a zero, where there was one: they are codes only where their name says so and the list knows them. */
function ofNumbers(name: string, codes: Codes): Role | undefined {
  const level = levelNamed(name);
  const { each, list } = codes;
  const [example = ""] = each;
  if (level === undefined || isPlural(name)) return undefined;
  if (each.length === 1) return codes.known(level) === 1 ? { is: "unplaced", why: howMany(name, example) } : undefined;
  if (codes.known(level) === 1) return placed(level, false, codes);
  if (level === "siret" || level === "siren") return { is: "unplaced", why: asNumber(level, example) };
  const lost = each.find((code) => list.place(level, code) === undefined && list.place(level, `0${code}`));
  if (lost !== undefined) return { is: "unplaced", why: withoutZero(level, lost) };
  return codes.formed(level) > HALF ? { is: "unplaced", why: unknown(level, example) } : undefined;
}

function ofOrganisations(name: string, codes: Codes): Role | undefined {
  const isNamed = saysCode(name) || levelNamed(name) !== undefined || name === "";
  return isNamed || codes.formed("siret") === 1 ? organisationsIn(codes) : undefined;
}

/** A column whose name tells the level of its codes. */
function ofNamed(name: string, level: Level, codes: Codes): Role | undefined {
  const { each } = codes;
  const [example = ""] = each;
  const formed = codes.formed(level);
  const isKnown = level === "siren" || level === "siret" ? formed > 0 : codes.known(level) >= HALF;
  if (isPlural(name) && !each.some((text) => UNMISTAKABLE.test(text)))
    return isKnown || formed > HALF ? { is: "unplaced", why: howMany(name, example) } : undefined;
  if (isKnown) return placed(level, formed >= MOST, codes);
  return formed > HALF ? { is: "unplaced", why: unknown(level, example) } : undefined;
}

/** A column whose name tells no level: it has to say that it holds codes, or they have to look like no number. */
function unnamed(name: string, codes: Codes): Role | undefined {
  const { each } = codes;
  const isCode = saysCode(name);
  const isPlain = name === "" || each.some((text) => UNMISTAKABLE.test(text));
  if (isPostal(name) || !(isCode || (isPlain && each.length >= 3))) return undefined;
  const level = (["epci", "commune"] as const).find((one) => codes.known(one) >= MOST);
  if (level) return placed(level, false, codes);
  if (codes.known("departement") >= MOST && (isCode || isPlainDepartement(each))) {
    if (codes.known("region") === 1) return { is: "unplaced", why: twoLevels(each[0] ?? "") };
    return placed("departement", false, codes);
  }
  return isCode && codes.known("commune") + codes.known("departement") > HALF
    ? { is: "unplaced", why: SEVERAL }
    : undefined;
}

/** Identifiers of organisations, perhaps with codes of communes among them. */
function organisationsIn(codes: Codes): Role | undefined {
  const found = (["siret", "siren", "commune"] as const).filter((level) => codes.formed(level) > 0);
  const all = found.reduce((sum, level) => sum + codes.formed(level), 0);
  if (found.length > 1 && all >= HALF) {
    const count = (level: Level) => codes.texts.filter((text) => hasForm(level, text)).length;
    return {
      is: "place",
      levels: found,
      sure: false,
      seen: {
        fr: found.map((level) => `${numberFr(count(level))} ${codeFr(level, count(level))}`).join(", "),
        en: found.map((level) => `${count(level)} ${level}`).join(", "),
      },
    };
  }
  return codes.formed("siret") === 1 ? placed("siret", true, codes) : undefined;
}

const isPostal = (name: string) => partsOf(name).some((part) => /^(postale?|postcode|zip|zipcode|cp)$/.test(part));
/** Hours, days and ages have two digits as well: the letter of Corsica, three digits, or a zero beside what no clock says. */
const isPlainDepartement = (each: readonly string[]) =>
  each.some((text) => /^(2[AB]|9[78]\d)$/.test(text)) ||
  (each.some((text) => /^0\d$/.test(text)) && each.some((text) => Number(text) > 59));
function isPlural(name: string): boolean {
  return partsOf(name).some((part) =>
    /^(communes|villes|departements|departments|depts|deps|regions|epcis|intercommunalites)$/.test(part),
  );
}
