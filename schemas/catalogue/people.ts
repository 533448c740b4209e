// People who use services. They are never added up; "users" and "agents" are what the producer says they are.
import { COUNTED, entry, flow, type Pair, SUMS } from "./define.ts";

const SPANS = [
  ["jour", "day"],
  ["semaine", "week"],
  ["mois", "month"],
  ["an", "year"],
] as const;
const WINDOWS = [
  ["7j", "P7D", "7 jours", "7 days"],
  ["28j", "P28D", "28 jours", "28 days"],
  ["12m", "P365D", "12 mois", "12 months"],
] as const;
const PEOPLE_UNIT: Pair = ["personnes", "people"];
const AGENTS_UNIT: Pair = ["agents", "agents"];
/** People who come back: retention; a state of the last days has no period. */
const coming = { subject: "personne", good: "up", aarri: "retention", matrix: "utilise" } as const;

const activeInPeriod = (key: string, [fr, en]: Pair, definition: (fr: string, en: string) => Pair, unit: Pair) =>
  SPANS.map(([span, name]) =>
    entry({
      ...coming,
      key: `${key}_${span}`,
      kind: "distinct",
      label: [`${fr} par ${span}`, `${en} per ${name}`],
      definition: definition(span, name),
      unit,
      sums: SUMS.people,
      bounds: COUNTED,
    }),
  );

export const PEOPLE_METRICS = [
  entry({
    key: "utilisateurs",
    kind: "gauge",
    label: ["Utilisateurs", "Users"],
    definition: [
      "Personnes ayant utilisé le service depuis son ouverture, par organisation.",
      "People who have used the service since it opened, by organisation.",
    ],
    unit: PEOPLE_UNIT,
    subject: "personne",
    good: "up",
    sums: SUMS.crowd,
    bounds: { min: 0 },
    aarri: "acquisition",
    matrix: "utilise",
  }),
  entry({
    key: "agents_utilisateurs",
    kind: "gauge",
    label: ["Agents utilisateurs", "Agents using the service"],
    definition: [
      "Agents publics ayant utilisé le service depuis son ouverture, par organisation.",
      "Public agents who have used the service since it opened, by organisation.",
    ],
    unit: AGENTS_UNIT,
    subject: "personne",
    good: "up",
    sums: SUMS.crowd,
    bounds: { min: 0 },
    aarri: "acquisition",
    matrix: "utilise",
  }),
  flow({
    key: "comptes_crees",
    label: ["Comptes créés", "Accounts created"],
    definition: [
      "Comptes ouverts dans la période, supprimés depuis ou non.",
      "Accounts opened in the period, deleted since or not.",
    ],
    unit: ["comptes", "accounts"],
    aarri: "acquisition",
    matrix: "utilise",
  }),
  ...activeInPeriod(
    "utilisateurs_actifs",
    ["Utilisateurs actifs", "Active users"],
    (fr, en) => [
      `Personnes différentes qui ont utilisé le service dans la période (${fr}).`,
      `Different people who used the service in the period (${en}).`,
    ],
    PEOPLE_UNIT,
  ),
  ...WINDOWS.map(([key, window, fr, en]) =>
    entry({
      ...coming,
      key: `utilisateurs_actifs_${key}`,
      kind: "gauge",
      label: [`Utilisateurs actifs sur ${fr}`, `Users active over ${en}`],
      definition: [
        `Personnes différentes qui ont utilisé le service dans les derniers ${fr}, au jour de la réponse.`,
        `Different people who used the service in the last ${en}, on the day of the answer.`,
      ],
      unit: PEOPLE_UNIT,
      sums: SUMS.crowd,
      bounds: { min: 0 },
      window,
    }),
  ),
  entry({
    ...coming,
    key: "agents_actifs_28j",
    kind: "gauge",
    label: ["Agents actifs sur 28 jours", "Agents active over 28 days"],
    definition: [
      "Agents qui se sont connectés dans les 28 derniers jours.",
      "Agents who signed in during the last 28 days.",
    ],
    unit: AGENTS_UNIT,
    sums: SUMS.crowd,
    bounds: { min: 0 },
    window: "P28D",
  }),
  ...activeInPeriod(
    "agents_actifs",
    ["Agents actifs", "Active agents"],
    (fr, en) => [
      `Agents différents qui se sont connectés dans la période (${fr}).`,
      `Different agents who signed in during the period (${en}).`,
    ],
    AGENTS_UNIT,
  ),
];
