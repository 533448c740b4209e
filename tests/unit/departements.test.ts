import { describe, expect, it } from "vitest";
import { coarser, type Ring } from "../../dashboards/charts/borders.ts";
import { METROPOLE_OUTLINES, OVERSEAS_OUTLINES } from "../../dashboards/charts/departement-outlines.ts";
import { breaksOf, classOf, type DepartementShade, departementMap } from "../../dashboards/charts/departements.tsx";

/** Absolute places of a path of relative lines between whole numbers. */
function placesOf(path: string): [number, number][][] {
  return path
    .split("M")
    .slice(1)
    .map((ring) => {
      const numbers = (ring.match(/-?\d+/g) ?? []).map(Number);
      const places: [number, number][] = [];
      for (let at = 0; at < numbers.length; at += 2) {
        const [x, y] = places.at(-1) ?? [0, 0];
        places.push([x + (numbers[at] ?? 0), y + (numbers[at + 1] ?? 0)]);
      }
      return places;
    });
}
const draw = (shades: Record<string, DepartementShade>, breaks = [20, 40, 60, 80]) =>
  departementMap({
    shades: new Map(Object.entries(shades)),
    breaks,
    labels: { paris: "Paris", overseas: new Map([["974", "La Réunion"]]) },
  }).toString();

describe("the outlines of the départements", () => {
  it("are those of the 96 of metropolitan France and the five overseas, each once", () => {
    const codes = [...METROPOLE_OUTLINES, ...OVERSEAS_OUTLINES].map(({ code }) => code);
    expect(new Set(codes).size).toBe(101);
    expect(codes).toEqual(expect.arrayContaining(["01", "2A", "2B", "75", "95", "971", "972", "973", "974", "976"]));
  });
  it("weigh under 30 kB, and the whole map with its links and titles under 48 kB", () => {
    const shades = Object.fromEntries(
      [...METROPOLE_OUTLINES, ...OVERSEAS_OUTLINES].map(({ code }) => [
        code,
        { value: 50, title: `Un département (${code})`, href: `/territoires/departement/${code}` },
      ]),
    );
    const outlines = [...METROPOLE_OUTLINES, ...OVERSEAS_OUTLINES].reduce((sum, { path }) => sum + path.length, 0);
    expect(outlines).toBeLessThan(30_000);
    expect(draw(shades).length).toBeLessThan(48_000);
  });
  it("still meet where they met: nearly every place inside the country belongs to two", () => {
    const owners = new Map<string, Set<string>>();
    for (const { code, path } of METROPOLE_OUTLINES)
      for (const place of placesOf(path).flat()) {
        const key = place.join(",");
        owners.set(key, (owners.get(key) ?? new Set()).add(code));
      }
    const of = (code: string) => [...owners.values()].filter((codes) => codes.has(code));
    const creuse = of("23"); // it has no coast and no foreign border
    expect(creuse.filter((codes) => codes.size > 1).length / creuse.length).toBeGreaterThan(0.9);
  });
});

describe("a coarser border", () => {
  const left: Ring = [
    [0, 0],
    [10, 0],
    [11, 5],
    [10, 10],
    [0, 10],
  ];
  const right: Ring = [
    [10, 0],
    [20, 0],
    [20, 10],
    [10, 10],
    [11, 5],
  ];
  const both = new Map([
    ["left", [left]],
    ["right", [right]],
  ]);
  it("loses the same places from both sides", () => {
    const made = coarser(both, 2);
    const bend = (name: string) => made.get(name)?.[0]?.some(([x, y]) => x === 11 && y === 5);
    expect([bend("left"), bend("right")]).toEqual([false, false]);
  });
  it("keeps what is beyond the tolerance", () => {
    expect(coarser(both, 0.5).get("left")?.[0]).toContainEqual([11, 5]);
  });
});

describe("classes", () => {
  it("cut values into fifths on multiples of five, or on whole numbers when they are near each other", () => {
    expect(breaksOf([10, 22, 31, 44, 52, 61, 68, 77, 83, 96])).toEqual([30, 50, 70, 85]);
    expect(breaksOf([61, 62, 63, 64, 65, 66, 67, 68, 69, 70])).toEqual([63, 65, 67, 69]);
  });
  it("fall back to fifths of a hundred when the values hardly differ, or are not there", () => {
    expect(breaksOf([50, 50, 50])).toEqual([20, 40, 60, 80]);
    expect(breaksOf([])).toEqual([20, 40, 60, 80]);
  });
  it("tell nothing there from no figure, and both from a low value", () => {
    const of = (value: number | null) => classOf(value, [20, 40, 60, 80]);
    expect([of(null), of(0), of(0.4), of(20), of(79), of(100)]).toEqual(["hatch", "none", 1, 2, 4, 5]);
  });
});

describe("the map", () => {
  it("hatches what has no figure, links what has an address, and is out of the keyboard's way", () => {
    const svg = draw({ "01": { value: 64, title: "Ain (01) : 64 %", href: "/territoires/departement/01" } });
    expect(svg).toContain('<a href="/territoires/departement/01" tabindex="-1"><path class="seq-4"');
    expect(svg).toContain("<title>Ain (01) : 64 %</title>");
    expect(svg.match(/class="hatch"/g)).toHaveLength(104); // 95 others, four in the inset, five overseas
    expect(svg).toContain('aria-hidden="true"');
  });
  it("shows Paris and its neighbours twice: in their place, and larger", () => {
    const svg = draw({ "75": { value: 100, title: "Paris" }, "974": { value: 0, title: "La Réunion" } });
    expect(svg.match(/<title>Paris/g)).toHaveLength(2);
    expect(svg).toContain('<path class="none"');
    expect(svg).toContain(">La Réunion</text>");
  });
});
