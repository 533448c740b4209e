// What the page of decisions says in French.
import { few } from "./fr-sources.ts";

export const decisions = {
  title: "Décisions sur les chiffres",
  titleOf: (name: string) => `Décisions sur les chiffres : ${name}`,
  lead: "Ce que des personnes ont décidé : réponses retirées ou prises en compte, relectures, corrections, remarques. Proposé par une personne, approuvé par une autre, et rien n’est effacé.",
  sub: "La dernière d’abord.",
  none: "Rien n’a été décidé.",
  link: "Décisions sur les chiffres",
  pager: "Pages des décisions",
  when: "Quand",
  service: "Service",
  what: "Décision",
  state: "État",
  who: "Par",
  why: "Raison",
  people: (author: string, approver: string) => `proposée par ${author}, approuvée par ${approver}`,
  ended: {
    declined: (at: string, people: string) => `Refusée le ${at} par ${people} : `,
    undone: (at: string, people: string) => `Annulée le ${at} (${people}) : `,
  },
  undoers: (author: string, approver: string) => `demandé par ${author}, approuvé par ${approver}`,
  states: { proposed: "proposée", "in force": "en vigueur", declined: "refusée", undone: "annulée" },
  withdrawn: (count: number, text: string, source: string) =>
    `${text} ${few(count, "réponse retirée", "réponses retirées")} (source ${source})`,
  released: (source: string) => `réponse retenue prise en compte (source ${source})`,
  read: (source: string) => `octets relus autrement (source ${source})`,
  corrected: (metric: string, place: string, value: string) => `${metric}, ${place} : ${value}`,
  noFigure: "aucun chiffre",
  annotated: "remarque :",
};
export type DecisionsWords = typeof decisions;
