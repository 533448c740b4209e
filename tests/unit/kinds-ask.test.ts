// What the kinds ask for, and what of their settings they refuse before anything is asked.
import { describe, expect, it } from "vitest";
import { endpointOf } from "../../ingestors/endpoints/index.ts";
import { CATALOGUE } from "../../schemas/catalogue.ts";
import type { Settings } from "../../schemas/source.ts";
import { faultOf, said, whyNot } from "../support/reading.ts";

function kindOf(kind: string, settings: Settings) {
  const endpoint = endpointOf(kind);
  if (!endpoint) throw new Error(`no kind ${kind}`);
  return { endpoint, parsed: endpoint.settings.parse(settings) };
}
function asked(kind: string, settings: Settings): string {
  const { endpoint, parsed } = kindOf(kind, settings);
  return endpoint.ask(parsed).url;
}
/** The question after some pages; `undefined` when the answer is whole. @throws {AnswerError} */
function next(kind: string, settings: Settings, ...bodies: unknown[]): string | undefined {
  const { endpoint, parsed } = kindOf(kind, settings);
  const pages = bodies.map((body) => ({ url: "", contentType: "", bytes: Buffer.from(JSON.stringify(body)) }));
  return endpoint.next(parsed, pages)?.url;
}
const UUID = "3f0c1a52-1111-4222-8333-000000000001";

describe("a card of Metabase", () => {
  const figures = [{ metric: "demarches", value: "N" }];
  it("is asked where its data is, unformatted unless the settings say otherwise", () => {
    const page = `https://stats.example/metabase/public/question/${UUID}?x=1`;
    const data = `https://stats.example/metabase/api/public/card/${UUID}/query/json?x=1`;
    expect(asked("metabase", { url: page, figures })).toBe(`${data}&format_rows=false`);
    expect(asked("metabase", { url: page, figures, formatted: true })).toBe(data);
  });
  it("is no page of a dashboard, which has several, and no other address", () => {
    for (const path of [`/public/dashboard/${UUID}`, "/stats", "/public/question/12"]) {
      expect(faultOf("metabase", { url: `https://stats.example${path}`, figures })).toMatch(/card/);
    }
  });
});

describe("a report of Matomo", () => {
  const figures = [{ metric: "visites", value: "nb_visits" }];
  it("is asked for whole, with plain numbers, by the period", () => {
    const url = new URL(
      asked("matomo", { url: "https://m.example/piwik/", site: 7, period: "week", last: 5, figures }),
    );
    expect(url.pathname).toBe("/piwik/index.php");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      ...{ module: "API", format: "JSON", method: "VisitsSummary.get", idSite: "7", period: "week", date: "last5" },
      ...{ format_metrics: "0", filter_limit: "-1" },
    });
  });
  it("is read only: no method that changes anything can be named", () => {
    for (const method of ["SitesManager.deleteSite", "UsersManager.addUser", "API"]) {
      expect(faultOf("matomo", { site: 7, method, figures })).not.toBe("");
    }
  });
  it("of one place is told by its code", () => {
    const of = (territory: object) =>
      faultOf("matomo", { site: 7, figures: [{ ...figures[0], territory }] } as Settings);
    expect([of({ level: "departement", code: "38" }), of({ level: "france" })]).toEqual(["", ""]);
    expect(of({ level: "departement" })).toMatch(/"code"/);
    expect(of({ level: "departement", code: "Isère" })).toMatch(/code of a departement/);
    expect(of({ level: "france", code: "FR" })).toMatch(/only "level"/);
  });
});

