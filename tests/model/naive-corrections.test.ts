import { describe, expect, it } from "vitest";
import type { FigureCorrected } from "../../schemas/decisions.ts";
import { approved, correction, declared, FLOW, flow, GAUGE, gauge, given, pulled, undone } from "./given.ts";

const DAY = "2024-03-20";
const declaration = declared("2024-02-01", { api: 90 });
const says5 = pulled(GAUGE, [gauge("01001", "5")]);
const by = { source: "a correction", conflict: false };
const corrected = (value: string | null, more: Partial<FigureCorrected> = {}, proposal = "p", on = "2024-03-05") =>
  approved(proposal, correction(value, more), on);

describe("a correction (rule 23)", () => {
  it("is the figure of its cell from its approval on, and no word of any source", () => {
    const log = given(declaration, says5, corrected("7"));
    expect(log.figures(DAY)).toEqual({ "01001": { value: "7", ...by } });
    expect(log.figures(DAY, "2024-03-04")["01001"]).toMatchObject({ value: "5", source: "api" });
    expect(log.cells()).toEqual({ "01001": "5" });
  });
  it("strikes a figure out by null, said so", () => {
    expect(given(declaration, says5, corrected(null)).figures(DAY)).toEqual({ "01001": { value: null, ...by } });
  });
  it("holds for a state on its days, both included", () => {
    const log = given(declaration, says5, corrected("7", { from: "2024-03-02", to: "2024-03-04" }));
    const days = ["01", "02", "04", "05"].map((day) => log.figures(`2024-03-${day}`)["01001"]?.value);
    expect(days).toEqual(["5", "7", "7", "5"]);
    const never = given(declaration, says5, corrected("7", { from: "2024-03-04", to: "2024-03-02" }));
    expect(never.figures("2024-03-03")["01001"]?.value).toBe("5");
  });
  it("needs no source, no order and no confirmation, but a declaration", () => {
    expect(given(declaration, corrected("7")).figures("2020-01-01")).toEqual({ "01001": { value: "7", ...by } });
    expect(given(says5, corrected("7")).figures(DAY)).toEqual({});
  });
  it("wins over conflicts and sums of parts", () => {
    const csv = { ...pulled(GAUGE, [gauge("01001", "6")]), source: "csv" };
    for (const how of [
      { order: { adresses_certifiees: ["api", "csv"] } },
      { parts: { adresses_certifiees: ["api", "csv"] } },
    ])
      expect(given(declared("2024-02-01", { api: 90, csv: 90 }, how), says5, csv, corrected("7")).figures(DAY)).toEqual(
        {
          "01001": { value: "7", ...by },
        },
      );
  });
  it("gives way to the one approved last, and comes back when that is undone", () => {
    const stacked = [corrected("7", {}, "p", "2024-03-05"), corrected("8", { from: "2024-03-10" }, "q", "2024-03-06")];
    const log = given(declaration, says5, ...stacked);
    expect(["2024-03-09", "2024-03-10"].map((day) => log.figures(day)["01001"]?.value)).toEqual(["7", "8"]);
    const one = given(declaration, says5, ...stacked, undone("q", "2024-03-07"));
    expect(one.figures("2024-03-10")["01001"]?.value).toBe("7");
    const none = given(declaration, says5, ...stacked, undone("p", "2024-03-07"), undone("q", "2024-03-08"));
    expect(none.figures("2024-03-10")["01001"]?.value).toBe("5");
  });
  it("names one cell: its period, its dimensions, its territory", () => {
    const january = { metric: "rdv_pris", period: { grain: "month", first: "2024-01-01" } } as const;
    const rows = [flow("01001", "2024-01-01", "31", "month"), flow("01001", "2024-01-01", "1")];
    const log = given(declaration, pulled(FLOW, rows), corrected("30", { ...january, to: "2024-01-01" }));
    expect(Object.values(log.figures(DAY)).map(({ value }) => value)).toEqual(["30", "1"]);
    const web = given(declaration, says5, corrected("7", { dims: { canal: "web" } }));
    expect(Object.values(web.figures(DAY))).toHaveLength(1); // shortened to the same name: the last one shows
    expect(given(declaration, says5, corrected("7", { definition: 9 })).figures(DAY)["01001"]?.value).toBe("5");
  });
  it("is ignored where no cell can be", () => {
    const places: Partial<FigureCorrected>[] = [
      { metric: "rdv_pris" },
      { metric: "rdv_pris", period: { grain: "month", first: "2024-01-02" } },
      { period: { grain: "month", first: "2024-01-01" } },
      { territory: { level: "commune", code: "1O01" } },
      { metric: "no_such_metric" },
    ];
    for (const place of places) expect(given(declaration, corrected("7", place)).figures(DAY)).toEqual({});
  });
});
