// Models of an invented network, to draw every page and every state without a warehouse. No number here is real.

import type { Figure, Freshness, Point } from "../../dashboards/figure.ts";
import type { Models } from "../../dashboards/model.ts";
import { Moved } from "../../dashboards/page.ts";
import type { Life } from "../../dashboards/shapes/life.ts";
import type { OverviewModel } from "../../dashboards/shapes/overview.ts";
import type { ServiceModel } from "../../dashboards/shapes/service.ts";
import type { StartupModel } from "../../dashboards/shapes/startup.ts";
import { ReleveError } from "../../schemas/errors.ts";
import { IMPACT_COLUMNS } from "../../schemas/impact-schema.ts";
import { decisions } from "./decisions-model.ts";
import { doubts } from "./doubts-model.ts";
import {
  adresses,
  communesByDepartement,
  DAY,
  figure,
  fresh,
  head,
  month,
  rdv,
  ref,
  source,
  weeks,
} from "./figures.ts";
import { lineage } from "./lineage-model.ts";
import { metricModels, metrics, reworded, search } from "./metric-model.ts";
import { incubators, listModel, lives, matrix, portfolio, record, registered, sponsored } from "./network-model.ts";
import { quality, qualitySource } from "./quality-model.ts";
import { report, reports } from "./report-model.ts";
import { revisions } from "./revisions-model.ts";
import { panels, sources } from "./startup-model.ts";
import { territories, territoryUnder } from "./territory-model.ts";

const service = (
  id: string,
  name: string,
  owner: string,
  figures: Figure[],
  freshness: Freshness = fresh(),
  trend: Point[] = [],
): ServiceModel => ({
  id,
  name,
  owner,
  life: LIVES[id] ?? null,
  freshness,
  figures,
  milestones: [],
  before: [],
  trend,
});
/** Some are in the registry; the others only their figures make known. */
const LIVES: Record<string, Life> = {
  "mes-adresses": lives.acceleration,
  carto: lives.construction,
  pause: lives.investigation,
};
const rising = (to: number) => weeks(52, (week) => to * (0.7 + (0.3 * week) / 51));
const services: ServiceModel[] = [
  service("mes-adresses", "Mes Adresses", "ANCT et DINUM", [adresses], fresh(), rising(23500)),
  service(
    "rdv-solidarites",
    "RDV-Solidarités",
    "ANCT et DINUM",
    [rdv, figure("departements_utilisateurs", "33", { share: { part: "33", whole: "101" } })],
    fresh(),
    rising(15000),
  ),
  service(
    "suite-territoriale",
    "La Suite territoriale",
    "ANCT",
    [
      figure("communes_couvertes", "4120", {
        share: { part: "4120", whole: "34875" },
        change: { kind: "difference", since: "2024-12-01", until: "2024-12-29", value: "0" },
      }),
    ],
    fresh("late", "2024-12-15T02:00:00.000Z"),
    rising(4120),
  ),
  service(
    "carto",
    "Ma Carto",
    "DREAL Bretagne",
    [
      figure("cartes_publiees", "842", {
        change: { kind: "difference", since: "2024-12-01", until: "2024-12-29", value: "-3" },
        held: { moment: "2024-12-28T02:00:00.000Z", reason: "bounds", value: "0" },
      }),
    ],
    fresh("held"),
    rising(842),
  ),
  service(
    "aides",
    "Aides-territoires",
    "ANCT",
    [
      figure("dossiers_deposes", "8930", {
        period: month,
        conflict: [{ source: source("csv", "Export mensuel"), value: "8711" }],
      }),
    ],
    fresh("cut", "2024-11-21T02:00:00.000Z"),
    rising(8930),
  ),
  service("total", "Rendez-vous au guichet", "Ministère de l’Intérieur", [
    figure("rdv_cumules", "1204881", {
      change: { kind: "difference", since: "2024-12-01", until: "2024-12-29", value: "20113" },
    }),
  ]),
  service("mon-suivi", "Mon Suivi", "ANCT", [
    figure("utilisateurs_actifs_mois", null, { absence: "said", period: month }),
  ]),
  service(
    "data.gouv",
    "Jeux ouverts",
    "DINUM",
    [figure("jeux_de_donnees", null, { absence: "expired", expired: { value: "1204.5", day: "2024-07-01" } })],
    fresh("cut", "2024-07-01T02:00:00.000Z"),
  ),
  service(
    "nouveau",
    "Tout nouveau service au nom particulièrement long pour une carte",
    "Incubateur des territoires",
    [],
    fresh("never", null),
  ),
  service("pause", "Service en investigation", "", [], fresh("idle", null)),
  service(
    "salle",
    "La salle sur demande",
    "Isère",
    [figure("etablissements_utilisateurs", "2", { source: source("push", "Déclaré par l’équipe", "push") })],
    fresh("hand", "2024-03-04T09:00:00.000Z"),
  ),
];

