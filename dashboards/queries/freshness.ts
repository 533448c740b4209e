// Which state a source is in: exactly one, by a written rule. Pure.
import type { Source } from "../../schemas/source.ts";
import type { Freshness, State } from "../figure.ts";
import type { Answers } from "./statements.ts";

const DAY_MS = 86_400_000;
export const EVERY_DAYS = { day: 1, week: 7, month: 31 } as const;
/** After this many cadences without a confirmation. */
export const LATE = 1.5;
const CUT = 3;
/** Pulls in a row that failed. */
const FAILED = 3;

export interface SourceFacts {
  /** `undefined`: nothing readable ever came. */
  readonly answers: Answers | undefined;
  /** Of the last three pulls. */
  readonly pulls: { readonly pulls: number; readonly failed: number } | undefined;
}

/** How often a push is expected: said of it as other than each day, which nobody says of what people type; `null`: whenever. */
export const cadenceOf = ({ kind, every }: Pick<Source, "kind" | "every">): Source["every"] | null =>
  kind === "push" && every === "day" ? null : every;

/**
 * In this order: `held` when the last answer that could be read waits, one that people declared too · `hand` for a push that ever came, and is not overdue where it has a cadence · `never` when none counted ·
 * `cut` when the last confirmation is older than 3 cadences or the last 3 pulls failed · `late` beyond 1.5 · else `ok`.
 * @param now  milliseconds since 1970
 */
export function freshnessOf(source: Source, { answers, pulls }: SourceFacts, now: number): Freshness {
  const every = cadenceOf(source);
  const last = answers && answers.counted > 0 ? answers.lastCounted : undefined;
  const isHeld = answers?.held !== undefined;
  const isByHand = source.kind === "push" && last !== undefined && !isHeld && !isOverdue(every, last, now);
  const state = isByHand ? "hand" : stateOf(source.every, last, isHeld, pulls?.failed ?? 0, now);
  return { state, last: last === undefined ? null : new Date(last).toISOString(), every };
}

/** A figure that people declare each week or month, and did not this time. */
function isOverdue(every: Source["every"] | null, last: number | undefined, now: number): boolean {
  return every !== null && last !== undefined && now - last > LATE * EVERY_DAYS[every] * DAY_MS;
}

function stateOf(every: Source["every"], last: number | undefined, held: boolean, failed: number, now: number): State {
  if (held) return "held";
  if (last === undefined) return "never";
  const age = (now - last) / (EVERY_DAYS[every] * DAY_MS);
  if (age > CUT || failed >= FAILED) return "cut";
  return age > LATE ? "late" : "ok";
}

const WORSE: readonly State[] = ["idle", "hand", "ok", "unconnected", "never", "late", "held", "cut"];

/** Phases in which a startup is expected to publish a figure: not under investigation, and no more once handed over or stopped. */
const PUBLISHING: ReadonlySet<string> = new Set(["construction", "acceleration", "consolidation", "opere"]);

/** Whether a figure is expected of a startup. `undefined`: the registry does not have it, so that only its directory file speaks for it. */
export function isFigureExpected(entry: { readonly phase: string | undefined } | undefined): boolean {
  return entry === undefined || (entry.phase !== undefined && PUBLISHING.has(entry.phase));
}

const MISSED: ReadonlySet<State> = new Set(["late", "cut", "never", "unconnected"]);
/**
 * Of a startup of which no figure is expected, what would be `late`, `cut`, `never` or `unconnected` is `idle`: nothing is missing. What it
 * sends all the same stays `ok`, `hand` or `held`.
 */
export function atPhase(freshness: Freshness, isExpected: boolean): Freshness {
  return isExpected || !MISSED.has(freshness.state) ? freshness : { state: "idle", last: freshness.last, every: null };
}

/** States in which something is not as it should be, the worst first. */
export const ILL: readonly State[] = ["cut", "held", "late", "never"];
/** Whether a source, or a startup by the worst of its sources, is not as it should be: the same on every page and in reports. */
export const isIll = ({ state }: Pick<Freshness, "state">): boolean => ILL.includes(state);

/** How much a state asks for attention: the greatest first on the quality page. */
export const rankOf = (state: State): number => WORSE.indexOf(state);

/** The worst of several; among equals the one that spoke last. `undefined` when there is none. */
export function worst(all: readonly Freshness[]): Freshness | undefined {
  return [...all].sort((a, b) => rankOf(b.state) - rankOf(a.state) || ((a.last ?? "") < (b.last ?? "") ? 1 : -1))[0];
}

/** Whether a source, or a startup by the worst of its sources, publishes and is on time: `idle` is no fault, but publishes nothing. */
export const isOnTime = ({ state }: Freshness): boolean => state === "ok" || state === "hand";
