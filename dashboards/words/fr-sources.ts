// What the pages say in French about sources and faults: states, holds, refusals, failures.
import type { ErrorCode, RejectCode } from "../../schemas/errors.ts";
import type { Hold, State } from "../figure.ts";

export const few = (count: number, one: string, many: string) => (count < 2 ? one : many);

export const states: Record<State, string> = {
  ok: "à l’heure",
  late: "en retard",
  cut: "interrompu",
  held: "retenu (à vérifier)",
  never: "jamais reçu",
  unconnected: "aucune source raccordée",
  idle: "non attendu à cette phase",
  hand: "déclaré à la main",
};
export const every = { day: "chaque jour", week: "chaque semaine", month: "chaque mois" };
export const holds: Record<Hold, string> = {
  empty: "la réponse ne contient aucune valeur",
  loss: "elle ferait disparaître plus de 20 % des chiffres en place",
  bounds: "une valeur sort des bornes du catalogue",
};
const rejects: Record<RejectCode, string> = {
  "answer.html": "le point d’accès a répondu par une page web au lieu de données",
  "answer.error": "le point d’accès a répondu par une erreur, avec le statut 200",
  "answer.encoding": "les octets ne sont pas du texte UTF-8, ou n’ont pas pu être décompressés",
  "answer.json": "le corps n’est pas du JSON",
  "answer.csv": "le corps n’est pas du CSV",
  "answer.shape": "le corps n’a pas la forme que décrivent ses réglages",
  "answer.missing": "les octets auxquels ce fait renvoie ne sont pas dans le journal",
  "fact.shape": "le fait n’a pas la forme de son schéma",
  "reading.kind": "aucun lecteur n’est connu pour ce type de point d’accès",
  "reading.settings": "les réglages venus avec la réponse ne conviennent pas à son type",
  "metric.unknown": "l’indicateur n’est pas au catalogue",
  "moment.future": "le moment dépasse de plus de 5 minutes l’heure du journal",
  "values.unreadable": "plus de 5 % des valeurs sont illisibles",
  "decision.invalid": "la décision ne peut pas prendre effet, ou n’a plus d’effet",
};
const rejectsDo: Record<RejectCode, string> = {
  "answer.html": "l’adresse est celle d’une page : demander à l’équipe l’adresse de ses données",
  "answer.error": "transmettre l’erreur à l’équipe : son service ne donne plus de chiffres à cette adresse",
  "answer.encoding": "demander à l’équipe de publier en UTF-8",
  "answer.json": "demander à l’équipe ce qui a changé, puis corriger le fichier de l’annuaire",
  "answer.csv": "demander à l’équipe ce qui a changé, puis corriger le fichier de l’annuaire",
  "answer.shape": "la forme a changé : corriger la correspondance dans le fichier de l’annuaire",
  "answer.missing": "interroger la source à nouveau : la réponse suivante porte ses octets",
  "fact.shape": "corriger ce qui écrit dans le journal, puis l’envoyer à nouveau",
  "reading.kind": "mettre Relevé à jour, ou corriger le type dans le fichier de l’annuaire",
  "reading.settings": "corriger les réglages dans le fichier de l’annuaire",
  "metric.unknown": "choisir un indicateur du catalogue",
  "moment.future": "vérifier l’horloge de l’expéditeur",
  "values.unreadable": "déclarer le format des nombres dans le fichier de l’annuaire",
  "decision.invalid": "proposer la décision à nouveau, et la faire approuver par une autre personne",
};
const failures: Partial<Record<ErrorCode, string>> = {
  RELEVE_ENDPOINT_UNREACHABLE: "le site n’a pas pu être joint",
  RELEVE_ENDPOINT_REFUSED: "le site a répondu par une erreur",
  RELEVE_ADDRESS_REFUSED: "l’adresse n’est pas publique",
  RELEVE_ANSWER_SIZE: "la réponse dépasse la taille permise",
  RELEVE_ANSWER_INCOMPLETE: "la réponse n’est pas venue entière",
};

