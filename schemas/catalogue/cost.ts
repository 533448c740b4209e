// What a use costs: the year's budget over the people who use the service in a month.
import { entry, flow, type Pair, PEOPLE } from "./define.ts";

const COST_APART: Pair = [
  "le coût d'un usage ne se compare pas d'un service à l'autre, et ne s'additionne pas",
  "what a use costs is not compared from one service to the next, and not added up",
];

export const COST = [
  entry({
    key: "cout_par_utilisateur",
    kind: "ratio",
    label: ["Coût par utilisateur actif", "Cost per active user"],
    definition: [
      "Budget de l'année rapporté au nombre moyen d'utilisateurs actifs par mois, la même année.",
      "Budget of the year over the mean number of monthly active users of the same year.",
    ],
    unit: ["euros", "euros"],
    subject: "cout",
    good: "down",
    sums: {
      time: "ratio",
      territory: PEOPLE.territory,
      services: {
        refused: { fr: COST_APART[0], en: COST_APART[1] },
        ask: { fr: "demandez le coût de chaque service", en: "ask for the cost of each service" },
      },
    },
    ratio: { numerator: "budget_annuel", denominator: "utilisateurs_actifs_mois_moyenne", scale: "one" },
    aarri: "impact",
    matrix: "efficient",
  }),
  flow({
    key: "budget_annuel",
    label: ["Budget annuel", "Yearly budget"],
    definition: [
      "Dépenses de l'année pour construire et faire vivre le service, tous financeurs réunis.",
      "Spending of the year to build and run the service, by all who pay for it.",
    ],
    unit: ["euros", "euros"],
    good: "none",
    aarri: "impact",
    matrix: "efficient",
  }),
  entry({
    key: "utilisateurs_actifs_mois_moyenne",
    kind: "distinct",
    label: ["Utilisateurs actifs par mois, en moyenne", "Monthly active users, on average"],
    definition: [
      "Moyenne, sur les mois de l'année, des personnes différentes qui ont utilisé le service dans le mois.",
      "Mean, over the months of the year, of the different people who used the service in the month.",
    ],
    unit: ["personnes", "people"],
    subject: "personne",
    good: "up",
    sums: PEOPLE,
    bounds: { min: 0, factor: 500 },
    aarri: "retention",
    matrix: "utilise",
  }),
];
