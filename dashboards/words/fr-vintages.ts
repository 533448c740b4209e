// What the pages say in French of the official lists of communes: which one counts, and what a change of list does.

export const vintages = {
  label: "Liste des communes",
  present: (year: string) => `${year}, en vigueur`,
  counted: (year: string) => `Communes, populations et rattachements de la liste officielle de ${year}.`,
  effect: (signed: string, unit: string, why: string) => `effet du périmètre : ${signed} ${unit} (${why})`,
  merged: (year: string) => `fusions au 1er janvier ${year}`,
  split: (year: string) => `communes rétablies au 1er janvier ${year}`,
  between: (from: string, to: string) => `listes officielles de ${from} à ${to}`,
  unmatched: "Codes inconnus",
  unmatchedSub:
    "Codes de territoires qu’aucune liste officielle n’a : gardés tels quels, ils ne comptent dans aucun territoire.",
  noUnmatched: "Tous les codes que les sources donnent mènent à un territoire.",
  codes: (count: number, text: string) => `${text} ${count < 2 ? "code" : "codes"}`,
  examples: "Exemples",
  apart: "Ce n’est ni une adhésion ni un départ : les mêmes membres, comptés sur deux listes.",
};
export type Vintages = typeof vintages;

/** Of the page of method: lists of several years. */
export const vintagesHelp = [
  "Les communes changent au 1er janvier : fusions, scissions, chefs-lieux. Une commune fusionnée est couverte si l’une des anciennes l’était. Quand une commune se scinde, celle qui garde le code reste couverte ; les autres ne le sont que si la source le dit. Les codes restent tels que la source les donne : seule la lecture change.",
  "Tous les chiffres sont comptés sur la liste en vigueur, les anciens aussi : une fusion n’y change donc rien. Le choix « Liste des communes » les compte sur la liste d’une autre année. Quand une comparaison passe un 1er janvier, l’effet du périmètre dit à part ce que le changement de liste ôte ou ajoute au nombre de communes ; il n’est jamais compté comme adoption.",
];
