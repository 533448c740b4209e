// The ways in which the network's endpoints mislead a reader, each on invented answers: 1 to 8, what is said. 9 to 15: traps-of-places.test.ts.
import { describe, expect, it } from "vitest";
import type { Settings } from "../../schemas/source.ts";
import { faultOf, said, whyNot } from "../support/reading.ts";
import { anct, card, chart, impact, json, matomo, month } from "../support/trap-settings.ts";

describe("1. what is empty is not 0", () => {
  it("null, of an embargo or of 0/0, is no figure; a bare NaN is no JSON", () => {
    expect(said("json", json({ metric: "cartes_publiees", value: "/n" }), { n: null }).cells).toEqual([
      "cartes_publiees = null",
    ]);
    expect(whyNot("json", json({ metric: "cartes_publiees", value: "/n" }), '{"n": NaN}')).toMatch(/^answer\.json/);
  });
  it("an empty list of Matomo is no figure of that period", () => {
    const { cells } = said("matomo", matomo({ metric: "visites", value: "nb_visits" }), {
      "2026-09": { nb_visits: 0 },
      "2026-10": [],
    });
    expect(cells).toEqual(["visites month 2026-09-01 = 0", "visites month 2026-10-01 = null"]);
  });
  it("a count of 0 past the end ends no answer, and an empty first page states nothing", () => {
    const row = { siret: "21370261900017", metrics: { tu: 3 } };
    const { cells } = said("anct", anct({ limit: 1 }), { count: 1, results: [row] }, { count: 0, results: [] });
    expect(cells).toEqual(["agents_utilisateurs siret 21370261900017 = 3"]);
    expect(said("anct", anct(), { count: 0, results: [] }).cells).toEqual([]);
  });
});

describe("2. an answer without a date", () => {
  it("states what is so on the day it came: a state, and no period can be made of it", () => {
    expect(said("json", json({ metric: "cartes_publiees", value: "/n" }), { n: 12 }).cells).toEqual([
      "cartes_publiees = 12",
    ]);
    expect(faultOf("anct", { metrics: { tu: { metric: "visites", levels: ["siret"] } } })).toMatch(/a period/);
  });
});

describe("3. a running total that is called a flow, and the other way round", () => {
  const days = [
    { date: "2026-11-20", total: 3 },
    { date: "2026-11-21", total: 5 },
    { date: "2027-01-01", total: 9 },
  ];
  const counter = { metric: "dossiers_valides_cumules", rows: "/*", value: "/total" };
  it("is its latest date alone, and never one that is still to come", () => {
    const latest = { pointer: "/date", format: "iso-date" };
    expect(said("json", json({ ...counter, latest }), days).cells).toEqual(["dossiers_valides_cumules = 5"]);
  });
  it("cannot be stated by period, nor a flow without", () => {
    const period = { pointer: "/date", grain: "day", format: "iso-date" };
    expect(faultOf("json", json({ ...counter, period }))).toMatch(/no period/);
    expect(faultOf("json", json({ metric: "visites", value: "/n" }))).toMatch(/a period/);
    expect(faultOf("chartkick", chart({}, { metric: "rdv_cumules" }))).toMatch(/no period/);
  });
});

describe("4. a total that falls", () => {
  it("is taken as it is said: never held up at what it was", () => {
    const counter = json({ metric: "rdv_cumules", value: "/n" });
    expect([said("json", counter, { n: 100 }).cells, said("json", counter, { n: 90 }).cells]).toEqual([
      ["rdv_cumules = 100"],
      ["rdv_cumules = 90"],
    ]);
  });
});

describe("5. a past that is told anew", () => {
  it("is the same cell with another value", () => {
    const before = said("chartkick", chart({}), [
      ["2026-09-01", 40],
      ["2026-10-01", 50],
    ]);
    const after = said("chartkick", chart({}), [
      ["2026-09-01", 38],
      ["2026-10-01", 50],
    ]);
    expect(before.cells[0]).toBe("rdv_pris month 2026-09-01 = 40");
    expect(after.cells[0]).toBe("rdv_pris month 2026-09-01 = 38");
    expect(after.removesNothing).toBe(false); // complete: a month that is no longer there would be gone
  });
});

