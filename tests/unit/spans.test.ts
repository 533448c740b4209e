// Which days a chosen span has, and those that it is compared with.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Choice, COMPARISONS, choiceIn, choiceOf, LENGTHS, UNCHOSEN } from "../../dashboards/choice.ts";
import type { Span } from "../../dashboards/queries/periods.ts";
import { comparedOf, comparedSpan, daysCompared, shownOf, stateSpan } from "../../dashboards/queries/spans.ts";
import { addDays, GRAINS, type Grain, lastPeriods, periodFrom } from "../../schemas/period.ts";

/** The last closed periods of a grain on a day, in order, without holes. */
function closedOn(grain: Grain, day: string, count: number): Span[] {
  const { first } = lastPeriods(grain, count, day);
  const all: Span[] = [];
  for (let next = periodFrom(grain, first); next && next.last <= day; next = periodFrom(grain, addDays(next.last, 1)))
    all.push({ first: next.first, last: next.last });
  return all;
}
const weeks = closedOn("week", "2024-12-31", 120);
const months = closedOn("month", "2024-12-31", 40);
const chosen = (periode: string, comparaison: Choice["comparison"] = "precedente") =>
  choiceIn(`?periode=${periode}&comparaison=${comparaison}`);
const firstAndLast = (all: readonly Span[] = []) => [all[0]?.first, all.at(-1)?.last];

const anyDay = fc.integer({ min: 0, max: 9000 }).map((days) => addDays("2005-01-01", days));
const anyChoice = fc
  .record({ length: fc.constantFrom(...LENGTHS), comparaison: fc.constantFrom(...COMPARISONS) })
  .map(({ length, comparaison }) => choiceOf({ periode: length, comparaison }));
const isPeriod = (grain: Grain) => (span: Span) => periodFrom(grain, span.first)?.last === span.last;

describe("a choice", () => {
  it("is read from an address; what is not understood is no choice", () => {
    expect(choiceIn("")).toEqual(UNCHOSEN);
    expect(choiceIn("?periode=5s")).toEqual(UNCHOSEN);
    expect(choiceIn("?periode=13s&comparaison=an")).toMatchObject({ length: "13s", comparison: "an" });
  });
  it("has days that the calendar has", () => {
    for (const day of ["2024-02-29", "2000-02-29", "2024-12-31"])
      expect(chosen(`2000-01-01..${day}`).between?.last).toBe(day);
    for (const day of ["2023-02-29", "2100-02-29", "2024-04-31", "0001-01-01"])
      expect(chosen(`${day}..2024-12-31`)).toMatchObject({ between: undefined });
  });
  it("may name its two days in either order", () => {
    expect(chosen("2024-03-01..2024-01-01").between).toEqual({ first: "2024-01-01", last: "2024-03-01" });
  });
});

describe("the periods that are shown", () => {
  it("are whole, closed, and end with the last one that its source states", () => {
    expect(firstAndLast(shownOf(chosen("4s"), "week", weeks))).toEqual(["2024-12-02", "2024-12-29"]);
    expect(firstAndLast(shownOf(chosen("13s"), "week", weeks))).toEqual(["2024-09-30", "2024-12-29"]);
    expect(firstAndLast(shownOf(chosen("12m"), "month", months))).toEqual(["2024-01-01", "2024-12-31"]);
    expect(shownOf(chosen("tout"), "week", weeks)).toBe(weeks);
    expect(shownOf(UNCHOSEN, "week", weeks)).toBe(weeks);
  });
  it("of days, make whole ISO weeks", () => {
    const days = closedOn("day", "2024-12-31", 100);
    expect(firstAndLast(shownOf(chosen("4s"), "day", days))).toEqual(["2024-12-02", "2024-12-29"]);
  });
  it("are those wholly between two days", () => {
    expect(firstAndLast(shownOf(chosen("2024-01-15..2024-04-10"), "month", months))).toEqual([
      "2024-02-01",
      "2024-03-31",
    ]);
    expect(shownOf(chosen("2024-01-15..2024-02-10"), "month", months)).toEqual([]);
    expect(shownOf(chosen("2010-01-01..2010-12-31"), "month", months)).toEqual([]);
  });
  it("hold at any day, for any grain and length", () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...GRAINS), anyChoice, (day, grain, choice) => {
        const closed = closedOn(grain, day, 60);
        const shown = shownOf(choice, grain, closed);
        expect(shown.every(isPeriod(grain))).toBe(true);
        const from = closed.indexOf(shown[0] as Span);
        expect(closed.slice(from, from + shown.length)).toEqual(shown);
        for (const { last } of shown) expect(last <= day).toBe(true);
      }),
      { numRuns: 80 },
    );
  });
});

