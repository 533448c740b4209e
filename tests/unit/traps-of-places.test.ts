// The ways in which the network's endpoints mislead a reader, each on invented answers: 9 to 15, of whom, of where, and whether at all.
import { describe, expect, it } from "vitest";
import { endpointOf } from "../../ingestors/endpoints/index.ts";
import { redactEmails } from "../../ingestors/redact.ts";
import type { Settings } from "../../schemas/source.ts";
import { faultOf, said, whyNot } from "../support/reading.ts";
import { anct, card, chart, impact, matomo, month } from "../support/trap-settings.ts";

describe("9. identifiers of several kinds", () => {
  const all = anct({
    form: "csv",
    csv: { id: "id" },
    metrics: { n: { metric: "stockage_utilise", levels: ["siret", "siren", "commune"] } },
  });
  it("are told apart by their form, Corsica's and those overseas too", () => {
    const { cells } = said("anct", all, "id,n\n21370261900017,1\n213702619,2\n2A004,3\n2B033,4\n97105,5\n");
    const places = [
      "siret 21370261900017 = 1",
      "siren 213702619 = 2",
      "commune 2A004 = 3",
      "commune 2B033 = 4",
      "commune 97105 = 5",
    ];
    expect(cells).toEqual(places.map((place) => `stockage_utilise ${place}`));
  });
  it("are not guessed: 7 digits, 15 digits, or a zero that was eaten are no place", () => {
    const { cells, homeless, removesNothing } = said("anct", all, "id,n\n2137026,1\n213702619000170,2\n1001,3\n");
    expect([cells, homeless.length, removesNothing]).toEqual([[], 3, true]);
  });
});

describe("10. one thing that is there twice", () => {
  it("a commune's row and an organisation's are never added: the mapping names one level", () => {
    const rows = [
      { insee: "37261", metrics: { tu: 9 } },
      { siret: "21370261900017", metrics: { tu: 4 } },
    ];
    expect(said("anct", anct(), { count: 2, results: rows }).cells).toEqual([
      "agents_utilisateurs siret 21370261900017 = 4",
    ]);
  });
  it("two organisations' rows of one data set and month are added up where declared, else in doubt", () => {
    const row = (organization_id: string, monthly_visit: number) => ({
      dataset_id: "d",
      organization_id,
      metric_month: "2026-10",
      monthly_visit,
    });
    const body = { data: [row("a", 30), row("b", 12)], links: {}, meta: { page: 1, page_size: 50, total: 2 } };
    const settings = (more: object) => ({
      url: "https://m.example/api/datasets/data/",
      figures: [{ metric: "visites", value: "monthly_visit" }],
      ...more,
    });
    expect(said("datagouv-metrics", settings({ combine: "sum" }), body).cells).toEqual([
      "visites month 2026-10-01 = 42",
    ]);
    const { cells, doubtful } = said("datagouv-metrics", settings({}), body);
    expect([cells, doubtful]).toEqual([[], ["visites month 2026-10-01"]]);
  });
  it("a row that came twice, when a list was rebuilt between two pages, is told", () => {
    const page = (number: number) => ({
      data: [{ __id: number, dataset_id: "d", metric_month: "2026-10", monthly_visit: 3 }],
      links: {},
      meta: { page: number, page_size: 1, total: 2 },
    });
    const settings = {
      url: "https://m.example/api/datasets/data/",
      combine: "sum",
      figures: [{ metric: "visites", value: "monthly_visit" }],
    };
    expect(whyNot("datagouv-metrics", settings, page(1), page(2))).toMatch(/twice/);
  });
});

describe("11. units", () => {
  const map = (factor: string, ...values: unknown[]) => {
    const figures = [
      { metric: "adresses_certifiees", value: "n", factor, territory: { level: "departement", column: "code" } },
    ];
    const features = values.map((n, at) => ({
      type: "Feature",
      geometry: null,
      properties: { n, code: String(37 + at) },
    }));
    return [{ figures } as Settings, { type: "FeatureCollection", features }] as const;
  };
  it("rounded millions do not become inhabitants: a factor never invents digits", () => {
    expect(whyNot("geojson", ...map("1000000", 57, 3.2))).toMatch(/would invent/);
    expect(said("geojson", ...map("1000", 57.125, "3.200", 0)).cells).toEqual([
      "adresses_certifiees departement 37 = 57125",
      "adresses_certifiees departement 38 = 3200",
      "adresses_certifiees departement 39 = 0",
    ]);
    expect(said("geojson", ...map("0.001", 1234)).cells).toEqual(["adresses_certifiees departement 37 = 1.234"]);
    expect(faultOf("geojson", { figures: [{ metric: "demarches", value: "n", factor: 1000 }] })).not.toBe("");
  });
  it("shares are no counts", () => {
    const days = ["2026-06-01", "2026-07-01", "2026-08-01", "2026-09-01"];
    const shares = [
      ["a", 9],
      ["b", 23],
      ["c", 69],
    ].map(([name, share]) => ({ name, data: days.map((day) => [day, share]) }));
    expect(whyNot("chartkick", chart({}, { series: "a" }), shares)).toMatch(/add up to about 100/);
    expect(faultOf("chartkick", chart({}, { metric: "part_rdv_manques" }))).toMatch(/two parts/);
    const line = "À quai,Réservations,23,%,false,2026-10-31,true,2026-10-01,,";
    expect(
      whyNot("schema-impact", { figures: [{ metric: "reservations", indicateur: "Réservations" }] }, impact(line)),
    ).toMatch(/found the unit "%"/);
  });
});

