// A random history while it grows: the clock of the log, and what was said before.
import { dayOf, endOfDay, startOfDay } from "../../schemas/period.ts";
import type { Content } from "./contents.ts";
import type { Fact } from "./naive-facts.ts";

/** The startup of every random history. */
export const STARTUP = "a-dock";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Close to a month's end, to both changes of the clock, and to the first Monday of July. */
export const STARTS = ["2024-01-31T21:40:00Z", "2024-03-30T21:30:00Z", "2024-10-26T20:30:00Z", "2024-07-01T10:00:00Z"];

/** How the log's clock moves before a fact, milliseconds. */
export type Gap = number | "to midnight" | "backwards";
/** A statement's moment against its recorded time; `equal`: that of the statement before, whatever its source. */
export type Moment = number | "equal" | "first instant of today" | "last instant of yesterday";

export interface Spoken {
  readonly world: number;
  readonly content: Content;
}
/** The clock of the log, and what was said before: all that the next fact may lean on. */
export class Building {
  readonly facts: Fact[] = [];
  readonly start: number;
  clock: number;
  recorded = Number.NEGATIVE_INFINITY;
  lastMoment: number | undefined;
  readonly said = new Map<string, Spoken>();
  readonly #later: { left: number; readonly what: () => void }[] = [];
  constructor(start: number) {
    this.start = Date.parse(STARTS[start]!);
    this.clock = this.start;
  }
  /** Does something after so many more steps; a history may end before. */
  after(steps: number, what: () => void): void {
    this.#later.push({ left: steps, what });
  }
  /** A step is over: what was to come after it comes. */
  stepped(): void {
    const due = this.#later.filter((one) => one.left-- <= 0);
    for (const one of due) this.#later.splice(this.#later.indexOf(one), 1);
    for (const { what } of due) what();
  }
  /** Moves the clock; a log's clock may go backwards once, and be right again after. */
  common(gap: Gap) {
    if (gap === "to midnight") this.clock = Math.max(this.clock, endOfDay(dayOf(this.clock)));
    else if (gap !== "backwards") this.clock += gap;
    const recordedAt = gap === "backwards" ? this.clock - HOUR : this.clock;
    this.recorded = Math.max(this.recorded, recordedAt);
    const off = this.facts.length;
    return { off, recordedAt, id: `fact-${off}`, startup: STARTUP };
  }
  momentOf(moment: Moment): number {
    const today = dayOf(this.recorded);
    if (typeof moment === "number") this.lastMoment = this.recorded + moment;
    else if (moment === "first instant of today") this.lastMoment = startOfDay(today);
    else if (moment === "last instant of yesterday") this.lastMoment = startOfDay(today) - 1;
    else this.lastMoment ??= this.recorded;
    return this.lastMoment;
  }
}
