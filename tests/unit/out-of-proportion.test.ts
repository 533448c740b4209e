// A figure that jumps or falls out of all proportion: against its own changes, or by the catalogue's factor when it is young.
import { describe, expect, it } from "vitest";
import { outOfProportion } from "../../dashboards/findings/out-of-proportion.ts";
import { reportMetric } from "../../dashboards/report/series.ts";
import { metricOf } from "../../schemas/catalogue.ts";
import type { Metric } from "../../schemas/catalogue-model.ts";
import { addDays } from "../../schemas/period.ts";
import { ref } from "../support/figures.ts";

/** A metric of 500 times at most, and one without such a bound. */
const BOUND = { metric: metricOf("cartes_publiees") as Metric, decided: [] };
const UNBOUND = { ...BOUND, metric: { ...BOUND.metric, bounds: {} } };
/** A state on Sundays, up to 2024-12-08. */
const weekly = (...values: readonly (string | null)[]) => ({
  metric: reportMetric(ref("cartes_publiees")),
  grain: "state" as const,
  points: values.map((value, at) => {
    const day = addDays("2024-12-08", -7 * (values.length - 1 - at));
    return { first: day, last: day, value };
  }),
  cut: true,
});
const codes = (values: readonly (string | null)[]) => outOfProportion(weekly(...values), BOUND).map(({ code }) => code);

describe("the last change of a figure", () => {
  it("is doubted when it is 500 times the value before, or its inverse, however young the figure is", () => {
    expect(codes(["12", "12000"])).toEqual(["figure.jumped"]);
    expect(codes(["12", "12", "12000"])).toEqual(["figure.jumped"]);
    expect(codes(["12000", "12"])).toEqual(["figure.fell"]);
    expect(outOfProportion(weekly("12", "12000"), BOUND)).toMatchObject([{ seen: "12000", against: "12" }]);
  });
  it("is not when the figure is young and the change is great but possible, or begins or ends at 0", () => {
    for (const values of [["12", "6000"], ["12", "5999"], ["0", "12000"], ["12000", "0"], ["12"], ["12", null]])
      expect(codes(values)).toEqual([]);
    expect(outOfProportion(weekly("12", "12000"), UNBOUND)).toEqual([]);
  });
  it("is no more once the next one is usual again", () => {
    expect(codes(["12", "12000", "12010"])).toEqual([]);
  });
  it("is doubted against its own changes once there are four of them", () => {
    expect(codes(["1000", "1004", "1008", "1012", "1016", "1900"])).toEqual(["figure.jumped"]);
    expect(codes(["1000", "1004", "1008", "1012", "1016", "1100"])).toEqual([]);
  });
});
