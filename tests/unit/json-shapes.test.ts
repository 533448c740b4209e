// Shapes of JSON that need a second look: parallel lists, dates in parts, bare lists of codes.
import { describe, expect, it } from "vitest";
import { json } from "../../ingestors/endpoints/json.ts";

function rowsOf(document: unknown, figure: object) {
  const settings = json(2).settings.parse({ url: "https://a-dock.example/stats", figures: [figure] });
  const bytes = Buffer.from(JSON.stringify(document));
  const pages = [{ url: "https://a-dock.example/stats", contentType: "application/json", bytes }];
  return json(2).read(settings, { pages, moment: Date.UTC(2026, 10, 22) }).rows;
}

describe("a JSON answer", () => {
  it("may hold dates and values in two lists of equal length", () => {
    const rows = rowsOf(
      { par_mois: { labels: ["2026-01", "2026-02"], values: [12, 15] } },
      {
        metric: "visites",
        rows: "/par_mois/labels/*",
        value: "#/par_mois/values/*",
        period: { pointer: "", grain: "month", format: "iso-month" },
      },
    );
    expect(rows.map(({ period, value }) => [period?.first, value])).toEqual([
      ["2026-01-01", "12"],
      ["2026-02-01", "15"],
    ]);
  });

  it("may pair lists within each of several groups", () => {
    const rows = rowsOf(
      { dep: { "26": { m: ["2026-01"], n: [3] }, "2A": { m: ["2026-01"], n: [4] } } },
      {
        metric: "visites",
        rows: "/dep/*/m/*",
        value: "#/dep/*/n/*",
        period: { pointer: "", grain: "month", format: "iso-month" },
        territory: { level: "departement", pointer: "2#" },
      },
    );
    expect(rows.map(({ code, value }) => [code, value])).toEqual([
      ["26", "3"],
      ["2A", "4"],
    ]);
  });

  it("may hold the year and the month apart", () => {
    const figure = {
      metric: "visites",
      rows: "/*",
      value: "/total",
      period: { pointer: ["/annee", "/mois"], grain: "month", format: "iso-month" },
    };
    const rows = rowsOf(
      [
        { annee: 2026, mois: 3, total: 12 },
        { annee: 2026, total: 1 },
      ],
      figure,
    );
    expect(rows.map(({ period }) => period?.first)).toEqual(["2026-03-01", undefined]);
  });

  it("may be a bare list of codes: being in it is the figure", () => {
    const rows = rowsOf(["37261", "2A004"], {
      metric: "communes_couvertes",
      rows: "/*",
      value: { value: 1 },
      territory: { level: "commune", pointer: "" },
    });
    expect(rows.map(({ code, value }) => [code, value])).toEqual([
      ["37261", "1"],
      ["2A004", "1"],
    ]);
  });

  it.each([
    ["mm/yyyy", "03/2026"],
    ["yyyymm", "202603"],
    ["yyyymm", 202603],
  ])("may write months as %s: %s", (format, month) => {
    const period = { pointer: "/m", grain: "month", format };
    const [row] = rowsOf([{ m: month, n: 1 }], { metric: "visites", rows: "/*", value: "/n", period });
    expect(row?.period).toEqual({ grain: "month", first: "2026-03-01", last: "2026-03-31" });
  });
});
