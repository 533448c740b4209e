// An invented report, of which every section has something to say. No number here is real.

import { reportMetric } from "../../dashboards/report/series.ts";
import type { Report, ReportModel, ReportsModel } from "../../dashboards/shapes/report.ts";
import { ref, weeks } from "./figures.ts";

const communes = reportMetric(ref("communes_couvertes"));
const booked = reportMetric(ref("rdv_pris"));
const adresses = { id: "mes-adresses", name: "Mes Adresses" };
const rdv = { id: "rdv-solidarites", name: "RDV-Solidarités" };
const aides = { id: "aides-territoires", name: "Aides & territoires" };
const [first, last] = ["2024-12-23", "2024-12-29"];
const day = { grain: "state", first: last, last } as const;
const week = { grain: "week", first, last } as const;

export const invented: Report = {
  shape: 1,
  week: "2024-W52",
  first,
  last,
  known: "2024-12-30T06:00:00.000Z",
  since: "2024-12-23T06:00:00.000Z",
  demo: true,
  vintage: "2026",
  sentence: {
    fr: "Mes Adresses gagne 131 communes en une semaine ; Aides & territoires n’envoie plus de chiffres",
    en: "Mes Adresses gains 131 communes in a week; Aides & territoires no longer sends figures",
  },
  notable: true,
  registry: true,
  movements: [
    {
      kind: "entry",
      startup: { id: "zones", name: "Zones" },
      from: null,
      to: "investigation",
      date: "2024-12-20",
      late: true,
    },
    { kind: "phase", startup: rdv, from: "construction", to: "acceleration", date: "2024-12-24", late: false },
  ],
  committees: {
    held: [],
    next: [],
    until: "2025-01-13",
    later: [{ startup: rdv, date: "2025-01-15", comment: "", late: false }],
  },
  services: {
    rule: "national",
    lines: [
      {
        ...adresses,
        metric: communes,
        value: "23500",
        share: null,
        ...day,
        change: "131",
        usual: "30",
        verdict: "above",
        state: "ok",
      },
      {
        ...rdv,
        metric: booked,
        value: "7060",
        share: null,
        ...week,
        change: "-8751",
        usual: "900",
        verdict: "below",
        state: "ok",
      },
      {
        ...aides,
        metric: null,
        value: null,
        share: null,
        ...day,
        change: null,
        usual: null,
        verdict: "none",
        state: "cut",
      },
    ],
    others: [{ id: "ailleurs", name: "Ailleurs" }],
  },
  moved: [
    { ...adresses, metric: communes, value: "23500", ...day, change: "131", usual: "30", reversal: false },
    { ...rdv, metric: booked, value: "7060", ...week, change: "-8751", usual: "0", reversal: true },
  ],
  unjudged: [{ ...aides, state: "cut" }],
  rule: { factor: 2, periods: 12, least: 2, leastPermille: 2, silentDays: 28 },
  revisions: [
    {
      startup: rdv,
      metric: booked,
      grain: "week",
      first: "2024-12-16",
      last: "2024-12-22",
      count: 1,
      rule: "sum",
      old: "15811",
      new: "15790",
      cause: "restated",
    },
    {
      startup: adresses,
      metric: communes,
      grain: "state",
      first: "2024-12-22",
      last: "2024-12-22",
      count: 3,
      rule: "last",
      old: "23372",
      new: "23369",
      cause: "late",
    },
  ],
  perimeter: { coverage: [{ service: rdv, added: "12" }], entered: 1, left: 0 },
  coverage: {
    value: "25201",
    day: last,
    share: { part: "25201", whole: "34875" },
    population: null,
    change: "60",
    services: [{ ...adresses, value: "23500" }],
    weekly: weeks(53, (at) => 21_601 + at * 60 + (at > 10 ? 480 : 0)),
    entries: [{ day: "2024-03-17", service: rdv, added: "480" }],
    revised: { day: "2024-12-22", old: "25144", new: "25141" },
  },
  chain: { followed: 573, active: 242, withStatsPage: 162, connected: 46, onTime: 38 },
  sources: [
    {
      startup: aides,
      source: "Interface de statistiques",
      state: "cut",
      last: "2024-12-01T02:00:00.000Z",
      every: "week",
      failure: { at: "2024-12-29T02:00:00.000Z", code: "RELEVE_ENDPOINT_REFUSED", status: 503 },
      reject: null,
      who: "team",
    },
  ],
};
export const report: ReportModel = {
  report: invented,
  published: { at: "2024-12-30T06:00:04.000Z", sha256: "5".repeat(64) },
  previous: "2024-S51",
  next: null,
};
export const reports: ReportsModel = {
  reports: [
    {
      week: invented.week,
      slug: "2024-S52",
      first,
      last,
      sentence: invented.sentence,
      published: "2024-12-30T06:00:04.000Z",
    },
  ],
};
