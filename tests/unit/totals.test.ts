// What may be added to what, and what a total is made of.
import { describe, expect, it } from "vitest";
import { nearest } from "../../dashboards/queries/nearest.ts";
import { closedPeriods, twelveMonths, weeklyDays, withoutHoles } from "../../dashboards/queries/periods.ts";
import { closedPairs, overTime, pairsOf } from "../../dashboards/queries/ratios.ts";
import { quotient, ruleOf, totalOf, type Valued } from "../../dashboards/queries/totals.ts";
import { metricOf } from "../../schemas/catalogue.ts";
import type { Metric } from "../../schemas/catalogue-model.ts";
import { type Grain, periodFrom } from "../../schemas/period.ts";
import { canonicalDims, STATE_DAY } from "../../schemas/statement.ts";
import type { Level } from "../../schemas/territory.ts";

const metric = (key: string) => metricOf(key) as Metric;
interface Said {
  readonly level?: Level;
  readonly code?: string;
  readonly dims?: Record<string, string>;
  readonly grain?: Grain;
  readonly first?: string;
}
function valued(
  value: string | null,
  { level = "france", code = "FR", dims = {}, grain, first = "2024-01-01" }: Said = {},
): Valued {
  const period = grain && periodFrom(grain, first);
  const days = period ?? { grain: "state" as const, first: STATE_DAY, last: STATE_DAY };
  return { cell: { metric: "m", definition: 1, level, code, dims: canonicalDims(dims), ...days }, value };
}
const departement = (code: string, value: string | null, rest: Said = {}) =>
  valued(value, { level: "departement", code, ...rest });
const region = (code: string, value: string) => valued(value, { level: "region", code });

describe("a total over territories", () => {
  it("is the country's own figure when the source states it", () => {
    expect(totalOf(metric("visites"), [departement("01", "5"), valued("7"), region("84", "6")])).toEqual({
      value: "7",
      lack: null,
    });
  });
  it("is else the sum over the finest level: two levels are never mixed", () => {
    expect(
      totalOf(metric("visites"), [departement("01", "5"), departement("69", "2.5"), region("84", "100")]).value,
    ).toBe("7.5");
  });
  it("takes the cells without dimensions, else one breakdown by dimensions", () => {
    const all = [valued("10"), valued("4", { dims: { sexe: "f" } }), valued("5", { dims: { sexe: "m" } })];
    expect(totalOf(metric("visites"), all).value).toBe("10");
    expect(totalOf(metric("visites"), [...all.slice(1), valued("3", { dims: { age: "18-25" } })]).value).toBe("3");
    expect(totalOf(metric("visites"), all.slice(1)).value).toBe("9");
  });
  it("leaves nulls out, and is none, not 0, when all are null or there is nothing", () => {
    expect(totalOf(metric("visites"), [departement("01", null), departement("69", "2")]).value).toBe("2");
    expect(totalOf(metric("visites"), [departement("01", null)])).toEqual({ value: null, lack: "said" });
    expect(totalOf(metric("visites"), [])).toEqual({ value: null, lack: "none" });
  });
  it("of people is the only cell's value: several are not added up", () => {
    expect(totalOf(metric("utilisateurs"), [departement("01", "5")]).value).toBe("5");
    expect(totalOf(metric("utilisateurs"), [departement("01", "5"), departement("69", "2")])).toEqual({
      value: null,
      lack: "detail",
    });
    expect(totalOf(metric("utilisateurs"), [departement("01", "5"), departement("69", "2"), valued("6")]).value).toBe(
      "6",
    );
  });
});

describe("an illegal sum", () => {
  it("is refused with the reason and the legal question", () => {
    for (const axis of ["time", "territory", "services"] as const)
      expect(() => ruleOf(metric("utilisateurs_actifs_mois"), axis)).toThrow(
        expect.objectContaining({ code: "RELEVE_SUM_ILLEGAL", hint: expect.stringMatching(/^demandez/) }),
      );
    expect(ruleOf(metric("rdv_pris"), "time")).toBe("sum");
    expect(ruleOf(metric("communes_couvertes"), "services")).toBe("union");
    expect(ruleOf(metric("rdv_cumules"), "time")).toBe("last");
  });
});

