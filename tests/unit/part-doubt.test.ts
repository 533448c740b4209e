import { describe, expect, it } from "vitest";
import { detailOf, firstOf, hintOfText, quoted } from "../../schemas/part-doubt.ts";
import { whyNot } from "../support/reading.ts";

describe("what stands where a value cannot be read", () => {
  it("is quoted on one line, and never at length", () => {
    expect([undefined, null, true, 1e21, [1, 2], { a: 1 }, "N/A", "a\nb"].map(quoted)).toEqual([
      ...["nothing", "null", "true", "1e+21", "a list of 2", "an object", '"N/A"', '"a\\nb"'],
    ]);
    expect(quoted("x".repeat(500)).length).toBeLessThan(50);
  });
  it("is found again in what is told of it", () => {
    for (const text of ['"N/A"', '"a = (b"', "nothing", "a list of 2", "12.5", '"a \\" b"']) {
      const first = { pointer: "/24/value", text, cell: "france, month of 2024-12-01" };
      expect(firstOf(detailOf([first, first], 9))).toEqual({ pointer: "/24/value", text });
    }
    expect(detailOf([], 3)).toBe("and 3 more");
    expect(firstOf("3 × no commune")).toEqual({ pointer: "", text: "" });
  });
  it("has a hint of its own", () => {
    const hints = ["nothing", "true", "a list of 2", "1e+21", '""', '"1 204"', '"N/A"'].map(hintOfText);
    expect(new Set(hints).size).toBe(hints.length);
  });
});

describe("a reader that can tell places", () => {
  it("tells record and column of a CSV file, and the cell of a JSON table", () => {
    const month = { column: "mois", grain: "month", format: "iso-month" };
    const csv = { figures: [{ metric: "visites", value: "n", period: month }] };
    expect(whyNot("csv", csv, "mois,n\n2026-03,N/A\n")).toContain('the first: "N/A" (france, month of 2026-03-01)');
    const card = { ...csv };
    expect(whyNot("metabase", card, [{ mois: "2026-03", n: "N/A" }])).toContain('the first: "N/A"');
  });
});