export const stateSentence = (state: State, last: string | null, cadence: keyof typeof every | null): string => {
  const expected = cadence ? every[cadence] : "régulièrement";
  return {
    ok: `Dernière donnée le ${last ?? "—"}, attendue ${expected}.`,
    late: `Une donnée est attendue ${expected} ; la dernière est du ${last ?? "—"}.`,
    cut: `Plus de donnée depuis le ${last ?? "—"} : le dernier chiffre connu est gardé, avec sa date.`,
    held: "Une réponse reçue attend une vérification : les chiffres d’avant sont gardés.",
    never: "Aucune donnée reçue à ce jour.",
    unconnected: "Aucune source de ce service n’est raccordée à Relevé : aucun chiffre ne peut venir.",
    idle: `Aucun chiffre n’est attendu à cette phase${last === null ? "" : ` ; le dernier est du ${last}`}.`,
    hand: `Chiffres déclarés à la main, le ${last ?? "—"}.`,
  }[state];
};

export const sources = {
  title: "D’où viennent ces chiffres",
  sub: "Chaque source, ce qu’elle a dit, et ce que Relevé n’a pas pu lire",
  kind: "Type",
  host: "Adresse",
  push: "envoyé par l’équipe",
  state: "État",
  lastAnswer: "Dernière réponse",
  answers: (count: number, text: string, unchanged: string) =>
    `${text} ${few(count, "réponse complète", "réponses complètes")}, dont ${unchanged} identiques à la précédente : ce sont des confirmations`,
  received: "Reçu",
  lastFailure: "Dernier échec",
  noFailure: "aucun",
  failure: (day: string, page: number | null) =>
    `La lecture du ${day} a échoué${page ? ` à la page ${page}` : ""} : aucun chiffre n’a changé.`,
  failures,
  http: (status: number) => (status === 503 ? "le site n’a pas répondu" : `le site a répondu ${status}`),
  failureCount: (count: number, text: string) => `${text} ${few(count, "échec", "échecs")} en tout.`,
  held: "Retenu (à vérifier)",
  heldLine: (day: string, reason: string) => `Réponse du ${day} : ${reason}.`,
  heldCells: (cells: string, absent: string) => `${cells} chiffres, ${absent} disparaîtraient.`,
  rejects: "Refusé",
  reject: (count: number, text: string, sentence: string) =>
    `${text} ${few(count, "réponse", "réponses")} : ${sentence}.`,
  rejectCodes: rejects,
  rejectsDo,
  hint: "À faire :",
  findings: "Doutes",
  definitions: "Définitions",
  definition: (label: string, version: number) => `${label}, version ${version}`,
  conflicts: "Sources en désaccord",
  never: "jamais",
  nothing: "rien",
};

export const problems = {
  notFound: "Cette page n’existe pas",
  notFoundText: "L’adresse est peut-être mal recopiée, ou le service a changé de nom.",
  usage: "Cette adresse demande quelque chose que Relevé ne comprend pas",
  unavailable: "Les chiffres ne peuvent pas être lus pour le moment",
  unavailableText: "L’entrepôt de données ne répond pas. Rien n’est perdu : les relevés continuent dans le journal.",
  lastKnown: "Derniers chiffres connus",
  lastKnownSub: (day: string) => `Tels qu’ils étaient montrés, au ${day}`,
  noneKnown: "Aucun chiffre n’a encore été montré depuis le démarrage.",
  bug: "Relevé a rencontré une erreur",
  bugText: "La faute est de notre côté ; elle est notée dans le journal technique.",
  unknown: (names: string) => `Paramètre inconnu : ${names}.`,
  invalid: (name: string) => `La valeur de « ${name} » n’est pas permise.`,
  allowed: "Paramètres permis",
  noneAllowed: "Cette adresse ne prend aucun paramètre.",
  todo: "Que faire",
  back: "Revenir à la vue d’ensemble",
  code: "Code",
};
