// Appointments: booked, missed, and since the start.
import { COUNTED, entry, flow, SUMS } from "./define.ts";

export const APPOINTMENTS = [
  flow({
    key: "rdv_pris",
    label: ["Rendez-vous pris", "Appointments booked"],
    definition: [
      "Rendez-vous pris dans la période, annulés ou non.",
      "Appointments booked in the period, cancelled or not.",
    ],
    unit: ["rendez-vous", "appointments"],
    subject: "rendez-vous",
    aarri: "activation",
    matrix: "utilise",
  }),
  flow({
    key: "rdv_manques",
    label: ["Rendez-vous manqués", "Appointments missed"],
    definition: [
      "Rendez-vous de la période où l'usager n'est pas venu.",
      "Appointments of the period to which the user did not come.",
    ],
    unit: ["rendez-vous", "appointments"],
    subject: "rendez-vous",
    good: "down",
    aarri: "impact",
    matrix: "impactant",
  }),
  entry({
    key: "part_rdv_manques",
    kind: "ratio",
    label: ["Part des rendez-vous manqués", "Share of missed appointments"],
    definition: [
      "Rendez-vous manqués rapportés aux rendez-vous pris, sur les mêmes périodes et les mêmes territoires.",
      "Missed appointments over appointments booked, for the same periods and territories.",
    ],
    unit: ["%", "%"],
    subject: "rendez-vous",
    good: "down",
    sums: SUMS.ratio,
    ratio: { numerator: "rdv_manques", denominator: "rdv_pris", scale: "percent" },
    aarri: "impact",
    matrix: "impactant",
  }),
  entry({
    key: "rdv_cumules",
    kind: "counter",
    label: ["Rendez-vous depuis l'origine", "Appointments since the start"],
    definition: ["Rendez-vous pris depuis l'ouverture du service.", "Appointments booked since the service opened."],
    unit: ["rendez-vous", "appointments"],
    subject: "rendez-vous",
    good: "up",
    sums: SUMS.stock,
    bounds: COUNTED,
    aarri: "activation",
    matrix: "utilise",
  }),
];
