import { describe, expect, it } from "vitest";
import { easterSunday, publicHolidays } from "../../dashboards/findings/holidays.ts";
import { afterTeamDays, isWorkingDay } from "../../dashboards/findings/working-days.ts";

describe("Easter Sunday", () => {
  // Published dates, the earliest and the latest that there can be among them.
  const known = ["2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"];
  for (const day of [...known, "1818-03-22", "2285-03-22", "1943-04-25"])
    it(`of ${day.slice(0, 4)} is ${day}`, () => {
      expect(easterSunday(Number(day.slice(0, 4)))).toBe(day);
    });
});

describe("the public holidays of France", () => {
  it("of 2026 are the eleven of the law", () => {
    expect([...publicHolidays(2026)].sort()).toEqual([
      "2026-01-01",
      "2026-04-06",
      "2026-05-01",
      "2026-05-08",
      "2026-05-14",
      "2026-05-25",
      "2026-07-14",
      "2026-08-15",
      "2026-11-01",
      "2026-11-11",
      "2026-12-25",
    ]);
  });
  it("are no working days, nor are Saturdays and Sundays", () => {
    expect(["2026-05-13", "2026-05-14", "2026-05-15", "2026-05-16", "2026-05-17"].map(isWorkingDay)).toEqual([
      ...[true, false, true, false, false],
    ]);
  });
});

describe("three working days of the team", () => {
  const at = (instant: string) => new Date(afterTeamDays(Date.parse(instant))).toISOString();
  it("begin the day after, and are over when the fourth begins in Paris", () => {
    expect(at("2026-03-02T12:00:00Z")).toBe("2026-03-05T23:00:00.000Z"); // Monday: Tuesday, Wednesday, Thursday
    expect(at("2026-03-06T12:00:00Z")).toBe("2026-03-11T23:00:00.000Z"); // over a week-end
  });
  it("leave out Easter Monday, and the hour that summer time takes", () => {
    expect(at("2026-04-02T12:00:00Z")).toBe("2026-04-08T22:00:00.000Z"); // Friday 3, Tuesday 7, Wednesday 8
  });
  it("leave out two holidays of one week", () => {
    expect(at("2026-05-07T12:00:00Z")).toBe("2026-05-14T22:00:00.000Z"); // 8 is a holiday, and 14: Monday 11 to Wednesday 13
    expect(at("2026-12-23T12:00:00Z")).toBe("2026-12-29T23:00:00.000Z"); // Thursday 24, Monday 28, Tuesday 29
  });
  it("count days of Paris: late in the evening in UTC is the next day there", () => {
    expect(at("2026-07-05T22:30:00Z")).toBe("2026-07-09T22:00:00.000Z"); // Monday 6 already
  });
});
