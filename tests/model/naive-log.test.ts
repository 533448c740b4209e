import { describe, expect, it } from "vitest";
import { metricOf } from "../../schemas/catalogue.ts";
import { endOfDay } from "../../schemas/period.ts";
import {
  at,
  declared,
  FLOW,
  flow,
  GAUGE,
  gauge,
  given,
  MEMBERS,
  member,
  members,
  pulled,
  pushed,
  unchanged,
  type Value,
} from "./given.ts";
import type { Mapping } from "./naive-facts.ts";

describe("holds and release (rules 8, 9)", () => {
  const five = members("01001", "01002", "01003", "01004", "01005");
  it("holds what removes more than a fifth, and frees both when the next pull agrees", () => {
    const less = pulled(MEMBERS, five.slice(2), { on: "2024-03-02" });
    expect(given(pulled(MEMBERS, five), less).reasons()[1]).toEqual(["loss"]);
    const again = pulled(MEMBERS, five.slice(2), { on: "2024-03-03" });
    const log = given(pulled(MEMBERS, five), less, again);
    expect(log.statuses()).toEqual(["counted", "freed", "counted"]);
    expect(Object.keys(log.cells("2024-03-02"))).toHaveLength(3);
    expect(Object.keys(log.cells("2024-03-02", "2024-03-02"))).toHaveLength(5);
    expect(log.counts(1)).toMatchObject({ same: 3, absent: 2 });
    expect(log.counts(2)).toMatchObject({ same: 3, absent: 0 });
  });
  it("holds the first empty answer too; only an empty one agrees", () => {
    const empty = (on: string) => pulled(MEMBERS, [], { on });
    expect(given(empty("2024-03-01"), empty("2024-03-02")).statuses()).toEqual(["freed", "counted"]);
    const log = given(empty("2024-03-01"), pulled(MEMBERS, five, { on: "2024-03-02" }), empty("2024-03-03"));
    expect(log.statuses()).toEqual(["held", "counted", "held"]);
  });
  it("makes a held pull that does not agree the next candidate", () => {
    const log = given(
      pulled(MEMBERS, five),
      pulled(MEMBERS, five.slice(3), { on: "2024-03-02" }),
      pulled(MEMBERS, members("2A001", "2A002"), { on: "2024-03-03" }),
      pulled(MEMBERS, members("2A001", "2A002"), { on: "2024-03-04" }),
    );
    expect(log.statuses()).toEqual(["counted", "held", "freed", "counted"]);
  });
  it("does not end a wait by a push, a failure, a reject or a duplicate", () => {
    const held = { ...pulled(MEMBERS, five.slice(3), { on: "2024-03-02" }), id: "once" };
    const log = given(
      pulled(MEMBERS, five),
      held,
      pushed([], { on: "2024-03-02", scope: MEMBERS }),
      { type: "failed", off: -1, id: "", startup: "a-dock", source: "api", recordedAt: at("2024-03-02") },
      { ...pulled(MEMBERS, five, { on: "2024-03-02" }), broken: "answer.json" },
      { ...held },
      pulled(MEMBERS, five.slice(3), { on: "2024-03-03" }),
    );
    expect(log.codes()).toEqual(["counted", "freed", "held", "no statement", "answer.json", "duplicate", "counted"]);
  });
  it("holds what leaves the bounds: below the least, and beyond five hundred times, not at it", () => {
    expect(metricOf("adresses_certifiees")?.bounds).toEqual({ min: 0, factor: 500 });
    const held = (value: string) =>
      given(
        pulled(GAUGE, [gauge("01001", "10")]),
        pulled(GAUGE, [gauge("01001", value)], { on: "2024-03-02" }),
      ).statuses()[1];
    expect(["-1", "0", "5000", "5000.000001", "0.02", "0.019999"].map(held)).toEqual([
      "held",
      "counted",
      "counted",
      "held",
      "counted",
      "held",
    ]);
  });
  it("judges a late statement by what stood just before it", () => {
    const late = pulled(MEMBERS, five.slice(0, 2), { on: "2024-03-09", moment: at("2024-02-01") });
    expect(given(pulled(MEMBERS, five), late).statuses()).toEqual(["counted", "counted"]);
  });
  it("rejects a push that says nothing at all", () => {
    expect(given(pushed([]), pushed([member("01001", "0")])).codes()).toEqual(["fact.shape", "held"]);
  });
});

