import { afterAll, describe, expect, it } from "vitest";
import { addWeeks, frozenAt, isoWeekOf, lastFrozen, weekFrom, weekSlug } from "../../schemas/week.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ZONES = ["UTC", "Europe/Paris", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu"];
/** `Monday 2026-11-09 00:00`, in Paris, by the platform's own calendar. */
const words = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Paris",
  weekday: "long",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
});
function inParis(instant: number): string {
  const parts = Object.fromEntries(words.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.weekday} ${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}`;
}
/** The ISO week of the Thursday, counted in days since 1970 alone. */
function idOf(monday: string): string {
  const thursday = Date.parse(`${monday}T00:00:00Z`) + 3 * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  return `${year}-W${String(Math.floor((thursday - Date.UTC(year, 0, 1)) / DAY_MS / 7) + 1).padStart(2, "0")}`;
}

describe("a week", () => {
  const before = process.env.TZ;
  afterAll(() => {
    process.env.TZ = before;
  });

  it("begins on Monday 00:00 in Paris: ten years of weeks, in five process time zones, no boundary wrong", () => {
    const offsets = new Set<number>();
    const hours = new Map<number, number>();
    const wrong: string[] = [];
    for (const zone of ZONES) {
      process.env.TZ = zone;
      offsets.add(new Date(2026, 6, 1).getTimezoneOffset());
      let week = isoWeekOf(Date.parse("2020-01-01T12:00:00Z"));
      for (let at = 0; at < 522; at += 1) {
        const next = addWeeks(week, 1);
        if (inParis(week.start) !== `Monday ${week.first} 00:00`) wrong.push(`${zone} ${week.id} start`);
        if (inParis(week.end - 1) !== `Sunday ${week.last} 23:59`) wrong.push(`${zone} ${week.id} end`);
        if (week.id !== idOf(week.first) || next.start !== week.end) wrong.push(`${zone} ${week.id}`);
        const length = (week.end - week.start) / HOUR_MS;
        hours.set(length, (hours.get(length) ?? 0) + 1);
        week = next;
      }
    }
    expect(wrong).toEqual([]);
    expect(offsets.size).toBe(ZONES.length); // the zones were really in force
    expect(Object.fromEntries(hours)).toEqual({ 167: 50, 168: 2510, 169: 50 });
  });

  it("holds its first and its last millisecond, and is frozen on the Monday after it at 07:00", () => {
    for (const id of ["2026-W12", "2026-W13", "2026-W43", "2026-W53"]) {
      const week = weekFrom(id);
      if (!week) throw new Error(id);
      expect([isoWeekOf(week.start), isoWeekOf(week.end - 1), weekFrom(weekSlug(week))]).toEqual([week, week, week]);
      expect(isoWeekOf(week.end)).toEqual(addWeeks(week, 1));
      expect(inParis(frozenAt(week))).toBe(`Monday ${addWeeks(week, 1).first} 07:00`);
    }
  });

  it("is named with W or S, and only when the year has it", () => {
    expect(weekFrom("2026-S46")).toMatchObject({ id: "2026-W46", first: "2026-11-09", last: "2026-11-15" });
    expect(weekFrom("2026-W53")).toMatchObject({ first: "2026-12-28", last: "2027-01-03" });
    for (const text of ["2025-W53", "2026-W00", "2026-W54", "2026-46", "2026-W6", "2026-w46", "W46", "", "9999-W01"])
      expect(weekFrom(text), text).toBeUndefined();
  });

  it("can be reported from Monday 07:00 on", () => {
    const sunday = (text: string) => lastFrozen(Date.parse(text)).last;
    expect(sunday("2026-11-16T05:59:59Z")).toBe("2026-11-08");
    expect(sunday("2026-11-16T06:00:00Z")).toBe("2026-11-15");
    expect(sunday("2026-11-22T22:59:59Z")).toBe("2026-11-15");
  });
});
