// The models of the pages over the real log, processor and embedded warehouse.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FiguresQuery, FiguresModel, OverviewModel, StartupModel } from "../../dashboards/model.ts";
import type { Panel } from "../../dashboards/model.ts";
import { hashOfCells } from "../../dashboards/models/hash.ts";
import { openFrame } from "../../dashboards/queries/frame.ts";
import { addDays } from "../../schemas/period.ts";
import { answered, declared, failed, pageOf, pushed, type Stated, unchanged } from "../support/facts.ts";
import { type House, openHouse } from "../support/house.ts";

const communes = (codes: readonly string[]): Stated[] =>
  codes.map((code) => ({ metric: "communes_couvertes", level: "commune", code, value: 1 }));
const figures = (house: House, query: Record<string, unknown>) => house.models.figures(FiguresQuery.parse(query));
type PanelOf<Kind extends Panel["kind"]> = Extract<Panel, { kind: Kind }>;
async function panel<Kind extends Panel["kind"]>(house: House, kind: Kind, id: string, metric: string, query: object = {}) {
  const model = await house.models.startup(id, query);
  return model?.panels.find((one) => one.figure.metric.key === metric && one.kind === kind) as PanelOf<Kind>;
}
const MONDAYS = Array.from({ length: 12 }, (_, at) => addDays("2024-09-02", 7 * at));
const AIN = ["01001", "01002", "01004", "01005", "01006"];

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.append(
    declared(
      { startup: "adresses", name: "Adresses", sources: [{ source: "communes", kind: "anct", every: "week", settings: { url: "https://adresses.example.org/x" } }] },
      "2024-08-30",
    ),
    declared(
      {
        startup: "rdv",
        name: "RDV",
        sources: [{ source: "stats", kind: "json", every: "week", settings: { url: "https://rdv.example.org", figures: [{ metric: "rdv_pris" }] } }],
        milestones: [
          { metric: "rdv_pris", until: "2024-09-15", label: "Bilan" },
          { metric: "rdv_pris", until: "2030-01-01", label: "Plus tard" },
        ],
      },
      "2024-08-30",
    ),
    declared({ startup: "urba", name: "Urba", sources: [{ source: "s", kind: "json", every: "week" }] }, "2024-08-30"),
    declared(
      {
        startup: "deux",
        name: "Deux sources",
        sources: [
          { source: "a", kind: "json", every: "week", expiresAfterDays: 20, label: "Source A" },
          { source: "b", kind: "push" },
        ],
        order: { jeux_de_donnees: ["a", "b"] },
      },
      "2024-08-30",
    ),
    declared({ startup: "muet", name: "Muet", sources: [{ source: "s", kind: "json" }] }, "2024-08-30"),
  );
  for (const [week, day] of MONDAYS.entries()) {
    await house.append(
      answered({ startup: "adresses", source: "communes", at: day }, communes(AIN.slice(0, week < 9 ? 4 : 5))),
      answered({ startup: "rdv", source: "stats", at: day }, weeksOf(week)),
      failed({ startup: "muet", source: "s", at: day }, { status: 503, page: 3, code: "RELEVE_ANSWER_INCOMPLETE" }),
    );
    if (week >= 4) await house.append(answered({ startup: "urba", source: "s", at: day }, communes(["01001", "69385", "69381", "98735", "80999"])));
  }
  await house.append(
    answered({ startup: "deux", source: "a", at: "2024-10-28" }, [{ metric: "jeux_de_donnees", value: "10" }]),
    pushed({ startup: "deux", source: "b", at: "2024-10-29" }, [{ metric: "jeux_de_donnees", value: "12" }]),
    pushed({ startup: "deux", source: "b", at: "2024-10-30" }, [
      { metric: "utilisateurs_actifs_mois", grain: "month", first: "2024-09-01", value: 40 },
      { metric: "utilisateurs_actifs_mois", grain: "month", first: "2024-08-01", value: 35 },
    ]),
  );
  await house.caughtUp();
});
afterAll(() => house.close());

/** Each week since July, of two départements: 10 and 5 booked, 2 and 1 missed; the second joins on 2024-09-02. */
function weeksOf(week: number): Stated[] {
  const rows: Stated[] = [];
  for (let first = "2024-07-01"; first < (MONDAYS[week] as string); first = addDays(first, 7))
    for (const [code, booked, missed] of [["62", 10, 2], ["59", 5, 1]] as const)
      if (code === "62" || first >= "2024-09-02")
        for (const [metric, value] of [["rdv_pris", booked], ["rdv_manques", missed]] as const)
          rows.push({ metric, level: "departement", code, grain: "week", first, value });
  return rows;
}

