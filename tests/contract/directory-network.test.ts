// The files of real services: each can be used, none is asked unless it is switched on, and each reads its recorded answer.
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { metricsOf } from "../../ingestors/declarations.ts";
import { BUILT_IN, loadDirectory, NETWORK } from "../../ingestors/directory.ts";
import { metricOf } from "../../schemas/catalogue.ts";
import { said } from "../support/reading.ts";
import { realCase } from "../support/real-cases.ts";
import { tell } from "../support/tell.ts";

const network = (await loadDirectory([NETWORK])).filter(({ startup }) =>
  readdirSync(NETWORK).includes(`${startup}.json`),
);
const sources = network.flatMap(({ startup, sources }) => sources.map((source) => ({ startup, ...source })));

describe("the files of the network's services", () => {
  it("can be used, and name metrics of the catalogue", () => {
    expect(network.length).toBe(readdirSync(NETWORK).filter((name) => name.endsWith(".json")).length);
    expect(sources.flatMap(metricsOf).filter((metric) => !metricOf(metric))).toEqual([]);
  });
  it("are asked only where they are switched on: a fresh install asks nobody", async () => {
    expect(readdirSync(BUILT_IN).filter((name) => name.endsWith(".json"))).toEqual([]);
    expect(await loadDirectory([])).toEqual([]);
  });
  it("tell in words what each source counts, and write no secret", () => {
    expect(sources.filter(({ label }) => !label)).toEqual([]);
    const headers = sources.flatMap(({ settings }) =>
      Object.values((settings.headers ?? {}) as Record<string, string>),
    );
    expect(headers.filter((value) => !/^[A-Za-z-]+ \{\{RELEVE_SECRET_[A-Z_]+\}\}$/.test(value))).toEqual([]);
  });
});

type At = readonly (string | number)[];
/** Startup and source → the recorded answer, and cells with the place in the file at which their values stand. */
const RECORDED: Readonly<Record<string, readonly [file: string, ...cells: (readonly [cell: string, at: At])[]]>> = {
  "bases.adresses.locales/depot": [
    "A2-anct-metrics.bal.json",
    ["communes_couvertes commune 91400", ["results", 0, "metrics", "tu"]],
    ["communes_actives_12m commune 91401", ["results", 1, "metrics", "yau"]],
  ],
  "bases.adresses.locales/mes-adresses": ["D2-mes-adresses.stats-bals.json"],
  "bases.adresses.locales/bases": [
    "D3-mes-adresses.stats-bals-status.json",
    ['bases_adresses {"etat":"draft"}', [0, "count"]],
    ['bases_adresses {"etat":"published"}', [1, "count"]],
  ],
  "bases.adresses.locales/creations": [
    "D4-mes-adresses.stats-bals-creations.json",
    ["bases_adresses_creees commune 54084 day 2019-01-01", [0, "createdBAL", "54084", "total"]],
    ["bases_adresses_creees commune 37003 day 2019-01-02", [1, "createdBAL", "37003", "total"]],
  ],
  "bases.adresses.locales/publications": [
    "D6-api-depot.publications.json",
    ["publications commune 91400 day 2000-01-02", [0, "publishedBAL", "91400", "total"]],
  ],
  "bases.adresses.locales/premieres-publications": [
    "D5-api-depot.firsts-publications.json",
    ["nombre_communes", [2, "totalCreations"]],
  ],
  "ban/stats": [
    "D1-ban-stats.json",
    ["adresses", ["ban", "nbAdresses"]],
    ["adresses_certifiees", ["ban", "nbAdressesCertifiees"]],
    ["nombre_communes", ["bal", "nbCommunesCouvertes"]],
    ["population_couverte", ["bal", "populationCouverte"]],
  ],
  "rdv-service-public/agents": [
    "A6-anct-metrics.rdv.v2-siret-only.json",
    ["agents_utilisateurs siret 12345678901234", ["results", 0, "metrics", "tu"]],
  ],
  "rdv-service-public/rendez-vous": [
    "C1-rdv.stats-rdvs.by-week.json",
    ['rdv_pris sunday_week 2022-03-27 {"pris_par":"Agent"}', [0, "data", 0, 1]],
    ['rdv_pris sunday_week 2022-04-03 {"pris_par":"Usager"}', [1, "data", 1, 1]],
  ],
  "chauffage-urbain/stats": ["B1-ademe-api-stats.number.json", ["visiteurs month 2025-09-01", ["stats", 0, "value"]]],
  "data.gouv.fr/site": [
    "E2-datagouv-metric-api.site.csv",
    ["visites month 2025-10-01", [1, 2]],
    ["telechargements month 2025-10-01", [1, 3]],
  ],
  "transport/jeu-de-donnees": [
    "E1-datagouv-metric-api.datasets.json",
    ["visites month 2022-08-01", ["data", 0, "monthly_visit"]],
    ["telechargements month 2022-08-01", ["data", 0, "monthly_download_resource"]],
  ],
  "demarches-simplifiees.fr/comptes": [
    "F3-demarches.datagouv.nb_comptes_crees_par_mois.csv",
    ["comptes_crees month 2023-12-01", [1, 1]],
  ],
  "umap/stats": [
    "G1-umap.stats.json",
    ["cartes_publiees", ["maps_count"]],
    ["utilisateurs", ["users_count"]],
    ["utilisateurs_actifs_7j", ["users_active_last_week_count"]],
  ],
  "ma-cantine-egalim/campagne-2024": [
    "G2-ma-cantine.statistics.published-year.json",
    ["etablissements_utilisateurs", ["canteenCount"]],
    ["teledeclarations year 2024-01-01", ["teledeclarationsCount"]],
  ],
  "dossierfacile/dossiers": ["G7-dossierfacile.stats-dossiers-validated.json", ["dossiers_valides_cumules", []]],
  "conseiller-numerique/stats": [
    "G6-conseiller-numerique.stats-metabase.json",
    ["organisations_utilisatrices", ["nbStructures"]],
    ["accompagnements_cumules", ["nbAccompagnements"]],
  ],
  "suite.territoriale/deploiement": [
    "A15-st-home.deployment-stats.list-service.json",
    ["organisations_utilisatrices", ["data", 0, "total"]],
    ["nombre_communes", ["data", 0, "communes"]],
  ],
  "fichiers/stockage": [
    "A11-lasuite-drive.usage-metrics.user.json",
    ["stockage_utilise siret 12345678900001", ["results", 0, "metrics", "storage_used"]],
  ],
};
const missing = Object.values(RECORDED).filter(([file]) => !realCase(`endpoints/${file}`));
if (missing.length > 0) tell(`SKIPPED: ${missing.length} real answers are not here; RELEVE_SHARED names their folder`);