describe("6. numbers as people write them", () => {
  const read = (value: unknown, numbers = "fr") =>
    said("metabase", { ...card, figures: [{ metric: "cartes_publiees", value: "N", numbers }] }, [{ N: value }])
      .cells[0];
  it("have spaces of any width and a comma; a percent sign makes them shares, which are no counts", () => {
    for (const text of ["816 004", "816\u202f004", "816\u00a0004", "816\u2009004"])
      expect(read(text)).toBe("cartes_publiees = 816004");
    expect(() => read("12,5\u00a0%")).toThrow(/could not be read/); // a share counts nothing
    expect(read(816004)).toBe("cartes_publiees = 816004");
  });
  it("are not guessed where two readings are possible", () => {
    for (const text of ["816.004", "81 60 04", "1 204 (est.)"]) expect(() => read(text)).toThrow(/could not be read/);
    expect(() => read("816 004", "plain")).toThrow(/could not be read/);
  });
  it("may be a bare string of JSON", () => {
    expect(said("json", json({ metric: "dossiers_valides_cumules", value: "" }), '"67174"').cells).toEqual([
      "dossiers_valides_cumules = 67174",
    ]);
  });
  it("and truths may be Python's", () => {
    const { cells } = said(
      "schema-impact",
      { figures: [{ metric: "reservations", indicateur: "Réservations" }] },
      impact(month("2026-10-01..2026-10-31", 5, "False"), month("2026-12-01..2026-12-31", 9, "True")),
    );
    expect(cells).toEqual(["reservations month 2026-10-01 = 5"]);
  });
});

describe("7. dates", () => {
  it("of weeks that begin on a Sunday are no ISO weeks", () => {
    const weeks = [["27/03/2022", 12]];
    expect(said("chartkick", chart({ grain: "sunday_week", format: "dd/mm/yyyy" }), weeks).cells).toEqual([
      "rdv_pris sunday_week 2022-03-27 = 12",
    ]);
    expect(whyNot("chartkick", chart({ grain: "week", format: "dd/mm/yyyy" }), weeks)).toMatch(
      /^answer\.shape: 1 of 1 dates of rdv_pris are not the first day of a week/,
    );
  });
  it("without a year are none; French months with one are", () => {
    const read = (date: string, grain: string, format: string) =>
      said(
        "json",
        json({ metric: "demarches_terminees", rows: "/*", value: "", period: { pointer: "0#", grain, format } }),
        { [date]: 3 },
      );
    expect(() => read("05 janv.", "day", "fr-day")).toThrow(/not the first day of a day, written as fr-day/);
    expect(read("05 janv. 2026", "day", "fr-day").cells).toEqual(["demarches_terminees day 2026-01-05 = 3"]);
    expect(read("avril 2019", "month", "fr-month").cells).toEqual(["demarches_terminees month 2019-04-01 = 3"]);
    expect(read("mars, 2022", "month", "fr-month").cells).toEqual(["demarches_terminees month 2022-03-01 = 3"]);
  });
  it("of Matomo's weeks are their first and last day", () => {
    const week = {
      ...matomo({ metric: "visiteurs" }),
      method: "VisitsSummary.getUniqueVisitors",
      period: "week",
    } as Settings;
    expect(said("matomo", week, { "2026-11-02,2026-11-08": 7 }).cells).toEqual(["visiteurs week 2026-11-02 = 7"]);
    expect(whyNot("matomo", week, { "2026-11": 7 })).toMatch(/name a month, expected a week/);
  });
});

describe("8. names that move", () => {
  it("a series is known without the running total in its name", () => {
    const read = (name: string) =>
      said("chartkick", chart({}, { series: "Agent" }), [
        { name, data: [["2026-10-01", 4]] },
        { name: "Usager (3)", data: [] },
      ]).cells;
    for (const name of ["Agent (814210)", "Agent (814 211)", "Agent"])
      expect(read(name)).toEqual(["rdv_pris month 2026-10-01 = 4"]);
  });
  it("one that was renamed is told, with what is there now", () => {
    expect(whyNot("chartkick", chart({}, { series: "Agent" }), [{ name: "Agents (9)", data: [] }])).toMatch(
      /did you mean "Agents"/,
    );
    expect(
      whyNot("metabase", { ...card, figures: [{ metric: "demarches", value: "Nombre" }] }, [{ Nombres: 1 }]),
    ).toMatch(/did you mean "Nombres"/);
    expect(
      whyNot(
        "schema-impact",
        { figures: [{ metric: "reservations", indicateur: "Réservation" }] },
        impact(month("2026-10-01..2026-10-31", 5)),
      ),
    ).toMatch(/did you mean "Réservations"/);
  });
  it("the name of a territory is never its code", () => {
    const figures = [{ metric: "jeux_de_donnees", value: "n", territory: { level: "commune", column: "nom" } }];
    const feature = { type: "Feature", geometry: null, properties: { nom: "Sainte-Colombe", n: 2 } };
    const { cells, homeless } = said("geojson", { figures } as Settings, {
      type: "FeatureCollection",
      features: [feature],
    });
    expect([cells, homeless]).toEqual([[], ["jeux_de_donnees: no such commune: Sainte-Colombe × 1"]]);
  });
});
