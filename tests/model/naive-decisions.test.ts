import { describe, expect, it } from "vitest";
import {
  adoption,
  approved,
  at,
  declared,
  declined,
  GAUGE,
  gauge,
  given,
  MEMBERS,
  members,
  proposed,
  pulled,
  pushed,
  release,
  unchanged,
  undone,
  type Value,
  withdrawal,
} from "./given.ts";

const DAY = "2024-03-20";
/** A pull of one gauge. */
const says = (value: Value, on: string) => pulled(GAUGE, [gauge("01001", value)], { on });
const five = members("01001", "01002", "01003", "01004", "01005");
const some = (count: number, on: string) => pulled(MEMBERS, five.slice(0, count), { on });

describe("a decision in force (rule 18)", () => {
  const [first, wrong] = [says("5", "2024-03-01"), says("50", "2024-03-02")];
  const withdraw = (on: string, more = {}) => approved("p", withdrawal(1), on, more);
  it("changes nothing before its approval, nor after it was undone; each stays readable as of then", () => {
    const log = given(
      ...[first, wrong, proposed("p", withdrawal(1), "2024-03-03")],
      ...[withdraw("2024-03-04"), undone("p", "2024-03-06")],
    );
    const known = ["03-03", "03-04", "03-05", "03-06"].map((on) => log.cells(DAY, `2024-${on}`)["01001"]);
    expect(known).toEqual(["50", "5", "5", "50"]);
    expect(log.statuses()).toEqual(["counted", "counted", "no statement", "no statement", "no statement"]);
  });
  it("needs no proposal before it, and another person than its author, as its undoing does", () => {
    const own = withdraw("2024-03-03", { author: "Basile" });
    const log = given(first, wrong, own, withdraw("2024-03-04"), undone("p", "2024-03-05", "Basile"));
    expect(log.codes().slice(2)).toEqual(["decision.invalid", "no statement", "decision.invalid"]);
    expect(log.cells()).toEqual({ "01001": "5" });
  });
  it("is approved once and undone once", () => {
    const log = given(
      ...[first, wrong, undone("p", "2024-03-03"), withdraw("2024-03-04"), withdraw("2024-03-05")],
      ...[undone("p", "2024-03-06"), undone("p", "2024-03-07"), withdraw("2024-03-08")],
    );
    const [invalid, fine] = ["decision.invalid", "no statement"];
    expect(log.codes().slice(2)).toEqual([invalid, fine, invalid, fine, invalid, invalid]);
    expect(log.cells()).toEqual({ "01001": "50" });
  });
  it("is not approved once it was declined; a decline of what was approved changes nothing", () => {
    const late = given(first, wrong, declined("p", "2024-03-03"), withdraw("2024-03-04"));
    expect(late.codes().slice(2)).toEqual(["no statement", "decision.invalid"]);
    expect(given(first, wrong, withdraw("2024-03-03"), declined("p", "2024-03-04")).cells()).toEqual({ "01001": "5" });
  });
  it("names only what stands before it", () => {
    const decisions = [withdrawal(0, 1), withdrawal(0, 3), release(9)];
    const codes = decisions.map((decision) => given(first, approved("p", decision, "2024-03-02"), wrong).codes()[1]);
    expect(codes).toEqual(["decision.invalid", "decision.invalid", "decision.invalid"]);
  });
  it("that is delivered twice is one decision", () => {
    const once = { ...withdraw("2024-03-03"), id: "once" };
    const log = given(first, wrong, once, undone("p", "2024-03-04"), { ...once, recordedAt: at("2024-03-05") });
    expect(log.codes()[4]).toBe("duplicate");
    expect(log.cells()).toEqual({ "01001": "50" });
  });
});

