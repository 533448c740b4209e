// The strip of a source: one letter for each answer that its own cadence expected. Pure; drawing and sentence read it.
import { addDays, dayOf } from "../../schemas/period.ts";
import type { Source } from "../../schemas/source.ts";
import { EVERY_DAYS, LATE } from "./freshness.ts";

const DAY_MS = 86_400_000;
/** How many cells a strip has, by cadence: four weeks of days, four weeks, six months. */
const CELLS = { day: 28, week: 4, month: 6 } as const;
/** A strip never looks further back than this. */
export const STRIP_DAYS = 31 * CELLS.month;

/** What a source said on one Paris day. */
export interface DayMarks {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly counted: number;
  readonly held: number;
  /** Moments of the first and last statement that counted, milliseconds since 1970; 0 when none did. */
  readonly first: number;
  readonly last: number;
}
export interface StripOf {
  readonly every: Source["every"];
  readonly days: readonly DayMarks[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** When the source was first declared: nothing was expected before. */
  readonly since: number;
}

/**
 * `o` received · `l` received, more than 1.5 cadences after the one of the cell before · `h` held · `m` missing ·
 * `.` not yet expected: before the source was declared, or a running period that has nothing yet. The oldest first.
 */
export function stripOf({ every, days, now, since }: StripOf): string {
  const today = dayOf(now);
  const declared = slotOf(every, dayOf(since));
  let letters = "";
  let before = 0;
  for (const slot of slotsTo(every, today)) {
    const own = days.filter(({ day }) => slotOf(every, day) === slot);
    const counted = own.filter((one) => one.counted > 0);
    const first = Math.min(...counted.map((one) => one.first));
    if (counted.length > 0) letters += before > 0 && first - before > LATE * EVERY_DAYS[every] * DAY_MS ? "l" : "o";
    else if (own.some(({ held }) => held > 0)) letters += "h";
    else letters += slot <= declared || slot === slotOf(every, today) ? "." : "m";
    before = Math.max(0, ...counted.map(({ last }) => last));
  }
  return letters;
}

/** The name of the day, ISO week (its Monday) or month that a day is in. */
function slotOf(every: Source["every"], day: string): string {
  if (every === "day") return day;
  if (every === "month") return day.slice(0, 7);
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

function slotsTo(every: Source["every"], today: string): string[] {
  const slots = [slotOf(every, today)];
  for (let day = today; slots.length < CELLS[every]; ) {
    day = addDays(day, -1);
    const slot = slotOf(every, day);
    if (slot !== slots[0]) slots.unshift(slot);
  }
  return slots;
}

export interface StripCounts {
  /** Cells that an answer was expected in. */
  readonly expected: number;
  /** Of them, those that count; late ones included. */
  readonly received: number;
  readonly late: number;
  readonly held: number;
}

/** What the strip's sentence says: the same letters, counted. */
export function countStrip(letters: string): StripCounts {
  const of = (letter: string) => letters.split(letter).length - 1;
  return {
    expected: letters.length - of("."),
    received: of("o") + of("l"),
    late: of("l"),
    held: of("h"),
  };
}
