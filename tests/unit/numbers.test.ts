import { describe, expect, it } from "vitest";
import { readFigure } from "../../ingestors/endpoints/numbers.ts";

describe("a figure", () => {
  const cases: [unknown, "plain" | "fr" | "en", string | null | undefined][] = [
    [0, "plain", "0"],
    [-0, "plain", "0"],
    [12.5, "plain", "12.5"],
    [1e21, "plain", undefined],
    [Number.POSITIVE_INFINITY, "plain", undefined],
    [1234567890123456, "plain", undefined],
    [0.1234567, "plain", undefined],
    [816004, "fr", "816004"],
    [null, "plain", null],
    [undefined, "plain", undefined],
    [true, "plain", undefined],
    [[], "plain", undefined],
    [[5], "plain", undefined],
    [{}, "plain", undefined],
    ["", "plain", undefined],
    ["", "fr", undefined],
    ["567174", "plain", "567174"],
    [" 12.50 ", "plain", "12.5"],
    ["1e3", "plain", undefined],
    ["1 204", "plain", undefined],
    ["1234567890123456789.5", "plain", "1234567890123456789.5"],
    ["1 204", "fr", "1204"],
    ["816\u202f004", "fr", "816004"],
    ["1\u00a0234\u00a0567,5", "fr", "1234567.5"],
    ["-12,5", "fr", "-12.5"],
    ["\u2212 12", "fr", undefined],
    ["\u221212", "fr", "-12"],
    ["12,5 %", "fr", "12.5"],
    ["74,1\u00a0%", "fr", "74.1"],
    ["12.5", "fr", undefined],
    ["1 20", "fr", undefined],
    ["1  204", "fr", undefined],
    ["NaN", "fr", undefined],
    ["816,004", "en", "816004"],
    ["1,234,567.5", "en", "1234567.5"],
    ["12.5%", "en", "12.5"],
    ["12,5", "en", undefined],
    ["1 204", "en", undefined],
  ];
  for (const [value, format, figure] of cases) {
    it(`${format}: ${typeof value === "string" ? `"${value}"` : String(value)} is ${figure === undefined ? "unreadable" : figure}`, () => {
      expect(readFigure(value, format)).toBe(figure);
    });
  }
});
