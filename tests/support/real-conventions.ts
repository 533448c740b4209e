// Recorded answers of conventions and charts, and what each should become.
import type { Settings } from "../../schemas/source.ts";
import type { RealLine } from "./real-line.ts";

const figure = (metric: string, more: Settings = {}): Settings => ({ metric, ...more });
const figures = (...all: Settings[]): Settings => ({ figures: all });
const by = (level: string, pointer: string) => ({ level, pointer });
const tu = (metric: string, ...levels: string[]): Settings => ({ metrics: { tu: { metric, levels } } });
const usage = { metrics: { storage_used: { metric: "stockage_utilise", levels: ["siret"] } }, combine: "sum" };

export const REAL_CONVENTIONS: readonly RealLine[] = [
  {
    file: "A1-anct-metrics.spec-example.json",
    kind: "anct",
    settings: tu("utilisateurs", "siret"),
    expect: { code: "RELEVE_ANSWER_INCOMPLETE" },
  },
  {
    file: "A11-lasuite-drive.usage-metrics.user.json",
    kind: "anct",
    settings: usage,
    expect: { code: "RELEVE_ANSWER_INCOMPLETE" },
  },
  {
    file: "A11-lasuite-drive.usage-metrics.user.json",
    kind: "json",
    settings: figures(
      figure("stockage_utilise", {
        rows: "/results/*",
        value: "/metrics/storage_used",
        territory: by("siret", "/siret"),
      }),
    ),
    expect: {
      cells: 1,
      homeless: 1,
      first: "stockage_utilise siret 12345678900001 state",
      at: ["results", 0, "metrics", "storage_used"],
    },
  },
  {
    file: "A15-st-home.deployment-stats.list-service.json",
    kind: "json",
    settings: figures(figure("organisations_utilisatrices", { rows: "/data/*", value: "/total" })),
    expect: { cells: 1, first: "organisations_utilisatrices france FR state", at: ["data", 0, "total"] },
  },
  {
    file: "A2-anct-metrics.bal.json",
    kind: "anct",
    settings: {
      metrics: {
        tu: { metric: "communes_couvertes", levels: ["commune"] },
        yau: { metric: "communes_actives_12m", levels: ["commune"] },
      },
    },
    expect: { cells: 7, first: "communes_couvertes commune 91400 state", at: ["results", 0, "metrics", "tu"] },
  },
  {
    file: "A3-anct-metrics.bal.page-offset1-limit2.json",
    kind: "anct",
    settings: tu("communes_couvertes", "commune"),
    expect: { code: "RELEVE_ANSWER_INCOMPLETE" },
  },
  {
    file: "A4-anct-metrics.bal.past-the-end.json",
    kind: "anct",
    settings: tu("communes_couvertes", "commune"),
    expect: { cells: 0 },
  },
  {
    file: "A5-anct-metrics.rdv.v1-insee-and-siret.json",
    kind: "anct",
    settings: tu("agents_utilisateurs", "siret"),
    expect: { cells: 2, first: "agents_utilisateurs siret 12345678901234 state", at: ["results", 2, "metrics", "tu"] },
  },
  {
    file: "A6-anct-metrics.rdv.v2-siret-only.json",
    kind: "anct",
    settings: tu("agents_utilisateurs", "siret"),
    expect: { cells: 2, first: "agents_utilisateurs siret 12345678901234 state", at: ["results", 0, "metrics", "tu"] },
  },
  {
    file: "A8-anct-metrics.unauthorized.json",
    kind: "anct",
    status: 401,
    settings: tu("agents_utilisateurs", "siret"),
    expect: { code: "RELEVE_ENDPOINT_REFUSED" },
  },
  {
    file: "A8-anct-metrics.unauthorized.json",
    kind: "anct",
    settings: tu("agents_utilisateurs", "siret"),
    expect: { code: "answer.error" },
  },
  {
    file: "A9-anct-metrics.csv",
    kind: "anct",
    settings: {
      form: "csv",
      csv: { id: "identifiant" },
      metrics: { stockage: { metric: "stockage_utilise", levels: ["siret", "siren", "commune"] } },
    },
    expect: { cells: 3, homeless: 1, first: "stockage_utilise siret 12345678901234 state", at: [1, 1] },
  },
  {
    file: "A9-anct-metrics.csv.mapping.json",
    kind: "anct",
    settings: tu("stockage_utilise", "siret"),
    expect: { code: "answer.shape" },
  },
  {
    file: "B1-ademe-api-stats.number.json",
    kind: "ademe",
    settings: figure("visiteurs"),
    expect: { cells: 3, first: "visiteurs france FR month 2025-09-01", at: ["stats", 0, "value"] },
  },
  {
    file: "B4-ademe-api-stats.daily-matomo-gap.json",
    kind: "ademe",
    settings: figure("visiteurs", { periodicity: "day" }),
    expect: { cells: 3, first: "visiteurs france FR day 2025-11-01", at: ["stats", 0, "value"] },
  },
  {
    file: "C1-rdv.stats-rdvs.by-week.json",
    kind: "chartkick",
    settings: { grain: "sunday_week", format: "dd/mm/yyyy", ...figures(figure("rdv_pris", { series: "Agent" })) },
    expect: { cells: 2, first: "rdv_pris france FR sunday_week 2022-03-27", at: [0, "data", 0, 1] },
  },
  {
    file: "C1-rdv.stats-rdvs.by-week.json",
    kind: "chartkick",
    settings: { grain: "week", format: "dd/mm/yyyy", ...figures(figure("rdv_pris", { series: "Agent" })) },
    expect: { code: "answer.shape" },
  },
  {
    file: "C3-rdv.stats-rdvs.by-status.json",
    kind: "chartkick",
    settings: {
      grain: "sunday_week",
      format: "dd/mm/yyyy",
      ...figures(figure("part_rdv_manques", { series: "Absence non excusée" })),
    },
    expect: { code: "reading.settings" },
  },
];