describe("the day that figures speak of", () => {
  it("is the Paris day of the last recorded fact, so that simulated time works", async () => {
    const { head } = await house.models.overview({});
    expect(head).toMatchObject({ day: "2024-11-18", last: "2024-11-18", first: "2024-07-01", demo: true });
    expect(head.known).toBe("2024-11-18T12:00:00.000Z");
  });
  it("is refused when nothing can be known about it", async () => {
    await expect(house.models.overview({ day: "2024-06-30" })).rejects.toMatchObject({ code: "RELEVE_USAGE" });
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
    expect(coverage?.weekly.at(-1)).toEqual({ first: "2024-11-18", last: "2024-11-18", value: "7" });
  });
  it("is the same number in JSON", async () => {
    const { sums } = await figures(house, { metric: "communes_couvertes", sum: "services" });
    const { coverage } = await house.models.overview({});
    expect(sums).toEqual([
      { metric: "communes_couvertes", startup: null, rule: "union", first: null, last: "2024-11-18", value: "7", share: coverage?.share, population: coverage?.population },
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
  it("shows its weeks, its change over 4 weeks and the day it was last confirmed", async () => {
    const { figure, weekly } = await panel(house, "membership", "adresses", "communes_couvertes");
    expect(figure).toMatchObject({ value: "5", absence: null, day: "2024-11-18", change: { kind: "difference", since: "2024-10-21", value: "1" } });
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
    expect(flow.figure).toMatchObject({ value: "15", period: { grain: "week", first: "2024-11-11", last: "2024-11-17" }, day: "2024-11-17" });
    expect(flow.figure.change).toEqual({ kind: "flow", first: "2024-10-21", last: "2024-11-17", now: "60", before: "60" });
    expect(flow.since).toEqual({ first: "2024-07-01", last: "2024-11-17", value: String(20 * 10 + 11 * 5) });
    expect(flow.by?.table).toMatchObject({ rows: [{ code: "62", value: "200", name: "Pas-de-Calais" }, { code: "59", value: "55" }] });
  });
  it("recomputes milestones from the cells, and says nothing of those to come", async () => {
    const { milestones } = await panel(house, "flow", "rdv", "rdv_pris");
    expect(milestones).toMatchObject([
      { label: "Bilan", since: "2024-07-01", until: "2024-09-15", value: String(11 * 10 + 2 * 5), territories: { level: "departement", count: 2 } },
      { label: "Plus tard", value: null },
    ]);
  });
  it("is added along time and territory, as JSON says too", async () => {
    const time = await figures(house, { startup: "rdv", metric: "rdv_pris", sum: "time", from: "2024-09-02" });
    expect(time.sums).toMatchObject([{ rule: "sum", first: "2024-09-02", last: "2024-11-17", value: String(11 * 15) }]);
    const territory = await figures(house, { startup: "rdv", metric: "rdv_pris", sum: "territory", from: "2024-11-04" });
    expect(territory.sums.map(({ first, value }) => [first, value])).toEqual([["2024-11-04", "15"], ["2024-11-11", "15"]]);
  });
  it("is never added across services that count different things", async () => {
    await expect(figures(house, { metric: "rdv_pris", sum: "services" })).rejects.toMatchObject({
      code: "RELEVE_SUM_ILLEGAL",
      hint: "demandez la liste des services, chacun avec son chiffre",
    });
  });
});

describe("a ratio", () => {
  it("is Σ missed over Σ booked, and stands before its numerator", async () => {
    const model = await house.models.startup("rdv", {});
    expect(model?.panels.map(({ figure }) => figure.metric.key)).toEqual(["rdv_pris", "part_rdv_manques", "rdv_manques"]);
    const ratio = await panel(house, "ratio", "rdv", "part_rdv_manques");
    expect(ratio.now).toMatchObject({ numerator: "51", denominator: "255", value: "20" });
    expect(ratio.yearly).toMatchObject([{ first: "2024-07-01", value: "20" }]);
    expect(ratio.before).toBeNull();
    const { sums } = await figures(house, { startup: "rdv", metric: "part_rdv_manques", sum: "territory", territory: "59" });
    expect(sums).toMatchObject([{ rule: "ratio", value: "20", share: { part: "11", whole: "55" } }]);
  });
});
describe("different people", () => {
  it("are shown month by month", async () => {
    const series = await panel(house, "series", "deux", "utilisateurs_actifs_mois");
    expect(series.points.map(({ value }) => value)).toEqual(["35", "40"]);
    expect(series.figure).toMatchObject({ value: "40", change: null, period: { grain: "month", first: "2024-09-01" } });
  });
  it("are never added up: the refusal gives the reason and the legal question, in both languages", async () => {
    const error = await figures(house, { startup: "deux", metric: "utilisateurs_actifs_mois", sum: "time" }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "RELEVE_SUM_ILLEGAL", hint: "demandez la dernière période, ou chaque période côte à côte" });
    expect((error as Error).message).toContain("la même personne peut revenir");
    expect((error as Error).cause).toMatchObject({ ask: { en: "ask for the last period, or each period side by side" } });
  });
});

describe("two sources of one figure", () => {
  it("the first of the order decides, and the other's word is shown as a conflict", async () => {
    const { figure } = await panel(house, "series", "deux", "jeux_de_donnees", { day: "2024-11-01" });
    expect(figure).toMatchObject({ value: "10", source: { id: "a", label: "Source A" }, conflict: [{ source: { id: "b", host: null }, value: "12" }] });
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
    expect(chain).toEqual({ followed: 5, connected: 5, onTime: 3 });
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

describe("a question about what there is not", () => {
  it("names what is nearest", async () => {
    await expect(figures(house, { startup: "adrese" })).rejects.toMatchObject({ code: "RELEVE_UNKNOWN_STARTUP", hint: "did you mean adresses?" });
    await expect(figures(house, { metric: "rdv_pri" })).rejects.toMatchObject({ code: "RELEVE_UNKNOWN_METRIC", hint: "did you mean rdv_pris?" });
    await expect(figures(house, { startup: "deux", source: "c" })).rejects.toMatchObject({ code: "RELEVE_NOT_FOUND" });
    expect(await house.models.startup("adrese", {})).toBeUndefined();
  });
});

describe("every model", () => {
  it("has the shape it says", async () => {
    OverviewModel.parse(await house.models.overview({}));
    for (const id of ["adresses", "rdv", "urba", "deux", "muet"]) StartupModel.parse(await house.models.startup(id, {}));
    const all = FiguresModel.parse(await figures(house, { limit: 2, offset: 1 }));
    expect(all.rows).toHaveLength(2);
    expect(all.count).toBeGreaterThan(50);
    expect((await house.models.health()).ok).toBe(true);
  });
});

describe("the hash over all cells", () => {
  it("changes with a value, and not with facts that say the same again", async () => {
    const hash = async () => hashOfCells(house.warehouse, await openFrame(house.warehouse));
    const before = await hash();
    const [place] = await house.append(answered({ startup: "urba", source: "s", at: "2024-11-19" }, communes(["01001", "69385", "69381", "98735", "80999"])));
    await house.append(unchanged({ startup: "urba", source: "s", at: "2024-11-20" }, place?.offset ?? 0));
    await house.caughtUp();
    expect(await hash()).toEqual(before);
    await house.append(answered({ startup: "deux", source: "a", at: "2024-11-21" }, [{ metric: "jeux_de_donnees", value: "11" }]));
    await house.caughtUp();
    expect((await hash()).cells).toBe(before.cells);
    expect((await hash()).sha256).not.toBe(before.sha256);
  });
  it("leaves an answer that waits out of the figures, and says why it waits", async () => {
    await house.append(answered({ startup: "adresses", source: "communes", at: "2024-11-22" }, communes(["01001"])));
    await house.append({ ...answered({ startup: "urba", source: "s", at: "2024-11-22" }, communes(["01001"])), pages: [pageOf("<html>")] });
    await house.caughtUp();
    const model = await house.models.startup("adresses", {});
    expect(model?.panels[0]?.figure).toMatchObject({ value: "5", held: { reason: "loss" }, freshness: { state: "held" } });
    expect(model?.sources[0]?.held).toMatchObject([{ reason: "loss", cells: 1, absent: 4 }]);
    const urba = await house.models.startup("urba", {});
    expect(urba?.sources[0]).toMatchObject({ answers: 11, unchanged: 1, rejects: [{ code: "answer.json", count: 1 }] });
  });
});
