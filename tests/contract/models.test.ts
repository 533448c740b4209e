// The models of the pages over the real log, processor and embedded warehouse.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Models } from "../../dashboards/model.ts";
import { openModels } from "../../dashboards/models/models.ts";
import { TerritoryQuery } from "../../dashboards/shapes/territory.ts";
import { failed, pushed } from "../support/facts.ts";
import { type House, openHouse } from "../support/house.ts";
import { feedNetwork, figures, panel } from "../support/network.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await feedNetwork(house);
});
afterAll(() => house.close());

describe("the day that figures speak of", () => {
  it("is the Paris day of the last recorded fact, so that simulated time works", async () => {
    const { head } = await house.models.overview({});
    expect(head).toMatchObject({ day: "2024-11-18", last: "2024-11-18", first: "2024-07-01", demo: true });
    expect(head.known).toBe("2024-11-18T12:00:00.000Z");
  });
  it("is refused when nothing can be known about it", async () => {
    await expect(house.models.overview({ day: "2024-06-30" })).rejects.toMatchObject({ code: "RELEVE_UNKNOWN_DAY" });
  });
});

describe("coverage of the network", () => {
  it("is a union over services: each commune of today's list once, unknown codes never, collectivities outside the share", async () => {
    const { coverage } = await house.models.overview({});
    expect(coverage?.value).toBe("7"); // 5 of Ain, Lyon once, Papeete
    expect(coverage?.share).toEqual({ part: "6", whole: String(house.territories.france.communes) });
    expect(coverage?.services).toEqual([
      { id: "adresses", name: "Adresses", value: "5" },
      { id: "urba", name: "Urba", value: "3" },
    ]);
    const expected = ["01001", "01002", "01004", "01005", "01006", "69123"];
    const people = expected.reduce((sum, code) => sum + (house.territories.place("commune", code)?.population ?? 0), 0);
    expect(coverage?.population?.part).toBe(String(people));
  });
  it("names the services that entered: what they added is an effect of perimeter", async () => {
    const { coverage } = await house.models.overview({});
    expect(coverage?.entries).toEqual([{ day: "2024-10-06", service: { id: "urba", name: "Urba" }, added: "2" }]);
    expect(coverage?.change).toBe("1");
    expect(coverage?.weekly[0]).toEqual({ first: "2024-09-08", last: "2024-09-08", value: "4" });
    expect(coverage?.weekly.at(-1)?.last).toBe("2024-11-17"); // the last Sunday: the running week is in none
  });
  it("is the same number in JSON", async () => {
    const { sums } = await figures(house, { metric: "communes_couvertes", sum: "services" });
    const { coverage } = await house.models.overview({});
    expect(sums).toEqual([
      {
        metric: "communes_couvertes",
        startup: null,
        rule: "union",
        first: null,
        last: "2024-11-18",
        value: "7",
        share: coverage?.share,
        population: coverage?.population,
      },
    ]);
  });
  it("counts shares by département with the département's own communes", async () => {
    const { figure } = await panel(house, "membership", "urba", "communes_couvertes");
    const ain = house.territories.places("commune").filter(({ departement }) => departement === "01").length;
    expect(figure.table.by === "territory" && figure.table.rows).toMatchObject([
      { code: "01", level: "departement", value: "1", of: String(ain) },
      { code: "69", value: "1" },
      { code: "987", value: "1", of: null, population: null },
      { code: "80999", level: "commune", name: null, value: null },
    ]);
  });
});

