// What can be wrong with one row of a push: a closed list, said in French and in English.
import { z } from "zod";

export const LANGUAGES = ["fr", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
/** What is wrong, and what to do. `{found}` and `{expected}` are filled in. */
interface Words {
  readonly fr: readonly [detail: string, hint: string];
  readonly en: readonly [detail: string, hint: string];
}

export const ROW_FAULTS = {
  "row.form": {
    fr: ["une ligne est un objet ; trouvé : {found}", "écrivez metric et value, comme dans docs/push.md"],
    en: ["a row is an object; found: {found}", "write metric and value, as docs/push.md does"],
  },
  "field.unknown": {
    fr: ["ce champ n’existe pas ; attendu : {expected}", "corrigez son nom, ou retirez-le"],
    en: ["there is no such field; expected: {expected}", "correct its name, or remove it"],
  },
  "field.form": {
    fr: ["trouvé : {found} ; attendu : {expected}", "corrigez cette valeur"],
    en: ["found: {found}; expected: {expected}", "correct this value"],
  },
  "metric.unknown": {
    fr: ["{found} n’est pas au catalogue ; la clé la plus proche : {expected}", "docs/metrics.md donne les clés"],
    en: ["{found} is not in the catalogue; the nearest key: {expected}", "docs/metrics.md lists the keys"],
  },
  "metric.ratio": {
    fr: ["{found} est un rapport", "envoyez ses deux parts : {expected}"],
    en: ["{found} is a ratio", "send its two parts: {expected}"],
  },
  "source.none": {
    fr: [
      "aucune source de ce service ne reçoit d’envois",
      'déclarez-en une ("kind": "push") dans son fichier du répertoire, ou demandez-la à /rejoindre',
    ],
    en: [
      "no source of this service takes pushes",
      'declare one ("kind": "push") in its directory file, or ask for it at /rejoindre',
    ],
  },
  "metric.order": {
    fr: ["{found} est déjà donné par une autre source : {expected}", "donnez leur ordre dans le fichier du répertoire"],
    en: ["{found} is stated by another source too: {expected}", "give their order in the directory file"],
  },
  "value.unreadable": {
    fr: ["{found} n’est pas un nombre lisible", "32 chiffres avant le point, 6 après ; au-delà de 15, un texte"],
    en: ["{found} is no number that can be read", "32 digits before the point, 6 after; beyond 15, as text"],
  },
  "value.bounds": {
    fr: ["{found} ne peut pas être : cet indicateur va de {expected}", "corrigez cette valeur"],
    en: ["{found} cannot be: this metric goes from {expected}", "correct this value"],
  },
  "territory.set": {
    fr: [
      "{found} est un ensemble de lieux, dont chacun compte une fois : cette ligne n’en nomme aucun",
      "écrivez une ligne par lieu, ou leur nombre s’il a son indicateur : {expected}",
    ],
    en: [
      "{found} is a set of places, each counted once: this row names none of them",
      "write a row for each place, or their number where it has a metric: {expected}",
    ],
  },
  "territory.code": {
    fr: ["{found} n’a pas la forme d’un code de niveau {expected}", "corrigez le code ou le niveau"],
    en: ["{found} has not the form of a code of level {expected}", "correct the code or the level"],
  },
  "territory.ambiguous": {
    fr: ["{found} est un département ou une région", "écrivez departement:{found} ou region:{found}"],
    en: ["{found} is a département or a région", "write departement:{found} or region:{found}"],
  },
  "period.missing": {
    fr: ["il manque la période : {found} se compte par période", "ajoutez period, par exemple 2026-10"],
    en: ["the period is missing: {found} is counted by period", "add period, such as 2026-10"],
  },
  "period.unexpected": {
    fr: ["{found} est un état : il n’a pas de période", "retirez period ; date dit le jour"],
    en: ["{found} is a state: it has no period", "remove period; date says the day"],
  },
  "period.begins": {
    fr: ["aucune période de ce grain ne commence ainsi : {found}", "donnez le premier jour d’une période"],
    en: ["no period of this grain begins so: {found}", "give the first day of a period"],
  },
  "date.future": {
    fr: ["{found} est à venir ; au plus tard : {expected}", "envoyez ce qui a été mesuré"],
    en: ["{found} is still to come; at the latest: {expected}", "send what was measured"],
  },
  "date.range": {
    fr: ["{found} est hors de ce qui peut être gardé : {expected}", "corrigez ce jour"],
    en: ["{found} is outside what can be kept: {expected}", "correct this day"],
  },
  "date.scope": {
    fr: ["un envoi qui a un scope parle d’un seul moment", "retirez date, ou envoyez ces lignes à part"],
    en: ["a push with a scope speaks of one moment", "remove date, or send these rows apart"],
  },
  "cell.twice": {
    fr: ["la ligne {expected} donne une autre valeur au même endroit : {found}", "gardez l’une des deux"],
    en: ["row {expected} gives another value to the same place: {found}", "keep one of both"],
  },
  "id.used": {
    fr: [
      "cet identifiant a déjà servi à un autre contenu : {found}",
      "donnez un nouvel identifiant à un nouveau contenu",
    ],
    en: ["this id was used for another content: {found}", "give a new content a new id"],
  },
  "member.form": {
    fr: ["ce champ n’a pas la forme attendue", "{expected} donne sa forme"],
    en: ["this member has not the expected form", "{expected} has its form"],
  },
  "member.missing": {
    fr: ["il manque ce champ", "ajoutez-le ; {expected} donne sa forme"],
    en: ["this member is missing", "add it; {expected} has its form"],
  },
  "member.short": {
    fr: ["ce champ est vide, ou trop court", "remplissez-le ; {expected} donne sa forme"],
    en: ["this member is empty, or too short", "fill it in; {expected} has its form"],
  },
  "member.long": {
    fr: ["ce champ est trop long", "raccourcissez-le ; {expected} donne sa forme"],
    en: ["this member is too long", "shorten it; {expected} has its form"],
  },
  "member.union": {
    fr: ["cela n’a aucune des formes possibles : il manque un champ, ou l’un est de trop", "{expected} les donne"],
    en: ["this has none of the possible forms: a member is missing, or one is too many", "{expected} has them"],
  },
  "typed.nothing": {
    fr: ["il n’y a aucun chiffre à enregistrer", "remplissez au moins une ligne, ou donnez un tableau"],
    en: ["there is no figure to record", "fill in one line at least, or give a table"],
  },
  "typed.metric": {
    fr: ["il manque l’indicateur", "choisissez-le dans la liste"],
    en: ["the metric is missing", "choose it in the list"],
  },
  "typed.unnamed": {
    fr: ["« {found} » n’est pas un indicateur du catalogue", "écrivez-le comme la page des indicateurs"],
    en: ['"{found}" is no metric of the catalogue', "write it as the page of metrics does"],
  },
  "typed.month": {
    fr: ["le mois n’est pas lisible", "écrivez par exemple {expected}"],
    en: ["the month cannot be read", "write it as {expected}"],
  },
  "typed.value": {
    fr: ["le nombre manque, ou n’est pas lisible", "écrivez par exemple {expected}"],
    en: ["the number is missing, or cannot be read", "write it as {expected}"],
  },
  "typed.place": {
    fr: ["aucun territoire ne s’appelle « {found} »", "écrivez par exemple {expected}"],
    en: ['no territory is called "{found}"', "write for example {expected}"],
  },
  "typed.places": {
    fr: ["plusieurs territoires s’appellent « {found} »", "écrivez le code du vôtre : {expected}"],
    en: ['several territories are called "{found}"', "write the code of yours: {expected}"],
  },
  "typed.table": {
    fr: ["ce fichier n’est pas un tableau CSV", "dans votre tableur, enregistrez-le au format CSV, puis renvoyez-le"],
    en: ["this file is no CSV table", "save it as CSV in your spreadsheet, then send it again"],
  },
  "typed.column": {
    fr: ["il manque la colonne {expected}", "ajoutez-la à la première ligne du tableau"],
    en: ["the column {expected} is missing", "add it to the first line of the table"],
  },
} as const satisfies Record<string, Words>;
export type RowCode = keyof typeof ROW_FAULTS;
export const ROW_CODES = Object.keys(ROW_FAULTS) as [RowCode, ...RowCode[]];
/** So many faults are told, and kept; all are counted. */
export const FAULTS_TOLD = 1000;

/** A row that is not taken, in no language: as it is kept beside a push of which part was taken. */
export const RowFault = z.strictObject({
  row: z.int().positive().nullable().describe("from 1; null: the request as a whole"),
  pointer: z
    .string()
    .max(500)
    .describe("JSON Pointer into the request; of lines and CSV, as if they were an array of objects"),
  code: z.enum(ROW_CODES),
  found: z.string().max(120),
  expected: z.string().max(300),
});
export type RowFault = z.infer<typeof RowFault>;

/** As it stands in a fact: a newer release may have further codes, and its facts must be read nevertheless. */
export const KeptFault = RowFault.extend({ code: z.string().max(40).describe("which fault; the list may grow") });
export type KeptFault = z.infer<typeof KeptFault>;

/** The same, said to its sender. */
export const RowVerdict = KeptFault.omit({ found: true, expected: true }).extend({
  detail: z.string(),
  hint: z.string().describe("what to do"),
});
export type RowVerdict = z.infer<typeof RowVerdict>;

/** A fault in one language; one of a code that this release does not know is said as a value of another form. */
export function verdictOf({ row, pointer, code, found, expected }: KeptFault, lang: Language): RowVerdict {
  const fill = (text: string) =>
    text.replace(/\{(found|expected)\}/g, (_, name) => (name === "found" ? found : expected));
  const known: Readonly<Record<string, Words>> = ROW_FAULTS;
  const [detail, hint] =
    (Object.hasOwn(known, code) ? known[code] : undefined)?.[lang] ?? ROW_FAULTS["field.form"][lang];
  return { row, pointer, code, detail: fill(detail), hint: fill(hint) };
}
