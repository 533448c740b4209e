// What `releve check` proposes, and what it refuses to propose, of answers invented here.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { loadTerritories } from "../../infra/territories.ts";
import { metricFor } from "../../ingestors/check/metric-words.ts";
import { type Proposal, propose, startupOf } from "../../ingestors/check/propose.ts";
import { readProposal } from "../../ingestors/check/reading.ts";
import type { Territories } from "../../schemas/territory.ts";

let territories: Territories;
beforeAll(async () => {
  territories = await loadTerritories();
});
function look(body: unknown, url = "https://a-dock.example/stats", contentType = ""): Proposal {
  const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  return propose({ bytes, url, contentType }, { territories });
}
const settingsOf = (proposal: Proposal) => proposal.declaration?.sources[0]?.settings as Record<string, unknown>;
const figuresOf = (proposal: Proposal) => (settingsOf(proposal)?.figures ?? []) as Record<string, unknown>[];
/** What the proposal's own reader makes of the same answer. */
function readBy(proposal: Proposal, body: unknown) {
  const [source] = proposal.declaration?.sources ?? [];
  const pages = [{ url: "", contentType: "", bytes: Buffer.from(JSON.stringify(body)) }];
  const read = source && readProposal(source, { pages, moment: 0, lists: territories });
  return read && "reading" in read ? read.reading.rows.map(({ value }) => value) : read;
}
const asked = (proposal: Proposal) => proposal.questions.map(({ ask }) => ask.en).join("\n");
const refused = (proposal: Proposal) => proposal.refused.map(({ what, why }) => `${what}: ${why}`).join("\n");

