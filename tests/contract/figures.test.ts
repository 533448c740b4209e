// Figures for machines, refusals, the hash over all cells, and answers that wait, over the real house.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashOfCells } from "../../dashboards/models/hash.ts";
import { openFrame } from "../../dashboards/queries/frame.ts";
import { FiguresModel } from "../../dashboards/shapes/figures.ts";
import { OverviewModel } from "../../dashboards/shapes/overview.ts";
import { StartupModel } from "../../dashboards/shapes/startup.ts";
import { answered, pageOf, unchanged } from "../support/facts.ts";
import { type House, openHouse } from "../support/house.ts";
import { communes, feedNetwork, figures, panel } from "../support/network.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await feedNetwork(house);
});
afterAll(() => house.close());

describe("a ratio", () => {
  it("is Σ missed over Σ booked, and stands before its numerator", async () => {
    const model = await house.models.startup("rdv", {});
    expect(model?.panels.map(({ figure }) => figure.metric.key)).toEqual([
      "rdv_pris",
      "part_rdv_manques",
      "rdv_manques",
    ]);
    const ratio = await panel(house, "ratio", "rdv", "part_rdv_manques");
    expect(ratio.now).toMatchObject({ numerator: "51", denominator: "255", value: "20" });
    expect(ratio.yearly).toMatchObject([{ first: "2024-07-01", value: "20" }]);
    expect(ratio.before).toBeNull();
    const { sums } = await figures(house, {
      startup: "rdv",
      metric: "part_rdv_manques",
      sum: "territory",
      territory: "59",
    });
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
    const error = await figures(house, { startup: "deux", metric: "utilisateurs_actifs_mois", sum: "time" }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      code: "RELEVE_SUM_ILLEGAL",
      hint: "demandez la dernière période, ou chaque période côte à côte",
    });
    expect((error as Error).message).toContain("la même personne peut revenir");
    expect((error as Error).cause).toMatchObject({
      ask: { en: "ask for the last period, or each period side by side" },
    });
  });
});

describe("a question about what there is not", () => {
  it("names what is nearest", async () => {
    await expect(figures(house, { startup: "adrese" })).rejects.toMatchObject({
      code: "RELEVE_UNKNOWN_STARTUP",
      hint: "did you mean adresses?",
    });
    await expect(figures(house, { metric: "rdv_pri" })).rejects.toMatchObject({
      code: "RELEVE_UNKNOWN_METRIC",
      hint: "did you mean rdv_pris?",
    });
    await expect(figures(house, { startup: "deux", source: "c" })).rejects.toMatchObject({ code: "RELEVE_NOT_FOUND" });
    expect(await house.models.startup("adrese", {})).toBeUndefined();
  });
});

describe("every model", () => {
  it("has the shape it says", async () => {
    OverviewModel.parse(await house.models.overview({}));
    for (const id of ["adresses", "rdv", "urba", "deux", "muet"])
      StartupModel.parse(await house.models.startup(id, {}));
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
    const [place] = await house.append(
      answered(
        { startup: "urba", source: "s", at: "2024-11-19" },
        communes(["01001", "69385", "69381", "98735", "80999"]),
      ),
    );
    await house.append(unchanged({ startup: "urba", source: "s", at: "2024-11-20" }, place?.offset ?? 0));
    await house.caughtUp();
    expect(await hash()).toEqual(before);
    await house.append(
      answered({ startup: "deux", source: "a", at: "2024-11-21" }, [{ metric: "jeux_de_donnees", value: "11" }]),
    );
    await house.caughtUp();
    expect((await hash()).cells).toBe(before.cells);
    expect((await hash()).sha256).not.toBe(before.sha256);
  });
  it("leaves an answer that waits out of the figures, and says why it waits", async () => {
    await house.append(answered({ startup: "adresses", source: "communes", at: "2024-11-22" }, communes(["01001"])));
    await house.append({
      ...answered({ startup: "urba", source: "s", at: "2024-11-22" }, communes(["01001"])),
      pages: [pageOf("<html>")],
    });
    await house.caughtUp();
    const model = await house.models.startup("adresses", {});
    expect(model?.panels[0]?.figure).toMatchObject({
      value: "5",
      held: { reason: "loss" },
      freshness: { state: "held" },
    });
    expect(model?.sources[0]?.held).toMatchObject([{ reason: "loss", cells: 1, absent: 4 }]);
    const urba = await house.models.startup("urba", {});
    expect(urba?.sources[0]).toMatchObject({ answers: 11, unchanged: 1, rejects: [{ code: "answer.json", count: 1 }] });
  });
});