describe("a membership", () => {
  it("is shown week by week over the chosen span, and compared at its ends", async () => {
    const { figure, weekly, begins } = await panel(house, "membership", "adresses", "communes_couvertes", {
      periode: "2024-09-30..2024-10-31",
    });
    expect(figure.value).toBe("5");
    expect(weekly.map(({ last }) => last)).toEqual(["2024-10-06", "2024-10-13", "2024-10-20", "2024-10-27"]);
    expect(figure.change).toMatchObject({ kind: "difference", since: "2024-09-29", until: "2024-10-31" });
    const early = await panel(house, "membership", "adresses", "communes_couvertes", {
      periode: "2020-01-01..2020-12-31",
    });
    expect([early.weekly, early.begins, early.figure.change]).toEqual([[], begins, null]);
    const year = await panel(house, "membership", "adresses", "communes_couvertes", { comparaison: "an" });
    expect(year.figure.change).toBeNull();
  });
  it("shows its weeks, its change over 4 weeks and the day it was last confirmed", async () => {
    const { figure, weekly } = await panel(house, "membership", "adresses", "communes_couvertes");
    expect(figure).toMatchObject({
      value: "5",
      absence: null,
      day: "2024-11-18",
      change: { kind: "difference", since: "2024-10-21", until: "2024-11-18", value: "1" },
    });
    expect(figure.source).toEqual({ id: "communes", label: "communes", kind: "anct", host: "adresses.example.org" });
    expect(weekly.map(({ value }) => value).slice(0, 3)).toEqual(["4", "4", "4"]);
  });
  it("speaks of an earlier day when asked", async () => {
    const { figure } = await panel(house, "membership", "adresses", "communes_couvertes", { day: "2024-10-01" });
    expect(figure).toMatchObject({ value: "4", day: "2024-09-30" });
  });
});

describe("a flow", () => {
  it("shows its last closed period, the total of all, and 4 weeks against the 4 before", async () => {
    const flow = await panel(house, "flow", "rdv", "rdv_pris");
    expect(flow.figure).toMatchObject({
      value: "15",
      period: { grain: "week", first: "2024-11-11", last: "2024-11-17" },
      day: "2024-11-17",
    });
    expect(flow.figure.change).toEqual({
      kind: "flow",
      first: "2024-10-21",
      last: "2024-11-17",
      now: "60",
      before: "60",
      against: { first: "2024-09-23", last: "2024-10-20" },
    });
    expect(flow.since).toEqual({ first: "2024-07-01", last: "2024-11-17", value: String(20 * 10 + 11 * 5) });
    expect(flow.by?.table).toMatchObject({
      rows: [
        { code: "62", value: "200", name: "Pas-de-Calais" },
        { code: "59", value: "55" },
      ],
    });
  });
  it("is shown over the chosen span, and compared with as many periods of another", async () => {
    const flow = await panel(house, "flow", "rdv", "rdv_pris", { periode: "4s", comparaison: "an" });
    expect(flow.points.map(({ first }) => first)).toEqual(["2024-10-21", "2024-10-28", "2024-11-04", "2024-11-11"]);
    expect(flow.by).toMatchObject({ first: "2024-10-21", last: "2024-11-17" });
    expect(flow.figure.change).toMatchObject({
      now: "60",
      before: null,
      against: { first: "2023-10-23", last: "2023-11-19" },
    });
    const none = await panel(house, "flow", "rdv", "rdv_pris", {
      periode: "2024-08-05..2024-08-18",
      comparaison: "aucune",
    });
    expect(none.figure.change).toMatchObject({ first: "2024-08-05", last: "2024-08-18", before: null, against: null });
    expect(none.figure.value).toBe("15"); // the day's own figure stays
  });
  it("has no point in a span before its first", async () => {
    const flow = await panel(house, "flow", "rdv", "rdv_pris", { periode: "2020-01-01..2020-12-31" });
    expect([flow.points, flow.since?.first, flow.figure.change]).toEqual([[], "2024-07-01", null]);
  });
  it("recomputes milestones from the cells, and says nothing of those to come", async () => {
    const { milestones } = await panel(house, "flow", "rdv", "rdv_pris");
    expect(milestones).toMatchObject([
      {
        label: "Bilan",
        since: "2024-07-01",
        until: "2024-09-15",
        value: String(11 * 10 + 2 * 5),
        territories: { level: "departement", count: 2 },
      },
      { label: "Plus tard", value: null },
    ]);
  });
  it("is added along time and territory, as JSON says too", async () => {
    const time = await figures(house, { startup: "rdv", metric: "rdv_pris", sum: "time", from: "2024-09-02" });
    expect(time.sums).toMatchObject([{ rule: "sum", first: "2024-09-02", last: "2024-11-17", value: String(11 * 15) }]);
    const territory = await figures(house, {
      startup: "rdv",
      metric: "rdv_pris",
      sum: "territory",
      from: "2024-11-04",
    });
    expect(territory.sums.map(({ first, value }) => [first, value])).toEqual([
      ["2024-11-04", "15"],
      ["2024-11-11", "15"],
    ]);
  });
  it("is never added across services that count different things", async () => {
    await expect(figures(house, { metric: "rdv_pris", sum: "services" })).rejects.toMatchObject({
      code: "RELEVE_SUM_ILLEGAL",
      hint: "demandez la liste des services, chacun avec son chiffre",
    });
  });
});