describe.skipIf(missing.length > 0)("the file of a real service", () => {
  it("is tried on a recorded answer, every source of it", () => {
    expect(sources.map(({ startup, source }) => `${startup}/${source}`).sort()).toEqual(Object.keys(RECORDED).sort());
  });
  for (const { startup, source, kind, settings } of sources) {
    const [file = "", ...expected] = RECORDED[`${startup}/${source}`] ?? [];
    it(`${startup}, ${source}: ${file}`, () => {
      const bytes = realCase(`endpoints/${file}`) ?? Buffer.alloc(0);
      const { cells } = said(kind, settings, wholeOf(bytes, file));
      expect(cells.length).toBeGreaterThan(0);
      expect(cells).toEqual(
        expect.arrayContaining(expected.map(([cell, at]) => `${cell} = ${valueAt(bytes, file, at)}`)),
      );
    });
  }
  it("says 0 where its service says that null means none", () => {
    const [source] = sources.filter(({ startup }) => startup === "transport");
    const bytes = realCase("endpoints/E1-datagouv-metric-api.datasets.json") ?? "";
    const { cells } = said(source?.kind ?? "", source?.settings ?? {}, bytes);
    expect(cells).toContain("telechargements month 2022-07-01 = 0");
  });
});

/** A value of a file, found another way than the readers do: by its keys, or by its line and cell. */
function valueAt(bytes: Buffer, file: string, at: At): string {
  const text = bytes.toString();
  const document: unknown = file.endsWith(".csv") ? text.split("\n").map((line) => line.split(",")) : JSON.parse(text);
  return String(at.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], document));
}

/** One page of the recorded usage counts more rows than it has: here it is taken for the only one. */
function wholeOf(bytes: Buffer, file: string): Buffer {
  if (!file.startsWith("A11")) return bytes;
  const { results, ...rest } = JSON.parse(bytes.toString()) as { results: unknown[] };
  return Buffer.from(JSON.stringify({ ...rest, results, count: results.length }));
}
