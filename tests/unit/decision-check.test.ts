// What a correction may say: no more than a source may, told before anything is recorded.
import { describe, expect, it } from "vitest";
import { faultsOfDecision } from "../../ingestors/decision-check.ts";
import type { FigureCorrected } from "../../schemas/decisions.ts";

const faultsOf = (metric: string, value: string | null, more: Partial<FigureCorrected> = {}) =>
  faultsOfDecision({
    ...{ what: "figure.corrected", metric, definition: 1, dims: {}, value },
    ...{ territory: { level: "france", code: "FR" }, ...more },
  });
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
