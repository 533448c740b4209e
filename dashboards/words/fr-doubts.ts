// What the page of doubts says in French.
import type { Shape, ShapeDifference } from "../../schemas/drift.ts";
import type { FindingCode } from "../findings/finding.ts";

/** What one doubt says; numbers are already written for the reader. */
export interface DoubtText {
  readonly seen: string;
  readonly against: string;
}
type Say = (text: DoubtText) => string;
const codes: Record<FindingCode, { readonly name: string; readonly say: Say }> = {
  "source.late": {
    name: "Source en retard",
    say: ({ against }) => `Une réponse est attendue ${against}, et n’est pas venue.`,
  },
  "source.cut": {
    name: "Source interrompue",
    say: ({ against }) =>
      `Une réponse est attendue ${against}, et rien n’est venu depuis plus de trois fois ce temps, ou les trois dernières lectures ont échoué.`,
  },
  "figures.unmoved": {
    name: "Chiffres immobiles",
    say: ({ seen, against }) =>
      `La source répond, et ses chiffres n’ont pas bougé depuis ${seen} jours ; d’ordinaire ils bougent tous les ${against} jours.`,
  },
  "shape.drifted": {
    name: "Réponse qui a changé de forme",
    say: ({ seen }) =>
      `La dernière réponse n’est plus comme les précédentes : ${seen}. Les derniers chiffres bons restent, avec leur date.`,
  },
  "figure.fell": {
    name: "Chute",
    say: ({ seen, against }) => `${seen}, contre ${against} juste avant : hors de proportion avec ce qui précède.`,
  },
  "figure.jumped": {
    name: "Saut",
    say: ({ seen, against }) => `${seen}, contre ${against} juste avant : hors de proportion avec ce qui précède.`,
  },
  "part.above-whole": {
    name: "Partie plus grande que le tout",
    say: ({ seen, against }) => `${seen} pour la partie, ${against} pour le tout.`,
  },
  "population.exceeded": {
    name: "Plus de personnes que d’habitants",
    say: ({ seen, against }) => `${seen} personnes, pour ${against} habitants.`,
  },
  "detail.differs": {
    name: "Détail qui ne fait pas le total",
    say: ({ seen, against }) => `Le détail fait ${seen}, le total annoncé est ${against}.`,
  },
  "source.conflict": {
    name: "Deux sources qui se contredisent",
    say: ({ seen, against }) => `${seen} d’après la source retenue, ${against} d’après l’autre.`,
  },
  "correction.outdated": {
    name: "Correction à revoir",
    say: ({ seen, against }) =>
      `${seen} d’après la source depuis la correction, qui dit ${against} : elle peut être annulée, ou refaite.`,
  },
  "values.doubtful": {
    name: "Valeurs illisibles ou contredites",
    say: ({ seen }) => `dans la dernière réponse, ${seen}. Ces chiffres restent comme avant, sans être confirmés.`,
  },
};

const shapes: Record<Shape, string> = {
  number: "nombre",
  text: "texte",
  boolean: "oui ou non",
  null: "vide",
  list: "liste",
  object: "groupe de champs",
  page: "page web",
  json: "données (JSON)",
  csv: "tableau (CSV)",
  plain: "texte sans forme connue",
};
const values = {
  nothing: "rien",
  list: (length: string) => `une liste de ${length}`,
  object: "un groupe de champs",
  unknown: "illisible",
  noCode: "sans code",
  noDate: "sans date lisible",
  more: (count: number, text: string) => (count > 1 ? `et ${text} autres` : "et une autre"),
};
const difference: Record<ShapeDifference["kind"], (before: string, now: string) => string> = {
  gone: (before) => `n’est plus là ; avant : ${before}`,
  type: (before, now) => `avant : ${before} → maintenant : ${now}`,
  size: (before, now) => `d’une autre taille ; avant : ${before} → maintenant : ${now}`,
  added: (_, now) => `nouveau : ${now}`,
};

export const doubts = {
  title: "Doutes sur les chiffres",
  titleOf: (name: string) => `Doutes sur les chiffres : ${name}`,
  lead: "Ce que Relevé a remarqué de lui-même. Un doute ne change aucun chiffre : il dit ce qui a été vu, à côté de quoi, et qui peut y faire quelque chose.",
  count: (count: number, text: string) => (count > 1 ? `${text} doutes` : `${text} doute`),
  sub: "Ceux dont personne ne s’est chargé d’abord, puis les plus graves, puis les plus anciens. Un doute disparaît de lui-même quand ce qui l’a causé n’est plus.",
  none: "Aucun doute.",
  noneAsked: "Aucun doute ne répond à ces choix.",
  link: "Doutes sur les chiffres",
  pager: "Pages des doutes",
  filters: "Choisir les doutes",
  code: "Doute",
  every: "tous",
  startup: "Service (identifiant)",
  submit: "Afficher",
  reset: "Tout afficher",
  severities: { alert: "à ne pas citer avant d’avoir regardé", warning: "à regarder" },
  actors: { team: "l’équipe du service", network: "le réseau", operator: "l’exploitant de Relevé" },
  more: (count: number, text: string) => (count > 1 ? `et ${text} autres chiffres` : "et un autre chiffre"),
  since: (day: string) => `depuis le ${day}`,
  acts: (who: string) => `qui agit : ${who}`,
  whole: (level: string) => `somme des ${level}`,
  cadence: { day: "chaque jour", week: "chaque semaine", month: "chaque mois" },
  bounds: "valeurs d’une autre taille",
  noFigure: "aucun chiffre",
  wholeAnswer: "La réponse entière",
  absent: "rien",
  shapes,
  values,
  difference,
  toTeam: (day: string) => `à l’équipe depuis le ${day}`,
  toNetwork: (day: string) => `au réseau depuis le ${day}`,
  toOperator: (day: string) => `à l’exploitant de Relevé depuis le ${day}`,
  takenBy: "Pris en compte par ",
  takenOn: (day: string, until: string) => ` le ${day}, ${until} : `,
  takenUntil: (day: string) => `jusqu’au ${day}`,
  takenAsExpected: "comme attendu, tant que rien ne change",
  takenCount: (count: number, text: string) =>
    count > 1 ? `${text} sont pris en compte.` : `${text} est pris en compte.`,
  last: (day: string) => `Les derniers chiffres bons sont du ${day}.`,
  codes,
};
export type DoubtsWords = typeof doubts;
