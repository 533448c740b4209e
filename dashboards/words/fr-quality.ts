// What the quality pages say in French: sources and who must act, deliveries, the ledger.

import type { Verdict } from "../queries/deliveries.ts";
import type { LedgerPart } from "../queries/ledger.ts";
import type { Actor } from "../who-acts.ts";
import { few } from "./fr-sources.ts";

type Every = "day" | "week" | "month";
const CELL: Record<Every, readonly [string, string]> = {
  day: ["jour", "jours"],
  week: ["semaine", "semaines"],
  month: ["mois", "mois"],
};
const actors: Record<Exclude<Actor, "team">, string> = {
  network: "Le réseau",
  operator: "L’exploitant de Relevé",
  nobody: "Personne",
};
const verdicts: Record<Verdict, string> = {
  counted: "prise en compte",
  released: "prise en compte après vérification",
  held: "retenue (à vérifier)",
  withdrawn: "retirée par décision",
  rejected: "refusée",
  failed: "échec",
  duplicate: "déjà reçue",
};
const parts: Record<LedgerPart, string> = {
  answers: "réponses et envois",
  failures: "lectures en échec",
  declarations: "déclarations de sources",
  decisions: "faits sur des décisions",
  unreadable: "faits illisibles",
  counted: "pris en compte",
  withdrawn: "retirés par décision",
  held: "retenus (à vérifier)",
  rejected: "refusés",
  duplicates: "reçus deux fois",
  new: "nouvelles",
  changed: "changées",
  same: "identiques",
  doubtful: "illisibles ou contradictoires",
  written: "écrits",
};

