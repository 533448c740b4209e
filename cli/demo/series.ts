// Figures that grow from period to period, with the late entries and second thoughts of real services.
import { between, draw, normal, wholeBetween } from "./random.ts";

/** A series by whole periods (weeks or months) counted from the first of 2024; negative ones came before. */
export interface Series {
  readonly seed: number;
  /** Of the startup, and what tells this series from its others. */
  readonly name: string;
  /** What period 0 is about. */
  readonly level: number;
  /** Growth from one period to the next: 0.01 is 1 %. */
  readonly growth: number;
  /** How uneven periods are: 0.1 is about 10 %. */
  readonly noise: number;
}

/** The final figure of a period: whole, never negative. */
export function settled({ seed, name, level, growth, noise }: Series, period: number): number {
  return Math.max(0, Math.round(level * (1 + growth) ** period * Math.exp(noise * normal(seed, name, period))));
}

/**
 * The figure of a past period, as said `age` periods after it closed (0: it is the last closed one). The first word is
 * a little low, as entries come late; now and then an old figure is mended, up or down, after some periods.
 */
export function said(series: Series, period: number, age: number): number {
  const { seed, name } = series;
  const entered = age === 0 ? between(0.93, 1, seed, name, "late", period) : 1;
  const mended = draw(seed, name, "mended", period) < 0.12 && age < wholeBetween(2, 9, seed, name, "when", period);
  return Math.round(settled(series, period) * entered * (mended ? between(0.94, 1.04, seed, name, "by", period) : 1));
}

/** What a counter shows on a day: the sum of evenly growing days, from `start` on day 0. */
export function total(series: Series, start: number, days: number): number {
  const { seed, name, level, growth } = series;
  const drift = between(0.9, 1.1, seed, name, "pace") * level * days * (1 + (growth * days) / 2);
  return Math.round(start + drift + level * normal(seed, name, "day", days) * 0.2);
}

/** Whole numbers from `first` to `last`, both included. */
export function span(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

/** The sum of whole numbers. */
export function addUp(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