describe("answers withdrawn (rules 19 to 21)", () => {
  const three = [says("5", "2024-03-01"), says("50", "2024-03-02"), says("50", "2024-03-03")];
  it("say nothing, as if they had never come", () => {
    const log = given(...three, approved("p", withdrawal(1), "2024-03-04"), undone("p", "2024-03-06"));
    expect(log.cells("2024-03-02", "2024-03-05")).toEqual({ "01001": "5" });
    expect(log.cells("2024-03-03", "2024-03-05")).toEqual({ "01001": "50" });
    expect(log.cells("2024-03-02")).toEqual({ "01001": "50" });
  });
  it("confirm nothing and remove nothing", () => {
    const log = given(some(5, "2024-03-01"), some(4, "2024-03-02"), approved("p", withdrawal(1), "2024-03-04"));
    expect(Object.keys(log.cells(DAY, "2024-03-03"))).toHaveLength(4);
    expect(Object.keys(log.cells(DAY))).toHaveLength(5);
    expect(log.statuses()[1]).toBe("withdrawn");
  });
  it("take a bulk of wrong cells away, and bring it back", () => {
    const wrong = pulled(GAUGE, [gauge("2A004", "1"), gauge("13055", "2"), gauge("75056", "3")]);
    const push = pushed([gauge("01001", "5")], { on: "2024-03-02" });
    const log = given(wrong, push, approved("p", withdrawal(0), "2024-03-04"), undone("p", "2024-03-06"));
    expect(log.cells(DAY, "2024-03-05")).toEqual({ "01001": "5" });
    expect(Object.keys(log.cells())).toHaveLength(4);
    expect(log.counts(0)).toMatchObject({ cells: 3, new: 3 });
  });
  it("are those of the source alone; what repeats their bytes still counts", () => {
    const repeats = [says("5", "2024-03-01"), says("50", "2024-03-02"), unchanged(1, "2024-03-03")];
    const log = given(...repeats, approved("p", withdrawal(1), "2024-03-04"));
    expect(log.statuses().slice(0, 3)).toEqual(["counted", "withdrawn", "counted"]);
    const other = { ...withdrawal(1), source: "csv" } as ReturnType<typeof withdrawal>;
    expect(given(...repeats, approved("p", other, "2024-03-04")).statuses()[1]).toBe("counted");
  });
  it("are withdrawn while one of several withdrawals is in force", () => {
    const twice = [approved("p", withdrawal(1), "2024-03-04"), approved("q", withdrawal(0, 1), "2024-03-05")];
    const log = given(...three, ...twice, undone("p", "2024-03-06"));
    expect(log.statuses().slice(0, 3)).toEqual(["withdrawn", "withdrawn", "counted"]);
  });
  it("change no verdict that was given before, and every one that is given after", () => {
    const judged = [some(5, "2024-03-01"), some(3, "2024-03-02"), approved("p", withdrawal(0), "2024-03-03")];
    expect(given(...judged).statuses()[1]).toBe("held");
    expect(given(...judged, some(2, "2024-03-04")).statuses()[3]).toBe("counted");
    expect(given(...judged, undone("p", "2024-03-04"), some(2, "2024-03-05")).statuses()[4]).toBe("held");
  });
  it("keep their candidate from being released, even once undone", () => {
    const held = [some(5, "2024-03-01"), some(3, "2024-03-02"), approved("p", withdrawal(1), "2024-03-03")];
    const next = some(3, "2024-03-05");
    expect(given(...held, next).statuses()).toEqual(["counted", "withdrawn", "no statement", "held"]);
    const log = given(...held, undone("p", "2024-03-04"), next, some(3, "2024-03-06"));
    expect(log.statuses()).toEqual(["counted", "held", "no statement", "no statement", "freed", "counted"]);
  });
  it("have still ended the wait that they ended, and freed what they freed", () => {
    const end = [some(5, "2024-03-01"), some(3, "2024-03-02"), some(5, "2024-03-03")];
    const ended = given(...end, approved("p", withdrawal(2), "2024-03-04"), some(3, "2024-03-05"));
    expect(ended.statuses()).toEqual(["counted", "held", "withdrawn", "no statement", "held"]);
    const agreed = [some(5, "2024-03-01"), some(3, "2024-03-02"), some(3, "2024-03-03")];
    const freed = given(...agreed, approved("p", withdrawal(2), "2024-03-04"));
    expect(freed.statuses()).toEqual(["counted", "freed", "withdrawn", "no statement"]);
    expect(Object.keys(freed.cells())).toHaveLength(3);
  });
});

