// Work that is done one at a time.

/** Does the work when all that was asked for before is done; what failed keeps nobody from their turn. */
export type Turn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Turns in the order in which they were asked for. */
export function turns(): Turn {
  let turn: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };
}
