import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { loadTerritories } from "../../infra/territories.ts";
import { readOlder, readPresent } from "../../infra/territory-lists.ts";
import { PRESENT, type Territories, VINTAGES, type Vintage, vintageOn } from "../../schemas/territory.ts";

let present: Territories;
beforeAll(async () => {
  present = await loadTerritories();
});
const list = (vintage: Vintage) => present.of(vintage);
const named = (vintage: Vintage, code: string, reported?: string) =>
  list(vintage)
    .placesOf("commune", code, reported)
    .map((place) => place.code);
const known = new Map<Vintage, readonly string[]>();
const codes = (vintage: Vintage): readonly string[] => {
  const all =
    known.get(vintage) ??
    list(vintage)
      .places("commune")
      .map(({ code }) => code);
  known.set(vintage, all);
  return all;
};

describe("the official lists of 2021 to 2026", () => {
  it("have the communes that they had, and those of metropole and overseas départements for shares", () => {
    expect(VINTAGES.map((vintage) => [vintage, codes(vintage).length, list(vintage).france.communes])).toEqual([
      ["2021", 35_059, 34_965],
      ["2022", 35_049, 34_955],
      ["2023", 35_039, 34_945],
      ["2024", 35_029, 34_935],
      ["2025", 34_969, 34_875],
      ["2026", 34_969, 34_875],
    ]);
    expect(list("2024").france.population).toBe(68_017_091);
  });
  it("hold from 1 January: a day before the first list is told by the first, one after the last by the last", () => {
    expect(["2024-12-31", "2025-01-01", "2019-05-01", "2031-01-01"].map(vintageOn)).toEqual([
      "2024",
      "2025",
      "2021",
      PRESENT,
    ]);
  });
  it("say every commune that there was since 2021 in each list, whenever it was reported", () => {
    for (const vintage of VINTAGES)
      for (const reported of VINTAGES)
        expect([
          vintage,
          reported,
          codes(reported).filter((code) => named(vintage, code, reported).length === 0),
        ]).toEqual([vintage, reported, []]);
  });
  it("lose 10, 11, 13 and 68 codes from year to year, and gain 0, 1, 3 and 8", () => {
    const moves = VINTAGES.slice(1).map((vintage, at) => {
      const [before, after] = [new Set(codes(VINTAGES[at] as Vintage)), new Set(codes(vintage))];
      const without = (all: Set<string>, others: Set<string>) => [...all].filter((code) => !others.has(code)).length;
      return [vintage, without(before, after), without(after, before)];
    });
    expect(moves).toEqual([
      ["2022", 10, 0],
      ["2023", 11, 1],
      ["2024", 13, 3],
      ["2025", 68, 8],
      ["2026", 0, 0],
    ]);
  });
  it("completes that of 2021, which had neither zones nor numbers of communes", () => {
    expect(list("2021").place("commune", "97101")).toMatchObject({ zone: "drom", region: "01" });
    expect(list("2021").place("departement", "987")).toMatchObject({ name: "Polynésie française", zone: "com" });
    expect(list("2021").place("siren", "210100012")?.code).toBe("01001");
    expect(list("2021").place("commune", "2A004")).toMatchObject({ departement: "2A", region: "94" });
  });
});

describe("a code in the list of another year", () => {
  it("leads from each part of a merged commune to the whole", () => {
    for (const code of ["62447", "62461", "62549", "62743"])
      expect(named("2026", code, "2024-06-01")).toEqual(["62447"]);
    expect(list("2026").place("commune", "62743")?.name).toBe("Hesdin-la-Forêt");
    expect(list("2024").place("commune", "62743")?.name).toBe("Sainte-Austreberthe");
  });
  it("says of all parts, in an older list, what is said of the whole today; and of one part what was said of it then", () => {
    expect(named("2024", "62447", "2025-02-01").sort()).toEqual(["62447", "62461", "62549", "62743"]);
    expect(named("2024", "62447", "2024-12-31")).toEqual(["62447"]);
  });
  it("follows the chef-lieu both ways", () => {
    expect([named("2022", "27676"), named("2023", "27058"), named("2026", "27058", "2021")]).toEqual([
      ["27058"],
      ["27676"],
      ["27676"],
    ]);
    for (const [old, now] of [
      ["49069", "49126"],
      ["69159", "69114"],
      ["12076", "12218"],
      ["14011", "14581"],
    ] as const) {
      expect([named("2025", old), named("2024", now, "2026")]).toEqual([[now], [old]]);
    }
  });
  it("keeps its cover when the commune splits, and says nothing of those that leave", () => {
    expect(named("2025", "15141", "2024-12-31")).toEqual(["15141"]);
    for (const code of ["15031", "15035", "15047", "15171"]) {
      expect(named("2025", code, "2025-01-01")).toEqual([code]);
      expect(named("2024", code, "2025-01-01")).toEqual(["15141"]);
    }
    expect(named("2024", "85084", "2023-12-31")).toEqual(["85084"]);
    expect(named("2023", "85165", "2024-01-01")).toEqual(["85084"]);
  });
  it("depends on the year where another commune took the code", () => {
    expect(named("2026", "60054", "2023-12-31")).toEqual(["60694"]); // Les Hauts-Talican went on under 60694
    expect(named("2026", "60054", "2024-01-01")).toEqual(["60054"]); // Beaumont-les-Nonains
    expect([named("2023", "60694", "2024"), named("2023", "60054", "2024")]).toEqual([["60054"], ["60054"]]);
  });
  it("leads arrondissements, delegated and associated communes to their commune in every list", () => {
    for (const vintage of VINTAGES) {
      expect([named(vintage, "75111"), named(vintage, "69385"), named(vintage, "13201")]).toEqual([
        ["75056"],
        ["69123"],
        ["13055"],
      ]);
      expect(named(vintage, "98517")).toEqual(["97617"]); // Mayotte, before 2011
      expect(named(vintage, "80999")).toEqual([]);
    }
  });
  it("finds a local authority by a number that ended, or that it got later", () => {
    expect(present.place("siren", "216204479")?.name).toBe("Hesdin-la-Forêt");
    expect(present.place("siret", "21620447900010")?.name).toBe("Hesdin-la-Forêt");
    expect(list("2024").place("siren", "934483553")?.code).toBe("62447");
    expect(list("2021").place("siren", "130025265")).toBeUndefined();
  });
  it("leads an EPCI to the one that has all its communes, and nowhere when they were divided", () => {
    expect(present.place("epci", "200035459")?.name).toBe("CA Agglomération d'Agen");
    expect(present.place("epci", "200067221")).toBeUndefined();
    expect(list("2021").place("epci", "200096634")?.code).toBe("200071157");
  });
});

