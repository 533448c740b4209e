import { beforeAll, describe, expect, it } from "vitest";
import { loadTerritories } from "../../infra/territories.ts";
import { hasForm, LEVELS, type Territories } from "../../schemas/territory.ts";

describe("the official list of territories", () => {
  let cog: Territories;
  beforeAll(async () => {
    cog = await loadTerritories();
  });
  const commune = (code: string) => cog.place("commune", code);

  it("says its year and its hash", () => {
    expect(cog.vintage).toBe("2026");
    expect(cog.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
  it("counts the communes of metropole and overseas départements, and their inhabitants", () => {
    expect(cog.france).toEqual({ communes: 34_875, population: 68_350_798 });
    expect(cog.place("france", "FR")).toMatchObject({ name: "France", population: 68_350_798 });
  });
  it("lists every commune once, overseas collectivities apart", () => {
    const codes = cog.places("commune").map(({ code }) => code);
    expect(codes.length).toBe(34_969);
    expect(new Set(codes).size).toBe(codes.length);
    expect(cog.places("commune").filter(({ zone }) => zone === "com").length).toBe(94);
  });
  it("gives only codes of their level's form", () => {
    for (const level of LEVELS)
      for (const { code, level: own } of cog.places(level)) expect([level, hasForm(own, code)]).toEqual([level, true]);
  });
  it("leads arrondissements to their commune", () => {
    expect(commune("75056")).toMatchObject({ name: "Paris", departement: "75", region: "11" });
    expect(commune("75111")?.code).toBe("75056");
    expect(commune("69385")?.code).toBe("69123");
    expect(commune("13201")?.code).toBe("13055");
  });
  it("keeps Corsica's and Mayotte's codes", () => {
    expect(commune("2A004")).toMatchObject({ name: "Ajaccio", departement: "2A", region: "94", zone: "metro" });
    expect(commune("97608")).toMatchObject({ departement: "976", region: "06", zone: "drom" });
    expect(cog.place("departement", "2B")?.name).toBe("Haute-Corse");
  });
  it("leads merged and delegated codes to today's commune, and leaves a current code alone", () => {
    expect(commune("49069")).toMatchObject({ code: "49126", name: "Orée d'Anjou" });
    expect(commune("17088")?.code).toBe("17013");
    expect(commune("93066")?.name).toBe("Saint-Denis");
    expect(commune("93059")?.code).toBe("93066");
    expect(commune("49126")?.population).toBe(17_162);
  });
  it("leads a code that is both merged and associated to the commune it is a part of", () => {
    expect(commune("55273")?.code).toBe("55386");
  });
  it("knows nothing of a code that is not in the list", () => {
    expect(commune("80999")).toBeUndefined();
    expect(commune("")).toBeUndefined();
    expect(cog.place("region", "975")).toBeUndefined();
    expect(cog.place("siret", "21860194400013 ")).toBeUndefined();
  });
  it("tells the twelve communes named Sainte-Colombe apart", () => {
    const same = cog.places("commune").filter(({ name }) => name === "Sainte-Colombe");
    expect(new Set(same.map(({ code }) => code)).size).toBe(12);
  });
  it("has no population where the list has none, which is not 0", () => {
    expect(commune("98411")).toMatchObject({ population: undefined, zone: "com", region: undefined });
    expect(commune("55039")?.population).toBe(0);
  });
  it("counts an EPCI by its municipal population", () => {
    expect(cog.place("epci", "200069854")).toMatchObject({ population: 196_849, departement: "86", region: "75" });
    expect(cog.places("epci").length).toBe(1_255);
    expect(cog.places("epci").filter(({ departement }) => departement === undefined).length).toBe(89);
  });
  it("sums départements and regions from their communes", () => {
    const sum = (level: "departement" | "region") =>
      cog.places(level).reduce((all, { zone, population }) => all + (zone === "com" ? 0 : (population ?? 0)), 0);
    expect(sum("departement")).toBe(cog.france.population);
    expect(sum("region")).toBe(cog.france.population);
    expect(cog.places("region").length).toBe(18);
    expect(cog.place("departement", "984")?.population).toBeUndefined();
  });
  it("names the commune or EPCI that a number of organisation is of", () => {
    expect(cog.place("siren", "210100012")).toMatchObject({ level: "commune", code: "01001" });
    expect(cog.place("siret", "21010001200013")).toMatchObject({ level: "commune", code: "01001" });
    expect(cog.place("siren", "200069854")?.level).toBe("epci");
    expect(cog.place("siren", "130025265")).toBeUndefined();
  });
  it("knows the communes of a territory: an EPCI's may be of several départements, a commune may be in no EPCI", () => {
    const lens = cog.communesOf("departement", "62");
    expect(lens.length).toBe(cog.places("commune").filter(({ departement }) => departement === "62").length);
    const inEpci = cog.places("epci").reduce((all, { code }) => all + cog.communesOf("epci", code).length, 0);
    expect(cog.places("commune").length - inEpci).toBe(98);
    const spanning = cog.places("epci").find(({ departement }) => departement === undefined)?.code ?? "";
    expect(new Set(cog.communesOf("epci", spanning).map(({ departement }) => departement)).size).toBeGreaterThan(1);
    expect(cog.epciOf("62041")).toMatchObject({ level: "epci", name: "CU d'Arras" });
    expect(cog.epciOf("29155")).toBeUndefined(); // Ouessant
    expect(cog.communesOf("region", "94").map(({ departement }) => departement)).toContain("2B");
    expect(cog.communesOf("epci", "000000000")).toEqual([]);
  });
  it("gives postal codes, and the codes of the past with their names where it has them", () => {
    expect(cog.postalCodesOf("75056")).toContain("75116");
    expect(cog.postalCodesOf("80999")).toEqual([]);
    const former = cog.formerCodesOf("49126");
    expect(former).toContainEqual({ code: "49296", name: "Saint-Laurent-des-Autels", kind: "delegated" });
    expect(former.map(({ code }) => code)).toContain("49069");
    expect(cog.formerCodesOf("75056")).toHaveLength(20);
    expect(cog.formerCodesOf("13055")[0]).toMatchObject({ code: "13201", kind: "arrondissement" });
    for (const { code } of cog.places("commune"))
      for (const { code: old } of cog.formerCodesOf(code)) expect([old, commune(old)?.code]).toEqual([old, code]);
  });
  it("loads with less than 400 ms of processor time", async () => {
    const spentMs: number[] = [];
    // A neighbour on the same core slows what is counted too: the best of up to ten loads is the code's own.
    for (let run = 0; run < 10 && Math.min(...spentMs) >= 400; run++) {
      const start = process.cpuUsage();
      await loadTerritories();
      const { user, system } = process.cpuUsage(start);
      spentMs.push((user + system) / 1000);
    }
    expect(Math.min(...spentMs)).toBeLessThan(400);
  });
});
