import { describe, expect, it } from "vitest";
import { AnswerError } from "../../schemas/errors.ts";
import { hintOf, standing, unreadIn, written } from "../../schemas/part-doubt.ts";
import { partTold, standsTold } from "../../schemas/part-told.ts";
import type { Settings } from "../../schemas/source.ts";
import { said } from "../support/reading.ts";

const told = (value: unknown) => standsTold(standing("/at", value));

describe("what stands where a value cannot be read", () => {
  it("is quoted on one line, and never at length", () => {
    expect([undefined, null, true, 1e21, [1, 2], { a: 1 }, "N/A", "a\nb"].map(told)).toEqual([
      ...["nothing", "null", "true", "1e+21", "a list of 2", "an object", '"N/A"', '"a\\nb"'],
    ]);
    expect(told("x".repeat(500)).length).toBeLessThan(50);
    expect(told("voir ada@example.org")).toBe('"voir redacted"');
  });
  it("is read again as it was kept, and told with its place", () => {
    for (const value of ["N/A", "a = (b", undefined, [1, 2], 12.5, 'a " b']) {
      const period = { grain: "month", first: "2024-12-01" } as const;
      const first = {
        ...standing("/24/value", value),
        place: { level: "france", code: "FR", period, dims: "" },
      } as const;
      expect(unreadIn(written([first, first]))).toEqual([first, first]);
      expect(partTold(written([first]), 9)).toBe(
        `/24/value = ${told(value)} (france, month of 2024-12-01); and 8 more`,
      );
    }
    expect(partTold(written([]), 3)).toBe("and 3 more");
    expect(unreadIn("3 × no commune")).toEqual([]);
    expect(partTold("3 × no commune", 3)).toBe("3 × no commune");
  });
  it("has a hint of its own", () => {
    const values = [undefined, true, [1, 2], 1e21, "", "1 204", "N/A"];
    const hints = values.map((value) => hintOf(standing("/at", value)));
    expect(new Set(hints).size).toBe(hints.length);
  });
});

/** Where the first value stands that could not be read, of an answer that is rejected for it. */
function placeIn(kind: string, settings: Settings, body: unknown): string {
  try {
    said(kind, settings, body);
  } catch (error) {
    if (error instanceof AnswerError && error.code === "values.unreadable") return error.pointer;
    throw error;
  }
  throw new Error("it was read");
}

describe("the place of a value that cannot be read", () => {
  const figure = (value: string) => ({ metric: "utilisateurs", value });
  it("is a JSON Pointer from the document's root, wherever the settings take it from", () => {
    const at = (more: Settings, body: unknown) =>
      placeIn(
        "json",
        { figures: [{ metric: "utilisateurs", territory: { level: "commune", pointer: "0#" }, ...more }] },
        body,
      );
    expect(at({ rows: "/of/*", value: "/a~1b" }, { of: { "37261": { "a/b": "N/A" } } })).toBe("/of/37261/a~1b");
    expect(at({ rows: "/of/*", value: "#/n/*" }, { of: { "37261": 1 }, n: { "37261": "N/A" } })).toBe("/n/37261");
    expect(at({ rows: "/of/*", value: "1/n" }, { of: { "37261": 1, n: "N/A" } })).toBe("/of/n");
  });
  it("is the record and the column of a file, the header being the first record", () => {
    expect(placeIn("csv", { figures: [figure("n")] }, "m,n\n2026-03,N/A\n")).toBe("record 2, column n");
  });
  it("is a pointer too in a table, and in the properties of a map", () => {
    const url = "https://a-dock.example/api/public/card/6f1c1a1e-1111-4222-8333-444455556666/query/json";
    expect(placeIn("metabase", { url, figures: [figure("n")] }, [{ n: "N/A" }])).toBe("/0/n");
    const map = { type: "FeatureCollection", features: [{ type: "Feature", properties: { n: "N/A" } }] };
    expect(placeIn("geojson", { figures: [figure("n")] }, map)).toBe("/features/0/properties/n");
  });
});
