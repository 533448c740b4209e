// How well a service is liked: means of marks, as points over answers, so that they can be weighted by the answers.
import { entry, flow, type Pair, SUMS } from "./define.ts";

const MARKS = [
  {
    key: "satisfaction",
    label: ["Satisfaction", "Satisfaction"],
    question: ["la satisfaction", "satisfaction"],
    aarri: "recommandation",
    matrix: "utile",
  },
  {
    key: "facilite",
    label: ["Facilité d'usage", "Ease of use"],
    question: ["la facilité d'usage", "ease of use"],
    aarri: "activation",
    matrix: "utilisable",
  },
] as const satisfies readonly { key: string; label: Pair; question: Pair; aarri: string; matrix: string }[];

export const QUALITY = MARKS.flatMap(({ key, label, question, aarri, matrix }) => [
  entry({
    key,
    kind: "ratio",
    label,
    definition: [
      `Note moyenne de ${question[0]}, de 0 à 10 : les points rapportés aux réponses, chaque réponse pesant autant.`,
      `Mean mark of ${question[1]}, from 0 to 10: points over answers, each answer weighing the same.`,
    ],
    unit: ["sur 10", "out of 10"],
    subject: key,
    good: "up",
    sums: SUMS.ratio,
    ratio: { numerator: `${key}_points`, denominator: `${key}_reponses`, scale: "one" },
    aarri,
    matrix,
  }),
  flow({
    key: `${key}_points`,
    label: [`${label[0]} : points`, `${label[1]}: points`],
    definition: [
      `Somme des notes de 0 à 10 données à ${question[0]} dans la période.`,
      `Sum of the marks from 0 to 10 given to ${question[1]} in the period.`,
    ],
    unit: ["points", "points"],
    subject: key,
    aarri,
    matrix,
  }),
  flow({
    key: `${key}_reponses`,
    label: [`${label[0]} : réponses`, `${label[1]}: answers`],
    definition: [
      `Personnes qui ont donné une note à ${question[0]} dans la période.`,
      `Marks given to ${question[1]} in the period.`,
    ],
    unit: ["réponses", "answers"],
    subject: key,
    good: "none",
    aarri,
    matrix,
  }),
]);
