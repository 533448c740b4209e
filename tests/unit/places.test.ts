import { beforeAll, describe, expect, it } from "vitest";
import { loadTerritories } from "../../infra/territories.ts";
import { CsvSettings } from "../../ingestors/endpoints/csv-settings.ts";
import { JsonSettings } from "../../ingestors/endpoints/json-settings.ts";
import { type FindPlace, type Naming, placeFinder, plain } from "../../ingestors/endpoints/places.ts";
import { hasForm, type Territories } from "../../schemas/territory.ts";

let lists: Territories;
beforeAll(async () => {
  lists = await loadTerritories();
});
const finder = (naming: Partial<Naming>): FindPlace =>
  placeFinder({ by: "name", level: "commune", vintage: "2026", ...naming }, lists);

describe("a commune by its name", () => {
  it("is found however people write it", () => {
    const find = finder({});
    for (const text of ["Saint-Étienne", "ST ETIENNE", "st. etienne", " saint‐etienne "])
      expect([text, find(text, "42")]).toEqual([text, "42218"]);
    expect(plain("L’Haÿ-les-Roses")).toBe("l hay les roses");
    expect(plain("Le Bœuf")).toBe("le boeuf");
    expect(find("Ajaccio", "Corse-du-Sud")).toBe("2A004");
  });
  it("is never chosen among several: the département decides, or nothing does", () => {
    expect(finder({})("Sainte-Colombe")).toBe('"Sainte-Colombe": 12 communes');
    expect(finder({})("Sainte-Colombe", "77")).toBe("77404");
    expect(finder({})("Sainte-Colombe", "Atlantis")).toBe('"Sainte-Colombe" in Atlantis: no commune');
  });
  it("is looked for in the list that the settings name", () => {
    expect(finder({ vintage: "2024" })("Sainte-Austreberthe", "62")).toBe("62743");
    expect(finder({})("Hesdin-la-Forêt", "62")).toBe("62447");
    expect(finder({ vintage: "2024" })("Hesdin-la-Forêt")).toBe('"Hesdin-la-Forêt": no commune');
  });
});

describe("a commune by a postal code", () => {
  it("is taken when the code is of that commune alone, and never given to all", () => {
    const find = finder({ by: "postal" });
    expect([find("75016"), find("97139")]).toEqual(["75056", "97101"]);
    expect(find("62140")).toBe("postal code 62140: 22 communes");
    expect(find("00000")).toBe("postal code 00000: no commune");
  });
});

describe("a local authority by its number", () => {
  it("is the commune or the EPCI that the level asks for", () => {
    const commune = finder({ by: "siren" });
    expect([commune("210100012"), commune("21010001200013")]).toEqual(["01001", "01001"]);
    expect(commune("200069854")).toBe("number 200069854: no commune");
    expect(finder({ by: "siren", level: "epci" })("200069854")).toBe("200069854");
  });
});

describe("what is no place", () => {
  it("never looks like a code: its row has no cell", () => {
    for (const by of ["name", "postal", "siren"] as const)
      for (const text of ["62140", "80999", "2A004", "Paris 4", "210100013"])
        expect([by, text, hasForm("commune", finder({ by })(text))]).toEqual([
          by,
          text,
          finder({ by })(text) === "75056",
        ]);
  });
});

describe("settings that name places", () => {
  const figure = { metric: "communes_couvertes", rows: "/*", value: { value: 1 } };
  const faults = (territory: object) => {
    const read = JsonSettings.safeParse({ url: "https://a.example", figures: [{ ...figure, territory }] });
    return read.success ? [] : read.error.issues.map(({ path }) => path.slice(2).join("."));
  };
  const whole = { level: "commune", by: "postal", vintage: "2026", pointer: "/cp" };
  it("say the list and where the name stands, of communes", () => {
    expect(faults(whole)).toEqual([]);
    expect(faults({ ...whole, vintage: undefined })).toEqual(["territory.vintage"]);
    expect(faults({ ...whole, vintage: "2019" })).toEqual(["territory.vintage"]);
    expect(faults({ ...whole, level: "departement" })).toEqual(["territory.level"]);
    expect(faults({ ...whole, by: "siren", level: "epci" })).toEqual([]);
    expect(faults({ ...whole, departement: "/dep" })).toEqual(["territory.departement"]);
    expect(faults({ level: "commune", pointer: "/code", vintage: "2024" })).toEqual(["territory.vintage"]);
    expect(faults({ level: "commune", by: "name", vintage: "2026", code: "01001" })).toEqual(["territory"]);
  });
  it("are those of CSV columns too", () => {
    const csv = (territory: object) =>
      CsvSettings.safeParse({
        url: "https://a.example",
        figures: [{ metric: "communes_couvertes", value: { value: 1 }, territory }],
      }).success;
    expect(csv({ level: "commune", by: "name", vintage: "2026", column: "ville", departement: "dep" })).toBe(true);
    expect(csv({ level: ["commune", "siren"], by: "name", vintage: "2026", column: "ville" })).toBe(false);
  });
});
