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
    ["12,5 %", "fr", undefined],
    ["74,1\u00a0%", "fr", undefined],
    ["1,204", "fr", undefined],
    ["0,913", "fr", "0.913"],
    ["12 345,678", "fr", "12345.678"],
    ["12.5", "fr", undefined],
    ["1 20", "fr", undefined],
    ["1  204", "fr", undefined],
    ["NaN", "fr", undefined],
    ["816,004", "en", "816004"],
    ["1,234,567.5", "en", "1234567.5"],
    ["12.5%", "en", undefined],
    ["1,204", "en", "1204"],
    ["12,5", "en", undefined],
    ["1 204", "en", undefined],
  ];
  for (const [value, format, figure] of cases) {
    it(`${format}: ${typeof value === "string" ? `"${value}"` : String(value)} is ${figure === undefined ? "unreadable" : figure}`, () => {
      expect(readFigure(value, format, 2)).toBe(figure);
    });
  }
  it("of facts that name the first edition is read as it was that day: a share as a count, 1,204 as a French writer means it", () => {
    expect(["12,5 %", "1,204"].map((text) => readFigure(text, "fr", 1))).toEqual(["12.5", "1.204"]);
    expect(readFigure("12.5%", "en", 1)).toBe("12.5");
  });
});