describe("a hold released (rules 19, 21)", () => {
  it("lets a push count at its own moment, until it is undone", () => {
    const held = pushed([gauge("01001", "90000")], { on: "2024-03-04", asAt: at("2024-03-02") });
    const log = given(
      ...[says("5", "2024-03-01"), says("6", "2024-03-03"), held],
      ...[approved("p", release(2), "2024-03-05"), undone("p", "2024-03-07")],
    );
    expect(log.cells("2024-03-02", "2024-03-04")).toEqual({ "01001": "5" });
    expect(log.cells("2024-03-02", "2024-03-06")).toEqual({ "01001": "90000" });
    expect(log.cells("2024-03-03", "2024-03-06")).toEqual({ "01001": "6" });
    expect(log.cells("2024-03-02")).toEqual({ "01001": "5" });
    expect(log.statuses()[2]).toBe("held");
  });
  it("ends the wait, and what comes next is judged against it", () => {
    const held = [some(5, "2024-03-01"), some(3, "2024-03-02"), approved("p", release(1), "2024-03-03")];
    expect(given(...held, some(3, "2024-03-04")).statuses()).toEqual(["counted", "freed", "no statement", "counted"]);
    const undo = given(...held, undone("p", "2024-03-04"), some(3, "2024-03-05"));
    expect([undo.statuses()[1], undo.statuses()[4]]).toEqual(["held", "held"]);
  });
  it("is nothing for what was counted, rejected, or withdrawn", () => {
    const broken = { ...says("7", "2024-03-02"), broken: "answer.json" as const };
    const log = given(
      ...[says("5", "2024-03-01"), broken, says("90000", "2024-03-03"), approved("p", release(0), "2024-03-04")],
      ...[approved("q", release(1), "2024-03-05"), approved("r", withdrawal(2), "2024-03-06")],
      approved("s", release(2), "2024-03-07"),
    );
    expect(log.codes().slice(0, 3)).toEqual(["counted", "answer.json", "withdrawn"]);
  });
});

