// Territories, metrics and search over the real log, processor, embedded warehouse and official list.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TerritoryQuery } from "../../dashboards/shapes/territory.ts";
import type { Place } from "../../schemas/territory.ts";
import { answered, declared, pushed } from "../support/facts.ts";
import { type House, openHouse } from "../support/house.ts";
import { communes, figures } from "../support/network.ts";

let house: House;
/** An EPCI over two départements, its communes of each. */
let spanning: { code: string; here: Place[]; there: Place[]; departements: [string, string] };
const at = (startup: string, day: string) => ({ startup, source: "s", at: day });
const LAST = "2024-11-18";

beforeAll(async () => {
  house = await openHouse();
  spanning = epciOverTwo();
  const declare = (startup: string, more: object = {}) =>
    declared(
      { startup, name: startup, sources: [{ source: "s", kind: "json", every: "week", ...more }] },
      "2024-09-01",
    );
  await house.append(
    declare("adresses"),
    declare("urba"),
    declare("rdv"),
    declare("vieux", { expiresAfterDays: 20 }),
    declare("visites"),
    declare("autres"),
    declare("muet"),
  );
  const before = ["62041", "62119", spanning.here[0]?.code ?? ""];
  await house.append(
    answered(at("adresses", "2024-09-02"), communes(before)),
    answered(at("vieux", "2024-09-02"), communes(["62193", "62041"])),
    // Lyon by two arrondissements, a code that is gone, Ajaccio, Papeete, and one that no list has
    answered(at("urba", "2024-09-09"), communes(["69385", "69381", "49069", "2A004", "98735", "80999"])),
    answered(at("adresses", "2024-10-28"), communes([...before, "62160", spanning.there[0]?.code ?? ""])),
    answered(at("urba", "2024-11-11"), communes(["69385", "69381", "49069", "2A004", "98735", "80999", "62041"])),
    answered(at("rdv", "2024-11-18"), appointments()),
    pushed(at("visites", LAST), [{ metric: "visites", grain: "month", first: "2024-10-01", value: 30 }]),
    pushed(at("autres", LAST), [{ metric: "visites", grain: "month", first: "2024-10-01", value: 12 }]),
    answered(at("adresses", LAST), communes([...before, "62160", spanning.there[0]?.code ?? ""])),
    answered(at("urba", LAST), communes(["69385", "69381", "49069", "2A004", "98735", "80999", "62041"])),
  );
  await house.caughtUp();
});
afterAll(() => house.close());

function appointments() {
  return (
    [
      ["62", 10],
      ["59", 5],
      ["75", 0],
    ] as const
  ).flatMap(([code, value]) =>
    ["2024-11-04", "2024-11-11"].flatMap((first) => [
      { metric: "rdv_pris", level: "departement" as const, code, grain: "week" as const, first, value },
      { metric: "rdv_manques", level: "departement" as const, code, grain: "week" as const, first, value: value / 5 },
    ]),
  );
}

function epciOverTwo(): typeof spanning {
  const { territories } = house;
  for (const { code, departement } of territories.places("epci")) {
    if (departement !== undefined) continue;
    const all = territories.communesOf("epci", code);
    const [one = "", two = ""] = [...new Set(all.map((place) => place.departement ?? ""))];
    if (one === "62" || two === "62" || one === "2A") continue;
    const of = (own: string) => all.filter((place) => place.departement === own);
    return { code, here: of(one), there: of(two), departements: [one, two] };
  }
  throw new Error("no EPCI spans two départements");
}

const territory = async (
  level: Parameters<House["models"]["territory"]>[0],
  code: string,
  query: Record<string, unknown> = {},
) => {
  const model = await house.models.territory(level, code, TerritoryQuery.parse(query));
  if (!model) throw new Error(`no ${level} ${code}`);
  return model;
};
const people = (codes: readonly string[]) =>
  String(codes.reduce((sum, code) => sum + (house.territories.place("commune", code)?.population ?? 0), 0));

