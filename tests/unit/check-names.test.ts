// What `releve check` takes from an address and from names: the place that was asked for, and what is counted.
import { beforeAll, describe, expect, it } from "vitest";
import { checkBytes } from "../../cli/check.ts";
import { loadTerritories } from "../../infra/territories.ts";
import type { CheckReply } from "../../schemas/check.ts";
import type { Territories } from "../../schemas/territory.ts";

let territories: Territories;
beforeAll(async () => {
  territories = await loadTerritories();
});
const SITE = "https://a-dock.example";
function look(body: unknown, path = "/stats"): CheckReply {
  const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  const ports = { territories, clock: () => Date.parse("2026-11-22T08:00:00Z"), secrets: () => undefined };
  return checkBytes({ bytes, url: `${SITE}${path}`, contentType: "" }, { ...ports, allowLoopback: false });
}
/** `visites departement 62 = 1200`, each once. */
const cells = (reply: CheckReply) => [
  ...new Set(reply.cells.map(({ metric, level, code, value }) => `${metric} ${level} ${code} = ${value}`)),
];
const left = ({ refused }: CheckReply) => refused.map(({ what, why }) => `${what}: ${why}`).join("\n");
const asked = ({ questions }: CheckReply) => questions.map(({ ask }) => ask.en).join("\n");

describe("a place in the address", () => {
  const months = [{ mois: "2026-08", visites: 1200 }];
  it("is that of the figures, and is asked about", () => {
    for (const path of ["/stats?departement=62", "/departements/62/stats.json", "/stats.csv?code_departement=62"]) {
      const reply = look(path.includes("csv") ? "mois;visites\n2026-08;1200\n" : months, path);
      expect([path, cells(reply)]).toEqual([path, ["visites departement 62 = 1200"]]);
      expect(asked(reply)).toContain("are the figures of that place alone?");
    }
    const chart = [
      ["30/08/2026", 12],
      ["06/09/2026", 14],
      ["13/09/2026", 9],
    ];
    expect(cells(look(chart, "/stats/rdvs?dep=62"))[0]).toBe("rdv_pris departement 62 = 12");
    expect(cells(look(months, "/stats?region=53"))).toEqual(["visites region 53 = 1200"]);
  });
  it("is only asked about where no list knows it, or no word tells its level", () => {
    for (const path of ["/stats?territory=62", "/stats?departement=Pas-de-Calais"]) {
      const reply = look(months, path);
      expect([path, cells(reply)]).toEqual([path, ["visites france FR = 1200"]]);
      expect(asked(reply)).toContain("are the figures of that place alone?");
    }
  });
  it("is none where the address asks for all of them, counts them, or names a folder", () => {
    for (const path of ["/stats?departement=all", "/stats?nb_departements=62", "/communes/stats", "/v1/62/stats"])
      expect([path, asked(look(months, path))]).toEqual([path, ""]);
  });
  it("gives way to the places of the answer", () => {
    const rows = [
      { code_insee: "37261", visites: 4 },
      { code_insee: "59350", visites: 5 },
    ];
    expect(look(rows, "/stats?departement=62").cells.map(({ code }) => code)).toEqual(["37261", "59350"]);
  });
});

describe("a name", () => {
  it("that says nothing of what is counted takes it from the keys over it", () => {
    const kpis = look({ utilisateurs: { total: 12480, actifs_28j: 2310 }, organismes: { inscrits: 318 } });
    expect(cells(kpis).sort()).toEqual([
      "organisations_utilisatrices france FR = 318",
      "utilisateurs france FR = 12480",
      "utilisateurs_actifs_28j france FR = 2310",
    ]);
  });
  it("that says something is no metric by its folder's name, and the reason is told", () => {
    const rows = [{ code_departement: "01", nb_lieux: 212, nb_utilisateurs: 24 }];
    const reply = look(rows, "/cartes/publiees");
    expect(cells(reply)).toEqual(["utilisateurs departement 01 = 24"]);
    expect(left(reply)).toContain('no metric of the catalogue has a word of "nb_lieux"');
  });
  it("of what did not come about is not the metric of what did", () => {
    const file = (column: string) => `mois;Rendez-vous pris;${column}\n2026-08;100;9\n2026-09;120;11\n`;
    expect(cells(look(file("Rendez-vous annulés")))).not.toContain("rdv_manques france FR = 9");
    expect(left(look(file("Rendez-vous annulés")))).toContain("no metric of the catalogue has a word of");
    expect(cells(look(file("Rendez-vous non honorés")))).toContain("rdv_manques france FR = 9");
    expect(left(look({ dossiers_refuses: 5, utilisateurs: 7 }))).toContain("dossiers_refuses");
  });
  it("of a period's metric without a date is told so, and a total beside a list is told", () => {
    expect(left(look({ utilisateurs: 7, visites: 12 }))).toContain("no date stands beside it");
    const byMonth = { visites_par_mois: { "2026-08": 5, "2026-09": 6 }, total: 11 };
    expect(left(look(byMonth))).toContain("/total: a number beside a list");
    expect(left(look({ results: [{ mois: "2026-08", visites: 5 }], count: 1, total: 1 }))).toBe("");
  });
});

describe("keys of a convention", () => {
  it("are flags of communes, and nothing where no metric is of such flags", () => {
    const rows = ["37261", "2A004"].map((insee) => ({ insee, metrics: { tu: 1, yau: 1, mau: 1, wau: 0 } }));
    const reply = look({ count: 2, results: rows }, "/stats/metrics-incubateur");
    expect([...new Set(reply.cells.map(({ metric }) => metric))].sort()).toEqual([
      "communes_actives_12m",
      "communes_couvertes",
    ]);
    expect(left(reply)).toMatch(/metrics\/mau[\s\S]*metrics\/wau/);
  });
  it("are read where a report of Matomo lists one label of downloads, and told where no label names a metric", () => {
    const path = (method: string) => `/index.php?module=API&method=${method}&idSite=7&period=week&date=last3`;
    const weeks = (...labels: string[]) => ({
      "2026-11-02,2026-11-08": labels.map((label) => ({ label, nb_hits: "210", nb_visits: 180 })),
      "2026-11-09,2026-11-15": [],
    });
    const downloads = look(weeks("static.service.fr"), path("Actions.getDownloads"));
    expect(cells(downloads)).toEqual(["telechargements france FR = 210", "telechargements france FR = null"]);
    const countries = look(weeks("Bretagne", "Corse"), path("UserCountry.getRegion"));
    expect([countries.proposal, left(countries)]).toEqual([null, expect.stringContaining("none of these labels")]);
    expect(countries.askTeam?.en).not.toContain("no figure has its period");
  });
  it("a neutral key is asked about by its place, each by itself", () => {
    const kpis = look({ utilisateurs: { total: 12480 }, organismes: { total: 318 } });
    expect(asked(kpis)).toMatch(
      /"\/utilisateurs\/total"[\s\S]*"\/organismes\/total"|"\/organismes\/total"[\s\S]*"\/utilisateurs\/total"/,
    );
  });
});