describe("a reading adopted (rule 22)", () => {
  const tens = adoption({ scope: GAUGE, tens: true });
  it("reads the bytes that came before it anew, and leaves what was known before as it was", () => {
    const log = given(says("5", "2024-03-01"), approved("p", tens, "2024-03-03"), says("7", "2024-03-05"));
    expect(log.cells("2024-03-01", "2024-03-02")).toEqual({ "01001": "5" });
    expect(log.cells("2024-03-01")).toEqual({ "01001": "50" });
    expect(log.cells("2024-03-05")).toEqual({ "01001": "7" });
  });
  it("holds from the first moment to the last, both included, and reads no push", () => {
    const moments = ["2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04"];
    const within = adoption({ scope: GAUGE, tens: true }, { since: at("2024-03-02"), until: at("2024-03-03") });
    const log = given(...moments.map((on) => says("5", on)), approved("p", within, "2024-03-05"));
    expect(moments.map((day) => log.cells(day)["01001"])).toEqual(["5", "50", "50", "5"]);
    expect(given(pushed([gauge("01001", "5")]), approved("p", tens, "2024-03-05")).cells()).toEqual({ "01001": "5" });
  });
  it("gives way to the one that was approved last, and comes back when that is undone", () => {
    const asWas = adoption({ scope: GAUGE });
    const log = given(
      ...[says("5", "2024-03-01"), approved("p", tens, "2024-03-02"), approved("q", asWas, "2024-03-03")],
      ...[undone("q", "2024-03-04"), undone("p", "2024-03-05")],
    );
    const days = ["02", "03", "04", "05"].map((day) => log.cells(DAY, `2024-03-${day}`)["01001"]);
    expect(days).toEqual(["50", "5", "50", "5"]);
  });
  it("reads an unchanged answer at once, by the place of its bytes", () => {
    const log = given(
      ...[says("5", "2024-03-01"), approved("p", tens, "2024-03-02"), unchanged(0, "2024-03-03")],
      ...[says("7", "2024-03-04"), unchanged(3, "2024-03-05")],
    );
    expect(["03", "05"].map((day) => log.cells(`2024-03-${day}`)["01001"])).toEqual(["50", "7"]);
    const since = adoption({ scope: GAUGE, tens: true }, { since: at("2024-03-02") });
    const part = given(says("5", "2024-03-01"), approved("p", since, "2024-03-02"), unchanged(0, "2024-03-03"));
    expect(["01", "03"].map((day) => part.cells(`2024-03-${day}`)["01001"])).toEqual(["5", "50"]);
  });
  it("lets what was rejected count without being judged, and silences what it cannot read", () => {
    const text = pulled(GAUGE, [gauge("01001", undefined)], { on: "2024-03-02" });
    const mended = adoption({ scope: GAUGE, textIsNull: true });
    const broken = adoption({ scope: GAUGE }, { broken: "reading.kind" });
    const log = given(
      ...[says("5", "2024-03-01"), text, approved("p", mended, "2024-03-03"), approved("q", broken, "2024-03-04")],
      undone("q", "2024-03-05"),
    );
    expect(log.cells(DAY, "2024-03-02")).toEqual({ "01001": "5" });
    expect([log.cells(DAY, "2024-03-03"), log.cells(DAY, "2024-03-04")]).toEqual([{ "01001": null }, {}]);
    expect(log.codes().slice(0, 2)).toEqual(["counted", "counted"]);
  });
  it("cannot mend bytes that are broken, a moment too far ahead, or a missing answer", () => {
    const log = given(
      { ...says("5", "2024-03-01"), broken: "answer.json" },
      pulled(GAUGE, [gauge("01001", "5")], { moment: at("2024-03-09"), recordedAt: at("2024-03-02") }),
      ...[unchanged(3, "2024-03-02"), says("5", "2024-03-03"), approved("p", tens, "2024-03-10")],
    );
    expect(log.codes().slice(0, 4)).toEqual(["answer.json", "moment.future", "answer.missing", "counted"]);
  });
  it("changes no verdict before it: what was held stays held, what counted counts, even empty", () => {
    const none = adoption({ scope: MEMBERS, atLeast: "20" });
    const log = given(some(5, "2024-03-01"), some(3, "2024-03-02"), approved("p", none, "2024-03-03"));
    expect(log.statuses().slice(0, 2)).toEqual(["counted", "held"]);
    expect(log.cells()).toEqual({});
    expect(given(some(5, "2024-03-01"), approved("p", none, "2024-03-02"), some(2, "2024-03-03")).statuses()[2]).toBe(
      "counted",
    );
  });
  it("reads a candidate anew; one that it cannot read frees nobody and waits no more", () => {
    const held = [some(5, "2024-03-01"), some(3, "2024-03-02")];
    const unreadable = adoption({ scope: MEMBERS }, { broken: "reading.settings", since: at("2024-03-02") });
    const log = given(...held, approved("p", unreadable, "2024-03-03"), some(3, "2024-03-04"), some(3, "2024-03-05"));
    expect(log.codes()).toEqual(["counted", "reading.settings", "no statement", "freed", "counted"]);
    const empty = adoption({ scope: MEMBERS, atLeast: "20" }, { since: at("2024-03-02") });
    const other = given(...held, approved("p", empty, "2024-03-03"), some(3, "2024-03-04"));
    expect(other.statuses()).toEqual(["counted", "held", "no statement", "held"]);
  });
  it("gives counts anew when a statement comes to be read by it, or comes to count", () => {
    const log = given(says("5", "2024-03-01"), says("50", "2024-03-02"), approved("p", tens, "2024-03-03"));
    expect(log.counts(1)).toMatchObject({ changed: 1, same: 0 });
    const one = adoption({ scope: GAUGE, tens: true }, { until: at("2024-03-01") });
    expect(
      given(says("5", "2024-03-01"), says("50", "2024-03-02"), approved("p", one, "2024-03-03")).counts(1),
    ).toEqual(log.counts(1));
  });
});

describe("an annotation (rule 24)", () => {
  it("changes no figure", () => {
    const remark = { what: "figure.annotated", first: "2024-03-01", text: { fr: "Déménagement" } } as const;
    const log = [declared("2024-02-01", { api: 90 }), says("5", "2024-03-01")];
    expect(given(...log, approved("p", remark, "2024-03-02")).figures(DAY)).toEqual(given(...log).figures(DAY));
  });
});