describe("the coverage of a territory", () => {
  it("is a union over services: a commune that has two counts once, and its people once", async () => {
    const { coverage } = await territory("departement", "62");
    expect(coverage.communes).toEqual({
      part: "3",
      whole: String(house.territories.communesOf("departement", "62").length),
    });
    expect(coverage.population?.part).toBe(people(["62041", "62119", "62160"]));
    expect(coverage.population?.whole).toBe(String(house.territories.place("departement", "62")?.population));
  });
  it("leaves expired details out today, and has them on the day they were fresh", async () => {
    const { coverage } = await territory("departement", "62", { day: "2024-09-10" });
    expect(coverage.communes.part).toBe("3"); // 62041 and 62119, and 62193 of the service that fell silent
  });
  it("says since when, by the first day a service had a commune there, and whether it may be older", async () => {
    expect((await territory("departement", "62")).coverage).toMatchObject({ since: "2024-09-02", atStart: true });
    expect((await territory("commune", "62160")).coverage).toMatchObject({ since: "2024-10-28", atStart: false });
    expect((await territory("commune", "62001")).coverage).toMatchObject({ since: null, weekly: [], change: "0" });
  });
  it("has a point a week, and its change over 4 weeks", async () => {
    const { coverage } = await territory("departement", "62");
    expect(coverage.weekly.at(0)).toEqual({ first: "2024-09-08", last: "2024-09-08", value: "3" });
    expect(coverage.weekly.find(({ first }) => first === "2024-10-20")?.value).toBe("2"); // the silent one expired
    expect(coverage.weekly.at(-1)?.last).toBe("2024-11-17"); // the last Sunday: the running week is in none
    expect(coverage.change).toBe("1");
  });
  it("is the same for the parts as for the whole: départements of a région, régions of France", async () => {
    const { coverage, inside } = await territory("region", "32");
    const parts = inside.find(({ level }) => level === "departement")?.rows ?? [];
    const sum = (of: (row: (typeof parts)[number]) => string | null | undefined) =>
      String(parts.reduce((all, row) => all + Number(of(row) ?? 0), 0));
    expect(sum(({ communes: { part } }) => part)).toBe(coverage.communes.part);
    expect(sum(({ communes: { whole } }) => whole)).toBe(coverage.communes.whole);
    expect(sum(({ people: share }) => share?.whole)).toBe(coverage.population?.whole);
    expect(sum(({ population }) => population)).toBe((await territory("region", "32")).territory.population);
    const entry = await house.models.territories({});
    const of = (rows: typeof entry.regions) => rows.reduce((all, { communes: { part } }) => all + Number(part), 0);
    expect(of(entry.regions)).toBe(Number(entry.coverage.communes.part));
    expect(of(entry.departements)).toBe(Number(entry.coverage.communes.part));
  });
  it("of France is the overview's, overseas collectivities apart", async () => {
    const entry = await house.models.territories({});
    const { coverage } = await house.models.overview({});
    expect(entry.coverage.communes).toEqual(coverage?.share);
    expect(entry.coverage.population).toEqual(coverage?.population);
    expect(entry.apart).toEqual({ part: "1", whole: "94" });
    expect(Number(entry.coverage.communes.part) + 1).toBe(Number(coverage?.value));
    expect((await territory("france", "FR")).coverage).toEqual(entry.coverage);
  });
  it("counts and names the codes that the official list does not have", async () => {
    const { unlisted } = await house.models.territories({});
    expect(unlisted).toEqual([{ service: { id: "urba", name: "urba" }, codes: ["80999"] }]);
  });
});

describe("codes of the past, and of parts", () => {
  it("cover the commune of today, once", async () => {
    expect((await territory("commune", "69123")).coverage.communes.part).toBe("1");
    expect((await territory("departement", "69")).coverage.communes.part).toBe("1");
    expect((await territory("commune", "49126")).services.used.map(({ service }) => service.id)).toEqual(["urba"]);
  });
  it("lead to its page, which names them", async () => {
    const { territory: own } = await territory("commune", "49069");
    expect(own).toMatchObject({ code: "49126", name: "Orée d'Anjou" });
    expect(own.former.map(({ code }) => code)).toContain("49069");
    expect(await house.models.territory("commune", "00000", TerritoryQuery.parse({}))).toBeUndefined();
  });
  it("of Corsica and overseas collectivities are territories like others, the latter without a share of France", async () => {
    const corse = await territory("departement", "2A");
    expect([corse.territory.name, corse.coverage.communes.part]).toEqual(["Corse-du-Sud", "1"]);
    const polynesia = await territory("departement", "987");
    expect(polynesia.territory).toMatchObject({ counted: false });
    expect(polynesia.coverage.communes).toEqual({ part: "1", whole: "48" });
  });
});

describe("an EPCI over two départements", () => {
  it("has the communes of both, and both as parents", async () => {
    const model = await territory("epci", spanning.code);
    expect(model.coverage.communes).toEqual({ part: "2", whole: String(spanning.here.length + spanning.there.length) });
    const parents = model.parents.filter(({ level }) => level === "departement").map(({ code }) => code);
    expect(parents).toEqual([...spanning.departements].sort());
    expect(model.references.map(({ territory: { code } }) => code)).toEqual(expect.arrayContaining([...parents, "FR"]));
  });
  it("counts in a département with the communes of that département only", async () => {
    const [code] = spanning.departements;
    const { inside, coverage } = await territory("departement", code);
    const epci = inside.find(({ level }) => level === "epci");
    const row = epci?.rows.find((one) => one.code === spanning.code);
    expect(row).toMatchObject({ elsewhere: true, communes: { part: "1", whole: String(spanning.here.length) } });
    const rows = [...(epci?.rows ?? []), ...(epci?.outside ? [epci.outside] : [])];
    expect(rows.reduce((all, { communes: { whole } }) => all + Number(whole), 0)).toBe(Number(coverage.communes.whole));
  });
});

