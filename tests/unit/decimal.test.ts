// Numbers of JSON as canonical decimals: quick ways exist for what is common, and may never say something else.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalDecimal, decimalOfNumber, fromMicro, toMicro } from "../../schemas/decimal.ts";
import { parseJsonText } from "../../schemas/json-text.ts";

describe("a JSON number as a decimal", () => {
  it("is what was written, for up to 6 decimals and 15 digits, and 0 has no sign", () => {
    const written = fc
      .tuple(fc.bigInt({ min: -999_999_999_999n, max: 999_999_999_999n }), fc.integer({ min: 0, max: 6 }))
      .map(([digits, decimals]) => fromMicro(digits * 10n ** BigInt(6 - decimals)))
      .filter((text) => text.replace(/\D/g, "").replace(/^0+/, "").length <= 15);
    fc.assert(
      fc.property(written, (text) => {
        expect(decimalOfNumber(Number(text))).toBe(text);
        expect(canonicalDecimal(text)).toBe(text);
        expect(fromMicro(toMicro(text))).toBe(text);
      }),
      { numRuns: 3000 },
    );
    expect(decimalOfNumber(-0)).toBe("0");
  });
  it("is nothing that its double does not say, whatever the double", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = decimalOfNumber(value);
        if (text !== undefined) expect(Number(text)).toBe(value + 0);
      }),
      { numRuns: 3000 },
    );
    for (const value of [0.1 + 0.2, 1 / 3, 1e15, 1e-7]) expect(decimalOfNumber(value)).toBeUndefined();
    for (const [value, text] of [
      [10.05, "10.05"],
      [10.5, "10.5"],
      [1.99, "1.99"],
      [-12.25, "-12.25"],
      [0.05, "0.05"],
    ] as const)
      expect(decimalOfNumber(value)).toBe(text);
  });
  it("is seen to be inexact wherever it stands in its text", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (before, behind) => {
        const text = `["${"x".repeat(before)}",4.9999999999999999,"${"y".repeat(behind)}"]`;
        expect(parseJsonText(text)).toEqual(["x".repeat(before), "inexact 4.9999999999999999", "y".repeat(behind)]);
      }),
    );
  });
});
