// What the pages say in English of the official lists of communes: which one counts, and what a change of list does.
import type { Vintages } from "./fr-vintages.ts";

export const vintages: Vintages = {
  label: "List of communes",
  present: (year) => `${year}, in force`,
  counted: (year) => `Communes, populations and groupings of the official list of ${year}.`,
  effect: (signed, unit, why) => `effect of perimeter: ${signed} ${unit} (${why})`,
  merged: (year) => `merged on 1 January ${year}`,
  split: (year) => `communes restored on 1 January ${year}`,
  between: (from, to) => `official lists of ${from} to ${to}`,
  unmatched: "Unknown codes",
  unmatchedSub: "Codes of territories that no official list has: kept as they came, they count in no territory.",
  noUnmatched: "Every code that sources give leads to a territory.",
  codes: (count, text) => `${text} ${count === 1 ? "code" : "codes"}`,
  examples: "Examples",
  apart: "Nobody joined or left: the same members, counted on two lists.",
};

/** Of the page of method: lists of several years. */
export const vintagesHelp = [
  "Communes change on 1 January: they merge, split, move their seat. A merged commune is covered when one of the former ones was. When a commune splits, the one that keeps the code stays covered; the others are only when the source says so. Codes stay as the source gives them: only their reading changes.",
  "All figures are counted on the list in force, those of the past too: so a merger changes nothing there. The choice “List of communes” counts them on the list of another year. When a comparison passes a 1 January, the effect of perimeter says apart what the change of list takes from the number of communes, or adds; it is never counted as adoption.",
];
