import { describe, expect, it } from "vitest";
import type { ReadScope, Row } from "../../schemas/statement.ts";
import { at, FLOW, flow, GAUGE, gauge, given, MEMBERS, many, member, members, pulled, pushed } from "./given.ts";
import type { Pulled } from "./naive-facts.ts";

describe("what was known", () => {
  it("is absent where the last statement about a cell does not state it", () => {
    const five = members("01001", "01002", "01003", "01004", "01005");
    const log = given(pulled(MEMBERS, five), pulled(MEMBERS, five.slice(1), { on: "2024-03-05" }));
    expect(Object.keys(log.cells("2024-03-04"))).toEqual(["01001", "01002", "01003", "01004", "01005"]);
    expect(Object.keys(log.cells("2024-03-05"))).toEqual(["01002", "01003", "01004", "01005"]);
    expect(Object.keys(log.cells("2024-03-05", "2024-03-04"))).toHaveLength(5);
    expect(log.counts(1)).toEqual({ cells: 4, new: 0, changed: 0, same: 4, absent: 1, unreadable: 0 });
  });
  it("changes only its own days when a statement comes late", () => {
    const log = given(
      pulled(GAUGE, [gauge("01001", "10")], { on: "2024-03-01" }),
      pulled(GAUGE, [gauge("01001", "30")], { on: "2024-03-03" }),
      pushed([gauge("01001", "20")], { on: "2024-03-04", asAt: at("2024-03-02") }),
    );
    expect(["01", "02", "03"].map((day) => log.cells(`2024-03-${day}`)["01001"])).toEqual(["10", "20", "30"]);
    expect(log.counts(2)).toMatchObject({ changed: 1 });
  });
  it("counts a state on the Paris day of its moment, to the millisecond, when the clocks change", () => {
    const midnight = at("2024-03-30T23:00:00Z");
    const log = given(
      pulled(GAUGE, [gauge("01001", "1")], { moment: midnight - 1 }),
      pulled(GAUGE, [gauge("01001", "2")], { moment: midnight }),
      pulled(GAUGE, [gauge("01001", "3")], { moment: at("2024-03-31T22:00:00Z") }),
    );
    expect(log.cells("2024-03-30")).toEqual({ "01001": "1" });
    expect(log.cells("2024-03-31")).toEqual({ "01001": "2" });
    expect(log.cells("2024-04-01")).toEqual({ "01001": "3" });
  });
  it("takes the later offset when moments are equal", () => {
    const log = given(pulled(GAUGE, [gauge("01001", "1")]), pulled(GAUGE, [gauge("01001", "2")]));
    expect(log.cells()).toEqual({ "01001": "2" });
  });
});

describe("scope (rules 1, 2, 7)", () => {
  it("keeps grains that start together apart", () => {
    const log = given(
      pulled(FLOW, [flow("01001", "2024-01-01", "1"), flow("01001", "2024-01-01", "31", "month")]),
      pulled(FLOW, [flow("01001", "2024-01-01", "7", "week")], { on: "2024-03-02" }),
    );
    expect(Object.values(log.cells())).toEqual(["1", "31", "7"]);
  });
  it("retracts nothing by a rolling window, and what is missing inside it", () => {
    const days = ["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05", "2024-01-06"];
    const rows = days.map((day) => flow("01001", day, "5"));
    const log = given(
      pulled(FLOW, rows),
      pulled(
        FLOW,
        rows.slice(1).filter((_, i) => i !== 1),
        { on: "2024-03-02" },
      ),
    );
    expect(Object.keys(log.cells()).map((key) => key.split(" ")[2])).toEqual(days.filter((_, i) => i !== 2));
  });
  it("makes a guaranteed window count instead of the rows' days", () => {
    const rows = ["01", "02", "03", "04", "05", "06"].map((day) => flow("01001", `2024-01-${day}`, "5"));
    const window = (first: string, last: string): ReadScope => ({ ...FLOW, windows: [{ grain: "day", first, last }] });
    const inner = pulled(window("2024-01-02", "2024-01-06"), rows.slice(2), { on: "2024-03-02" });
    expect(Object.keys(given(pulled(FLOW, rows), inner).cells())).toHaveLength(5);
    expect(Object.keys(given(pulled(FLOW, rows), { ...inner, mapping: { scope: FLOW } }).cells())).toHaveLength(6);
  });
  it("stretches the interval by a row with a malformed territory, though that statement removes nothing", () => {
    const log = given(
      pulled(FLOW, [flow("01001", "2024-01-01", "5"), flow("01001", "2024-01-02", "5")]),
      pulled(FLOW, [flow("bad", "2024-01-01", "5"), flow("01001", "2024-01-02", "6")], { on: "2024-03-02" }),
    );
    expect(Object.values(log.cells())).toEqual(["5", "6"]);
    expect(log.statuses()).toEqual(["counted", "counted"]);
  });
  it("leaves cells of other levels, dimensions and codes alone", () => {
    const web = { ...gauge("01001", "7"), dims: '{"canal":"web"}' };
    const both: ReadScope = { metrics: [...GAUGE.metrics, { ...GAUGE.metrics[0]!, dims: ["canal"] }] };
    const log = given(
      pulled(both, [web, gauge("01002", "1")]),
      pulled({ ...GAUGE, territories: ["01001"] }, [gauge("01001", "3")], { on: "2024-03-02" }),
    );
    expect(log.counts(1)).toMatchObject({ absent: 0, new: 1 });
  });
  it("lets a push without a scope remove nothing, and with one everything that it leaves out", () => {
    const five = ["01001", "01002", "01003", "01004", "01005"].map((code) => gauge(code, "5"));
    const push = pushed(five.slice(1), { on: "2024-03-02" });
    expect(Object.keys(given(pulled(GAUGE, five), push).cells())).toHaveLength(5);
    expect(Object.keys(given(pulled(GAUGE, five), { ...push, scope: GAUGE }).cells())).toHaveLength(4);
  });
});

