// What `releve check` takes for places and codes, and what it never does.
import { beforeAll, describe, expect, it } from "vitest";
import { loadTerritories } from "../../infra/territories.ts";
import { type Proposal, propose } from "../../ingestors/check/propose.ts";
import { readProposal } from "../../ingestors/check/reading.ts";
import type { Territories } from "../../schemas/territory.ts";

let territories: Territories;
beforeAll(async () => {
  territories = await loadTerritories();
});
const bytesOf = (body: unknown) => Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
function look(body: unknown): Proposal {
  return propose({ bytes: bytesOf(body), url: "https://a-dock.example/stats", contentType: "" }, { territories });
}
/** The cells that the proposal reads of the same answer: place, month or day, value. */
function cells(body: unknown): string[] {
  const [source] = look(body).declaration?.sources ?? [];
  const pages = [{ url: "", contentType: "", bytes: bytesOf(body) }];
  const read = source && readProposal(source, { pages, moment: Date.parse("2026-11-22"), lists: territories });
  const rows = read && "reading" in read ? read.reading.rows : [];
  return rows.map(({ metric, code, period, dims, value }) =>
    [metric, code, period?.first, dims || undefined, value].filter((part) => part !== undefined).join(" "),
  );
}
const refused = (body: unknown) =>
  look(body)
    .refused.map(({ what, why }) => `${what}: ${why}`)
    .join("\n");
describe("a count", () => {
  it("is no place because its name has the letters of one, or says how many places there are", () => {
    const months = (name: string) => `mois;${name};visites\n2026-08;31;1200\n2026-09;45;1300\n2026-10;60;1250\n`;
    for (const name of ["dossiers_deposes", "depots", "nb_departements", "nombre de communes", "n_regions"])
      expect(cells(months(name))).toContain("visites FR 2026-08-01 1200");
    expect(cells("date,nb_communes,visites\n2026-10-01,23480,120\n2026-10-02,23500,130\n")).toEqual([
      "visites FR 2026-10-01 120",
      "visites FR 2026-10-02 130",
    ]);
  });
  it("is never an identifier, a postal code, the code of an error, a year or a month", () => {
    const list = [{ siret: "21370261900017", code_postal: 37000, annee_adhesion: 2019 }];
    expect(cells([...list, { ...list[0], siret: "21590350100017" }])).toEqual([
      "elements_geres 21370261900017 1",
      "elements_geres 21590350100017 1",
    ]);
    expect(cells({ status: 500, code: 503, cp: 37000 })).toEqual([]);
    const months = [8, 9, 10].map((mois) => ({ mois, visites: 100 + mois }));
    expect(cells(months)).toEqual([]);
    expect(refused(months)).toContain("have no year");
  });
  it("of several levels in one column of codes is not of France", () => {
    const rows = ["FR", "53", "35", "29", "35238"].map((code, n) => ({ code, utilisateurs: 900 - n }));
    expect(cells(rows)).toEqual([]);
    expect(refused(rows)).toContain("codes of several levels");
  });
});

describe("a code that is a number", () => {
  it("is a place where its name says so and the official list knows them all", () => {
    expect(cells([37, 59].map((departement) => ({ departement, visiteurs: 3, annee: 2025 })))).toEqual([
      "visiteurs 37 2025-01-01 3",
      "visiteurs 59 2025-01-01 3",
    ]);
    expect(cells([37261, 59350].map((insee) => ({ insee, utilisateurs: 3 })))).toEqual([
      "utilisateurs 37261 3",
      "utilisateurs 59350 3",
    ]);
  });
  it("is none where a zero was lost, and its figures are not those of France", () => {
    const rows = [1, 37].map((departement) => ({ departement, visiteurs: 3, annee: 2025 }));
    expect(cells(rows)).toEqual([]);
    expect(refused(rows)).toContain('"1" is a departement\'s code that lost its zero');
  });
  it("may be one of a département or of a région: it is told, and not chosen", () => {
    expect(
      refused([
        { code: "53", usagers: 3 },
        { code: "28", usagers: 4 },
      ]),
    ).toContain("may be of régions");
  });
});

