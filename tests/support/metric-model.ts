// Invented models of the catalogue's pages and of the search: a union, a sum, and services that stay side by side.

import type { Figure } from "../../dashboards/figure.ts";
import type { MetricEntry, MetricModel, MetricService, MetricsModel } from "../../dashboards/shapes/metric.ts";
import type { SearchModel, TerritoryHit } from "../../dashboards/shapes/search.ts";
import { adresses, DAY, figure, fresh, rdv, ref, weeks } from "./figures.ts";
import { head } from "./head.ts";

const entry = (
  key: string,
  sums: MetricEntry["sums"],
  services: MetricEntry["services"] = [],
  mark: MetricEntry["mark"] = "adoption",
): MetricEntry => ({
  metric: ref(key),
  mark,
  sums,
  services,
});
const defined = (key: string): MetricModel["versions"][number] => {
  const { version, label, definition } = ref(key);
  const hash = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
  return { version, label, definition, since: "2024-01-01T05:00:00.000Z", sha256: hash, current: true };
};
/** As it is defined now, for a page of then. */
export const reworded = (then: MetricModel["versions"][number] | undefined): typeof then =>
  then && { ...then, since: "2025-03-03T05:00:00.000Z", sha256: "0".repeat(64) };
const mesAdresses = { id: "mes-adresses", name: "Mes Adresses" };
const suite = { id: "suite-territoriale", name: "La Suite territoriale" };
const rdvService = { id: "rdv-solidarites", name: "RDV-Solidarités" };
const set = { time: "last", territory: "union", services: "union" } as const;
const flow = { time: "sum", territory: "sum", services: "refused" } as const;
const people = { time: "refused", territory: "refused", services: "refused" } as const;

export const metrics: MetricsModel = {
  head,
  themes: [
    { theme: "places", metrics: [entry("communes_couvertes", set, [mesAdresses, suite])] },
    { theme: "people", metrics: [entry("utilisateurs_actifs_mois", people)] },
    { theme: "activity", metrics: [entry("rdv_pris", flow, [rdvService])] },
    { theme: "contents", metrics: [] },
    {
      theme: "effects",
      metrics: [
        entry("part_rdv_manques", { time: "ratio", territory: "ratio", services: "refused" }, [rdvService], "impact"),
      ],
    },
  ],
};

const stated = (
  service: MetricService["service"],
  { metric: _metric, table: _table, ...rest }: Figure,
  points = weeks(20, (week) => 20_000 + week),
): MetricService => ({
  service,
  figure: rest,
  grain: "state",
  points,
});
const union: MetricModel = {
  head,
  entry: entry("communes_couvertes", set, [mesAdresses, suite]),
  theme: "places",
  subject: "commune",
  window: null,
  versions: [defined("communes_couvertes")],
  parts: null,
  usedBy: [],
  network: {
    rule: "union",
    value: "25201",
    day: DAY,
    share: { part: "25201", whole: "34875" },
    population: { part: "52104880", whole: "68012330" },
    grain: "state",
    begins: "2020-05-04",
    points: weeks(52, (week) => 24_000 + week * 20),
    services: [mesAdresses, suite],
    left: [],
  },
  services: [
    stated(mesAdresses, adresses),
    stated(
      suite,
      figure("communes_couvertes", null, {
        absence: "expired",
        expired: { value: "4120", day: "2024-07-01" },
        freshness: fresh("cut"),
      }),
      [],
    ),
  ],
};
const sideBySide: MetricModel = {
  ...union,
  entry: entry("rdv_pris", flow, [rdvService]),
  theme: "activity",
  subject: "rendez-vous",
  versions: [defined("rdv_pris")],
  usedBy: [ref("part_rdv_manques")],
  network: null,
  services: [{ ...stated(rdvService, rdv), grain: "week" }],
};
const nobody: MetricModel = {
  ...union,
  entry: entry("agents_actifs_28j", people),
  theme: "people",
  subject: "personne",
  window: "P28D",
  network: null,
  services: [],
};
export const metricModels: Readonly<Record<string, MetricModel>> = {
  communes_couvertes: union,
  rdv_pris: sideBySide,
  agents_actifs_28j: nobody,
};

const hit = (code: string, name: string, more: Partial<TerritoryHit> = {}): TerritoryHit => ({
  level: "commune",
  code,
  name,
  population: "1200",
  departement: { level: "departement", code: code.slice(0, 2), name: "Invention" },
  postalCodes: [`${code.slice(0, 2)}100`],
  former: null,
  ...more,
});
const NONE = { count: 0, rows: [] };

export function search(asked: string): SearchModel {
  const empty = {
    head,
    asked,
    communes: NONE,
    epci: NONE,
    departements: NONE,
    regions: NONE,
    services: NONE,
    metrics: NONE,
  };
  if (asked !== "saint") return empty;
  return {
    ...empty,
    communes: {
      count: 412,
      rows: [
        hit("93066", "Saint-Denis", { postalCodes: ["93200", "93210", "93380", "93430"] }),
        hit("97411", "Saint-Denis"),
        hit("49126", "Orée d'Anjou", {
          former: { code: "49296", name: "Saint-Laurent-des-Autels" },
          population: null,
          departement: null,
          postalCodes: [],
        }),
        hit("01015", "Arboys en Bugey", { former: { code: "01340", name: null } }),
      ],
    },
    epci: {
      count: 1,
      rows: [hit("200043123", "CC du Saint-Affricain", { level: "epci", departement: null, postalCodes: [] })],
    },
    services: {
      count: 2,
      rows: [
        { ...mesAdresses, owner: "ANCT", followed: true, alias: null },
        { id: "lapins", name: "Saint service", owner: "", followed: false, alias: "saint" },
      ],
    },
    metrics: { count: 1, rows: [ref("communes_couvertes")] },
  };
}