describe("closed periods", () => {
  const week = (first: string, value: string | null) => departement("62", value, { grain: "week", first });
  const closed = (all: Valued[], day: string, grain: Grain = "week") => closedPeriods(all, { grain, day, adds: true });

  it("end on the day at the latest", () => {
    expect(closed([week("2024-01-01", "1"), week("2024-01-08", "2")], "2024-01-13")).toHaveLength(1);
    expect(closed([week("2024-01-01", "1"), week("2024-01-08", "2")], "2024-01-14")).toHaveLength(2);
  });
  it("are of one grain: a month that starts with a week is no week", () => {
    const month = departement("62", "9", { grain: "month", first: "2024-01-01" });
    expect(closed([week("2024-01-01", "1"), month], "2024-12-31").map(({ total }) => total.value)).toEqual(["1"]);
    expect(closed([week("2024-01-01", "1"), month], "2024-12-31", "month").map(({ total }) => total.value)).toEqual([
      "9",
    ]);
  });
  it("show a hole as no figure, which is not 0", () => {
    const filled = withoutHoles("week", closed([week("2024-01-01", "1"), week("2024-01-15", "0")], "2024-12-31"), 100);
    expect(filled.map(({ value }) => value)).toEqual(["1", null, "0"]);
  });
  it("make 12 months that end with the last one", () => {
    expect(twelveMonths("2024-02-29")).toEqual({ first: "2023-03-01", last: "2024-02-29" });
    expect(twelveMonths("2024-12-29")).toEqual({ first: "2023-12-30", last: "2024-12-29" });
  });
});

describe("the days of a weekly series", () => {
  it("are the Sundays of 12 months, and the day itself", () => {
    const days = weeklyDays("2024-12-31", "2000-01-01");
    expect(days.slice(-2)).toEqual(["2024-12-22", "2024-12-29"]); // the running week is in none
    expect(weeklyDays("2024-12-29", "2000-01-01")).toHaveLength(53);
    expect(weeklyDays("2024-12-29", "2000-01-01")[0]).toBe("2023-12-31");
  });
  it("begin when something was known", () => {
    expect(weeklyDays("2024-12-31", "2024-12-25")).toEqual(["2024-12-29"]);
    expect(weeklyDays("2024-12-31", "2024-12-30")).toEqual(["2024-12-31"]);
  });
});

describe("a ratio", () => {
  const month = (value: string | null, first: string, code = "62") =>
    departement(code, value, { grain: "month", first });
  const share = metric("part_rdv_manques");

  it("is Σ over Σ, of the cells that have both", () => {
    const missed = [month("1", "2024-01-01"), month("3", "2024-01-01", "59"), month("9", "2024-02-01")];
    const booked = [
      month("10", "2024-01-01"),
      month("90", "2024-01-01", "59"),
      month(null, "2024-02-01"),
      month("7", "2024-03-01"),
    ];
    const pairs = closedPairs(pairsOf(missed, booked), "month", "2024-12-31");
    expect(overTime(share, pairs)).toMatchObject({
      now: { numerator: "4", denominator: "100", value: "4" },
      before: undefined,
    });
  });
  it("is given by 12 months, by the 12 before, and by calendar year", () => {
    const firsts = Array.from(
      { length: 24 },
      (_, at) => `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`,
    );
    const pairs = pairsOf(
      firsts.map((first) => month(first < "2024" ? "2" : "1", first)),
      firsts.map((first) => month("10", first)),
    );
    const found = overTime(share, closedPairs(pairs, "month", "2024-12-30"));
    expect(found?.now).toMatchObject({ first: "2023-12-01", last: "2024-11-30", value: "10.833333" });
    expect(found?.before).toMatchObject({ first: "2023-01-01", last: "2023-11-30", value: "20" });
    expect(found?.yearly.map(({ first, value }) => [first, value])).toEqual([
      ["2023-01-01", "20"],
      ["2024-01-01", "10"],
    ]);
  });
  it("of nothing is none", () => {
    expect(quotient("0", "0", "percent")).toBeNull();
    expect(quotient("1", "3", "one")).toBe("0.333333");
    expect(quotient("-1", "3", "percent")).toBe("-33.333333");
  });
});

describe("the nearest name", () => {
  it("needs the fewest changed letters", () => {
    expect(nearest("rdv_prit", ["rdv_cumules", "rdv_pris", "visites"])).toBe("rdv_pris");
    expect(nearest("x", [])).toBeUndefined();
  });
});