describe("the keys of a map", () => {
  it("are départements where all are in the list, but for a total", () => {
    expect(cells({ par_departement: { "13": 40, "33": 22, "974": 5, total: 67 } }).slice(0, 3)).toEqual([
      "elements_geres 13 40",
      "elements_geres 33 22",
      "elements_geres 974 5",
    ]);
    expect(cells({ "2026-09": { "37": 12, "2A": 2 }, "2026-10": { "37": 14, "2A": 1 } })).toContain(
      "transactions 2A 2026-10-01 1",
    );
  });
  it("that may be weeks or ranks as well are told, and none of them is France", () => {
    expect(cells({ inscrits: { "31": 4, "32": 5, "33": 6 } })).toEqual([]);
    expect(refused({ inscrits: { "31": 4, "32": 5, "33": 6 } })).toContain("may be départements, weeks, ages or ranks");
  });
  it("that are ages are no départements either, and a column of ages keeps rows apart", () => {
    expect(cells({ par_age: { "18": 3, "25": 4, "35": 9 } })).toEqual([]);
    expect(cells("age,inscrits\n18,3\n25,4\n")).toEqual([
      'elements_geres FR {"age":"18"} 3',
      'elements_geres FR {"age":"25"} 4',
    ]);
  });
  it("are the months of the year over them, and never départements", () => {
    expect(cells({ visites: { "2025": { "01": 120, "12": 99 }, "2026": { "02": 150 } } }).sort()).toEqual([
      "visites FR 2025-01-01 120",
      "visites FR 2025-12-01 99",
      "visites FR 2026-02-01 150",
    ]);
    expect(cells({ visites: { "01": 120, "02": 130 } })).toEqual([]);
  });
  it("that are names of régions are no codes: no région is read as France", () => {
    const regions = { regions: { Bretagne: { "2026-09": 12 }, Normandie: { "2026-09": 30 } } };
    expect(cells(regions)).toEqual([]);
    expect(refused(regions)).toContain("names of régions");
    expect(cells("Indicateur;Bretagne;Normandie\nVisites;120;130\nComptes;12;13\n")).toEqual([]);
  });
  it("that are dates beside a code are the columns of one commune", () => {
    expect(cells([{ insee: "37261", "2026-08": 12, "2026-09": 15 }])).toEqual([
      "transactions 37261 2026-08-01 12",
      "transactions 37261 2026-09-01 15",
    ]);
    expect(refused("insee;2026-08;2026-09\n37261;12;15\n59350;30;35\n")).toContain("periods are headings");
  });
});

describe("a place that the whole answer is of", () => {
  it("stands over its rows: they are not those of France", () => {
    const visites = [{ mois: "2026-08", n: 3 }];
    expect(cells({ departement: "37", visites: [...visites, { mois: "2026-09", n: 5 }] })).toEqual([
      "visites 37 2026-08-01 3",
      "visites 37 2026-09-01 5",
    ]);
  });
});

describe("a total beside its parts", () => {
  const rows = ["Agents", "Élus", "Total"].map((profil, n) => ({ profil, usagers: [120, 40, 160][n] }));
  it("is read alone, and no category of its own: the parts are told", () => {
    expect(cells(rows)).toEqual(["utilisateurs FR 160"]);
    expect(refused(rows)).toContain('parts of "Total"');
    const chart = ["Total", "Agents", "Usagers"].map((name, n) => ({ name, data: [["2026-09-01", 10 + n]] }));
    expect(cells(chart)).toEqual(["transactions FR 2026-09-01 10"]);
    expect(refused(chart)).toContain("Agents, Usagers: parts of");
  });
  it("of some months only is asked about", () => {
    const months = rows.flatMap((row) => ["2026-09", "2026-10"].map((mois) => ({ ...row, mois })));
    const proposal = look(months.filter(({ profil, mois }) => profil !== "Total" || mois === "2026-09"));
    expect(proposal.questions.map(({ ask }) => ask.en).join()).toContain('"Total" stands beside Agents, Élus');
  });
  it("of places is told: it has no code", () => {
    expect(refused("dep,visiteurs_uniques\n35,120\n29,88\n22,60\nTotal,268\n")).toContain("dep: Total");
  });
});

describe("parts of equal standing", () => {
  it("are never the whole, and no label is lost in silence", () => {
    const groups = { a: { trucs: 3 }, b: { trucs: 4 } };
    expect(cells(groups)).toEqual([]);
    expect(refused(groups)).toContain("parts of equal standing");
    expect(cells({ visiteurs: { "00": 5, "01": 7, "23": 4 } })).toEqual([]);
    expect(refused("type_structure;nombre\nCommune;120\nEPCI;40\nEnsemble;160\n")).toMatch(
      /= EPCI: .*\n?.*= Ensemble: /s,
    );
  });
});