describe("a comparison", () => {
  const against = (choice: Choice, grain: Grain, periods: readonly Span[]) =>
    comparedOf(choice, grain, periods)?.against;

  it("is with the span before, unless another was asked for", () => {
    expect(against(UNCHOSEN, "week", weeks)).toEqual({ first: "2024-11-04", last: "2024-12-01" });
    expect(against(chosen("tout"), "week", weeks)).toEqual({ first: "2024-11-04", last: "2024-12-01" });
    expect(against(chosen("13s"), "week", weeks)).toEqual({ first: "2024-07-01", last: "2024-09-29" });
    expect(against(chosen("12m"), "month", months)).toEqual({ first: "2023-01-01", last: "2023-12-31" });
    expect(against(chosen("2024-02-01..2024-03-31"), "month", months)).toEqual({
      first: "2023-12-01",
      last: "2024-01-31",
    });
  });
  it("a year earlier is 52 weeks for weeks, and the same months for months", () => {
    expect(against(chosen("4s", "an"), "week", weeks)).toEqual({ first: "2023-12-04", last: "2023-12-31" });
    expect(against(chosen("2024-02-01..2024-02-29", "an"), "month", months)).toEqual({
      first: "2023-02-01",
      last: "2023-02-28",
    });
  });
  it("a year before the 53rd week of an ISO year is 52 weeks before: the first week of that year", () => {
    const long = closedOn("week", "2021-01-03", 60); // 2020 has 53 weeks
    const last = long.at(-1) as Span;
    expect(last).toEqual({ first: "2020-12-28", last: "2021-01-03" });
    expect(comparedSpan(chosen("4s", "an"), "week", last, 1)).toEqual({ first: "2019-12-30", last: "2020-01-05" });
  });
  it("has no figure before when a period of it is missing, and none at all when one of the span is", () => {
    const eight = weeks.slice(-8);
    expect(comparedOf(UNCHOSEN, "week", eight)).toMatchObject({ now: eight.slice(4), before: eight.slice(0, 4) });
    expect(comparedOf(UNCHOSEN, "week", eight.slice(1))).toMatchObject({ now: eight.slice(4), before: [] });
    expect(comparedOf(UNCHOSEN, "week", [...eight.slice(0, 5), ...eight.slice(6)])).toBeUndefined();
    expect(comparedOf(UNCHOSEN, "month", months)).toBeUndefined();
    expect(comparedOf(UNCHOSEN, "week", [])).toBeUndefined();
  });
  it("is left out when none was asked for", () => {
    expect(comparedOf(chosen("4s", "aucune"), "week", weeks)).toMatchObject({ against: undefined, before: [] });
  });
  it("is of as many whole periods as the span, which lie before its end, on any day", () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...GRAINS), anyChoice, (day, grain, choice) => {
        const closed = closedOn(grain, day, grain === "day" ? 800 : 120);
        const found = comparedOf(choice, grain, closed);
        if (!found?.against) return;
        const { now, before, against: span } = found;
        expect(before).toHaveLength(now.length);
        expect(before.every(isPeriod(grain))).toBe(true);
        expect(firstAndLast(before)).toEqual([span.first, span.last]);
        expect(span.last < (now[0]?.first ?? "")).toBe(true);
      }),
      { numRuns: 80 },
    );
  });
});

describe("the days whose states are compared", () => {
  const day = "2024-12-31";
  it("are the end of the span, and the end of the one that it is against", () => {
    expect(daysCompared(UNCHOSEN, day)).toEqual({ until: day, since: "2024-12-03" });
    expect(daysCompared(chosen("13s"), day)).toEqual({ until: day, since: "2024-10-01" });
    expect(daysCompared(chosen("12m"), "2024-02-29")).toEqual({ until: "2024-02-29", since: "2023-02-28" });
    expect(daysCompared(chosen("4s", "an"), day)).toEqual({ until: day, since: "2024-01-02" });
    expect(daysCompared(chosen("2024-02-01..2024-03-31"), day)).toEqual({ until: "2024-03-31", since: "2024-01-31" });
    expect(daysCompared(chosen("2024-02-01..2024-03-31", "an"), day)).toEqual({
      until: "2024-03-31",
      since: "2023-03-31",
    });
  });
  it("are none without a comparison, and in a span to come", () => {
    expect(daysCompared(chosen("4s", "aucune"), day)).toEqual({ until: day });
    expect(daysCompared(chosen("2025-02-01..2025-03-31"), day)).toEqual({ until: day });
  });
  it("lie in a span that begins when something was known, and is empty before", () => {
    expect(stateSpan(chosen("tout"), day, "2020-05-04")).toEqual({ first: "2020-05-04", last: day });
    expect(stateSpan(chosen("4s"), day, "2020-05-04")).toEqual({ first: "2024-12-03", last: day });
    expect(stateSpan(chosen("2019-01-01..2020-06-30"), day, "2020-05-04")).toEqual({
      first: "2020-05-04",
      last: "2020-06-30",
    });
    expect(stateSpan(chosen("2019-01-01..2019-06-30"), day, "2020-05-04")).toBeUndefined();
  });
});