export const overview: OverviewModel = {
  head,
  network: {
    day: DAY,
    active: 10,
    phases: [
      { phase: "investigation", count: 1 },
      { phase: "construction", count: 3 },
      { phase: "acceleration", count: 4 },
      { phase: "consolidation", count: 1 },
      { phase: "opere", count: 1 },
    ],
    change: { since: "2024-12-01", entered: 1, left: 0 },
    publishing: 4,
    publishingChange: {
      since: "2024-12-01",
      before: 5,
      lost: [
        { id: "aides", name: "Aides-territoires" },
        { id: "carto", name: "Ma Carto" },
      ],
      gained: [{ id: "salle", name: "La salle sur demande" }],
    },
    impact: { verified: 0, declared: 2 },
  },
  chain: { followed: 11, active: 10, withStatsPage: 6, connected: 9, onTime: 4 },
  coverage: {
    value: "25201",
    day: DAY,
    share: { part: "25201", whole: "34875" },
    population: { part: "52104880", whole: "68012330" },
    change: "128",
    begins: "2020-05-04",
    services: [
      { id: "mes-adresses", name: "Mes Adresses", value: "23500" },
      { id: "suite-territoriale", name: "La Suite territoriale", value: "4120" },
    ],
    weekly: weeks(53, (week) => 21601 + week * 60 + (week > 10 ? 480 : 0)),
    entries: [
      { day: "2024-03-17", service: { id: "suite-territoriale", name: "La Suite territoriale" }, added: "480" },
    ],
    departements: communesByDepartement(60),
  },
  moved: ["rdv-solidarites", "total"],
  ill: "suite-territoriale",
  featured: ["mes-adresses", "rdv-solidarites", "total"],
  list: listModel(services),
  services,
};

export const startup: StartupModel = {
  head,
  startup: {
    id: "rdv-solidarites",
    name: "RDV-Solidarités",
    pitch:
      "Prendre, rappeler et déplacer les rendez-vous du service social du département, pour qu’il y ait moins de rendez-vous manqués.",
    owner: "l’ANCT et la DINUM",
    website: "https://rdv.example.fr",
  },
  life: lives.acceleration,
  record,
  matrix: matrix(),
  freshness: fresh("held"),
  panels: panels(),
  sources: sources(),
  remarks: [
    {
      metric: null,
      first: "2024-11-03",
      last: "2024-11-05",
      text: { fr: "Panne de trois jours", en: "Down for three days" },
    },
  ],
};

/** Models that answer from memory. `down`: the warehouse does not answer. */
export function fixedModels(
  state: { down?: boolean; health?: boolean; broken?: boolean; settled?: boolean } = {},
): Models {
  const answer = async <Model>(model: Model): Promise<Model> => {
    if (state.broken) throw new Error("a secret path: /srv/x");
    if (state.down)
      throw new ReleveError(
        "RELEVE_WAREHOUSE_UNAVAILABLE",
        "the warehouse did not answer within 10 s",
        "see releve doctor",
      );
    return model;
  };
  const models: Models = {
    at: () => models,
    settled: async () => state.settled ?? false,
    overview: () => answer(overview),
    lineage: () => answer(lineage),
    decisions: () => answer(decisions),
    doubts: () => answer(doubts),
    impact: () => answer({ table: { panel: "impact", columns: IMPACT_COLUMNS, rows: [] }, leftOut: 0 }),
    startups: ({ q = "" }) => answer({ head, asked: q, list: listModel(services) }),
    startup: async (id) => {
      if (id === "lapins") throw new Moved("/startups/rdv-solidarites");
      return answer([startup, registered].find((one) => one.startup.id === id));
    },
    incubators: () => answer(incubators),
    incubator: (id, { impact }) => answer(id === "atelier" ? portfolio(impact === "national") : undefined),
    sponsor: (id) => answer(id === "ministere" ? sponsored : undefined),
    territories: () => answer(territories),
    territory: (level, code) => answer(territoryUnder(level, code)),
    metrics: () => answer(metrics),
    metric: async (key) => {
      const model = metricModels[key];
      if (!model)
        throw new ReleveError("RELEVE_UNKNOWN_METRIC", `no metric ${key} in the catalogue`, "see /indicateurs");
      return answer(model);
    },
    definition: (key) => answer(reworded(metricModels[key]?.versions[0])),
    search: (question) => answer(search(question)),
    revisions: () => answer(revisions),
    report: (week) => answer(week.id === report.report.week ? report : undefined),
    reports: () => answer(reports),
    figures: async ({ sum }) => {
      if (sum === "territory")
        throw new ReleveError(
          "RELEVE_SUM_ILLEGAL",
          "people are never added",
          "ask for the figure of the whole territory",
        );
      return answer({ day: DAY, metrics: [ref("rdv_pris")], count: 0, rows: [], sums: [] });
    },
    quality: () => answer(quality(head)),
    qualitySource: (id, source) => answer(id === "carto" && source === "api" ? qualitySource(head) : undefined),
    about: () => ({ demo: true, contact: "bonjour@example.org", vintage: "2026", communes: 34_875 }),
    health: async () => ({
      ok: state.health ?? true,
      parts: [{ name: "warehouse", ok: state.health ?? true, detail: "" }],
    }),
  };
  return models;
}
