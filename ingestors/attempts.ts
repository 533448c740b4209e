// How a source's last pulls went, folded from the log: how long it takes, and whether its host is to be left alone.
import { z } from "zod";
import { EXCHANGE_FAULTS, type ExchangeFault } from "../schemas/errors.ts";

/** What is remembered of a source that was asked. Times in milliseconds since 1970, of the log. */
export interface Attempts {
  readonly lastAt: number;
  /** Of the last pull, all pages, failed or not. */
  readonly lastMs: number;
  /** When its host could be reached the last time; 0: never. */
  readonly reachedAt: number;
  /** When its host could not be reached, since then; the last few. */
  readonly unreachedAt: readonly number[];
  /** Until when the endpoint asked to be left alone; 0: it did not. */
  readonly waitUntil: number;
}
/** A fact of a pull, as far as attempts go. */
export const Attempted = z.object({
  type: z.enum(["endpoint.answered", "endpoint.unchanged", "endpoint.failed"]),
  startup: z.string(),
  source: z.string(),
  elapsedMs: z.number(),
  fault: z.enum(EXCHANGE_FAULTS).optional(),
  retryAfterMs: z.number().optional(),
});
type Attempted = z.infer<typeof Attempted>;

/** Faults of the way to a host, whatever is asked of it. */
const ON_THE_WAY: ReadonlySet<ExchangeFault> = new Set(["name", "refused", "connection", "tls"]);
const KEPT = 16;

/** Whether a failure says that the host cannot be reached: then none of its endpoints can. */
export function isUnreached({ fault }: { readonly fault?: ExchangeFault | undefined }): boolean {
  return fault !== undefined && ON_THE_WAY.has(fault);
}

/** What is remembered after one more pull. @param at  the fact's time in the log */
export function afterAttempt(before: Attempts | undefined, fact: Attempted, at: number): Attempts {
  const unreached = isUnreached(fact);
  return {
    lastAt: at,
    lastMs: fact.elapsedMs,
    reachedAt: unreached ? (before?.reachedAt ?? 0) : at,
    unreachedAt: unreached ? [...(before?.unreachedAt ?? []), at].slice(-KEPT) : [],
    waitUntil: fact.retryAfterMs === undefined ? 0 : at + fact.retryAfterMs,
  };
}
