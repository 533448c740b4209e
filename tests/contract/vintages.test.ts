// Communes that merged on 1 January 2025, over the real log, processor, embedded warehouse and official lists.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportOf } from "../../dashboards/report/model.ts";
import type { CoverageModel } from "../../dashboards/shapes/overview.ts";
import { TerritoryQuery } from "../../dashboards/shapes/territory.ts";
import type { Territories } from "../../schemas/territory.ts";
import { type Week, weekFrom } from "../../schemas/week.ts";
import { answered, declared } from "../support/facts.ts";
import { type House, openHouse } from "../support/house.ts";
import { communes, figures, panel } from "../support/network.ts";

let house: House;
/** Communes of 2024 that merged with others, by the one of 2025; and 700 that nothing happened to. */
let merged: Map<string, string[]>;
let others: string[];
let lists: Record<"2024" | "2025", Territories>;
const at = (startup: string, day: string) => ({ startup, source: "s", at: day });
/** What a source said of, that another commune of the list of 2025 now holds. */
const lost = () => [...merged.values()].reduce((sum, parts) => sum + parts.length - 1, 0);

beforeAll(async () => {
  house = await openHouse();
  lists = { "2024": house.territories.of("2024"), "2025": house.territories.of("2025") };
  merged = mergedIn2025();
  const parts = [...merged.values()].flat();
  others = lists["2024"]
    .places("commune")
    .map(({ code }) => code)
    .filter((code) => /^(01|02)/.test(code) && lists["2025"].place("commune", code)?.code === code)
    .filter((code) => !parts.includes(code) && !merged.has(code))
    .slice(0, 700);
  const declare = (startup: string) =>
    declared({ startup, name: startup, sources: [{ source: "s", kind: "json", every: "week" }] }, "2024-11-01");
  const then = communes([...parts, ...others]);
  const renewed = communes([...merged.keys(), ...others]);
  await house.append(
    declare("renouvele"),
    declare("tardif"),
    declare("nouveau"),
    ...["2024-12-02", "2024-12-16"].flatMap((day) => [
      answered(at("renouvele", day), then),
      answered(at("tardif", day), then),
    ]),
    // One takes the new codes on the first Monday of the year, the other goes on with those of the past.
    ...["2025-01-06", "2025-01-13"].flatMap((day) => [
      answered(at("renouvele", day), renewed),
      answered(at("tardif", day), then),
    ]),
    // 60054 has been another commune since 2024; 55039 is in every list; the last two are in none.
    answered(at("nouveau", "2025-01-13"), communes(["60054", "55039", "80999", "98999"])),
  );
  await house.caughtUp();
});
afterAll(() => house.close());

function mergedIn2025(): typeof merged {
  const groups = new Map<string, string[]>();
  for (const { code } of lists["2024"].places("commune")) {
    const now = lists["2025"].place("commune", code, "2024")?.code ?? "";
    groups.set(now, [...(groups.get(now) ?? []), code]);
  }
  return new Map([...groups].filter(([, parts]) => parts.length > 1));
}

const DAY = "2025-01-13";
const changeOf = async (startup: string, query: object = {}) => {
  const { figure } = await panel(house, "membership", startup, "communes_couvertes", { day: DAY, ...query });
  return { value: figure.value, change: figure.change, share: figure.share };
};
const size = (list: "2024" | "2025") =>
  String(others.length + (list === "2024" ? [...merged.values()].flat().length : merged.size));

describe("communes that merge", () => {
  it("are as many as the list says: 64 communes fewer for the same ground", () => {
    expect(lost()).toBe(64);
  });
  for (const startup of ["renouvele", "tardif"])
    it(`change nothing of the adoption of one that ${startup === "tardif" ? "keeps the old codes" : "takes the new codes"}, and the perimeter's effect is told apart`, async () => {
      expect(await changeOf(startup)).toMatchObject({
        value: size("2025"),
        change: {
          kind: "difference",
          since: "2024-12-16",
          until: DAY,
          value: "0",
          perimeter: { value: "-64", from: "2024", to: "2025" },
        },
      });
    });
  it("have no effect where both days are of one list", async () => {
    const { change } = await changeOf("renouvele", { periode: "2024-12-09..2024-12-16" });
    expect(change).toEqual({ kind: "difference", since: "2024-12-08", until: "2024-12-16", value: "0" });
  });
  it("change nothing of the network's adoption but what came, and each département tells its own effect", async () => {
    const { coverage } = await house.models.overview({ day: DAY });
    expect(coverage).toMatchObject({
      change: "2",
      perimeter: { value: "-64", from: "2024", to: "2025" },
    } satisfies Partial<CoverageModel>);
    const pas = await house.models.territory("departement", "62", TerritoryQuery.parse({ day: DAY }));
    expect(pas?.coverage).toMatchObject({ change: "0", perimeter: { value: "-3" } }); // Hesdin-la-Forêt, of four
    const ain = await house.models.territory("departement", "76", TerritoryQuery.parse({ day: DAY }));
    expect(ain?.coverage.perimeter?.value).toBe("-1");
    expect((await house.models.territories({ day: DAY })).coverage.perimeter?.value).toBe("-64");
  });
});