describe("rows (rules 3 to 6)", () => {
  const before = pulled(GAUGE, [gauge("01001", "5"), gauge("2A004", "6")]);
  const then = (rows: Row[], more: Partial<Pulled> = {}) =>
    given(before, { ...pulled(GAUGE, rows, { on: "2024-03-02" }), ...more });
  it("leaves a cell in doubt as it was, unconfirmed", () => {
    expect(then([gauge("01001", undefined), ...many(gauge("2A004", "7"))]).cells()).toEqual({
      "01001": "5",
      "2A004": "7",
    });
    expect(then([gauge("01001", "8"), gauge("01001", "9"), gauge("2A004", "7")]).cells()["01001"]).toBe("5");
    expect(then([gauge("01001", "8"), gauge("01001", null), gauge("2A004", "7")]).counts(1)).toMatchObject({
      cells: 2,
      unreadable: 1,
    });
  });
  it("adds rows up only when asked, even equal ones", () => {
    const rows = [gauge("01001", "8"), gauge("01001", "8"), gauge("2A004", "7")];
    expect(then(rows).cells()["01001"]).toBe("8");
    expect(then(rows, { mapping: { scope: GAUGE, combine: "sum" } }).cells()["01001"]).toBe("16");
    const withNull = [...rows, gauge("01001", null)];
    expect(then(withNull, { mapping: { scope: GAUGE, combine: "sum" } }).cells()["01001"]).toBe("5");
  });
  it("removes nothing when a row has no identifiable cell", () => {
    expect(then([gauge("01001", "8"), gauge("1O01", "3")]).cells()).toEqual({ "01001": "8", "2A004": "6" });
    expect(then([gauge("01001", "8"), gauge(undefined, "3")]).cells()).toEqual({ "01001": "8", "2A004": "6" });
  });
  it("rejects above five per cent, not at it", () => {
    expect(then([gauge("01001", undefined), ...many(gauge("2A004", "7"))]).codes()[1]).toBe("counted");
    expect(then([gauge("01001", undefined), ...many(gauge("2A004", "7")).slice(1)]).codes()[1]).toBe(
      "values.unreadable",
    );
  });
  it("takes memberships as sets: 1 for who passes, nothing for who fails, null for who is said to be unknown", () => {
    const log = given(
      pulled(MEMBERS, [member("01001", "12"), member("01002", "0"), member("01003", null), member("01001", "0")]),
    );
    expect(log.cells()).toEqual({ "01001": "1", "01003": null });
    const strict = { mapping: { scope: MEMBERS, atLeast: "20" } };
    expect(given({ ...pulled(MEMBERS, [member("01001", "12"), member("01002", "20")]), ...strict }).cells()).toEqual({
      "01002": "1",
    });
  });
  it("keeps null as a stated value, that can be removed later", () => {
    const log = given(before, pulled(GAUGE, [gauge("01001", null), gauge("2A004", "6")], { on: "2024-03-02" }));
    expect(log.cells()).toEqual({ "01001": null, "2A004": "6" });
    expect(log.counts(1)).toEqual({ cells: 2, new: 0, changed: 1, same: 1, absent: 0, unreadable: 0 });
  });
});
