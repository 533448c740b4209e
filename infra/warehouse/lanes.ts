// Lanes: a chdb connection carries one query at a time, so work waits its turn, first come first served.
import { ReleveError } from "../../schemas/errors.ts";

export interface Lanes<T> {
  /**
   * Runs the work on the first lane that is free.
   * @throws {ReleveError} RELEVE_WAREHOUSE_UNAVAILABLE when no lane became free in time; the work has not begun then.
   */
  run<R>(work: (lane: T) => Promise<R>): Promise<R>;
  /** Takes no more work; resolves when the work under way is done. */
  close(): Promise<void>;
}
interface Waiting<T> {
  readonly go: (lane: T) => void;
  readonly refuse: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

const busy = (waitMs: number) =>
  new ReleveError(
    "RELEVE_WAREHOUSE_UNAVAILABLE",
    `the warehouse was busy for ${Math.round(waitMs / 1000)} s`,
    "try again; if it lasts, look for a long query or a rebuild under way",
  );
const closed = () => new ReleveError("RELEVE_WAREHOUSE_UNAVAILABLE", "the warehouse was closed", "start Relevé again");

/** One piece of work at a time on each of `lanes`; `waitMs`: how long work may wait for a free one. */
export function openLanes<T>(lanes: readonly T[], waitMs = 60_000): Lanes<T> {
  const free = [...lanes];
  const queue: Waiting<T>[] = [];
  let open = true;
  let drained = () => {};

  const take = () =>
    new Promise<T>((go, refuse) => {
      if (!open) return refuse(closed()); // before a lane is taken: it would never be given back
      const lane = free.pop();
      if (lane !== undefined) return go(lane);
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(waiting), 1);
        refuse(busy(waitMs));
      }, waitMs);
      const waiting: Waiting<T> = { go, refuse, timer };
      queue.push(waiting);
    });
  const give = (lane: T) => {
    const next = queue.shift();
    if (next) {
      clearTimeout(next.timer);
      return next.go(lane);
    }
    free.push(lane);
    if (free.length === lanes.length) drained();
  };

  return {
    async run(work) {
      const lane = await take();
      try {
        return await work(lane);
      } finally {
        give(lane);
      }
    },
    async close() {
      open = false;
      for (const { refuse, timer } of queue.splice(0)) {
        clearTimeout(timer);
        refuse(closed());
      }
      if (free.length < lanes.length) await new Promise<void>((done) => (drained = done));
    },
  };
}
