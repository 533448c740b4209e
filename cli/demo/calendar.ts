// The simulated year: days are counted from 2024-01-01, which is a Monday; before it they are negative.
import { dayOf, startOfDay } from "../../schemas/period.ts";

const DAY_MS = 86_400_000;
const ORIGIN = Date.UTC(2024, 0, 1);

/** One Paris day, as the simulated endpoints see it. */
export interface Today {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** Days since 2024-01-01. */
  readonly days: number;
  /** Weeks since 2024-01-01: the first week of 2024 is 0. */
  readonly week: number;
}

/** The Paris day of an instant, in milliseconds since 1970. */
export function todayAt(instant: number): Today {
  const day = dayOf(instant);
  const days = daysTo(day);
  return { day, days, week: Math.floor(days / 7) };
}

/** Days from 2024-01-01 to a day (YYYY-MM-DD). */
export function daysTo(day: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - ORIGIN) / DAY_MS);
}

/** The day (YYYY-MM-DD) that many days after 2024-01-01. */
export function dayAfter(days: number): string {
  return new Date(ORIGIN + days * DAY_MS).toISOString().slice(0, 10);
}

/** Months from January 2024 to the month of a day. */
export function monthsTo(day: string): number {
  return (Number(day.slice(0, 4)) - 2024) * 12 + Number(day.slice(5, 7)) - 1;
}

/** The month (YYYY-MM) that many months after January 2024. */
export function monthAfter(months: number): string {
  return new Date(Date.UTC(2024, months, 1)).toISOString().slice(0, 7);
}

const MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");
/** `2024-08` as `août 2024`. */
export function frenchMonth(month: string): string {
  return `${MONTHS[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
}

/** `2024-08-05` as `05/08/2024`. */
export function frenchDay(day: string): string {
  return day.split("-").reverse().join("/");
}

/** The ISO week (`2020-W19`) that starts that many days after 2024-01-01, a Monday. */
export function isoWeek(monday: number): string {
  const year = dayAfter(monday + 3).slice(0, 4); // a week is of the year of its Thursday
  const week = Math.floor((monday + 3 - daysTo(`${year}-01-01`)) / 7) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** A whole number as French pages write it, with narrow no-break spaces between thousands: `12 345`. */
export function frenchNumber(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** The 52 weekly pulls of 2024: Mondays 2024-01-01 to 2024-12-23, six hours after midnight in Paris, in milliseconds. */
export function weeklyPulls(): number[] {
  return Array.from({ length: 52 }, (_, week) => startOfDay(dayAfter(7 * week)) + 6 * 3_600_000);
}