describe("two sources of one figure", () => {
  it("the first of the order decides, and the other's word is shown as a conflict", async () => {
    const { figure } = await panel(house, "series", "deux", "jeux_de_donnees", { day: "2024-11-01" });
    expect(figure).toMatchObject({
      value: "10",
      source: { id: "a", label: "Source A" },
      conflict: [{ source: { id: "b", host: null }, value: "12" }],
    });
  });
  it("gives way when its word has expired", async () => {
    const { figure } = await panel(house, "series", "deux", "jeux_de_donnees");
    expect(figure).toMatchObject({ value: "12", source: { id: "b" }, conflict: [], freshness: { state: "hand" } });
  });
  it("are shown each under its own name when asked", async () => {
    const { rows } = await figures(house, { startup: "deux", metric: "jeux_de_donnees", source: "b" });
    expect(rows).toMatchObject([{ source: "b", value: "12", grain: "state", first: null }]);
  });
});

describe("freshness", () => {
  it("is exactly one state for each source, and the worst of a startup's", async () => {
    const { services, chain } = await house.models.overview({});
    const states = Object.fromEntries(services.map(({ id, freshness }) => [id, freshness.state]));
    expect(states).toEqual({ adresses: "ok", rdv: "ok", urba: "ok", deux: "late", muet: "never" });
    expect(chain).toEqual({ followed: 5, active: 5, withStatsPage: 0, connected: 5, onTime: 3 });
  });
  it("tells of the last failure, where it happened", async () => {
    const model = await house.models.startup("muet", {});
    expect(model?.panels).toEqual([]);
    expect(model?.sources[0]).toMatchObject({
      answers: 0,
      failures: 12,
      lastAnswer: null,
      lastFailure: { code: "RELEVE_ANSWER_INCOMPLETE", status: 503, page: 3, at: "2024-11-18T12:00:00.000Z" },
    });
  });
});

describe("what is kept between requests", () => {
  const asked = async (models: Models) => ({
    overview: await models.overview({}),
    metrics: await models.metrics({}),
    metric: await models.metric("communes_couvertes", {}),
    sum: await models.metric("jeux_de_donnees", {}),
    ratio: await models.metric("part_rdv_manques", {}),
    france: await models.territory("france", "FR", TerritoryQuery.parse({})),
    ain: await models.territory("departement", "01", TerritoryQuery.parse({})),
    quality: await models.quality({}),
    startups: await Promise.all(["adresses", "rdv", "urba", "deux"].map((id) => models.startup(id, {}))),
  });
  const anew = () =>
    openModels({ warehouse: house.warehouse, territories: house.territories, clock: Date.now, demo: true });

  it("is what is read anew after one service says something, and after a pull that fails", async () => {
    const first = await asked(house.models);
    await house.append(
      pushed({ startup: "deux", source: "b", at: "2024-11-18T13:00:00.000Z" }, [
        { metric: "jeux_de_donnees", value: 99 },
        { metric: "communes_couvertes", level: "commune", code: "13055", value: 1 },
      ]),
    );
    await house.caughtUp();
    const second = await asked(house.models);
    expect(second).toEqual(await asked(anew()));
    expect(second.overview.coverage?.value).toBe("8");
    expect(second.france?.coverage.communes.part).toBe("7");
    expect(second.overview.services.find(({ id }) => id === "urba")?.figures).toEqual(
      first.overview.services.find(({ id }) => id === "urba")?.figures,
    );
    await house.append(failed({ startup: "adresses", source: "communes", at: "2024-11-18T14:00:00.000Z" }));
    await house.caughtUp();
    expect(await asked(house.models)).toEqual(await asked(anew()));
  });
});
