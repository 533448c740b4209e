// Group commit: what is appended within one turn of the event loop goes to disk in one transaction.

interface Waiting<T, R> {
  readonly one: T;
  readonly done: (result: R) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * A function that hands what it is given to `commit` together with what others give in the same turn.
 * @param commit  all or nothing: one result for each, in their order; when it throws, all fail with its error
 */
export function groupCommit<T, R>(commit: (all: readonly T[]) => readonly R[]): (one: T) => Promise<R> {
  let waiting: Waiting<T, R>[] = [];
  const flush = (): void => {
    const now = waiting;
    waiting = [];
    try {
      const results = commit(now.map(({ one }) => one));
      now.forEach(({ done }, at) => {
        done(results[at] as R);
      });
    } catch (error) {
      for (const { failed } of now) failed(error);
    }
  };
  return (one) =>
    new Promise<R>((done, failed) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ one, done, failed });
    });
}
