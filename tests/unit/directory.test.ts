import { describe, expect, it } from "vitest";
import { metricsOf } from "../../ingestors/declarations.ts";
import { declarationsOf } from "../../ingestors/directory.ts";
import { jsonFault } from "../../ingestors/json-position.ts";
import { ReleveError } from "../../schemas/errors.ts";

const source = (name: string, more: object = {}, settings: object = {}) => ({
  source: name,
  kind: "json",
  settings: { url: "https://a-dock.example/s", figures: [{ metric: "cartes_publiees", value: "/n" }], ...settings },
  ...more,
});
const startup = (more: object = {}) => ({ startup: "a-dock", name: "À quai", sources: [source("site")], ...more });
const load = (value: unknown, allowLoopback = false) =>
  declarationsOf([{ file: "mine/a-dock.json", text: typeof value === "string" ? value : JSON.stringify(value) }], {
    allowLoopback,
  });
function refusal(value: unknown): string {
  try {
    load(value);
  } catch (error) {
    if (error instanceof ReleveError && error.code === "RELEVE_DIRECTORY") return error.message;
    throw error;
  }
  throw new Error("it was loaded");
}
function expectFault(value: unknown, at: string, ...words: string[]): void {
  const message = refusal(value);
  expect(message).toContain("mine/a-dock.json");
  expect(message).toContain(`at        ${at}\n`);
  for (const word of words) expect(message).toContain(word);
}

describe("a directory file", () => {
  it("is a startup's declaration, with its defaults", () => {
    const [declaration] = load(startup());
    expect(declaration?.sources[0]).toMatchObject({ source: "site", every: "day", expiresAfterDays: 90 });
  });
  it("is told by line and column when it is not JSON", () => {
    expectFault('{\n  "startup": "a-dock",\n}', "line 3, column 1");
    expectFault('{"startup": "a-dock"', "line 1, column 21", "the end of the text");
  });
  it("is told all its faults at once, each with its place", () => {
    const message = refusal(startup({ startup: "A Dock", nam: "x", sources: [] }));
    expect(message).toMatch(/^3 faults/);
    for (const at of ["/startup", "/nam", "/sources"]) expect(message).toContain(`at        ${at}\n`);
  });
  it("is named by its startup", () => expectFault(startup({ startup: "b-dock" }), "/startup", '"a-dock", the file'));
  it("names kinds that exist", () => {
    expectFault(startup({ sources: [source("site", { kind: "jsn" })] }), "/sources/0/kind", 'did you mean "json"?');
  });
  it("names metrics that exist", () => {
    const sources = [source("site", {}, { figures: [{ metric: "cartes_publies", value: "/n" }] })];
    expectFault(startup({ sources }), "/sources/0/settings/figures/0/metric", 'did you mean "cartes_publiees"?');
    expectFault(
      startup({ milestones: [{ metric: "no_such", until: "2024-01-01", label: "x" }] }),
      "/milestones/0/metric",
    );
    expectFault(startup({ order: { no_such: ["site"] } }), "/order/no_such");
  });
  it("gives a period to flows and distinct counts, and to nothing else", () => {
    const period = { pointer: "/d", grain: "day", format: "iso-date" };
    const with_ = (figure: object) => startup({ sources: [source("site", {}, { figures: [figure] })] });
    expectFault(with_({ metric: "visites", value: "/n" }), "/sources/0/settings/figures/0/metric", "visites is a flow");
    expectFault(
      with_({ metric: "utilisateurs", value: "/n", period }),
      "/sources/0/settings/figures/0/period",
      "no period",
    );
    expectFault(with_({ metric: "part_rdv_manques", value: "/n" }), "/sources/0/settings/figures/0/metric", "rdv_pris");
    const anct = {
      kind: "anct",
      settings: { url: "https://a.example/", metrics: { tu: { metric: "visites", levels: ["siret"] } } },
    };
    expectFault(startup({ sources: [source("site", anct)] }), "/sources/0/settings/metrics/tu/metric", "a period");
  });
  it("has settings whose every fault is told where it stands", () => {
    const with_ = (figure: object, more: object = {}) =>
      startup({ sources: [source("site", {}, { figures: [{ metric: "visites", value: "/n", ...figure }], ...more })] });
    const at = "/sources/0/settings/figures/0";
    const period = { pointer: "/d", grain: "month", format: "iso-month" };
    expectFault(with_({ value: "n", period }), `${at}/value`, '"n"', "a JSON Pointer");
    expectFault(with_({ rows: "#/data/*", period }), `${at}/rows`, '"*" is every element');
    expectFault(with_({ period: { ...period, grain: "day" } }), `${at}/period/grain`, '"month"');
    expectFault(with_({ period: { ...period, format: "us" } }), `${at}/period/format`, "one of iso-date");
    expectFault(with_({ period: { grain: "year", format: "year" } }), `${at}/period`, 'either "pointer" or "value"');
    expectFault(
      with_({ period: { grain: "year", format: "year", value: "24" } }),
      `${at}/period/value`,
      "first day of a year",
    );
    expectFault(with_({ period, territory: { level: "commune" } }), `${at}/territory`, 'either "pointer" or "code"');
    expectFault(with_({ period, territory: { level: "departement", code: "2a" } }), `${at}/territory/code`);
    expectFault(with_({ period, where: [{ pointer: "/x" }] }), `${at}/where/0`);
    expectFault(with_({ period, numbers: "us" }), `${at}/numbers`, "one of plain, fr, en, points");
    expectFault(with_({ period }, { body: {} }), "/sources/0/settings/body");
    expectFault(with_({ period }, { limits: 3 }), "/sources/0/settings/limits", "no such key");
  });
});

