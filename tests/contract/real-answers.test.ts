// Answers of real endpoints, read by the settings that their startups would write.
import { describe, expect, it } from "vitest";
import { readAnswer } from "../../ingestors/endpoints/index.ts";
import { makeStatement } from "../../processors/statement.ts";
import { AnswerError } from "../../schemas/errors.ts";
import type { Settings } from "../../schemas/source.ts";
import { realCase } from "../support/real-cases.ts";
import { tell } from "../support/tell.ts";

const MOMENT = Date.parse("2026-11-22T08:00:00Z");
const NAMES = {
  months: "B1-ademe-api-stats.number.json",
  gap: "B4-ademe-api-stats.daily-matomo-gap.json",
  anctCsv: "A9-anct-metrics.csv",
  wide: "E2-datagouv-metric-api.site.csv",
  impact: "E4-schema-impact-service-public-numerique.exemple-valide.csv",
  accounts: "F3-demarches.datagouv.nb_comptes_crees_par_mois.csv",
  page: "H9-stats-page.landing.html",
} as const;
const missing = Object.values(NAMES).filter((name) => !realCase(`endpoints/${name}`));
if (missing.length > 0)
  tell(`SKIPPED: ${missing.length} real answers are not here; RELEVE_SHARED names the folder of cases/endpoints`);

/** What a processor would make of a real answer: its cells, without the country and the state's days. */
function read(kind: "ademe" | "csv", name: keyof typeof NAMES, settings: Settings) {
  const bytes = realCase(`endpoints/${NAMES[name]}`) ?? Buffer.alloc(0);
  const pages = [{ url: "https://a-dock.example/s", contentType: "", bytes }];
  const reading = readAnswer(
    { kind, version: 1, settings: { url: "https://a-dock.example/s", ...settings } },
    { pages, moment: MOMENT },
  );
  const definitions = Object.fromEntries(reading.rows.map(({ metric }) => [metric, 1]));
  const { cells, homeless, removesNothing } = makeStatement(reading, definitions, { moment: MOMENT, off: 0 });
  const told = [...cells.values()].map(({ shape, code, first, value }) => {
    const { metric, level, grain } = shape;
    return `${metric} ${level === "france" ? "" : `${level} ${code} `}${grain === "state" ? "" : first}= ${value}`;
  });
  return { told, homeless: [...homeless], removesNothing };
}
const months = (column: string) => ({ column, grain: "month", format: "iso-month" });

describe.skipIf(missing.length > 0)("real answers", () => {
  it("of the ADEME convention, by month, are visitors", () => {
    const { told, homeless } = read("ademe", "months", { metric: "visiteurs" });
    expect(told).toEqual(["visiteurs 2025-09-01= 10321", "visiteurs 2025-10-01= 11870", "visiteurs 2025-11-01= 4120"]);
    expect(homeless).toEqual([]);
  });
  it("of the ADEME convention, with Matomo's empty list, say that there is no figure of that day", () => {
    const { told } = read("ademe", "gap", { metric: "visiteurs", periodicity: "day" });
    expect(told).toEqual(["visiteurs 2025-11-01= 311", "visiteurs 2025-11-02= null", "visiteurs 2025-11-03= 298"]);
  });
  it("of the ADEME convention are refused when other periods come than were asked for", () => {
    expect(() => read("ademe", "months", { metric: "visiteurs", periodicity: "day" })).toThrow(/name a month/);
  });
  it("of the ANCT convention as CSV keep three kinds of identifiers apart, and guess none", () => {
    const figure = {
      metric: "stockage_utilise",
      value: "stockage",
      territory: { level: ["siret", "siren", "commune"], column: "identifiant" },
    };
    const { told, homeless, removesNothing } = read("csv", "anctCsv", { figures: [figure] });
    expect(told).toEqual([
      "stockage_utilise siret 12345678901234 = 5000",
      "stockage_utilise siren 987654321 = 3000",
      "stockage_utilise commune 75056 = 1000",
    ]);
    expect(homeless).toEqual([["stockage_utilise: no such siret: 1234567", 1]]);
    expect(removesNothing).toBe(true);
  });
  it("of a wide file have a figure a column", () => {
    const figures = [
      { metric: "visites", value: "monthly_visit_dataset", period: months("metric_month") },
      { metric: "telechargements", value: "monthly_download_resource", period: months("metric_month") },
    ];
    const { told } = read("csv", "wide", { figures });
    expect(told).toEqual([
      "visites 2025-10-01= 2100345",
      "visites 2025-11-01= 2230111",
      "telechargements 2025-10-01= 31250087",
      "telechargements 2025-11-01= 30991222",
    ]);
  });
  it("of the national schema of impact are measures, never targets; a stock is its latest", () => {
    const named = (indicateur: string) => [
      { column: "indicateur", equals: indicateur },
      { column: "est_cible", equals: "false" },
    ];
    const period = { column: "date_debut", grain: "year", format: "iso-date" };
    const figures = [
      { metric: "trajets", where: named("Nombre de trajets réalisés"), value: "valeur", period },
      {
        metric: "jeux_de_donnees",
        where: named("Nombre de ressources conformes sur data.gouv.fr"),
        value: "valeur",
        latest: { column: "date", format: "iso-date" },
      },
    ];
    const { told, homeless } = read("csv", "impact", { figures });
    expect(told).toEqual([
      "trajets 2020-01-01= 143",
      "trajets 2021-01-01= 172",
      "trajets 2022-01-01= 175",
      "jeux_de_donnees = 41",
    ]);
    expect(homeless).toEqual([]);
  });
  it("of a file that only grows are months", () => {
    const figure = { metric: "comptes_crees", value: "nb_comptes_crees_par_mois", period: months("mois") };
    expect(read("csv", "accounts", { figures: [figure] }).told).toEqual([
      "comptes_crees 2023-12-01= 1",
      "comptes_crees 2024-01-01= 1",
    ]);
  });
  it("that are a page for people are read by neither", () => {
    const figures = [{ metric: "jeux_de_donnees", value: "n" }];
    for (const attempt of [
      () => read("ademe", "page", { metric: "visiteurs" }),
      () => read("csv", "page", { figures }),
    ])
      expect(attempt).toThrow(AnswerError);
  });
});