describe("data.gouv.fr's metric-api", () => {
  const figures = [{ metric: "visites", value: "monthly_visit" }];
  const settings = { url: "https://m.example/api/datasets/data/?dataset_id__exact=d", pageSize: 2, figures };
  const page = (total: number, ...months: string[]) => ({
    data: months.map((month) => ({ dataset_id: "d", metric_month: month, monthly_visit: 1 })),
    meta: { total, page_size: 2, page: 1 },
  });
  it("is asked page after page, sorted, until the first page's count is reached", () => {
    expect(asked("datagouv-metrics", settings)).toMatch(/exact=d&metric_month__sort=asc&page=1&page_size=2$/);
    expect(next("datagouv-metrics", settings, page(3, "2026-08", "2026-09"))).toMatch(/&page=2&page_size=2$/);
    expect(next("datagouv-metrics", settings, page(3, "2026-08", "2026-09"), page(9, "2026-10"))).toBeUndefined();
  });
  it("is incomplete when a page is short, and no more than 50 rows are asked for", () => {
    expect(() => next("datagouv-metrics", settings, page(3, "2026-08"))).toThrow(/found 1 rows, expected the 3/);
    expect(whyNot("datagouv-metrics", settings, page(3, "2026-08"))).toMatch(/expected the 3/);
    expect(faultOf("datagouv-metrics", { ...settings, pageSize: 51 })).not.toBe("");
  });
  it("gives its file at one address, unpaged", () => {
    const file = { ...settings, url: "https://m.example/api/datasets/data/csv/?dataset_id__exact=d" };
    expect(asked("datagouv-metrics", file)).toBe(file.url);
    expect(faultOf("datagouv-metrics", { ...settings, url: "https://m.example/api/datasets/" })).toMatch(/\/data\//);
  });
});

describe("the ANCT convention", () => {
  const metrics = { tu: { metric: "utilisateurs", levels: ["siret"] } };
  it("as a list or a file is asked at its address, as it is", () => {
    const url = "https://drive.example/metrics?account_type=user";
    expect(asked("anct", { url, form: "list", metrics })).toBe(url);
    expect(asked("anct", { url, form: "csv", csv: { id: 1 }, metrics })).toBe(url);
  });
  it("tells which setting is missing when a bare list came, and when a file has no column of identifiers", () => {
    expect(faultOf("anct", { form: "csv", metrics })).toMatch(/"csv" together/);
    expect(() => said("anct", { metrics }, [{ siret: "21370261900017", metrics: { tu: 1 } }])).toThrow(
      expect.objectContaining({ hint: 'add "form": "list"' }) as Error,
    );
  });
  it("leaves the settings of older facts as they were, to the byte", () => {
    const old = { url: "https://a.example/m", limit: 1000, headers: {}, metrics };
    expect(JSON.stringify(kindOf("anct", old).parsed)).toBe(JSON.stringify(old));
  });
});

describe("a service's own document", () => {
  const figure = (more: object) => ({
    version: 1,
    figures: [{ metric: "visites", value: 3, period: "2026-10", ...more }],
  });
  it("is asked at its well-known address, where the settings name the site alone", () => {
    expect(asked("releve", { url: "https://a-dock.example" })).toBe("https://a-dock.example/.well-known/impact.json");
    expect(asked("releve", { url: "https://a-dock.example/stats.json" })).toBe("https://a-dock.example/stats.json");
  });
  it("may state every metric but a ratio, or those alone that the settings name", () => {
    const { endpoint, parsed } = kindOf("releve", { url: "https://a-dock.example" });
    const stated = new Set(CATALOGUE.filter(({ kind }) => kind !== "ratio").map(({ key }) => key));
    expect(endpoint.metrics(parsed)).toEqual([...stated]);
    expect(faultOf("releve", { metrics: ["satisfaction"] })).toMatch(/two parts/);
  });
  it("is refused whole, with the place, when it says what cannot be", () => {
    const why = (body: unknown) => whyNot("releve", {}, body);
    expect(why({ version: 2, figures: [] })).toMatch(/found 2, and this release reads version 1/);
    expect(why({ version: 1, figures: [], more: 1 })).toMatch(/more/);
    expect(why(figure({ metric: "visite" }))).toMatch(/did you mean "visites"/);
    expect(why(figure({ metric: "satisfaction" }))).toMatch(/two parts of the ratio/);
    expect(why(figure({ metric: "cartes_publiees" }))).toMatch(/no period/);
    expect(why({ version: 1, figures: [{ metric: "visites", value: 3 }] })).toMatch(/a period/);
    expect(why(figure({ period: "octobre 2026" }))).toMatch(/octobre/);
  });
  it("removes nothing without a scope; with one, what it does not name there is gone", () => {
    expect(said("releve", {}, figure({})).removesNothing).toBe(true);
    const scope = { metrics: ["visites"], levels: ["france"] };
    expect(said("releve", {}, { ...figure({}), scope }).removesNothing).toBe(false);
  });
});
