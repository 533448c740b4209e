// The ADEME convention where its implementations disagree.
import { describe, expect, it } from "vitest";
import { ademe } from "../../ingestors/endpoints/ademe.ts";
import { AnswerError } from "../../schemas/errors.ts";
import { GRAINS, lastPeriods, periodFrom } from "../../schemas/period.ts";

const MOMENT = Date.parse("2026-11-22T08:00:00Z");
const url = "https://a-dock.example/api/stats?scope=all";
function read(stats: unknown, settings: object = {}) {
  const used = ademe(2).settings.parse({ url, metric: "visites", ...settings });
  const bytes = Buffer.from(JSON.stringify(Array.isArray(stats) ? { description: "Visites", stats } : stats));
  return ademe(2).read(used, { pages: [{ url, contentType: "application/json", bytes }], moment: MOMENT });
}
const firsts = (dates: unknown[], settings: object = {}) =>
  read(
    dates.map((date) => ({ date, value: 1 })),
    settings,
  ).rows.map(({ period }) => period?.first);
function refusal(...given: Parameters<typeof read>): AnswerError {
  try {
    read(...given);
  } catch (error) {
    if (error instanceof AnswerError) return error;
    throw error;
  }
  throw new Error("it was read");
}
function faults(settings: object): string[] {
  const found = ademe(2).settings.safeParse({ url, metric: "visites", ...settings });
  return (found.error?.issues ?? []).map(({ path, message }) => `/${path.join("/")} ${message}`);
}

describe("the question", () => {
  it("asks for a periodicity, and for a number of periods when there is one; the rest of the query stays", () => {
    const asked = (more: object) => ademe(2).ask(ademe(2).settings.parse({ url, metric: "visites", ...more })).url;
    expect(asked({})).toBe("https://a-dock.example/api/stats?scope=all&periodicity=month");
    expect(asked({ periodicity: "day", since: 30 })).toBe(
      "https://a-dock.example/api/stats?scope=all&periodicity=day&since=30",
    );
  });
});

describe("dates whose form is not declared", () => {
  it.each([
    ["month", "2026-03", "2026-03-01"],
    ["month", "2026-03-01", "2026-03-01"],
    ["month", "2026-03-01T00:00:00.000Z", "2026-03-01"],
    ["month", "2026-02-28T23:00:00+00:00", "2026-03-01"],
    ["month", 1772319600, "2026-03-01"],
    ["month", "1772319600", "2026-03-01"],
    ["month", 1772319600000, "2026-03-01"],
    ["year", 2026, "2026-01-01"],
    ["week", "2026-W10", "2026-03-02"],
    ["week", "2026-03-02,2026-03-08", "2026-03-02"],
  ])("by %s: %s is %s", (periodicity, date, first) => expect(firsts([date], { periodicity })).toEqual([first]));

  it("are none when they are not the first day of their period, are to come, or could be two things", () => {
    expect(firsts(["2026-03-01", "2026-03-15"])).toEqual(["2026-03-01", undefined]);
    expect(firsts(["2026-11", "2026-12"])).toEqual(["2026-11-01", undefined]);
    expect(firsts(["2026-03-02,2026-03-08", "2026-03-09,2026-03-14"], { periodicity: "week" })).toEqual([
      "2026-03-02",
      undefined,
    ]);
    expect(firsts([1772319600, 177231960, 17723196000, null])).toEqual(["2026-03-01", undefined, undefined, undefined]);
  });
  it("have one form in an answer: seconds among milliseconds are refused, with their place", () => {
    const { code, message, pointer } = refusal([
      { date: 1772319600000, value: 1 },
      { date: 1774994400, value: 2 },
    ]);
    expect([code, pointer]).toEqual(["answer.shape", "/stats/1/date"]);
    expect(message).toContain("epoch-ms and epoch-s");
  });
  it("name the periods that were asked for", () => {
    const { message, hint } = refusal([{ date: "2026-03", value: 1 }], { periodicity: "day" });
    expect(message).toContain("name a month, expected a day");
    expect(hint).toContain('"periodicity"');
  });
  it("are refused when none can be read", () => {
    expect(refusal([{ date: "mars 2026", value: 1 }]).pointer).toBe("/stats/0/date");
    expect(refusal({ data: { stats: [{ day: "2026-03", value: 1 }] } }).pointer).toBe("/data/stats/0/date");
  });
});