describe("the services of a territory", () => {
  it("are in one of three states each: used here, not used here, no detail for such a territory", async () => {
    const ids = (all: { service: { id: string } }[]) => all.map(({ service }) => service.id).sort();
    const { services } = await territory("departement", "62");
    expect(ids(services.used)).toEqual(["adresses", "rdv", "urba"]);
    expect(ids(services.silent)).toEqual(["autres", "muet", "vieux", "visites"]);
    expect(services.unused).toEqual([]);
    const paris = await territory("departement", "75");
    expect(ids(paris.services.unused)).toEqual(["adresses", "rdv", "urba"]); // a published zero is no use
    const arras = await territory("commune", "62041");
    expect(ids(arras.services.silent)).toContain("rdv"); // it gives details by département only
    expect(services.silent.find(({ service }) => service.id === "vieux")).toMatchObject({ expired: "2024-09-02" });
  });
  it("are used in France when they publish a figure for the country", async () => {
    const { services } = await territory("france", "FR");
    const visits = services.used.find(({ service }) => service.id === "visites")?.figures;
    expect(visits).toMatchObject([
      { value: "30", rule: "stated", level: "france", grain: "month", last: "2024-10-31" },
    ]);
  });
  it("have their own since-when, change and reference", async () => {
    const { services } = await territory("departement", "62");
    const urba = services.used.find(({ service }) => service.id === "urba")?.communes;
    expect(urba).toMatchObject({ communes: { part: "1" }, since: "2024-11-11", atStart: false, change: "1" });
    expect(urba?.references.at(-1)).toMatchObject({ territory: { code: "FR" }, covered: { communes: { part: "4" } } });
  });
  it("say what they publish for exactly this territory, with a rate beside the territories that use them", async () => {
    const { services, territory: own } = await territory("departement", "62");
    const [pris] = services.used.find(({ service }) => service.id === "rdv")?.figures ?? [];
    expect(pris).toMatchObject({ value: "20", rule: "stated", places: null, first: "2024-11-04", last: "2024-11-17" });
    const nord = house.territories.place("departement", "59")?.population ?? 0;
    expect(Number(pris?.rate?.value)).toBeCloseTo((20 / Number(own.population)) * 1000, 4);
    expect(Number(pris?.rate?.reference)).toBeCloseTo((30 / (Number(own.population) + nord)) * 1000, 4);
    expect(pris?.rate?.places).toBe(2);
  });
  it("are added up over the parts of a wider territory where that is legal, as the API does", async () => {
    const { services } = await territory("region", "32");
    const figuresOf = services.used.find(({ service }) => service.id === "rdv")?.figures ?? [];
    expect(figuresOf[0]).toMatchObject({ value: "30", rule: "sum", places: 2, level: "departement" });
    expect(figuresOf.find(({ metric }) => metric.key === "part_rdv_manques")).toMatchObject({
      value: "20",
      rule: "ratio",
      share: { part: "6", whole: "30" },
    });
    const { sums } = await figures(house, { startup: "rdv", metric: "rdv_pris", sum: "time" });
    expect(sums[0]?.value).toBe("30");
  });
});

describe("what is inside a territory", () => {
  it("comes in pages, in the order that is asked, with all rows on demand", async () => {
    const last = async (query: object) => (await territory("departement", "62", query as never)).inside.at(-1);
    const first = await last({ tri: "part" });
    expect(first?.rows.slice(0, 3).map(({ code }) => code)).toEqual(["62041", "62119", "62160"]);
    expect(first).toMatchObject({
      level: "commune",
      page: 1,
      count: house.territories.communesOf("departement", "62").length,
    });
    const all = (await last({ lignes: "toutes" }))?.rows ?? [];
    expect(all).toHaveLength(first?.count ?? 0);
    expect((await last({ page: 2 }))?.rows.map(({ code }) => code)).toEqual(all.slice(50, 100).map(({ code }) => code));
    expect(all[0]).toMatchObject({ code: "62193", name: "Calais", services: [] });
  });
});