describe("what no list says by itself", () => {
  it("is all that the numbers of communes tell: each leads to one commune of today, and one code alone was taken over", async () => {
    const numbers = await numbersByYear();
    const taken = new Set<string>();
    const astray: string[] = [];
    for (const [at, vintage] of VINTAGES.entries()) {
      const before = numbers.get(VINTAGES[at - 1] ?? vintage) ?? new Map();
      const after = new Map([...(numbers.get(vintage) ?? [])].map(([siren, code]) => [code, siren]));
      for (const [siren, code] of before) {
        const now = numbers.get(vintage)?.get(siren);
        if (now !== undefined && now !== code && after.has(code)) taken.add(`${code} in ${vintage}: ${now} goes on`);
      }
      for (const [siren, code] of numbers.get(vintage) ?? [])
        if (present.place("siren", siren)?.code !== named(PRESENT, code, vintage)[0]) astray.push(`${siren} ${code}`);
    }
    expect([...taken]).toEqual(["60054 in 2024: 60694 goes on"]);
    expect(astray).toEqual([]);
  });
});

/** By year: SIREN → the commune's code then. */
async function numbersByYear(): Promise<Map<Vintage, Map<string, string>>> {
  const found = new Map<Vintage, Map<string, string>>();
  for (const vintage of VINTAGES) {
    const { lists } = vintage === PRESENT ? await readPresent() : readOlder(vintage);
    found.set(vintage, new Map(lists.communes.flatMap(({ code, siren }) => (siren ? [[siren, code]] : []))));
  }
  return found;
}

/** Communes that left another one since 2021: a list from before has no word for them alone. */
const LEFT_BY_YEAR = { "2024": ["60054", "85165", "85212"], "2025": ["15031", "15035", "15047", "15171"] };
const LEFT = new Set(Object.values(LEFT_BY_YEAR).flat());

describe("restating", () => {
  const Year = fc.constantFrom(...VINTAGES);
  it("is the identity within a year", () => {
    fc.assert(
      fc.property(Year, fc.nat(), (vintage, nth) => {
        const all = codes(vintage);
        const code = all[nth % all.length] as string;
        expect([named(vintage, code), named(vintage, code, vintage)]).toEqual([[code], [code]]);
      }),
    );
  });
  it("loses nobody and doubles nobody: the parts of any set's communes lead back to them", () => {
    fc.assert(
      fc.property(Year, Year, fc.array(fc.nat(), { minLength: 1, maxLength: 60 }), (from, to, drawn) => {
        const [older, newer] = from < to ? [from, to] : [to, from];
        const all = codes(newer);
        const set = new Set(drawn.map((nth) => all[nth % all.length] as string).filter((code) => !LEFT.has(code)));
        const parts = new Set([...set].flatMap((code) => named(older, code, newer)));
        const back = new Set([...parts].flatMap((code) => named(newer, code, older)));
        expect([...back].sort()).toEqual([...set].sort());
      }),
    );
  });
  it("of all communes of a year gives all communes of any later one but those that left another since", () => {
    for (const [at, from] of VINTAGES.entries())
      for (const to of VINTAGES.slice(at)) {
        const reached = new Set(codes(from).flatMap((code) => named(to, code, from)));
        const missing = codes(to).filter((code) => !reached.has(code));
        const since = Object.entries(LEFT_BY_YEAR).flatMap(([year, all]) => (year > from && year <= to ? all : []));
        expect([from, to, missing]).toEqual([from, to, since.sort()]);
      }
  });
});