describe("a proposal", () => {
  it("is a whole directory file, named by the address", () => {
    const { declaration } = look({ maps_count: 40321 });
    expect(declaration).toMatchObject({ startup: "a-dock", sources: [{ source: "site", kind: "json" }] });
    expect(startupOf("https://www.a-dock.beta.gouv.fr/stats")).toBe("a-dock");
    expect(startupOf("https://address.invalid/figures.csv")).toBe("figures");
  });
  it("says of each part what was seen, and how many times", () => {
    const { found } = look([
      { mois: "2026-01", commune: "37261", visites: 12 },
      { mois: "2026-02", commune: "37003", visites: 40 },
    ]);
    const evidence = (about: string) => found.find((one) => one.about === about)?.evidence;
    expect(evidence("period")).toContain('2 of 2 values are dates, as "2026-01"');
    expect(evidence("territory")).toContain(
      "2 of 2 values have the form of a commune's code, 2 are in the official list",
    );
    expect(evidence("value")).toContain("2 of 2 values are numbers");
    expect(found.find(({ about }) => about === "period")?.evidenceFr).toBe(
      "2 valeurs sur 2 sont des dates, comme « 2026-01 » ; chacune désigne un mois",
    );
  });
  it("finds dates and codes that are keys, and what stands over the rows", () => {
    const days = [{ jour: "2026-03-02", par: { "37261": { visites: 4 }, "2A004": { visites: 1 } } }];
    expect(figuresOf(look([...days, { ...days[0], jour: "2026-03-03" }]))).toEqual([
      {
        metric: "visites",
        rows: "/*/par/*",
        value: "/visites",
        period: { pointer: "2/jour", grain: "day", format: "iso-date" },
        territory: { level: "commune", pointer: "0#" },
      },
    ]);
  });
  it("finds lists that stand beside each other, as charts take them", () => {
    const months = ["2026-08", "2026-09", "2026-10"];
    const lists = { labels: months, visites: [1204, 1388, 1290] };
    expect(figuresOf(look(lists))).toEqual([
      {
        metric: "visites",
        rows: "/labels/*",
        value: "#/visites/*",
        period: { pointer: "", grain: "month", format: "iso-month" },
      },
    ]);
    expect(readBy(look(lists), lists)).toEqual(["1204", "1388", "1290"]);
    const datasets = [
      { label: "Visites", data: [1204, 1388, 1290] },
      { label: "Réservations", data: [4, 2, 9] },
    ];
    const chart = { data: { labels: months, datasets } };
    expect(figuresOf(look(chart)).map(({ metric, value }) => [metric, value])).toEqual(
      expect.arrayContaining([
        ["visites", "#/data/datasets/0/data/*"],
        ["reservations", "#/data/datasets/1/data/*"],
      ]),
    );
    expect(readBy(look(chart), chart)).toEqual(expect.arrayContaining(["1204", "9"]));
  });
  it("joins a year and a month that stand in two keys, and takes neither for a figure", () => {
    const rows = [9, 10].map((mois) => ({ annee: 2026, mois, visites: 1200 + mois }));
    expect(figuresOf(look(rows))).toEqual([
      {
        metric: "visites",
        rows: "/*",
        value: "/visites",
        period: { pointer: ["/annee", "/mois"], grain: "month", format: "iso-month" },
      },
    ]);
    expect(readBy(look(rows), rows)).toEqual(["1209", "1210"]);
    expect(settingsOf(look("annee;mois;visites\n2026;9;12\n2026;10;15\n"))).toMatchObject({
      figures: [{ metric: "visites", period: { column: ["annee", "mois"], format: "iso-month" } }],
    });
  });
  it("reads names of communes by their list, with the département that stands beside them", () => {
    const rows = [
      { ville: "Quimper", departement: "29", visites: 12 },
      { ville: "Brest", departement: "29", visites: 40 },
      { ville: "Saint-Denis", departement: "93", visites: 7 },
    ];
    expect(figuresOf(look(rows))).toMatchObject([
      {
        value: "/visites",
        territory: { level: "commune", pointer: "/ville", by: "name", vintage: "2026", departement: "/departement" },
      },
    ]);
    expect(figuresOf(look(rows))[0]?.dims).toBeUndefined();
    expect(readBy(look(rows), rows)).toEqual(["12", "40", "7"]);
  });
  it("keeps rows apart by what they differ in", () => {
    const rows = ["web", "phone"].map((canal) => ({ mois: "2026-01", canal, reservations: 3 }));
    const more = rows.map((row) => ({ ...row, mois: "2026-02" }));
    expect(figuresOf(look([...rows, ...more]))).toMatchObject([
      { metric: "reservations", dims: { canal: { pointer: "/canal" } } },
    ]);
  });
  it("takes the place in a list as the figure, where rows have no number", () => {
    const rows = [
      { code_insee: "37261", statut: "publié" },
      { code_insee: "37003", statut: "brouillon" },
    ];
    const proposal = look(rows);
    expect(figuresOf(proposal)).toMatchObject([
      { metric: "communes_couvertes", value: { value: 1 }, where: [{ pointer: "/statut", equals: "publié" }] },
    ]);
    expect(asked(proposal)).toContain("Rows have a state (publié, brouillon)");
  });
  it("reads French files as they are written", () => {
    expect(settingsOf(look("Mois;Dossiers déposés\njanvier 2026;1 204\nfévrier 2026;12\n"))).toMatchObject({
      delimiter: ";",
      figures: [{ metric: "dossiers_deposes", numbers: "fr", period: { grain: "month", format: "fr-month" } }],
    });
  });
  it("never takes a week that begins on a Sunday for an ISO week", () => {
    const chart = [
      {
        name: "Agent (81421)",
        data: [
          ["27/03/2022", 1203],
          ["03/04/2022", 1187],
        ],
      },
    ];
    expect(settingsOf(look(chart, "https://a-dock.example/stats/rdvs"))).toMatchObject({ grain: "sunday_week" });
  });
});