describe("a metric's page", () => {
  it("unites sets over services, as the overview and the territories do", async () => {
    const { network, services } = await house.models.metric("communes_couvertes", {});
    const { coverage } = await house.models.overview({});
    expect(network).toMatchObject({ rule: "union", value: coverage?.value, share: coverage?.share });
    expect(network?.points.at(-1)?.value).toBe(coverage?.value);
    expect(services.map(({ service, figure }) => [service.id, figure.value])).toEqual([
      ["adresses", "5"],
      ["urba", "5"],
      ["vieux", null],
    ]);
  });
  it("adds up what counts the same thing, and refuses the rest with the legal question", async () => {
    const visits = await house.models.metric("visites", {});
    expect(visits.network).toMatchObject({ rule: "sum", value: "42", grain: "month", day: "2024-10-31" });
    const booked = await house.models.metric("rdv_pris", {});
    expect(booked.network).toBeNull();
    expect(booked.entry.sums).toEqual({ time: "sum", territory: "sum", services: "refused" });
    expect(booked.usedBy.map(({ key }) => key)).toEqual(["part_rdv_manques"]);
    expect((await house.models.metric("part_rdv_manques", {})).services).toHaveLength(1);
    await expect(house.models.metric("nothing", {})).rejects.toMatchObject({ code: "RELEVE_UNKNOWN_METRIC" });
  });
  it("stands in the catalogue with who publishes it", async () => {
    const { themes } = await house.models.metrics({});
    const all = themes.flatMap(({ metrics }) => metrics);
    expect(all.find(({ metric }) => metric.key === "visites")?.services.map(({ id }) => id)).toEqual([
      "autres",
      "visites",
    ]);
    expect(all.find(({ metric }) => metric.key === "trajets")?.services).toEqual([]);
  });
});

describe("the search", () => {
  const found = async (question: string) => house.models.search(question);
  it("finds communes by name, whatever the accents, marks and abbreviations, the best first", async () => {
    const [denis] = (await found("st denis")).communes.rows;
    expect(denis).toMatchObject({ code: "97411", name: "Saint-Denis", departement: { name: "La Réunion" } });
    expect((await found("MONT ST MICHEL")).communes.rows[0]).toMatchObject({ code: "50353" });
    expect((await found("oree d anjou")).communes.rows[0]).toMatchObject({ code: "49126", former: null });
    expect((await found("paris")).communes.rows[0]).toMatchObject({ code: "75056" });
  });
  it("tells namesakes apart, and gives 20 with the count", async () => {
    const { communes: group } = await found("saint");
    expect(group.rows).toHaveLength(20);
    expect(group.count).toBeGreaterThan(3_000);
    const { rows } = (await found("sainte colombe")).communes;
    const same = rows.filter(({ name }) => name === "Sainte-Colombe");
    expect(same).toHaveLength(12);
    expect(new Set(same.map(({ code }) => code)).size).toBe(12);
    expect(rows.slice(0, 12)).toEqual(same);
  });
  it("finds by postal code, Insee code and codes of the past", async () => {
    const arras = (await found("62000")).communes.rows;
    expect(arras.map(({ code }) => code)).toContain("62041");
    for (const { postalCodes } of arras.slice(0, 5)) expect(postalCodes).toContain("62000");
    expect((await found("2a004")).communes.rows[0]).toMatchObject({ name: "Ajaccio" });
    expect((await found("49069")).communes.rows[0]).toMatchObject({ code: "49126", former: { code: "49069" } });
    const lyon = (await found("69005")).communes.rows;
    expect(lyon.slice(0, 2).map(({ name }) => name)).toEqual(["Lyon", "Ambérieux"]); // a postal code, and an Insee code
    expect((await found("98735")).communes.rows[0]).toMatchObject({ departement: { code: "987" } });
  });
  it("finds other territories, services and metrics", async () => {
    expect((await found("62")).departements.rows[0]).toMatchObject({ name: "Pas-de-Calais" });
    expect((await found("bretagne")).regions.rows).toMatchObject([{ code: "53" }]);
    expect((await found("200069672")).epci.rows[0]).toMatchObject({ name: "CC du Ternois" });
    expect((await found("urb")).services.rows).toMatchObject([{ id: "urba", followed: true }]);
    expect((await found("appointments missed")).metrics.rows.map(({ key }) => key)).toEqual([
      "rdv_manques",
      "part_rdv_manques",
    ]);
  });
  it("finds nothing where nothing is asked, or there", async () => {
    for (const question of ["", "  ", "'", "qqqq"]) {
      const { communes: group, services, metrics } = await found(question);
      expect([group.count, services.count, metrics.count]).toEqual([0, 0, 0]);
    }
  });
  it("answers within 50 ms of processor time once its index is built", async () => {
    await found("lille");
    const start = process.cpuUsage();
    for (const question of ["saint", "st", "la roche", "59", "62000"]) await found(question);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 5000).toBeLessThan(50);
  });
});
