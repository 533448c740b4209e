// "Retry-After": how long an endpoint asks to be left alone, in seconds or as a date (RFC 9110, 10.2.3).

/** Nobody may ask for more: figures are awaited every day. */
export const LONGEST_WAIT_MS = 24 * 60 * 60_000;

/** @returns milliseconds from `now`, at most a day; `undefined` when the header is absent, past or cannot be read */
export function retryAfterOf(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  const asked = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(asked) && asked > 0 ? Math.min(asked, LONGEST_WAIT_MS) : undefined;
}