describe("what an answer cannot say", () => {
  it("is asked: tu counts communes for one service, and people for another", () => {
    const flags = look({
      count: 2,
      results: [
        { insee: "37261", metrics: { tu: 1 } },
        { insee: "37003", metrics: { tu: 0 } },
      ],
    });
    expect(settingsOf(flags).metrics).toEqual({ tu: { metric: "communes_couvertes", levels: ["commune"] } });
    const people = look({ count: 1, results: [{ siret: "21370261900017", metrics: { tu: 12 } }] });
    expect(settingsOf(people).metrics).toEqual({ tu: { metric: "utilisateurs", levels: ["siret"] } });
    for (const proposal of [flags, people])
      expect(asked(proposal)).toContain('What does "tu" count: communes, agents, or users?');
  });
  describe("whether a point or a comma before three digits parts thousands", () => {
    const rows = (name: string, ...texts: string[]) =>
      ["29232", "29019", "35238"].map((code, at) => ({ code, [name]: texts[at] }));
    it("is asked; of what counts whole things it does, with low confidence", () => {
      const proposal = look(rows("cartes", "1.204", "12.310", "980"));
      expect(asked(proposal)).toContain(
        '"cartes" has values such as "1.204": is it 1204 (thousands), or 1.204 (decimals)?',
      );
      expect(proposal.found).toContainEqual(expect.objectContaining({ found: "points", confidence: "guess" }));
      expect(readBy(proposal, rows("cartes", "1.204", "12.310", "980"))).toEqual(["1204", "12310", "980"]);
    });
    it("is asked; of a measure it does not", () => {
      const proposal = look(
        rows("achats alimentaires", "1.204", "12.310", "980").map((row) => ({ mois: "2026-10", ...row })),
      );
      expect(asked(proposal)).toContain("thousands");
      expect(figuresOf(proposal)[0]?.numbers).toBeUndefined();
    });
    it("is not asked where one value has other decimals", () => {
      expect(asked(look(rows("cartes", "1.204", "12.3", "980")))).not.toContain("thousands");
    });
    it("cannot be told where both are mixed: the column is told as not read, and no list of places stands for it", () => {
      const proposal = look(rows("cartes", "12,5", "1,204").slice(0, 2));
      expect(refused(proposal)).toMatch(/cartes: numbers are written in several ways, as "12,5" and "1,204"/);
      expect(proposal.declaration).toBeUndefined();
    });
  });
  it("is told, with what to ask, where places have names that are no codes and no list can tell: they are no detail of France", () => {
    const proposal = look([
      { departement: "Finistère", utilisateurs: 12 },
      { departement: "Morbihan", utilisateurs: 40 },
    ]);
    expect(proposal.declaration).toBeUndefined();
    expect(refused(proposal)).toMatch(/departement: names of départements, as "Finistère".*ask for the code/);
    const towns = look([
      { ville: "Saint-Denis", utilisateurs: 12 },
      { ville: "Sainte-Colombe", utilisateurs: 40 },
    ]);
    expect(refused(towns)).toMatch(/ville: .*several communes have.*Insee code/);
  });
  it("is not asked of one date and three towns: nothing rises over dates then", () => {
    const rows = ["29232", "29019", "35238"].map((insee, at) => ({ date: "2026-10-01", insee, visites: 10 + at }));
    expect(asked(look(rows))).not.toContain("never falls");
  });
  it("is asked: a figure that never falls may be the total so far", () => {
    const stats = ["2026-01", "2026-02", "2026-03"].map((date, n) => ({ date, value: 100 + n }));
    expect(asked(look({ description: "Visites", stats }))).toContain("never falls, over 3 dates");
  });
  it("is asked: no word of the catalogue names it", () => {
    const proposal = look([
      { date: "2026-01-01", zorg: 4 },
      { date: "2026-01-02", zorg: 2 },
    ]);
    expect(asked(proposal)).toContain('What does "zorg" count? no word of the catalogue says it');
    expect(proposal.questions.map(({ chosen }) => chosen.en).join()).toContain("replace it");
  });
});

describe("what is never proposed", () => {
  it("is a share, a target, or what adds up to a hundred", () => {
    expect(refused(look({ visites: 3, bioPercent: 43, part_bio: 12 }))).toMatch(
      /bioPercent.*share[\s\S]*part_bio.*share/,
    );
    const pairs = [
      ["Acceptés", 75.5],
      ["Refusés", 20],
      ["Classés", 4.5],
    ];
    expect(refused(look({ processed: pairs }))).toContain("add up to 100");
  });
  it("is a period without its year", () => {
    const proposal = look([{ name: "accepte", data: { "29 déc.": 3, "05 janv.": 11 } }]);
    expect(proposal.declaration).toBeUndefined();
    expect(proposal.found.length + proposal.refused.length).toBeGreaterThan(0);
  });
  it("is a code that has lost its zero", () => {
    const rows = (codes: unknown[]) => codes.map((commune, n) => ({ commune, mois: `2026-0${n + 1}`, visites: n }));
    expect(figuresOf(look(rows(["01004", "01005"])))).toMatchObject([{ territory: { level: "commune" } }]);
    expect(figuresOf(look(rows([1004, 1005])))).toEqual([]); // of these communes, and never of France
    expect(refused(look(rows([1004, 1005])))).toContain("lost its zero");
  });
  it("is a count of communes as a set, or people as a flow", () => {
    expect(metricFor({ name: "nbCommunesCouvertes", around: [], levels: ["france"], isFlag: false })?.metric).toBe(
      "nombre_communes",
    );
    const people = metricFor({
      name: "Nombre de visites uniques",
      around: [],
      grain: "month",
      levels: ["france"],
      isFlag: false,
    });
    expect(people?.metric).toBe("visiteurs");
  });
});

