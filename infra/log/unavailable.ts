// "The log does not answer": said in one way, and within a bounded time.
import { ReleveError } from "../../schemas/errors.ts";

/** How long a log may stay silent before a caller is told, in milliseconds. */
export const PATIENCE_MS = 10_000;

/** What a caller gets when the log cannot do its work; a {ReleveError} passes as it is. */
export function unavailable(what: string, hint: string, cause: unknown): ReleveError {
  if (cause instanceof ReleveError) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ReleveError("RELEVE_LOG_UNAVAILABLE", `${what}: ${why}`, hint, { cause });
}

/** The promise, or a rejection after `ms` milliseconds. The work itself goes on and is no longer looked at. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
