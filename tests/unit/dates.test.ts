import { describe, expect, it } from "vitest";
import { type DateFormat, readDay, readPeriod } from "../../ingestors/endpoints/dates.ts";

describe("a date", () => {
  const cases: [DateFormat, unknown, string | undefined][] = [
    ["iso-date", "2026-03-01", "2026-03-01"],
    ["iso-date", "2026-03-01T00:00:00", "2026-03-01"],
    ["iso-date", "2026-02-28T23:30:00Z", "2026-03-01"],
    ["iso-date", "2026-03-01 00:30:00+02:00", "2026-02-28"],
    ["iso-date", "2026-3-1", undefined],
    ["iso-date", 20260301, undefined],
    ["iso-month", "2026-03", "2026-03-01"],
    ["iso-month", "2026-03-01", undefined],
    ["iso-week", "2026-W09", "2026-02-23"],
    ["iso-week", "2026-W01", "2025-12-29"],
    ["iso-week", "2020W53", "2020-12-28"],
    ["iso-week", "2025-W53", undefined],
    ["iso-week", "2026-W00", undefined],
    ["iso-quarter", "2026-Q3", "2026-07-01"],
    ["iso-quarter", "2026-T4", "2026-10-01"],
    ["iso-quarter", "2026-Q5", undefined],
    ["year", "2026", "2026-01-01"],
    ["year", 2026, "2026-01-01"],
    ["year", "26", undefined],
    ["dd/mm/yyyy", "27/03/2022", "2022-03-27"],
    ["dd/mm/yyyy", "2022-03-27", undefined],
    ["dd/mm/yyyy", "27/03/22", undefined],
    ["mm/dd/yyyy", "10/31/2026", "2026-10-31"],
    ["yyyy/mm/dd", "2026/10/01", "2026-10-01"],
    ["fr-week", "S40 2026", "2026-09-28"],
    ["fr-week", "2026-S40", "2026-09-28"],
    ["fr-week", "Semaine 5 2026", "2026-01-26"],
    ["fr-week", "S1 2026", undefined], // the first half of a year is written so, too
    ["fr-week", "S53 2025", undefined],
    ["fr-quarter", "T1 2026", "2026-01-01"],
    ["fr-quarter", "Q4-2026", "2026-10-01"],
    ["fr-quarter", "2e trimestre 2026", "2026-04-01"],
    ["fr-quarter", "T5 2026", undefined],
    ["yyyy-ww", "2026-09", "2026-02-23"],
    ["yyyy-ww", "2025-53", undefined],
    ["epoch-s", 1772323200, "2026-03-01"],
    ["epoch-s", "1772319600", "2026-03-01"],
    ["epoch-ms", 1772323200000, "2026-03-01"],
    ["epoch-ms", "hier", undefined],
    ["epoch-s", 1e15, undefined],
    ["fr-month", "avril 2019", "2019-04-01"],
    ["fr-month", "Août 2025", "2025-08-01"],
    ["fr-month", "févr. 2025", "2025-02-01"],
    ["fr-month", "mars, 2022", "2022-03-01"],
    ["fr-month", "5 avril 2019", undefined],
    ["fr-month", "avril", undefined],
    ["fr-day", "1er mars 2026", "2026-03-01"],
    ["fr-day", "05 janv. 2026", "2026-01-05"],
    ["fr-day", "05 janv.", undefined],
    ["fr-day", "mars 2026", undefined],
    ["fr-day", "5 brumaire 2026", undefined],
    ["iso-date", null, undefined],
    ["iso-date", undefined, undefined],
  ];
  for (const [format, value, day] of cases) {
    it(`${format}: ${String(value)} is ${day ?? "no date"}`, () => expect(readDay(value, format, 2)).toBe(day));
  }
});

describe("a period", () => {
  it("starts where its grain starts: nothing is moved to fit", () => {
    expect(readPeriod("27/03/2022", "dd/mm/yyyy", "sunday_week", 2)).toEqual({
      grain: "sunday_week",
      first: "2022-03-27",
      last: "2022-04-02",
    });
    expect(readPeriod("27/03/2022", "dd/mm/yyyy", "week", 2)).toBeUndefined();
    expect(readPeriod("2026-03-31", "iso-date", "month", 2)).toBeUndefined();
    expect(readPeriod("31/02/2026", "dd/mm/yyyy", "day", 2)).toBeUndefined();
  });
});