describe("values", () => {
  it("are numbers, text, null, or the empty list of Matomo: no figure, said so; never 0", () => {
    const dates = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07"];
    const given = [0, "12", null, [], undefined, "1 204", [3]];
    const { rows } = read(dates.map((date, index) => ({ date, value: given[index] })));
    expect(rows.map(({ value }) => value)).toEqual(["0", "12", null, null, undefined, undefined, undefined]);
  });
});

describe("what an answer is complete about", () => {
  it("is what it spans, or the window that was asked for, the running period included", () => {
    expect(read([{ date: "2026-03", value: 1 }]).scope).toEqual({
      metrics: [{ metric: "visites", levels: ["france"], dims: [] }],
      territories: ["FR"],
    });
    const window = (more: object) => read([], more).scope?.windows;
    expect(window({ since: 12 })).toEqual([{ grain: "month", first: "2025-12-01", last: "2026-11-30" }]);
    expect(window({ since: 1, periodicity: "week" })).toEqual([
      { grain: "week", first: "2026-11-16", last: "2026-11-22" },
    ]);
    expect(window({ since: 3, metric: "rdv_cumules", state: true })).toBeUndefined();
  });
  it("is nothing for a shape it does not know", () => {
    for (const body of [{ stats: {} }, { data: null }, 12]) expect(refusal(body as object).code).toBe("answer.shape");
    for (const body of [{ error: "x" }, "text", null]) expect(refusal(body as object).code).toBe("answer.error");
    expect(refusal([["2026-03", 1]]).pointer).toBe("/stats/0");
  });
});

describe("a running total", () => {
  const counter = { metric: "rdv_cumules", state: true };
  it("is its latest value, in whatever order; a fall is told as it is", () => {
    const stats = [
      { date: "2026-10", value: 90 },
      { date: "2026-11", value: 80 },
      { date: "2026-09", value: 100 },
    ];
    expect(read(stats, counter).rows).toMatchObject([{ value: "80", period: undefined }]);
    expect(read([{ date: "2026-10", value: null }], counter).rows).toMatchObject([{ value: null }]);
    expect(read([], counter).rows).toEqual([]);
  });
  it("is not told when one of the dates cannot be read", () => {
    const stats = [
      { date: "2026-10", value: 90 },
      { date: "bientôt", value: 80 },
    ];
    expect(refusal(stats, counter)).toMatchObject({ code: "answer.shape", pointer: "/stats/1/date" });
  });
  it("needs settings that agree with the metric", () => {
    expect(faults({ metric: "rdv_cumules" })[0]).toMatch(/^\/state .*"state": true/);
    expect(faults({ metric: "visites", state: true })[0]).toMatch(/^\/state .*no "state"/);
    expect(faults({ metric: "part_rdv_manques" })[0]).toMatch(/^\/metric /);
    expect(faults({ metric: "visits" })[0]).toMatch(/^\/metric /);
    expect(faults({ ...counter, running: "leave-out" })[0]).toMatch(/^\/running /);
  });
});

describe("the last periods of a grain", () => {
  it("end with the one a day lies in, whichever day it is", () => {
    for (const grain of GRAINS) {
      for (const day of ["2024-02-29", "2026-01-01", "2026-11-22", "2026-12-31"]) {
        const { first, last } = lastPeriods(grain, 1, day);
        expect(periodFrom(grain, first), `${grain} ${day}`).toEqual({ grain, first, last });
        expect(first <= day && day <= last, `${grain} ${day}`).toBe(true);
        expect(periodFrom(grain, lastPeriods(grain, 5, day).first), `${grain} ${day}`).toBeDefined();
      }
    }
    expect(lastPeriods("quarter", 3, "2026-02-10")).toEqual({ first: "2025-07-01", last: "2026-03-31" });
  });
});
