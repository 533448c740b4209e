import { describe, expect, it } from "vitest";
import { leavesZeroOut, lineChart } from "../../dashboards/charts/line.tsx";
import { formatFor } from "../../dashboards/format.ts";
import { NEUTRAL, ROLES } from "../../dashboards/themes/neutral.ts";
import { STYLES } from "../../dashboards/themes/styles.ts";
import { en } from "../../dashboards/words/en.ts";
import { fr } from "../../dashboards/words/fr.ts";

describe("a line", () => {
  const point = (last: string, value: string | null) => ({ first: last, last, value });
  const options = { width: 720, height: 300, format: formatFor("fr"), unit: "communes" };
  it("breaks where there is no figure, and is not drawn from one value", () => {
    const points = [
      point("2024-01-01", "1"),
      point("2024-01-08", "2"),
      point("2024-01-15", null),
      point("2024-01-22", "2"),
      point("2024-01-29", "3"),
    ];
    expect(
      String(lineChart(points, { ...options, fromZero: true })).match(/class="curve" d="[^"]*M[^"]*M/),
    ).not.toBeNull();
    expect(lineChart([point("2024-01-01", "1"), point("2024-01-08", null)], { ...options, fromZero: true })).toBeNull();
  });
  it("starts at zero for a flow, and says so when it does not", () => {
    const high = [point("2024-01-01", "21000"), point("2024-01-08", "23500")];
    expect(leavesZeroOut(high, true)).toBe(false);
    expect(leavesZeroOut(high, false)).toBe(true);
  });
});

describe("the theme and the words", () => {
  it("defines every role that the style sheet uses", () => {
    const used = new Set([...STYLES.matchAll(/var\(--([a-z0-9-]+)\)/g)].map((match) => match[1]));
    for (const role of used) expect(NEUTRAL).toContain(`--${role}:`);
  });
  it("keeps text at a contrast of 4.5 in both shades", () => {
    for (const shade of [0, 1] as const) {
      for (const [ink, ground] of [
        ["ink", "bg"],
        ["ink-2", "bg"],
        ["ink-2", "sunken"],
        ["link", "bg"],
        ["link", "sunken"],
        ["on-accent", "accent"],
        ["late", "late-bg"],
        ["ok", "surface"],
        ["cut", "surface"],
      ] as const)
        expect(contrast(ROLES[ink][shade], ROLES[ground][shade])).toBeGreaterThanOrEqual(4.5);
      for (const state of ["ok", "late", "cut", "held", "never", "idle", "hand"] as const)
        expect(contrast(ROLES[state][shade], ROLES[`${state}-bg`][shade])).toBeGreaterThanOrEqual(4.5);
    }
  });
  it("has the same words in both languages", () => {
    expect(keys(en)).toEqual(keys(fr));
  });
});

function contrast(one: string, other: string): number {
  const light = (hex: string) => {
    const [r, g, b] = [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [high, low] = [light(one), light(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function keys(words: object, path = ""): string[] {
  return Object.entries(words)
    .flatMap(([key, value]) => (typeof value === "object" && value ? keys(value, `${path}${key}.`) : [`${path}${key}`]))
    .sort();
}
