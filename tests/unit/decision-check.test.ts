// What a correction may say: no more than a source may, told before anything is recorded.
import { describe, expect, it } from "vitest";
import { faultsOfDecision } from "../../ingestors/decision-check.ts";
import { type FigureCorrected, isSamePerson } from "../../schemas/decisions.ts";
import type { Level, Place } from "../../schemas/territory.ts";

/** A list of one commune and its country. */
const places = {
  placesOf: (level: Level, code: string) => (["26362", "FR"].includes(code) ? [{ level, code } as Place] : []),
};
const faultsOf = (metric: string, value: string | null, more: Partial<FigureCorrected> = {}) =>
  faultsOfDecision(
    {
      ...{ what: "figure.corrected", metric, definition: 1, dims: {}, value },
      ...{ territory: { level: "france", code: "FR" }, ...more },
    },
    { today: "2024-03-20", places },
  );
const commune = { territory: { level: "commune", code: "26362" } } as const;

describe("a correction of a set", () => {
  it("makes a place a member, or none", () => {
    expect(faultsOf("communes_couvertes", "1", commune)).toEqual([]);
    expect(faultsOf("communes_couvertes", null, commune)).toEqual([]);
  });
  it.each(["0", "-3", "2", "0.5"])("is refused with %s, which is neither", (value) => {
    expect(faultsOf("communes_couvertes", value, commune)).toEqual([
      expect.stringMatching(/^\/value: ".+"; communes_couvertes is a set: .*none \(null\) takes it out$/),
    ]);
  });
  it("is refused for a place that is no member of it, with what to name instead", () => {
    const told = [expect.stringMatching(/^\/territory\/level: communes_couvertes has no france; name commune:…/)];
    expect(faultsOf("communes_couvertes", "1")).toEqual(told);
  });
});

describe("a correction of a number", () => {
  it("is within the bounds of its metric", () => {
    expect(faultsOf("cartes_publiees", "-1")).toEqual([
      expect.stringMatching(/^\/value: "-1"; cartes_publiees is within 0 – /),
    ]);
    expect(faultsOf("cartes_publiees", "0")).toEqual([]);
    expect(faultsOf("cartes_publiees", null)).toEqual([]);
  });
  it("is told in decimals that can be kept", () => {
    expect(faultsOf("cartes_publiees", "0.1234567")).toEqual([expect.stringMatching(/^\/value: .*6 after the point$/)]);
  });
});

describe("a correction of a period", () => {
  const month = (first: string) => ({ period: { grain: "month", first } }) as const;
  it("is of one that is over: no other is shown", () => {
    expect(faultsOf("rdv_pris", "4", month("2024-02-01"))).toEqual([]);
    for (const first of ["2024-03-01", "2025-01-01"])
      expect(faultsOf("rdv_pris", "4", month(first))).toEqual([expect.stringMatching(/^\/period: it ends on /)]);
  });
});

describe("a correction of a place", () => {
  it("is of one that the official list has, or had", () => {
    const of = (code: string) => faultsOf("communes_couvertes", "1", { territory: { level: "commune", code } });
    expect(of("99999")).toEqual([expect.stringMatching(/^\/territory\/code: no commune has the code 99999/)]);
    expect(of("9999")).toEqual([expect.stringMatching(/has not the form of a commune$/)]);
  });
});

describe("two names", () => {
  it.each([
    ["marie", "Marie"],
    ["marie", "Ｍarie"],
    ["Pierre", "P i erre"],
    ["Élodie B.", "elodie b"],
  ])("%s and %s are of one person", (one, other) => {
    expect(isSamePerson(one, other)).toBe(true);
  });
  it("that differ in a letter are of two", () => {
    expect(isSamePerson("marie", "marine")).toBe(false);
  });
});