describe("12. people and tokens", () => {
  it("e-mail addresses are gone before anything is kept, and the figures beside them stay", () => {
    const rows = [{ account: { email: "jeanne.martin@example.org" }, siret: "21370261900017", metrics: { tu: 2 } }];
    const { bytes, redacted } = redactEmails(Buffer.from(JSON.stringify(rows)));
    expect([redacted, bytes.includes("jeanne"), bytes.includes("@")]).toEqual([1, false, false]);
    expect(said("anct", anct({ form: "list" }), bytes).cells).toEqual(["agents_utilisateurs siret 21370261900017 = 2"]);
  });
  it("a token of Matomo is in no URL: it is named, and sent in the body", () => {
    const kind = endpointOf("matomo");
    const settings = {
      url: "https://matomo.example/",
      token: "{{RELEVE_SECRET_M}}",
      ...(matomo({ metric: "visites", value: "nb_visits" }) as object),
    };
    const asked = kind?.ask(kind.settings.parse(settings));
    expect(asked).toMatchObject({ method: "POST", body: "token_auth={{RELEVE_SECRET_M}}" });
    expect(asked?.url).not.toMatch(/token|SECRET/);
    expect(faultOf("matomo", { ...settings, token: "0123456789abcdef" })).toMatch(/never written/);
    expect(faultOf("matomo", { ...settings, url: "https://matomo.example/?token_auth=0123" })).toMatch(
      /without a token/,
    );
  });
});

describe("13. an error with status 200, or a page for people", () => {
  it("is told with the reason that the tool gives", () => {
    const view = { result: "error", message: "You can't access this resource" };
    expect(whyNot("matomo", matomo({ metric: "visites", value: "nb_visits" }), view)).toBe(
      "answer.error: the endpoint answered with status 200 and an error: You can't access this resource",
    );
    const failed = { status: "failed", error: "There was an error" };
    expect(whyNot("metabase", { ...card, figures: [{ metric: "demarches", value: "N" }] }, failed)).toMatch(
      /^answer\.error: .*: There was an error$/,
    );
  });
  it("is never scraped", () => {
    for (const kind of ["releve", "ademe"])
      expect(whyNot(kind, kind === "ademe" ? { metric: "visites" } : {}, "<!doctype html><b>1 204</b>")).toMatch(
        /^answer\.html/,
      );
  });
  it("and the first 2,000 rows of a card are no answer", () => {
    const kind = endpointOf("metabase");
    const settings = kind?.settings.parse({ ...card, figures: [{ metric: "demarches", value: "N" }] });
    const body = { data: { rows: [[1]], cols: [{ name: "N" }], rows_truncated: 2000 }, status: "completed" };
    const page = { url: card.url, contentType: "", bytes: Buffer.from(JSON.stringify(body)) };
    expect(() => kind?.next(settings, [page])).toThrow(/the first 2000 rows only/);
  });
});

describe("14. the period that is not over", () => {
  it("is kept, and ends in the time to come; or is left out", () => {
    const body = { "2026-10": 30, "2026-11": 9 };
    const settings = (more: object) => ({
      ...(matomo({ metric: "visiteurs" }) as object),
      method: "VisitsSummary.getUniqueVisitors",
      ...more,
    });
    expect(said("matomo", settings({}), body).cells).toHaveLength(2);
    expect(said("matomo", settings({ running: "leave-out" }), body).cells).toEqual(["visiteurs month 2026-10-01 = 30"]);
  });
  it("and one that has not begun was not measured", () => {
    const { cells, homeless } = said("matomo", matomo({ metric: "visites", value: "nb_visits" }), {
      "2026-12": { nb_visits: 1 },
    });
    expect([cells, homeless]).toEqual([[], ["visites: no readable date × 1"]]);
  });
});

describe("15. targets", () => {
  it("are aims for a day to come, and no measures, even when that day is past", () => {
    const lines = [
      month("2026-09-01..2026-09-30", 31),
      month("2026-08-01..2026-08-31", 500, "true"),
      month("2026-12-01..2026-12-31", 900, "VRAI"),
    ];
    const { cells } = said(
      "schema-impact",
      { figures: [{ metric: "reservations", indicateur: "Réservations" }] },
      impact(...lines),
    );
    expect(cells).toEqual(["reservations month 2026-09-01 = 31"]);
  });
  it("a line of which that cannot be told makes the file unreadable", () => {
    expect(
      whyNot(
        "schema-impact",
        { figures: [{ metric: "reservations", indicateur: "Réservations" }] },
        impact(month("2026-09-01..2026-09-30", 31, "oui")),
      ),
    ).toMatch(/found "oui" in est_cible/);
  });
});

describe("people who come back", () => {
  it("are never mapped to what is added up", () => {
    expect(faultOf("matomo", matomo({ metric: "visites", value: "nb_uniq_visitors" }))).toMatch(/a metric of people/);
    expect(faultOf("matomo", matomo({ metric: "visiteurs", value: "nb_uniq_visitors" }))).toBe("");
  });
});
