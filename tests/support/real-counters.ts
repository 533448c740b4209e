// Recorded answers of public counters and of the tools behind pages, and what each should become.
import type { Settings } from "../../schemas/source.ts";
import type { RealLine } from "./real-line.ts";

const figure = (metric: string, more: Settings = {}): Settings => ({ metric, ...more });
const figures = (...all: Settings[]): Settings => ({ figures: all });
const month = (column: string) => ({ column, grain: "month", format: "iso-month" });
const CARD = "/api/public/card/3f0c1a52-1111-4222-8333-000000000001/query/json";

export const REAL_COUNTERS: readonly RealLine[] = [
  {
    file: "F1-demarches.public-v1-stats.json",
    kind: "json",
    settings: figures(
      figure("dossiers_valides_cumules", {
        rows: "/funnel/*",
        where: [{ pointer: "/0", equals: "Traités" }],
        value: "/1",
      }),
    ),
    expect: { cells: 1, first: "dossiers_valides_cumules france FR state", at: ["funnel", 3, 1] },
  },
  {
    file: "F1-demarches.public-v1-stats.json",
    kind: "json",
    settings: figures(
      figure("demarches_terminees", {
        rows: "/processing_time_by_month/*",
        value: "",
        period: { pointer: "0#", grain: "month", format: "fr-month" },
      }),
    ),
    expect: {
      cells: 3,
      first: "demarches_terminees france FR month 2019-04-01",
      at: ["processing_time_by_month", "avril 2019"],
    },
  },
  {
    file: "F1-demarches.public-v1-stats.json",
    kind: "json",
    settings: figures(
      figure("demarches_terminees", {
        rows: "/processed_by_week/*/data/*",
        value: "",
        period: { pointer: "0#", grain: "week", format: "fr-day" },
      }),
    ),
    expect: { code: "answer.shape" },
  },
  {
    file: "F3-demarches.datagouv.nb_comptes_crees_par_mois.csv",
    kind: "csv",
    settings: figures(figure("comptes_crees", { value: "nb_comptes_crees_par_mois", period: month("mois") })),
    expect: { cells: 2, first: "comptes_crees france FR month 2023-12-01", at: [1, 1] },
  },
  {
    file: "G1-umap.stats.json",
    kind: "json",
    settings: figures(
      figure("cartes_publiees", { value: "/maps_count" }),
      figure("utilisateurs_actifs_7j", { value: "/users_active_last_week_count" }),
    ),
    expect: { cells: 2, first: "cartes_publiees france FR state", at: ["maps_count"] },
  },
  {
    file: "G2-ma-cantine.statistics.published-year.json",
    kind: "json",
    settings: figures(figure("etablissements_utilisateurs", { value: "/canteenCount" })),
    expect: { cells: 1, first: "etablissements_utilisateurs france FR state", at: ["canteenCount"] },
  },
  {
    file: "G4-transport.stats_history.jsonl",
    kind: "geojson",
    settings: figures(figure("jeux_de_donnees", { value: "nb" })),
    expect: { code: "answer.json" },
  },
  {
    file: "G6-conseiller-numerique.stats-metabase.json",
    kind: "json",
    settings: figures(figure("etablissements_utilisateurs", { value: "/nbStructures" })),
    expect: { cells: 1, first: "etablissements_utilisateurs france FR state", at: ["nbStructures"] },
  },
  {
    file: "G7-dossierfacile.stats-dossiers-validated.json",
    kind: "json",
    settings: figures(figure("dossiers_valides_cumules", { value: "" })),
    expect: { cells: 1, first: "dossiers_valides_cumules france FR state", at: [] },
  },
  {
    file: "H2-matomo.VisitsSummary.getUniqueVisitors.month.json",
    kind: "matomo",
    settings: { site: 22, method: "VisitsSummary.getUniqueVisitors", ...figures(figure("visiteurs")) },
    expect: { cells: 3, first: "visiteurs france FR month 2025-08-01", at: ["2025-08"] },
  },
  {
    file: "H3-matomo.Events.getCategory.day.json",
    kind: "matomo",
    settings: {
      site: 22,
      method: "Events.getCategory",
      period: "day",
      ...figures(figure("telechargements", { label: ["download", "Download Data ban"], value: "nb_events" })),
    },
    expect: {
      cells: 2,
      first: "telechargements france FR day 2025-11-01",
      at: ["2025-11-01", 0, "subtable", 0, "nb_events"],
    },
  },
  {
    file: "H4-matomo.error.json",
    kind: "matomo",
    settings: { site: 22, ...figures(figure("visites", { value: "nb_visits" })) },
    expect: { code: "answer.error" },
  },
  {
    file: "H5-metabase.public-card.query-json.formatted.json",
    kind: "metabase",
    path: CARD,
    settings: {
      formatted: true,
      ...figures(
        figure("rdv_pris", {
          value: "Nombre de RDV",
          numbers: "fr",
          period: { column: "Mois", grain: "month", format: "fr-month" },
          territory: { level: "departement", column: "Département" },
        }),
      ),
    },
    expect: { cells: 1, homeless: 1, first: "rdv_pris departement 971 month 2022-03-01", at: [1, "Nombre de RDV"] },
  },
  { file: "H9-stats-page.landing.html", kind: "releve", settings: {}, expect: { code: "answer.html" } },
];
