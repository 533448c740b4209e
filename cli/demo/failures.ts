// What goes wrong on the simulated network, and in which weeks.
import type { Today } from "./calendar.ts";
import { wholeBetween } from "./random.ts";

export type Fault =
  /** An HTTP error instead of an answer. */
  | { readonly kind: "status"; readonly status: 404 | 500 | 503 }
  /** The connection closes in the middle of the body. */
  | { readonly kind: "cut" }
  /** The connection closes before a word is said. */
  | { readonly kind: "silent" }
  /** 200, with a web page. */
  | { readonly kind: "html" }
  /** Pages before this one come whole; this one is cut. */
  | { readonly kind: "dies"; readonly page: number }
  /** The right answer, late. */
  | { readonly kind: "slow"; readonly delayMs: number }
  /** A right-looking answer without any row (`anct` only). */
  | { readonly kind: "empty" };

/** One run of weeks with a fault, starting at a week of chance from `first` to `last` (0 is the first of 2024). */
export interface Mishap {
  readonly fault: Fault;
  readonly first: number;
  readonly last: number;
  /** How many weeks it goes on: 1 unless said. */
  readonly weeks?: number;
}

/** The week at which a mishap starts. */
export function startOf(seed: number, name: string, { fault, first, last }: Mishap): number {
  return wholeBetween(first, last, seed, name, fault.kind, first);
}

/** What goes wrong on a day for an endpoint, by its name; `undefined`: nothing. */
export function faultOn(seed: number, name: string, mishaps: readonly Mishap[], { week }: Today): Fault | undefined {
  return mishaps.find((mishap) => {
    const start = startOf(seed, name, mishap);
    return week >= start && week < start + (mishap.weeks ?? 1);
  })?.fault;
}