describe("an address in the directory", () => {
  const at = (url: string) => startup({ sources: [source("site", {}, { url })] });
  it("is https; http is for loopback in development", () => {
    expectFault(at("http://a-dock.example/s"), "/sources/0/settings/url", "an https URL");
    expectFault(at("http://127.0.0.1:8080/s"), "/sources/0/settings/url", "RELEVE_ALLOW_LOOPBACK");
    expect(load(at("http://127.0.0.1:8080/s"), true)).toHaveLength(1);
    expect(() => load(at("http://a-dock.example/s"), true)).toThrow(ReleveError);
    expect(() => load(at("http://127.0.0.1.a-dock.example/s"), true)).toThrow(ReleveError);
    expectFault(at("ftp://a-dock.example/s"), "/sources/0/settings/url");
    expectFault(at("/stats"), "/sources/0/settings/url");
  });
  it("carries no secret, and no message repeats one", () => {
    for (const url of [
      "https://u:planted@a.example/",
      "https://a.example/?token_auth=planted",
      "https://a.example/?apikey=planted",
    ]) {
      expectFault(at(url), "/sources/0/settings/url");
      expect(refusal(at(url))).not.toContain("planted");
    }
    const header = (value: string, name = "Authorization") =>
      startup({ sources: [source("site", {}, { headers: { [name]: value } })] });
    expectFault(header("Bearer planted"), "/sources/0/settings/headers/Authorization", "never written");
    expect(refusal(header("Bearer planted"))).not.toContain("planted");
    expectFault(
      header("Bearer {{AWS_SECRET_ACCESS_KEY}}"),
      "/sources/0/settings/headers/Authorization",
      "RELEVE_SECRET_",
    );
    expectFault(header("x", "Host"), "/sources/0/settings/headers/Host");
    expect(load(header("Bearer {{RELEVE_SECRET_RDV}}"))).toHaveLength(1);
  });
});

