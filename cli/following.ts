// Processors on the live generation: when another one is live, they leave the old one and go on there from its cursor.
import { setTimeout as sleep } from "node:timers/promises";
import { ReleveError } from "../schemas/errors.ts";
import type { CanQuery, Generation, HasGenerations, Subscription } from "../schemas/ports.ts";

/** How a generation is read into: resolves when reading has begun. */
export type Start<Of extends CanQuery> = (generation: Generation<Of>) => Promise<Subscription>;

/**
 * Runs on the live generation until stopped. Nothing is lost or doubled on the way over: what was folded is written
 * into the old one first, where nobody looks any more, and the new one has its own cursor.
 * @param pollMs  between two looks at which generation is live
 */
export async function onLive<Of extends CanQuery>(
  generations: HasGenerations<Of>,
  start: Start<Of>,
  pollMs: number,
): Promise<Subscription> {
  const quit = new AbortController();
  const first = await generations.live();
  let { number } = first;
  let running = await start(first);

  async function run(): Promise<void> {
    while (!quit.signal.aborted) {
      const looking = new AbortController();
      const look = AbortSignal.any([quit.signal, looking.signal]);
      const next = liveAfter(generations, number, pollMs, look);
      const found = await Promise.race([running.done, next]).finally(() => looking.abort());
      if (!found) break;
      await running.stop();
      number = found.number;
      running = await start(found);
    }
    await running.stop();
  }
  const done = run();
  done.catch(() => undefined); // whoever waits for it is told
  return {
    done,
    async stop() {
      quit.abort();
      await done.catch(() => running.stop());
    },
  };
}

/** The first live generation that is another one; `undefined` when the looking was ended before. */
async function liveAfter<Of extends CanQuery>(
  generations: HasGenerations<Of>,
  number: number,
  pollMs: number,
  signal: AbortSignal,
): Promise<Generation<Of> | undefined> {
  while (!signal.aborted) {
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
    const live = signal.aborted ? undefined : await liveIfItAnswers(generations);
    if (live && live.number !== number) return live;
  }
  return undefined;
}

/** A warehouse that does not answer is the processors' own to meet: they try again, then end. */
async function liveIfItAnswers<Of extends CanQuery>(
  generations: HasGenerations<Of>,
): Promise<Generation<Of> | undefined> {
  try {
    return await generations.live();
  } catch (error) {
    if (error instanceof ReleveError && error.code === "RELEVE_WAREHOUSE_UNAVAILABLE") return undefined;
    throw error;
  }
}