describe("the log (rules 10 to 13)", () => {
  it("refuses a moment more than five minutes after the recorded time, which never goes back", () => {
    const ahead = (ms: number) =>
      given(
        pulled(GAUGE, [gauge("01001", "1")], { moment: at("2024-03-01") + ms, recordedAt: at("2024-03-01") }),
      ).codes()[0];
    expect([300_000, 300_001].map(ahead)).toEqual(["counted", "moment.future"]);
    const back = pulled(GAUGE, [gauge("01001", "1")], { moment: at("2024-03-02"), recordedAt: at("2024-03-01") });
    expect(given(pulled(GAUGE, [gauge("01001", "1")], { on: "2024-03-02" }), back).codes()).toEqual([
      "counted",
      "counted",
    ]);
  });
  it("reads unchanged bytes again at their own moment: a month that has closed since is there", () => {
    const rows = [flow("01001", "2024-02-01", "28", "month"), flow("01001", "2024-03-01", "31", "month")];
    const mapping: Mapping = { scope: FLOW, closedOnly: true };
    const log = given(
      { ...pulled(FLOW, rows, { on: "2024-03-31" }), mapping },
      unchanged(0, "2024-04-01"),
      unchanged(7, "2024-04-02"),
      unchanged(1, "2024-04-03"),
    );
    expect(Object.values(log.cells("2024-12-31", "2024-03-31"))).toEqual(["28"]);
    expect(Object.values(log.cells())).toEqual(["28", "31"]);
    expect(log.codes().slice(2)).toEqual(["answer.missing", "answer.missing"]);
  });
});

describe("several sources and expiry (rules 14, 15)", () => {
  const one = (source: string, on: string, value: Value, code = "01001") => ({
    ...pulled(GAUGE, [gauge(code, value)], { on }),
    source,
  });
  const order = { order: { adresses_certifiees: ["api", "csv"] } };
  it("expires a state after so many times 24 hours before the day's end, and gives way", () => {
    const start = endOfDay("2024-03-01") - 1000;
    const log = given(
      declared("2024-02-01", { api: 2, csv: 90 }, order),
      { ...pulled(GAUGE, [gauge("01001", "5")], { moment: start }) },
      { ...one("csv", "2024-03-02", "6") },
    );
    expect(log.cells("2024-03-02")).toEqual({ "01001": "5" });
    expect([log.cells("2024-03-03"), log.last("2024-03-03")]).toEqual([{}, { "01001": "5" }]);
    expect(log.figures("2024-03-02")["01001"]).toEqual({ value: "5", source: "api", conflict: true });
    expect(log.figures("2024-03-03")["01001"]).toEqual({ value: "6", source: "csv", conflict: false });
  });
  it("lets the first source that has a cell decide: null and absence do not give way", () => {
    const declaration = declared("2024-02-01", { api: 90, csv: 90 }, order);
    const other = one("csv", "2024-03-02", "6");
    expect(given(declaration, one("api", "2024-03-01", null), other).figures("2024-03-05")["01001"]).toEqual({
      value: null,
      source: "api",
      conflict: true,
    });
    expect(given(declaration, one("api", "2024-03-01", "1", "01002"), other).figures("2024-03-05")["01001"]).toEqual({
      value: undefined,
      source: "api",
      conflict: true,
    });
  });
  it("sums all parts or gives no figure, and knows nothing of undeclared sources", () => {
    const parts = { parts: { adresses_certifiees: ["api", "csv"] } };
    const said = [one("api", "2024-03-01", "1.5"), one("csv", "2024-03-01", "2.5")];
    const declaration = declared("2024-02-01", { api: 90, csv: 90 }, parts);
    expect(given(declaration, ...said).figures("2024-03-05")["01001"]).toEqual({
      value: "4",
      source: "api+csv",
      conflict: false,
    });
    expect(given(declaration, said[0]!).figures("2024-03-05")).toEqual({});
    expect(given(declared("2024-02-01", { api: 90 }), ...said).figures("2024-03-05")["01001"]).toMatchObject({
      value: "1.5",
    });
    expect(given(...said).figures("2024-03-05")).toEqual({});
  });
});