describe("what is kept of a directory file", () => {
  const at = (url: string) => startup({ sources: [source("site", {}, { url })] });
  it("is no e-mail address, however it is written, and no message repeats it", () => {
    for (const sign of ["@", "%40"]) {
      const file = at(`https://a.example/s.json?contact=paul.url${sign}quai.example`);
      expectFault(file, "/sources/0/settings/url", "no e-mail address");
      expect(refusal(file)).not.toContain("paul.url");
    }
    expect(load(at("https://a.example/@scope/s.json"))).toHaveLength(1);
  });
  it("is no number for a set of places: its places are named, or a metric that counts them", () => {
    const figure = (more: object) =>
      startup({ sources: [source("site", {}, { figures: [{ metric: "communes_couvertes", value: "/n", ...more }] })] });
    expectFault(figure({}), "/sources/0/settings/figures/0/territory", "found     france", "nombre_communes");
    expectFault(
      figure({ territory: { level: "departement", pointer: "/d" } }),
      "/sources/0/settings/figures/0/territory",
    );
    expect(load(figure({ territory: { level: "commune", pointer: "/c" } }))).toHaveLength(1);
    const anct = {
      url: "https://a.example/",
      metrics: { tu: { metric: "departements_utilisateurs", levels: ["commune"] } },
    };
    const file = startup({ sources: [{ source: "site", kind: "anct", settings: anct }] });
    expectFault(file, "/sources/0/settings/metrics/tu/levels", "departement:…");
  });
});

describe("several sources", () => {
  const two = [source("site"), source("export")];
  it("are named apart", () => expectFault(startup({ sources: [source("site"), source("site")] }), "/sources/1/source"));
  it("need an order for a metric that both state, or parts that name both", () => {
    expectFault(startup({ sources: two }), "/order/cartes_publiees", "site, export");
    expectFault(startup({ sources: two, order: { cartes_publiees: ["site"] } }), "/order/cartes_publiees");
    expect(load(startup({ sources: two, order: { cartes_publiees: ["export", "site"] } }))).toHaveLength(1);
    expect(load(startup({ sources: two, parts: { cartes_publiees: ["export", "site"] } }))).toHaveLength(1);
  });
  it("are known, and state what they are ordered for; a push may state anything", () => {
    const order = (names: string[]) =>
      startup({ sources: [...two, { source: "sent", kind: "push" }], order: { cartes_publiees: names } });
    expectFault(order(["site", "export", "nobody"]), "/order/cartes_publiees/2", '"nobody"');
    expectFault({ ...startup(), order: { visites: ["site"] } }, "/order/visites/0");
    expectFault(order(["site", "export", "site"]), "/order/cartes_publiees", "each source once");
    expect(load(order(["sent", "site", "export"]))).toHaveLength(1);
  });
  it("are added up only where people, sets and ratios are not concerned", () => {
    const people = (name: string) => source(name, {}, { figures: [{ metric: "utilisateurs", value: "/n" }] });
    const parts = { utilisateurs: ["site", "export"] };
    expectFault(startup({ sources: [people("site"), people("export")], parts }), "/parts/utilisateurs", "order");
    const both = { cartes_publiees: ["site", "export"] };
    expectFault(startup({ sources: two, parts: both, order: both }), "/parts/cartes_publiees", "one of the two");
  });
});

describe("what a source states", () => {
  it("is told by its settings; a push tells nothing", () => {
    expect(metricsOf(source("site"))).toEqual(["cartes_publiees"]);
    expect(metricsOf({ kind: "push", settings: {} })).toEqual([]);
  });
});

describe("the place where a text ceases to be JSON", () => {
  const places: [string, object | undefined][] = [
    ['{"a":[1,-2.5e3,"\\u00e9",null,true,{}]}', undefined],
    [" [] ", undefined],
    ["", { line: 1, column: 1 }],
    ["{'a':1}", { line: 1, column: 2 }],
    ['{"a":1,}', { line: 1, column: 8 }],
    ['{"a":1\n "b":2}', { line: 2, column: 2 }],
    ["[01]", { line: 1, column: 3 }],
    ['["a\nb"]', { line: 1, column: 2 }],
    ["[] []", { line: 1, column: 4 }],
    ["// note", { line: 1, column: 1 }],
  ];
  for (const [text, place] of places) {
    it(`${JSON.stringify(text)}: ${JSON.stringify(place)}`, () => {
      expect(jsonFault(text)).toEqual(place);
      if (place) expect(() => JSON.parse(text)).toThrow(SyntaxError);
      else expect(() => JSON.parse(text)).not.toThrow();
    });
  }
});
