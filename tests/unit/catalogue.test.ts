// The catalogue as a whole: what the network quotes is in it, and no entry contradicts itself.
import { describe, expect, it } from "vitest";
import { CATALOGUE, metricOf, metricsInForce } from "../../schemas/catalogue.ts";
import { AARRI, AXES, isState, KINDS, MATRIX, markOf, type Sum } from "../../schemas/catalogue-model.ts";

const QUOTED =
  `communes_couvertes communes_actives_12m departements_utilisateurs epci_utilisateurs regions_utilisatrices rdv_pris
  rdv_manques part_rdv_manques rdv_cumules dossiers_deposes demarches trajets adresses_certifiees visites visiteurs utilisateurs
  utilisateurs_actifs_jour utilisateurs_actifs_semaine utilisateurs_actifs_28j utilisateurs_actifs_mois utilisateurs_actifs_an
  agents_actifs_jour agents_actifs_semaine agents_actifs_28j agents_actifs_mois agents_actifs_an jeux_de_donnees cartes_publiees
  etablissements_utilisateurs satisfaction delai_median cout_par_utilisateur temps_gagne taux_de_conformite part_bio`.split(
    /\s+/,
  );

/** The words of a refusal. */
const refusalIn = (sum: Sum) => (typeof sum === "string" ? [] : [sum.refused, sum.ask]);

describe("the catalogue", () => {
  it("has what the network quotes, and each definition once", () => {
    expect(QUOTED.filter((key) => !metricOf(key))).toEqual([]);
    const names = CATALOGUE.map(({ key, version }) => `${key}@${version}`);
    expect(new Set(names).size).toBe(names.length);
    expect(CATALOGUE.length).toBeGreaterThanOrEqual(25);
    expect(KINDS.filter((kind) => !CATALOGUE.some((metric) => metric.kind === kind))).toEqual([]);
  });
  it("says of 25 metrics and more, each in both languages, what it counts, in what unit, and what may be added up", () => {
    const whole = metricsInForce().filter(({ label, definition, unit, subject, sums }) => {
      const words = [label, definition, unit, ...AXES.flatMap((axis) => refusalIn(sums[axis]))];
      return subject !== "" && words.every(({ fr, en }) => fr.trim() !== "" && en.trim() !== "");
    });
    expect(whole.length).toBe(metricsInForce().length);
    expect(whole.length).toBeGreaterThanOrEqual(25);
    const untranslated = metricsInForce().filter(({ definition }) => definition.fr === definition.en);
    expect(untranslated.map(({ key }) => key)).toEqual([]);
    const placed = whole.filter(({ aarri, matrix }) => aarri && matrix);
    expect(placed.length).toBeGreaterThanOrEqual(25);
    expect(AARRI.filter((step) => !placed.some(({ aarri }) => aarri === step))).toEqual([]);
    expect(MATRIX.filter((question) => !placed.some(({ matrix }) => matrix === question))).toEqual([]);
  });
  it("has ratios of two parts that are stated with the same kind of period, and no other metric with parts", () => {
    for (const { key, kind, ratio } of CATALOGUE) {
      expect(ratio !== undefined, key).toBe(kind === "ratio");
      const parts = ratio ? [metricOf(ratio.numerator), metricOf(ratio.denominator)] : [];
      for (const part of parts) expect(part && !isState(part.kind), key).toBeTruthy();
    }
  });
  it("lets people, sets and medians be added up nowhere", () => {
    for (const { key, kind, subject, sums } of CATALOGUE) {
      const added = AXES.filter((axis) => sums[axis] === "sum");
      if (kind === "membership" || kind === "distinct" || subject === "personne" || subject === "delai")
        expect(added, key).toEqual([]);
      if (isState(kind)) expect(sums.time, key).toBe("last");
      if (kind === "ratio") expect(sums.time, key).toBe("ratio");
    }
  });
  it("lets one figure be added up across services: visits, which say they are no people", () => {
    expect(CATALOGUE.filter(({ sums }) => sums.services === "sum").map(({ key }) => key)).toEqual(["visites"]);
  });
  it("tells adoption from impact", () => {
    const marks = ["communes_couvertes", "rdv_pris", "facilite", "part_rdv_manques", "temps_gagne", "satisfaction"];
    expect(marks.map((key) => markOf(metricOf(key)!))).toEqual([
      "adoption",
      "adoption",
      "adoption",
      "impact",
      "impact",
      "impact",
    ]);
    const unplaced = CATALOGUE.filter(({ aarri, matrix }) => !aarri || !matrix).map(({ key }) => key);
    expect(unplaced).toEqual(["stockage_utilise"]);
  });
});
