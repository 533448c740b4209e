// Up to which instant nothing more can become known: the log has no older fact to come, and the tables have all there is.
import { readCursors } from "../processors/run.ts";
import { type CanQuery, type CanRead, TABLED_TOPICS } from "../schemas/ports.ts";
import type { Signal } from "../schemas/signals.ts";

/** Clocks of several machines differ by less: after it, nothing is recorded at an earlier time. */
const MARGIN_MS = 5 * 60_000;
/** What was found is good for this long. */
const FRESH_MS = 3000;

export interface SettledPorts {
  readonly log: Pick<CanRead, "ends">;
  /** What requests are answered from now. */
  readonly live: () => Promise<CanQuery>;
  readonly clock: () => number;
  readonly signal: Signal;
}
/** The ends of the topics, and the instant before which they were not yet read. */
interface Seen {
  readonly at: number;
  readonly ends: readonly (readonly number[])[];
}

/**
 * Milliseconds since 1970, never going back; 0: not known yet. Ends are read, and once every cursor has passed them, all
 * that was recorded up to 5 minutes before is in the tables. While the log or the warehouse does not answer, what was
 * found last holds.
 */
export function settledUntilOf({ log, live, clock, signal }: SettledPorts): () => Promise<number> {
  let settled = 0;
  let seen: Seen | undefined;
  let checked = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;
  async function check(): Promise<void> {
    seen ??= { at: clock(), ends: await Promise.all(TABLED_TOPICS.map((topic) => log.ends(topic))) };
    const warehouse = await live();
    const cursors = await Promise.all(TABLED_TOPICS.map((topic) => readCursors(warehouse, topic)));
    const passed = seen.ends.every((ends, topic) =>
      ends.every((end, part) => (cursors[topic]?.get(part)?.to ?? -1) + 1 >= end),
    );
    if (!passed) return;
    settled = Math.max(settled, seen.at - MARGIN_MS);
    seen = undefined;
  }
  return async () => {
    if (performance.now() - checked < FRESH_MS) return settled;
    running ??= check()
      .catch((error: unknown) => {
        seen = undefined;
        signal("settling failed", { detail: error instanceof Error ? error.message : String(error) });
      })
      .finally(() => {
        checked = performance.now();
        running = undefined;
      });
    await running;
    return settled;
  };
}
