// Names of places as a column: read by the official list where each names one commune; else told, for a name is no code.

import type { Said } from "../../schemas/check.ts";
import { type Place, PRESENT, type Territories } from "../../schemas/territory.ts";
import { namesakes, plain } from "../endpoints/places.ts";
import type { ByName, Field, Role } from "./column.ts";
import { counted, few, numberFr, quoted } from "./french.ts";
import { isDepartement, type Known } from "./known.ts";
import { isTotal, levelNamed } from "./place-words.ts";

/** Most of the distinct texts name a place. */
const MOST = 0.8;
/** A few words may be names of communes by chance, unless the column says that it holds places. */
const LEAST = 3;
const PLACES = /commune|ville|town|city|municipal|localit|territoire|lieu|place/i;
/** Names are in one list only: the present one, which a pull then uses for ever. */
const LIST = PRESENT;

/** What a column of texts is that are names of places; `undefined`: they are none. */
export function namesIn(
  field: Pick<Field, "name" | "from">,
  texts: readonly string[],
  list: Territories,
): Role | undefined {
  if (field.from === "above") return undefined;
  const each = [...new Set(texts)].filter((text) => !isTotal(text));
  if (field.from === "key" && placesNamed(list, each) === undefined) return undefined;
  const share = (isOne: (text: string) => boolean) => each.filter(isOne).length >= each.length * MOST;
  for (const [level, word, ofEach] of [
    ["departement", "départements", "chacun"],
    ["region", "régions", "chacune"],
  ] as const) {
    const isNamed = levelNamed(field.name) === level;
    if (
      (isNamed || each.length >= LEAST || field.from === "key") &&
      share((text) => places(list, level).has(plain(text)))
    )
      return { is: "names", level, why: noCodes(word, ofEach, each[0] ?? "") };
  }
  if (each.length < LEAST && !PLACES.test(field.name)) return undefined;
  if (!share((text) => namesakes(list, text).length > 0)) return undefined;
  const several = each.filter((text) => namesakes(list, text).length > 1);
  const one = each.length - several.length;
  const seen: Said = {
    fr: `${counted(one, "texte", "textes")} sur ${numberFr(each.length)} ${few(one, "désigne", "désignent chacun")} une seule commune de la liste officielle`,
    en: `${one} of ${each.length} texts each name one commune of the official list`,
  };
  return { is: "names", level: "commune", seen, several, why: { fr: "", en: "" } };
}

/** The level of which all of several texts are names, as keys or headings; `undefined`: they are words. */
export function placesNamed(
  list: Territories,
  texts: readonly string[],
): "region" | "departement" | "commune" | undefined {
  const each = [...new Set(texts)].filter((text) => !isTotal(text));
  if (each.length < 2) return undefined;
  for (const level of ["region", "departement"] as const)
    if (each.every((text) => places(list, level).has(plain(text)))) return level;
  return each.length >= LEAST && each.every((text) => namesakes(list, text).length > 0) ? "commune" : undefined;
}

function noCodes(word: string, ofEach: string, example: string): Said {
  return {
    fr: `des noms de ${word}, comme ${quoted(example)}, ne sont pas des codes : demandez le code de ${ofEach}`,
    en: `names of ${word}, as "${example}", are no codes: ask for the code of each`,
  };
}
function ambiguous(example: string): Said {
  return {
    fr: `ce sont des noms de communes, et plusieurs communes s’appellent ${quoted(example)} : demandez le code Insee de chacune, ou son département`,
    en: `names of communes, and several communes have "${example}": ask for the Insee code of each, or for its département`,
  };
}

function places(list: Territories, level: "departement" | "region"): ReadonlySet<string> {
  const known = made.get(list) ?? {
    departement: namesOf(list.places("departement")),
    region: namesOf(list.places("region")),
  };
  made.set(list, known);
  return known[level];
}
const made = new WeakMap<Territories, Readonly<Record<"departement" | "region", ReadonlySet<string>>>>();
const namesOf = (all: readonly Place[]) => new Set(all.map(({ name }) => plain(name)));

/**
 * The fields with names of communes made a place, where the list can tell each: alone, or with the département beside it.
 * Where codes stand in the row, names say nothing more.
 */
export function withNames(known: readonly Known[]): readonly Known[] {
  const departement = known.find(isDepartement)?.field;
  const isCoded = known.some(({ role }) => role.is === "place" && !role.levels.includes("departement"));
  return known.flatMap((one): Known[] => {
    const { field, role } = one;
    if (role.is !== "names") return [one];
    if (isCoded || known.some((other) => other.role.is === "place" && other.role.levels.includes(role.level)))
      return [{ field, role: { is: "word", distinct: [...new Set(field.values.map(String))] } }];
    if (role.level !== "commune") return field === departement && hasTowns(known) ? [] : [one];
    const [first] = role.several ?? [];
    if (first !== undefined && departement === undefined) {
      return [{ field, role: { ...role, why: ambiguous(first) } }];
    }
    const naming: ByName = { by: "name", vintage: LIST, ...(departement && { departement: departement.at }) };
    return [
      { field, role: { is: "place", levels: ["commune"], sure: false, seen: role.seen ?? { fr: "", en: "" }, naming } },
    ];
  });
}

const hasTowns = (known: readonly Known[]) => known.some(({ role }) => role.is === "names" && role.level === "commune");
