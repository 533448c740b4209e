// The circuit breaker: a host that cannot be reached, or that asks for rest, is left alone for a while, longer each time.
import { type Attempts, isUnreached } from "./attempts.ts";
import type { PullResult } from "./pull-source.ts";

const MINUTE = 60_000;
/** Faults on the way in a row before a host is left alone. */
export const BREAKS_AFTER = 3;
/** How long the first time; twice as long after each further fault. */
const FIRST_REST_MS = 15 * MINUTE;
/** Never longer: a daily round asks again. */
export const LONGEST_REST_MS = 6 * 60 * MINUTE;

/** Why a host is not asked now. */
export interface Rest {
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly why: string;
}

/** One host in a round: what is remembered of its sources, and what this round has seen. */
export class Host {
  #reachedAt: number;
  #unreachedAt: number[];
  #waitUntil: number;
  /** Faults on the way in this very round, in a row. */
  #now = 0;

  /** @param remembered  of each of its sources that was ever asked */
  constructor(remembered: readonly Attempts[]) {
    this.#reachedAt = Math.max(0, ...remembered.map(({ reachedAt }) => reachedAt));
    this.#unreachedAt = remembered.flatMap(({ unreachedAt }) => unreachedAt).filter((at) => at > this.#reachedAt);
    this.#waitUntil = Math.max(0, ...remembered.map(({ waitUntil }) => waitUntil));
  }

  /**
   * Why it is to be left alone at an instant, or `undefined`: it may be asked.
   * @param asked  a person wants it now: only what this very round has seen counts
   */
  rest(now: number, asked: boolean): Rest | undefined {
    if (this.#now >= BREAKS_AFTER)
      return { until: this.#brokenUntil(), why: `${this.#now} of its pulls in a row could not reach it` };
    if (asked) return undefined;
    if (this.#waitUntil > now) return { until: this.#waitUntil, why: "it asked to be left alone" };
    const until = this.#brokenUntil();
    return until > now ? { until, why: `${this.#unreachedAt.length} pulls in a row could not reach it` } : undefined;
  }

  /** What came of one of its sources. */
  saw({ fault, retryAfterMs }: Pick<PullResult, "fault" | "retryAfterMs">, now: number): void {
    if (retryAfterMs !== undefined) this.#waitUntil = Math.max(this.#waitUntil, now + retryAfterMs);
    if (isUnreached({ fault })) {
      this.#now += 1;
      this.#unreachedAt.push(now);
      return;
    }
    this.#now = 0;
    this.#reachedAt = now;
    this.#unreachedAt = [];
  }

  #brokenUntil(): number {
    const faults = this.#unreachedAt.length;
    if (faults < BREAKS_AFTER) return 0;
    const rest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (faults - BREAKS_AFTER));
    return Math.max(...this.#unreachedAt) + rest;
  }
}
