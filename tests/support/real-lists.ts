// Recorded answers that are lists and files, and what each should become.
import type { Settings } from "../../schemas/source.ts";
import type { RealLine } from "./real-line.ts";

const figure = (metric: string, more: Settings = {}): Settings => ({ metric, ...more });
const figures = (...all: Settings[]): Settings => ({ figures: all });
const by = (level: string, pointer: string) => ({ level, pointer });

export const REAL_LISTS: readonly RealLine[] = [
  {
    file: "D1-ban-stats.json",
    kind: "json",
    settings: figures(figure("adresses_certifiees", { value: "/bal/nbAdressesCertifiees" })),
    expect: { cells: 1, first: "adresses_certifiees france FR state", at: ["bal", "nbAdressesCertifiees"] },
  },
  {
    file: "D2-mes-adresses.stats-bals.json",
    kind: "json",
    settings: figures(
      figure("communes_couvertes", {
        rows: "/*",
        where: [{ pointer: "/status", equals: "published" }],
        value: { value: 1 },
        territory: by("commune", "/commune"),
      }),
    ),
    expect: { cells: 1, first: "communes_couvertes commune 37003 state" },
  },
  {
    file: "D3-mes-adresses.stats-bals-status.json",
    kind: "json",
    settings: figures(
      figure("jeux_de_donnees", { rows: "/*", where: [{ pointer: "/status", equals: "published" }], value: "/count" }),
    ),
    expect: { cells: 1, first: "jeux_de_donnees france FR state", at: [1, "count"] },
  },
  {
    file: "D4-mes-adresses.stats-bals-creations.json",
    kind: "json",
    settings: figures(
      figure("comptes_crees", {
        rows: "/*/createdBAL/*",
        value: "/total",
        territory: by("commune", "0#"),
        period: { pointer: "2/date", grain: "day", format: "iso-date" },
      }),
    ),
    expect: { cells: 2, first: "comptes_crees commune 54084 day 2019-01-01", at: [0, "createdBAL", "54084", "total"] },
  },
  {
    file: "D5-api-depot.firsts-publications.json",
    kind: "json",
    settings: figures(
      figure("dossiers_valides_cumules", {
        rows: "/*",
        value: "/totalCreations",
        latest: { pointer: "/date", format: "iso-date" },
      }),
    ),
    expect: { cells: 1, first: "dossiers_valides_cumules france FR state", at: [2, "totalCreations"] },
  },
  {
    file: "D6-api-depot.publications.json",
    kind: "json",
    settings: figures(
      figure("comptes_crees", {
        rows: "/*/publishedBAL/*",
        value: "/total",
        territory: by("commune", "0#"),
        period: { pointer: "2/date", grain: "day", format: "iso-date" },
      }),
    ),
    expect: {
      cells: 1,
      first: "comptes_crees commune 91400 day 2000-01-02",
      at: [0, "publishedBAL", "91400", "total"],
    },
  },
  {
    file: "E1-datagouv-metric-api.datasets.json",
    kind: "datagouv-metrics",
    path: "/api/datasets/data/",
    settings: figures(
      figure("visites", { value: "monthly_visit" }),
      figure("telechargements", { value: "monthly_download_resource" }),
    ),
    expect: { cells: 4, first: "visites france FR month 2022-08-01", at: ["data", 0, "monthly_visit"] },
  },
  {
    file: "E2-datagouv-metric-api.site.csv",
    kind: "datagouv-metrics",
    path: "/api/site/data/csv/",
    settings: figures(
      figure("visites", { value: "monthly_visit_dataset" }),
      figure("telechargements", { value: "monthly_download_resource" }),
    ),
    expect: { cells: 4, first: "visites france FR month 2025-10-01", at: [1, 2] },
  },
  {
    file: "E3-schema-impact-service-public-numerique.schema.json",
    kind: "schema-impact",
    settings: figures(figure("trajets", { indicateur: "Nombre de trajets" })),
    expect: { code: "answer.csv" },
  },
  {
    file: "E4-schema-impact-service-public-numerique.exemple-valide.csv",
    kind: "schema-impact",
    settings: figures(
      figure("trajets", { indicateur: "Nombre de trajets réalisés" }),
      figure("jeux_de_donnees", { indicateur: "Nombre de ressources conformes sur data.gouv.fr" }),
    ),
    expect: { cells: 4, first: "trajets france FR year 2020-01-01", at: [1, 3] },
  },
  {
    file: "E4-schema-impact-service-public-numerique.exemple-valide.csv",
    kind: "schema-impact",
    settings: figures(figure("demarches", { indicateur: "Taux de réponses aux discussions sur data.gouv.fr" })),
    expect: { code: "answer.shape" },
  },
];
