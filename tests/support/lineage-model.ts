// An invented provenance: one commune of a membership, corrected once and no more, said by one of two sources.

import { metricRef } from "../../dashboards/figure.ts";
import type { LineageModel } from "../../dashboards/shapes/lineage.ts";
import { metricOf } from "../../schemas/catalogue.ts";
import { head } from "./head.ts";

const metric = metricOf("communes_couvertes");
if (!metric) throw new Error("the catalogue lost communes_couvertes");

const place = {
  level: "commune",
  code: "26362",
  name: "Valence",
  dims: {},
  grain: "state",
  first: null,
  last: null,
} as const;

export const lineage: LineageModel = {
  head,
  startup: { id: "mes-adresses", name: "Mes Adresses" },
  metric: metricRef(metric),
  definition: {
    sha256: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
    topic: "releve.registry.v1",
    partition: 5,
    offset: 7,
    id: "018e0000-0000-7000-8000-000000000007",
    recorded: "2024-01-01T05:00:00.000Z",
  },
  place,
  figure: {
    value: "1",
    sources: ["api"],
    since: "2024-03-04T06:00:00.000Z",
    confirmed: "2024-12-23T06:00:00.000Z",
    correction: null,
  },
  corrections: [
    {
      proposal: "018e0000-0000-7000-8000-000000000021",
      state: "undone",
      decides: false,
      metric: "communes_couvertes",
      place,
      from: "2024-11-11",
      to: "2024-11-11",
      before: "1",
      after: null,
      reason: "la commune n’avait rien publié",
      author: "marie",
      approver: "paul",
      steps: (["proposed", "approved", "undone"] as const).map((step, at) => ({
        topic: "releve.facts.v1",
        partition: 3,
        offset: 21 + at,
        type: `decision.${step}`,
        recorded: `2024-11-2${at}T10:00:00.000Z`,
        author: step === "undone" ? "anne" : "marie",
        approver: step === "proposed" ? "" : "paul",
        reason: step === "undone" ? "elle avait publié" : "la commune n’avait rien publié",
      })),
    },
  ],
  absence: null,
  periods: null,
  parts: [],
  cells: null,
  words: [
    {
      source: "api",
      label: "Statistiques",
      value: "1",
      state: "stated",
      confirmed: "2024-12-23T06:00:00.000Z",
      decides: true,
    },
    { source: "csv", label: "Tableau", value: null, state: "silent", confirmed: null, decides: false },
  ],
  rows: [
    {
      source: "api",
      op: "assert",
      value: "1",
      moment: "2024-03-04T06:00:00.000Z",
      said: 12,
      recorded: "2024-03-04T06:00:01.000Z",
      by: 12,
    },
  ],
  facts: [
    {
      topic: "releve.facts.v1",
      partition: 3,
      offset: 12,
      id: "018e0000-0000-7000-8000-000000000000",
      type: "endpoint.answered",
      recorded: "2024-03-04T06:00:01.000Z",
      state: "counted",
      moment: "2024-03-04T06:00:00.000Z",
      reader: { kind: "anct", version: 1 },
      answer: 12,
      record: null,
      pages: [
        {
          url: "https://stats.example.org/mes-adresses",
          status: 200,
          sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
          bytes: 48_211,
          received: "2024-03-04T06:00:00.000Z",
        },
      ],
    },
  ],
  proof:
    "npx releve trace mes-adresses communes_couvertes --territory commune:26362 --day 2024-12-29 --proof proof.jsonl",
};