describe("the report of the week in which the list changes", () => {
  it("has no change of adoption, and the effect in its line of perimeter", async () => {
    const { warehouse, territories } = house;
    const report = await reportOf({ warehouse, territories, demo: true }, weekFrom("2025-W01") as Week);
    expect(report.coverage).toMatchObject({ value: size("2025"), change: "0" });
    expect(report.perimeter.list).toEqual({ value: "-64", from: "2024", to: "2025" });
    const next = await reportOf({ warehouse, territories, demo: true }, weekFrom("2025-W02") as Week);
    expect([next.coverage?.change, next.perimeter.list]).toEqual(["0", undefined]);
  });
});

describe("a figure on the list of another year", () => {
  it("is the same adoption: communes, shares and inhabitants are that list's", async () => {
    const told = await changeOf("renouvele", { millesime: "2024" });
    expect(told).toMatchObject({ value: size("2024"), share: { part: size("2024"), whole: "34935" } });
    expect(told.change).toMatchObject({ value: "0", perimeter: { value: "-64" } });
    expect((await changeOf("tardif", { millesime: "2024" })).value).toBe(size("2024"));
  });
  it("is said in the head, and its territories are those of that year", async () => {
    const query = TerritoryQuery.parse({ day: DAY, millesime: "2024" });
    const then = await house.models.territory("commune", "62743", query);
    expect(then).toMatchObject({
      head: { vintage: "2024" },
      territory: { code: "62743", name: "Sainte-Austreberthe" },
      coverage: { communes: { part: "1", whole: "1" } },
    });
    const now = await house.models.territory("commune", "62743", TerritoryQuery.parse({ day: DAY }));
    expect(now?.territory).toMatchObject({ code: "62447", name: "Hesdin-la-Forêt" });
    const pas = await house.models.territory("departement", "62", query);
    expect(pas?.territory).toMatchObject({ communes: lists["2024"].communesOf("departement", "62").length });
    expect(pas?.coverage.population?.whole).toBe(String(lists["2024"].place("departement", "62")?.population));
  });
  it("is in the page of its metric, in the API's sums and in the list of services", async () => {
    const metric = await house.models.metric("communes_couvertes", { day: DAY, millesime: "2024" });
    const union = String(Number(size("2024")) + 2);
    expect(metric).toMatchObject({ head: { vintage: "2024" }, network: { value: union, share: { whole: "34935" } } });
    expect(metric.network?.points.map(({ value }) => value)).toEqual(metric.network?.points.map(() => size("2024")));
    const query = { metric: "communes_couvertes", sum: "services", day: DAY };
    const { sums } = await figures(house, { ...query, millesime: "2024" });
    expect(sums[0]).toMatchObject({ value: union, share: { whole: "34935" } });
    expect((await figures(house, query)).sums[0]?.share?.whole).toBe("34875");
    const { list } = await house.models.overview({ day: DAY, millesime: "2021" });
    expect(list.count).toBe(3);
  });
  it("has its provenance, and a proof that counts again on the same list", async () => {
    const asked = { startup: "renouvele", metric: "communes_couvertes", day: DAY } as const;
    const { figure, proof } = await house.models.lineage({ ...asked, millesime: "2024" });
    expect([figure?.value, proof.includes(" --millesime 2024 ")]).toEqual([size("2024"), true]);
    expect((await house.models.lineage(asked)).figure?.value).toBe(size("2025"));
  });
  it("tells every list, and no day's figure is asked twice of the wrong one", async () => {
    const counts = [];
    for (const millesime of ["2021", "2024", "2025", "2026", "2024"] as const)
      counts.push((await changeOf("tardif", { millesime })).value);
    expect(counts[1]).toBe(size("2024"));
    expect(counts.slice(2)).toEqual([size("2025"), size("2025"), size("2024")]);
    expect(Number(counts[0])).toBeGreaterThanOrEqual(Number(counts[1]));
  });
});

describe("codes that no official list has", () => {
  const unknown = [
    { level: "commune", code: "80999" },
    { level: "commune", code: "98999" },
  ];
  it("are counted and named by source, on the page of quality and of the startup; old codes are not among them", async () => {
    const { unmatched } = await house.models.quality({ day: DAY });
    expect(unmatched).toMatchObject([{ startup: { id: "nouveau" }, source: { id: "s" }, count: 2, codes: unknown }]);
    const startup = await house.models.startup("nouveau", { day: DAY });
    expect(startup?.sources[0]?.unmatched).toEqual({ count: 2, codes: unknown });
    expect((await house.models.startup("tardif", { day: DAY }))?.sources[0]?.unmatched).toBeUndefined();
  });
  it("are none on a day on which they were not said", async () => {
    expect((await house.models.quality({ day: "2024-12-31" })).unmatched).toEqual([]);
  });
});
