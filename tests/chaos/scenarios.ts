// Faults that are more than one death at one place, each with the proof that it happened.
import type { Differences } from "./compare.ts";

export type Played = { readonly proof: string; readonly differences: Differences } | { readonly skipped: string };
export interface Scenario {
  /** Left out when another log is asked for. */
  readonly log: "lmdb" | "kafka";
  /** Whether it belongs to the short form. */
  readonly short: boolean;
  play(seed: number): Promise<Played>;
}

export const SCENARIOS = {} as const satisfies Record<string, Scenario>;
