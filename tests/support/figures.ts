// Builders of invented figures: what the models of the tests are made of. No number here is real.
import type { Figure, Freshness, Point, SourceRef, State, TerritoryRow } from "../../dashboards/figure.ts";
import { metricRef } from "../../dashboards/figure.ts";
import type { Head } from "../../dashboards/shapes/head.ts";
import { metricOf } from "../../schemas/catalogue.ts";
import { addDays } from "../../schemas/period.ts";

export const DAY = "2024-12-29";

export const head: Head = {
  demo: true,
  day: DAY,
  first: "2024-01-01",
  last: DAY,
  known: "2024-12-29T02:12:00.000Z",
  vintage: "2026",
  countedWith: "2026",
};

export const source = (id: string, label: string, kind = "anct"): SourceRef => ({
  id,
  label,
  kind,
  host: kind === "push" ? null : `stats.${id}.example.fr`,
});
export const fresh = (state: State = "ok", last: string | null = "2024-12-29T02:12:00.000Z"): Freshness => ({
  state,
  last,
  every: state === "idle" ? null : "week",
});
export const ref = (key: string) => {
  const metric = metricOf(key);
  if (!metric) throw new Error(`not in the catalogue: ${key}`);
  return metricRef(metric);
};

const NAMES: readonly (readonly [string, string, number])[] = [
  ["01", "Ain", 391],
  ["2A", "Corse-du-Sud", 124],
  ["29", "Finistère", 277],
  ["35", "Ille-et-Vilaine", 332],
  ["38", "Isère", 512],
  ["59", "Nord", 647],
  ["62", "Pas-de-Calais", 887],
  ["64", "Pyrénées-Atlantiques", 546],
  ["67", "Bas-Rhin", 514],
  ["75", "Paris", 1],
  ["93", "Seine-Saint-Denis", 39],
  ["974", "La Réunion", 24],
];
export const communesByDepartement = (percent: number): TerritoryRow[] =>
  NAMES.map(([code, name, all], index) => {
    const covered = Math.min(all, Math.round((all * (percent + ((index * 7) % 25) - 12)) / 100));
    return {
      level: "departement",
      code,
      name,
      value: String(covered),
      of: String(all),
      population: { part: String(covered * 1800), whole: String(all * 1800) },
    };
  });
export const flowByDepartement = (scale: number): TerritoryRow[] =>
  NAMES.map(([code, name, all]) => ({
    level: "departement" as const,
    code,
    name,
    value: String(all * scale),
    of: null,
    population: null,
  })).sort((a, b) => Number(b.value) - Number(a.value));

/** One point a week, up to DAY. */
export const weeks = (count: number, value: (week: number) => number | null): Point[] =>
  Array.from({ length: count }, (_, week) => {
    const day = addDays(DAY, -7 * (count - 1 - week));
    const known = value(week);
    return { first: day, last: day, value: known === null ? null : String(Math.round(known)) };
  });

/** A figure of a membership, unless told otherwise. */
export function figure(key: string, value: string | null, more: Partial<Figure> = {}): Figure {
  return {
    metric: ref(key),
    mark: "adoption",
    value,
    absence: null,
    day: DAY,
    period: null,
    share: null,
    population: null,
    change: null,
    source: source("api", "Interface de statistiques"),
    freshness: fresh(),
    held: null,
    expired: null,
    conflict: [],
    table: { by: "territory", rule: "union", rows: communesByDepartement(60) },
    ...more,
  };
}

export const month = { grain: "month", first: "2024-11-01", last: "2024-11-30" } as const;
export const adresses = figure("communes_couvertes", "23500", {
  share: { part: "23500", whole: "34875" },
  population: { part: "50328412", whole: "68012330" },
  change: { kind: "difference", since: "2024-12-01", until: "2024-12-29", value: "112" },
});
export const rdv = figure("rdv_pris", "66162", {
  period: month,
  day: "2024-11-30",
  change: {
    kind: "flow",
    first: "2024-12-02",
    last: "2024-12-29",
    now: "54683",
    before: "63250",
    against: { first: "2024-11-04", last: "2024-12-01" },
  },
  table: { by: "territory", rule: "sum", rows: flowByDepartement(16) },
});
