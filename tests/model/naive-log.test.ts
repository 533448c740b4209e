import { describe, expect, it } from "vitest";
import { metricOf } from "../../schemas/catalogue.ts";
import { endOfDay } from "../../schemas/period.ts";
import {
  adoption,
  approved,
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
  release,
  unchanged,
  undone,
  type Value,
  withdrawal,
} from "./given.ts";
import type { Fact, Mapping, Pulled } from "./naive-facts.ts";

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

describe("an empty statement (rule 8)", () => {
  const five = members("01001", "01002", "01003", "01004", "01005");
  const good = (on: string) => pulled(MEMBERS, five, { on });
  const empty = (on: string, more: Partial<Pulled> = {}) => pulled(MEMBERS, [], { on, ...more });
  const late = (moment: string) => empty("2024-03-09", { moment: at(moment) });
  const confirmed = [good("2024-03-01"), empty("2024-03-02"), empty("2024-03-03")];
  /** Why the last of some facts is held, if it is. */
  const reasons = (...facts: Fact[]) => given(...facts).reasons()[facts.length - 1];
  /** States from one fact on. */
  const from = (first: number, ...facts: Fact[]) =>
    given(...facts)
      .statuses()
      .slice(first);
  it("is asked about until the next one confirms it, and not again at every pull", () => {
    const log = given(...confirmed, empty("2024-03-04"), unchanged(2, "2024-03-05"));
    expect(log.statuses()).toEqual(["counted", "freed", "counted", "counted", "counted"]);
    expect(log.cells()).toEqual({});
    expect(log.counts(3)).toEqual({ cells: 0, new: 0, changed: 0, same: 0, absent: 0, unreadable: 0 });
    expect(reasons(...confirmed.slice(0, 2))).toEqual(["empty", "loss"]);
  });
  it("is held as the first of its source, whatever others say", () => {
    const days = ["01", "02", "03", "04"].map((day) => empty(`2024-03-${day}`));
    expect(reasons(days[0]!)).toEqual(["empty"]);
    expect(from(0, ...days)).toEqual(["freed", "counted", "counted", "counted"]);
    const others = days.map((day) => ({ ...day, source: "csv" }));
    expect(reasons(...others, empty("2024-03-05"))).toEqual(["empty"]);
  });
  it("is held again once figures came back", () => {
    const back = [...confirmed, good("2024-03-04"), empty("2024-03-05")];
    expect(reasons(...back)).toEqual(["empty", "loss"]);
    const again = [...back, empty("2024-03-06"), empty("2024-03-07")];
    expect(from(3, ...again)).toEqual(["counted", "freed", "counted", "counted"]);
    expect(from(4, ...back, good("2024-03-06"), empty("2024-03-07"))).toEqual(["held", "counted", "held"]);
  });
  it("is held after null and after mere doubts, for these are not empty", () => {
    const isNull = pulled(MEMBERS, [member("01001", null)], { on: "2024-03-04" });
    expect(reasons(...confirmed, isNull, empty("2024-03-05"))).toEqual(["empty", "loss"]);
    const inDoubt = pulled(MEMBERS, [member("01001"), member("01001", null)], { on: "2024-03-04" });
    expect(reasons(...confirmed, inDoubt, empty("2024-03-05"))).toEqual(["empty"]);
  });
  it("is held and confirmed where it removes nothing: a period metric without a window (rule 2)", () => {
    const says = (on: string) => pulled(FLOW, [flow("01001", "2024-02-01", "5")], { on });
    const nothing = (on: string, scope = FLOW) => pulled(scope, [], { on });
    const log = [says("2024-03-01"), ...["02", "03", "04", "05"].map((day) => nothing(`2024-03-${day}`))];
    expect(reasons(...log.slice(0, 2))).toEqual(["empty"]);
    expect(from(0, ...log)).toEqual(["counted", "freed", "counted", "counted", "counted"]);
    expect(Object.values(given(...log).cells())).toEqual(["5"]);
    const back = [...log, says("2024-03-06"), nothing("2024-03-07"), nothing("2024-03-08"), nothing("2024-03-09")];
    expect(reasons(...back.slice(0, 7))).toEqual(["empty"]);
    expect(from(5, ...back)).toEqual(["counted", "freed", "counted", "counted"]);
    expect(reasons(nothing("2024-03-01"))).toEqual(["empty"]);
    const windows = [{ grain: "day" as const, first: "2024-02-01", last: "2024-02-03" }];
    expect(reasons(says("2024-03-01"), nothing("2024-03-02", { ...FLOW, windows }))).toEqual(["empty", "loss"]);
  });
  it("is held where it removes nothing for another reason: a row without a cell, another metric or place", () => {
    const rows = pulled(MEMBERS, [member(undefined)], { on: "2024-03-02" });
    const elsewhere = pulled(GAUGE, [], { on: "2024-03-02" });
    const listed = pulled({ ...MEMBERS, territories: ["75056"] }, [], { on: "2024-03-02" });
    for (const one of [rows, elsewhere, listed]) {
      expect(reasons(good("2024-03-01"), one)).toEqual(["empty"]);
      const next = { ...one, moment: at("2024-03-03"), recordedAt: at("2024-03-03") };
      expect(from(1, good("2024-03-01"), one, next, next)).toEqual(["freed", "counted", "counted"]);
    }
  });
  it("is held after another for what it removes alone", () => {
    const elsewhere = ["02", "03"].map((day) => pulled(GAUGE, [], { on: `2024-03-${day}` }));
    const log = [good("2024-03-01"), ...elsewhere, empty("2024-03-04")];
    expect(reasons(...log)).toEqual(["loss"]);
    expect(from(1, ...log, empty("2024-03-05"))).toEqual(["freed", "counted", "freed", "counted"]);
    expect(reasons(...log.slice(0, 3), pulled(FLOW, [], { on: "2024-03-04" }))).toEqual([]);
  });
  it("is judged at its own moment: before all that counts, among figures, and between two empty ones", () => {
    expect(reasons(...confirmed, late("2024-02-01"))).toEqual(["empty"]);
    expect(reasons(...confirmed, late("2024-03-01T10:00:00Z"))).toEqual(["empty", "loss"]);
    expect(reasons(...confirmed, late("2024-03-02T10:00:00Z"))).toEqual([]);
    const back = [...confirmed, good("2024-03-04")];
    expect(reasons(...back, late("2024-03-03T10:00:00Z"))).toEqual([]);
    expect(reasons(...back, late("2024-03-04T10:00:00Z"))).toEqual(["empty", "loss"]);
    const lateGood = { ...good("2024-03-09"), moment: at("2024-03-01T10:00:00Z") };
    expect(reasons(...confirmed, lateGood, empty("2024-03-10"))).toEqual([]);
    const before = [good("2024-03-01"), late("2024-02-01"), late("2024-02-02"), empty("2024-03-10")];
    expect(from(0, ...before)).toEqual(["counted", "freed", "counted", "held"]);
  });
  it("is judged by the offset where moments are equal", () => {
    const same = [good("2024-03-01"), late("2024-03-01"), late("2024-03-01"), late("2024-03-01")];
    expect(reasons(...same.slice(0, 2))).toEqual(["empty", "loss"]);
    expect(from(0, ...same)).toEqual(["counted", "freed", "counted", "counted"]);
    const back = { ...good("2024-03-09"), moment: at("2024-03-01") };
    expect(reasons(...same, back, late("2024-03-01"))).toEqual(["empty", "loss"]);
    expect(reasons(...same, back, late("2024-03-02"))).toEqual(["empty", "loss"]);
  });
  it("is judged by what counts: not by what is held, refused, delivered twice or of another source", () => {
    const beyond = pulled(GAUGE, [gauge("01001", "-1")], { on: "2024-03-04" });
    const back = good("2024-03-04");
    const broken = "answer.json" as const;
    const passed = [beyond, { ...back, broken }, { ...back, id: "fact-0" }, { ...back, source: "csv" }];
    const log = passed.map((one) => given(...confirmed, one, empty("2024-03-05")));
    expect(log.map((one) => one.codes()[3])).toEqual(["held", broken, "duplicate", "counted"]);
    expect(log.map((one) => one.statuses()[4])).toEqual(["counted", "counted", "counted", "counted"]);
    const waits = pushed([], { on: "2024-03-02", scope: MEMBERS });
    expect(reasons(empty("2024-03-01"), waits)).toEqual(["empty"]);
    expect(reasons(good("2024-03-01"), { ...empty("2024-03-02"), broken }, empty("2024-03-03"))).toEqual([
      ...["empty", "loss"],
    ]);
  });
  it("waits for ever when the next one counts at once, for that one does not agree (rule 9)", () => {
    const before = late("2024-02-01");
    const after = { ...before, recordedAt: at("2024-03-11") };
    expect(from(3, ...confirmed, before, empty("2024-03-10"), after)).toEqual(["held", "counted", "held"]);
    expect(from(3, ...confirmed, before, after)).toEqual(["freed", "counted"]);
  });
  it("counts as a push too, once emptiness is confirmed, and confirms as a push too", () => {
    const push = (on: string) => pushed([], { on, scope: MEMBERS });
    const failing = pushed([member("01001", "0")], { on: "2024-03-04" });
    const one = [good("2024-03-01"), push("2024-03-02")];
    expect(from(0, ...one, push("2024-03-03"))).toEqual(["counted", "held", "held"]);
    expect(reasons(good("2024-03-01"), failing)).toEqual(["empty"]);
    expect(from(3, ...confirmed, push("2024-03-04"), failing)).toEqual(["counted", "counted"]);
    expect(from(1, ...one, approved("p", release(1), "2024-03-03"), empty("2024-03-04"))).toEqual([
      ...["freed", "no statement", "counted"],
    ]);
    expect(given(...confirmed, pushed([], { on: "2024-03-04" })).codes()[3]).toBe("fact.shape");
  });
  it("looks at the one before when what came just before it is withdrawn", () => {
    const without = (...facts: number[]) => approved("p", withdrawal(...facts), "2024-03-05");
    const next = empty("2024-03-06");
    expect(reasons(...confirmed, without(2), next)).toEqual([]);
    expect(reasons(...confirmed, without(1, 2), next)).toEqual(["empty", "loss"]);
    expect(reasons(...confirmed, without(0, 1, 2), next)).toEqual(["empty"]);
    const back = [...confirmed, good("2024-03-04"), without(3)];
    expect(reasons(...back, next)).toEqual([]);
    expect(reasons(...back, undone("p", "2024-03-06"), next)).toEqual(["empty", "loss"]);
  });
  it("stays judged when what came just before it is withdrawn, or back again (rule 20)", () => {
    const without = (...facts: number[]) => approved("p", withdrawal(...facts), "2024-03-06");
    expect(from(3, ...confirmed, empty("2024-03-04"), without(1, 2))).toEqual(["counted", "no statement"]);
    const held = [...confirmed, good("2024-03-04"), empty("2024-03-05"), without(3)];
    expect(from(3, ...held, empty("2024-03-07"))).toEqual(["withdrawn", "held", "no statement", "counted"]);
  });
  it("is confirmed by a person as well as by the next pull", () => {
    const freed = [good("2024-03-01"), empty("2024-03-02"), approved("p", release(1), "2024-03-03")];
    expect(reasons(...freed, empty("2024-03-04"))).toEqual([]);
    expect(reasons(...freed, undone("p", "2024-03-04"), empty("2024-03-05"))).toEqual(["empty", "loss"]);
  });
  it("counts after figures that another reading makes empty, from its approval on", () => {
    const none = approved("p", adoption({ scope: MEMBERS, atLeast: "20" }), "2024-03-03");
    expect(reasons(good("2024-03-01"), none, empty("2024-03-04"))).toEqual([]);
    expect(reasons(good("2024-03-01"), none, undone("p", "2024-03-04"), empty("2024-03-05"))).toEqual([
      ...["empty", "loss"],
    ]);
    expect(from(0, good("2024-03-01"), empty("2024-03-02"), none, empty("2024-03-04"))).toEqual([
      ...["counted", "held", "no statement", "counted"],
    ]);
    const since = adoption({ scope: MEMBERS, atLeast: "20" }, { since: at("2024-03-04") });
    const again = [good("2024-03-01"), approved("p", since, "2024-03-03"), unchanged(0, "2024-03-04")];
    expect(reasons(...again)).toEqual(["empty", "loss"]);
    expect(from(2, ...again, empty("2024-03-05"), unchanged(0, "2024-03-06"))).toEqual(["freed", "counted", "counted"]);
  });
  it("is held after what another reading fills, from its approval on", () => {
    const failing = ["01", "02", "03"].map((day) => ({
      ...good(`2024-03-${day}`),
      mapping: { scope: MEMBERS, atLeast: "20" },
    }));
    const filled = (more = {}) => approved("p", adoption({ scope: MEMBERS }, more), "2024-03-04");
    expect(from(0, ...failing, filled())).toEqual(["freed", "counted", "counted", "no statement"]);
    expect(reasons(...failing, filled(), empty("2024-03-05"))).toEqual(["empty", "loss"]);
    expect(reasons(...failing, filled({ since: at("2024-03-03") }), empty("2024-03-05"))).toEqual(["empty", "loss"]);
    expect(reasons(...failing, filled({ until: at("2024-03-02") }), empty("2024-03-05"))).toEqual([]);
    expect(reasons(...failing, filled(), undone("p", "2024-03-05"), empty("2024-03-06"))).toEqual([]);
  });
  it("looks at the one before when what came just before it can no longer be read", () => {
    const unread = { broken: "reading.kind" as const, since: at("2024-03-04") };
    const silent = approved("p", adoption({ scope: MEMBERS }, { ...unread, until: at("2024-03-04") }), "2024-03-05");
    expect(reasons(...confirmed, good("2024-03-04"), silent, empty("2024-03-06"))).toEqual([]);
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