describe("an answer that cannot be read", () => {
  it("is a page for people: the team is asked for an address, in both languages", () => {
    const page = look(
      '<!doctype html><title>Statistiques</title><iframe src="https://m.example/public/dashboard/3f0c1a52-1111-4222-8333-000000000001?token=planted">',
    );
    expect(page.declaration).toBeUndefined();
    expect(refused(page)).toContain("HTML only");
    expect(page.askTeam?.fr).toContain("impact.json");
    expect(page.askTeam?.en).toContain("the address of each of its cards will do");
    expect(JSON.stringify(page)).not.toContain("planted");
    const board = "https://m.example/public/dashboard/3f0c1a52-1111-4222-8333-000000000001";
    expect(look("<!doctype html><title>M</title>", board).askTeam?.en).toContain("each of its cards");
  });
  it("is an error with status 200: a token is asked for", () => {
    for (const body of [{ error: "Authentification invalide" }, { result: "error", message: "no access" }]) {
      expect(look(body).askTeam?.en).toContain("does it need a token?");
      expect(look(body).declaration).toBeUndefined();
    }
  });
  it("is lines of JSON, or nothing at all", () => {
    expect(look('{"a":1}\n{"a":2}\n').askTeam?.en).toContain("one JSON list");
    expect(look("").askTeam?.en).toContain("answers nothing");
  });
});

describe("a secret in an address", () => {
  it("is in nothing that is proposed or printed", () => {
    const proposal = look({ maps_count: 3 }, "https://user:planted@a-dock.example/stats?token=planted&x=1");
    expect(settingsOf(proposal).url).toBe("https://a-dock.example/stats?x=1");
    expect(JSON.stringify(proposal)).not.toContain("planted");
    expect(asked(proposal)).toContain("can the team take it in a header");
  });
  it("is named for Matomo, which takes it in the body", () => {
    const url =
      "https://m.example/index.php?module=API&method=VisitsSummary.get&idSite=3&period=month&token_auth=planted";
    const proposal = look({ "2026-01": { nb_visits: 4 } }, url);
    expect(settingsOf(proposal)).toMatchObject({ site: 3, token: "{{RELEVE_SECRET_M}}" });
    expect(JSON.stringify(proposal)).not.toContain("planted");
  });
});

describe("any answer at all", () => {
  it("becomes a proposal that its reader takes, or words for the team; nothing is thrown", () => {
    const scalar = fc.oneof(
      fc.constantFrom(
        "2026-01",
        "05 janv.",
        "37261",
        "2A004",
        "1 204",
        "12,5 %",
        "n/d",
        "",
        "publié",
        "21370261900017",
      ),
      fc.integer(),
      fc.double(),
      fc.constantFrom(null, true),
      fc.string(),
    );
    const key = fc.constantFrom(
      "date",
      "mois",
      "insee",
      "commune",
      "metrics",
      "results",
      "count",
      "stats",
      "value",
      "data",
      "name",
      "37261",
      "2026-01",
      "a/b~c",
      "",
    );
    const document = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        scalar,
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(key, tie("value"), { maxKeys: 5 }),
      ),
    })).value;
    const lines = fc.array(
      fc.array(scalar.map(String), { minLength: 1, maxLength: 4 }).map((cells) => cells.join(";")),
      { maxLength: 6 },
    );
    const urls = fc.constantFrom(
      "https://a.example/api/x/data/",
      "https://a.example/index.php?module=API&idSite=1",
      "https://a.example/public/question/3f0c1a52-1111-4222-8333-000000000001",
      "https://a.example/%E9?year=2025",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          document.map((one) => JSON.stringify(one) ?? ""),
          lines.map((all) => all.join("\n")),
        ),
        urls,
        (text, url) => {
          const bytes = Buffer.from(text);
          const proposal = propose({ bytes, url, contentType: "" }, { territories });
          const [source] = proposal.declaration?.sources ?? [];
          if (source)
            readProposal(source, {
              pages: [{ bytes, url, contentType: "" }],
              moment: Date.parse("2026-11-22T08:00:00Z"),
            });
          else expect(proposal.askTeam ?? proposal.refused.length).toBeTruthy();
        },
      ),
      { numRuns: 400 },
    );
  });
});