export const quality = {
  name: "Qualité",
  title: (toAct: number, text: string, all: string) =>
    toAct === 0
      ? "Aucune source ne demande d’action"
      : `${text} ${few(toAct, "source", "sources")} sur ${all} ${few(toAct, "demande", "demandent")} une action`,
  empty: "Aucune source n’est encore raccordée",
  lead: "Ce que chaque service a envoyé, quand, et qui doit agir. Un chiffre ancien reste affiché, avec sa date.",
  incidents: (count: number, text: string) => (count < 2 ? "Incident en cours." : `${text} incidents en cours.`),
  incidentLine: (name: string, since: string) => `${name} : plus de donnée depuis le ${since}.`,
  incidentNever: (name: string) => `${name} : aucune donnée.`,
  more: (count: number, text: string) => `Et ${text} ${few(count, "autre", "autres")} :`,
  follow: "voir toutes les sources interrompues",
  cards: "Quatre mesures de la qualité",
  onTime: "Sources à l’heure",
  outOf: (all: string) => `sur ${all}`,
  expected: "sources attendues ; une source, pas un service",
  byHand: (hand: string, idle: string) =>
    `N’y sont pas : ${hand} déclarées à la main et ${idle} non attendues à la phase de leur service. Un service peut avoir plusieurs sources.`,
  delay: "Délai médian",
  delaySub: "entre la réponse d’une source et sa prise en compte, sur 4 semaines",
  age: (duration: string) => `Dernière donnée des sources attendues : ${duration} en médiane`,
  noAge: "Aucune donnée des sources attendues",
  rejected: "Réponses refusées",
  rejectedSub: (rejected: string, total: string) => `${rejected} sur ${total}, sur 4 semaines`,
  unreadable: (unreadable: string, values: string) =>
    `Valeurs en doute, illisibles ou contredites : ${unreadable} sur ${values}`,
  revised: "Chiffres révisés",
  revisedSub:
    "de périodes closes, changés par leur source en 4 semaines ; une seule révision peut en changer plusieurs",
  seeRevisions: "Voir ces révisions",
  none: "—",
  idle: "aucun chiffre n’est attendu à la phase du service : personne n’a à agir",
  duration: (ms: number): string => {
    if (ms < 1000) return "moins d’une seconde";
    if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
    if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
    const minutes = Math.round(ms / 60_000);
    if (ms < 48 * 3_600_000) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;
    return `${Math.round(ms / 86_400_000)} jours`;
  },
  table: "État des sources",
  tableSub: (text: string, day: string) =>
    `Les problèmes d’abord · ${text} sources, au ${day} · une case est un envoi attendu, du plus ancien au plus récent`,
  filter: "Choisir un état",
  all: "toutes les sources",
  source: "Source",
  state: "État",
  received: "Envois reçus",
  happens: "Ce qui se passe",
  who: "Qui doit agir",
  last: (day: string) => `dernière donnée : ${day}`,
  neverLast: "dernière donnée : jamais",
  kind: (kind: string, every: string | null) => (every === null ? kind : `${kind}, ${every}`),
  push: "Envoi par le service",
  endpoint: (kind: string) => `Interface ${kind}`,
  noStrip: "sans rythme attendu",
  strip: (
    every: Every,
    { expected, received, late, held }: Record<"expected" | "received" | "late" | "held", number>,
  ) => {
    if (expected === 0) return "pas encore attendu";
    const [one, many] = CELL[every];
    const more = [
      late > 0 ? `dont ${late} en retard` : "",
      held > 0 ? `${held} ${few(held, "retenu", "retenus")}` : "",
    ];
    return [`${received} ${few(received, one, many)} sur ${expected}`, ...more]
      .filter((part) => part !== "")
      .join(", ");
  },
  legend: {
    title: "Légende des cases",
    o: "reçu",
    l: "reçu en retard",
    h: "retenu",
    m: "manquant",
    ".": "pas encore attendu",
  },
  nothing: "Rien à signaler",
  doubted: (names: string) => `Doute : ${names}.`,
  waits: (reason: string) => `Réponse retenue : ${reason}.`,
  refused: (reason: string, day: string) => `Réponse du ${day} refusée : ${reason}.`,
  failed: (reason: string, day: string) => `Lecture du ${day} : ${reason}.`,
  notAsked: "Aucune lecture n’a eu lieu depuis.",
  page: (page: number) => `page ${page}`,
  actors,
  team: (name: string) => `L’équipe ${name}`,
  pages: (page: string, pages: string) => `Page ${page} sur ${pages}`,
  before: "Page précédente",
  after: "Page suivante",
  pager: "Pages du tableau",
  rejects: "Derniers refus",
  rejectsSub: (since: string) =>
    `Depuis le ${since}. Le public voit des nombres ; le détail des lignes est pour l’équipe et le réseau.`,
  noRejects: "Aucune réponse refusée en 4 semaines.",
  failures: "Lectures en échec",
  failuresSub: (since: string) => `Depuis le ${since}. Un échec ne change aucun chiffre.`,
  noFailures: "Aucune lecture en échec en 4 semaines.",
  findings: "Remarques de lecture",
  findingsSub: (since: string) =>
    `Depuis le ${since}. Ce que la lecture d’une réponse a remarqué ; cela ne change aucun chiffre.`,
  noFindings: "Aucune remarque de lecture en 4 semaines.",
  doubts: "Doutes",
  doubtsSub: (day: string) =>
    `Le ${day}. Un doute signale un chiffre ou une source à regarder ; il ne change aucun chiffre.`,
  noDoubts: "Aucun doute ce jour.",
  doubt: "Doute",
  severity: "Gravité",
  takenNote: "Dont pris en compte",
  findingCodes: {
    "counter.fell": "un total cumulé a baissé",
    "rows.without-cell": "des lignes n’ont ni territoire ni période reconnaissables",
    "value.unreadable":
      "des valeurs ne peuvent pas être lues : leurs chiffres restent comme avant, sans être confirmés",
    "cell.twice": "des lignes se contredisent : leurs chiffres restent comme avant, sans être confirmés",
    "source.conflict": "deux sources du même chiffre ne s’accordent pas",
  } as Record<string, string>,
  lastTime: "Dernière fois",
  reason: "Motif",
  count: "Nombre",
  todo: "Suite",
  revisions: "Révisions",
  revisionsSub: (since: string) =>
    `Chiffres de périodes closes, redits autrement par leur source depuis le ${since}. L’ancienne valeur reste connue.`,
  noRevisions: "Aucun chiffre de période close n’a changé en 4 semaines.",
  metric: "Indicateur",
  ledger: "Tout ce qui est entré est compté une fois",
  ledgerSub:
    "Depuis le premier fait : chaque total vient d’une table, ses parts viennent d’autres tables ; pour les cases énoncées, tout vient du compte de chaque réponse.",
  ledgerAdds: "Les comptes tombent juste.",
  ledgerFails:
    "Les comptes ne tombent pas juste : l’exploitant de Relevé doit lancer « releve doctor », qui nomme les lignes en cause, puis « releve rebuild », qui remplit à nouveau l’entrepôt depuis le journal.",
  ledgerLine: {
    facts: "Faits lus",
    answers: "Réponses",
    pulls: "Lectures",
    cells: "Cases énoncées",
    changes: "Chiffres changés",
  },
  total: "Total",
  parts: "Parts",
  partNames: parts,
  adds: "Tombe juste",
  yes: "oui",
  no: "non",
  sourceTitle: (source: string, startup: string) => `${startup} : ${source}`,
  sourceLead: "Ce que cette source a envoyé, ce que Relevé en a fait, et comment elle est lue.",
  seeStartup: (name: string) => `Voir les chiffres de ${name}`,
  how: "Comment elle est lue",
  reader: "Lecteur",
  readerOf: (kind: string, version: number | null) => (version === null ? kind : `${kind}, version ${version}`),
  host: "Adresse",
  cadence: "Rythme déclaré",
  noCadence: "aucun : le service envoie quand il veut",
  expiry: "Sans confirmation",
  expiryText: (days: string) => `un état n’est plus un chiffre après ${days} jours`,
  declared: "Déclarée",
  unknown: "non connu",
  expects: "Ce qui est attendu",
  expectsSub: "Ce dont la dernière réponse prise en compte était complète ; avant elle, ce que nomment les réglages",
  noExpects: "Les réglages ne nomment aucun indicateur, et aucune réponse n’a été prise en compte.",
  definition: "Définition",
  version: (version: number) => `version ${version}`,
  level: "Niveau",
  grain: "Période",
  dims: "Détail par",
  grains: { state: "état du jour" },
  deliveries: "Trente derniers envois",
  deliveriesSub: "Le plus récent d’abord, heure de Paris",
  noDeliveries: "Aucun envoi à ce jour.",
  moment: "Moment",
  recorded: "Enregistré",
  verdict: "Suite donnée",
  verdicts,
  unchanged: "identique au précédent",
  cells: "Chiffres",
  changed: "Changés",
  why: "Motif et remède",
};
