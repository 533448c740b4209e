// What a name says of its values, by its whole words: the level of a place, a code, a count, or a total of the rows beside it.
import type { Level } from "../../schemas/territory.ts";

const LEVEL_WORDS: readonly (readonly [Level, RegExp])[] = [
  ["siret", /^sirets?$/],
  ["siren", /^sirens?$/],
  ["epci", /^(epcis?|intercommunalites?|cog_?epci)$/],
  ["region", /^(regions?|reg)$/],
  ["departement", /^(departements?|departments?|depts?|deps?)$/],
  ["commune", /^(communes?|insee|codgeo|cog|com|ville|villes)$/],
];
/** Words that make a name one of a number, whatever else it says. */
const COUNT = /^(nb|nbr|nbre|nombre|nombres|count|counts|total|totaux|effectifs?|compte|somme|sum)$/;
/** Numbers that name something: adding them up says nothing. */
const CODE =
  /^(code|codes|insee|siret|siren|nic|rna|uai|finess|ape|naf|postal|postale|postcode|zip|zipcode|cp|geo|geocode|identifiant|tel|telephone|phone|http)$/;
const STATUS = /^(status|statut|state|etat|errno|error)$/;
/** What stands for all rows beside it. */
const TOTAL =
  /^(grand )?(total|totaux|ensemble|tous|toutes|tout|all|global|cumul)( (general|france|national|confondus?|confondues?))?$/;

/** `codeDépartement_37` → code, departement, 37. */
export function partsOf(name: string): string[] {
  return plainText(name.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2"))
    .split(" ")
    .filter(Boolean);
}

/** `nb_communes`, `n_departements`, `total de départements`: how many there are, and not which. */
export function saysCount(name: string): boolean {
  const parts = partsOf(name);
  return parts.some((part) => COUNT.test(part)) || (parts.length > 1 && parts[0] === "n");
}

/** The level whose word is in a name; `undefined`: none, or it says how many there are. */
export function levelNamed(name: string): Level | undefined {
  return saysCount(name) ? undefined : levelWord(name);
}

/** The same of a map's own name: `nb_par_departement` says what its keys are. */
export function levelWord(name: string): Level | undefined {
  const parts = partsOf(name);
  return LEVEL_WORDS.find(([, word]) => parts.some((part) => word.test(part)))?.[0];
}

/** Whether a name says a code or an identifier: `code_postal`, `id`, `cp`, `status`. */
export function saysCode(name: string): boolean {
  if (saysCount(name)) return false;
  const parts = partsOf(name);
  return (
    parts.some((part) => CODE.test(part)) ||
    parts.at(-1) === "id" ||
    (parts.length === 1 && STATUS.test(parts[0] ?? ""))
  );
}

/** `departement`, `commune`: a number under such a name is a code; of `communes` it is how many there are. */
export function isPlaceWord(name: string): boolean {
  const [only = "", ...more] = partsOf(name);
  return more.length === 0 && !only.endsWith("s") && LEVEL_WORDS.some(([, word]) => word.test(only));
}

/** Ages and hours are numbers by which rows are told apart, and none that is counted. */
export function saysAxis(name: string): boolean {
  return /^(ages?|heures?|hours?|tranche)$/.test(partsOf(name).join(" "));
}

/** A label or a key that stands for all the others: `Total`, `Ensemble`, `Tous confondus`. */
export function isTotal(label: string): boolean {
  return TOTAL.test(plainText(label));
}

function plainText(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}
