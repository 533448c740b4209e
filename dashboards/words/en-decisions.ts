// What the page of decisions says in English.

import type { DecisionsWords } from "./fr-decisions.ts";
import { few } from "./fr-sources.ts";

export const decisions: DecisionsWords = {
  title: "Decisions on figures",
  titleOf: (name) => `Decisions on figures: ${name}`,
  lead: "What people decided: answers withdrawn or let count, bytes read anew, corrections, remarks. Proposed by one person, approved by another, and nothing is erased.",
  sub: "The latest first.",
  none: "Nothing was decided.",
  link: "Decisions on figures",
  pager: "Pages of decisions",
  when: "When",
  service: "Service",
  what: "Decision",
  state: "State",
  who: "By",
  why: "Reason",
  people: (author, approver) => `proposed by ${author}, approved by ${approver}`,
  ended: {
    declined: (at, people) => `Declined on ${at} by ${people}: `,
    undone: (at, people) => `Undone on ${at} (${people}): `,
  },
  undoers: (author, approver) => `asked by ${author}, approved by ${approver}`,
  states: { proposed: "proposed", "in force": "in force", declined: "declined", undone: "undone" },
  withdrawn: (count, text, source) => `${text} ${few(count, "answer", "answers")} withdrawn (source ${source})`,
  released: (source) => `held answer counts (source ${source})`,
  read: (source) => `bytes read otherwise (source ${source})`,
  corrected: (metric, place, value) => `${metric}, ${place}: ${value}`,
  noFigure: "no figure",
  annotated: "remark:",
};
