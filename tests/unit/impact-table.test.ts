// Figures that leave in the national schema of impact, and what the reader of that schema makes of them.
import { describe, expect, it } from "vitest";
import { csvOf } from "../../dashboards/data-table.ts";
import { type ImpactCell, impactTable } from "../../dashboards/impact-table.ts";
import { metricOf } from "../../schemas/catalogue.ts";
import { IMPACT_COLUMNS } from "../../schemas/impact-schema.ts";
import type { Level } from "../../schemas/territory.ts";
import { said } from "../support/reading.ts";

const A_DOCK = { owner: "Ville de Tours", name: "À quai, et plus", day: "2026-11-20" };
const october = { grain: "month", first: "2026-10-01", last: "2026-10-31" } as const;
const state = { grain: "state", first: "1970-01-01", last: "1970-01-01" } as const;
function figure(key: string, value: string, more: Partial<ImpactCell["cell"]> = {}): ImpactCell {
  const metric = metricOf(key);
  if (!metric) throw new Error(`no metric ${key}`);
  const cell = { level: "france", code: "FR", dims: "", ...october, ...more } as const;
  return { metric, cell, value, source: { kind: "json", every: "day" } };
}
const at = (level: Level, code: string) => ({ level, code, ...state });

describe("figures in the national schema of impact", () => {
  it("have 17 columns, in the schema's order", () => {
    const { table } = impactTable(A_DOCK, [figure("visites", "1204")]);
    expect(table.columns).toEqual(IMPACT_COLUMNS);
    const line = Object.fromEntries(table.columns.map((name, place) => [name, table.rows[0]?.[place]]));
    expect(line).toMatchObject({
      indicateur: "Visites",
      valeur: "1204",
      unite_mesure: "unité",
      est_cible: "false",
      type_indicateur: "usage",
      frequence_monitoring: "quotidienne",
      date: "2026-10-31",
      est_periode: "true",
      date_debut: "2026-10-01",
      est_automatise: "true",
    });
  });
  it("are read again as they were, by the kind schema-impact", () => {
    const cells = [
      figure("visites", "1204.5"),
      figure("communes_couvertes", "1", at("commune", "2A004")),
      figure("communes_couvertes", "1", at("commune", "98735")),
      figure("jeux_de_donnees", "31", at("departement", "987")),
      figure("jeux_de_donnees", "12", at("region", "24")),
    ];
    const figures = [
      { metric: "visites", indicateur: "Visites" },
      { metric: "communes_couvertes", indicateur: "Communes couvertes", levels: ["commune"] },
      { metric: "jeux_de_donnees", indicateur: "Jeux de données", levels: ["departement", "region"] },
    ];
    expect(said("schema-impact", { figures }, csvOf(impactTable(A_DOCK, cells).table)).cells).toEqual([
      "visites month 2026-10-01 = 1204.5",
      "communes_couvertes commune 2A004 = 1",
      "communes_couvertes commune 98735 = 1",
      "jeux_de_donnees departement 987 = 31",
      "jeux_de_donnees region 24 = 12",
    ]);
  });
  it("of organisations and EPCI have no place there, and are counted", () => {
    const cells = [
      figure("utilisateurs", "3", at("siret", "21370261900017")),
      figure("utilisateurs", "4", at("epci", "243700754")),
    ];
    expect(impactTable(A_DOCK, cells)).toMatchObject({ table: { rows: [] }, leftOut: 2 });
  });
  it("with dimensions are indicators of their own", () => {
    const { table } = impactTable(A_DOCK, [figure("visites", "7", { dims: '{"canal":"web"}' })]);
    expect(table.rows[0]?.[IMPACT_COLUMNS.indexOf("indicateur")]).toBe("Visites (canal : web)");
  });
});
