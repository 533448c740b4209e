// What services change: time, delays, conformity, the quality of what is bought.
import { entry, flow, MEDIAN, SUMS } from "./define.ts";

const changes = { aarri: "impact", matrix: "impactant" } as const;
export const IMPACT = [
  flow({
    ...changes,
    key: "temps_gagne",
    label: ["Temps gagné", "Time saved"],
    definition: [
      "Heures gagnées par les usagers et les agents dans la période, selon la méthode que le service publie.",
      "Hours saved by users and agents in the period, by the method that the service publishes.",
    ],
    unit: ["heures", "hours"],
  }),
  entry({
    ...changes,
    key: "delai_median",
    kind: "gauge",
    label: ["Délai médian de traitement", "Median processing time"],
    definition: [
      "Jours entre le dépôt et la décision pour la moitié des dossiers décidés dans les 30 derniers jours.",
      "Days between submission and decision for half of the files decided in the last 30 days.",
    ],
    unit: ["jours", "days"],
    subject: "delai",
    good: "down",
    sums: { time: "last", territory: MEDIAN, services: MEDIAN },
    bounds: { min: 0, factor: 100 },
    window: "P30D",
  }),
  entry({
    ...changes,
    key: "taux_de_conformite",
    kind: "ratio",
    label: ["Taux de conformité", "Rate of conformity"],
    definition: [
      "Éléments conformes rapportés aux éléments contrôlés, sur les mêmes périodes et les mêmes territoires.",
      "Items that conform over items checked, for the same periods and territories.",
    ],
    unit: ["%", "%"],
    subject: "controle",
    good: "up",
    sums: SUMS.ratio,
    ratio: { numerator: "controles_conformes", denominator: "controles", scale: "percent" },
  }),
  flow({
    ...changes,
    key: "controles_conformes",
    label: ["Contrôles conformes", "Checks passed"],
    definition: ["Éléments contrôlés dans la période et conformes.", "Items checked in the period that conform."],
    unit: ["contrôles", "checks"],
    subject: "controle",
  }),
  flow({
    ...changes,
    key: "controles",
    label: ["Contrôles", "Checks"],
    definition: [
      "Éléments contrôlés dans la période, conformes ou non.",
      "Items checked in the period, conforming or not.",
    ],
    unit: ["contrôles", "checks"],
    subject: "controle",
    good: "none",
  }),
  entry({
    ...changes,
    key: "part_bio",
    kind: "ratio",
    label: ["Part du bio", "Share of organic food"],
    definition: [
      "Achats alimentaires biologiques rapportés à tous les achats alimentaires, en valeur hors taxes.",
      "Organic food purchases over all food purchases, by value before tax.",
    ],
    unit: ["%", "%"],
    subject: "achats",
    good: "up",
    sums: SUMS.ratio,
    ratio: { numerator: "achats_bio", denominator: "achats_alimentaires", scale: "percent" },
  }),
  flow({
    ...changes,
    key: "achats_bio",
    label: ["Achats biologiques", "Organic purchases"],
    definition: [
      "Achats alimentaires biologiques de la période, hors taxes.",
      "Organic food purchases of the period, before tax.",
    ],
    unit: ["euros", "euros"],
    subject: "achats",
  }),
  flow({
    ...changes,
    key: "achats_alimentaires",
    label: ["Achats alimentaires", "Food purchases"],
    definition: ["Achats alimentaires de la période, hors taxes.", "Food purchases of the period, before tax."],
    unit: ["euros", "euros"],
    subject: "achats",
    good: "none",
  }),
];
