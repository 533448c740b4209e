// Fills a generation from the log with the ordinary processors, while the live one is fed as before.
import { setTimeout as sleep } from "node:timers/promises";
import type { OpenedWarehouse } from "../../infra/warehouse/clickhouse.ts";
import type { Generation, Subscription } from "../../schemas/ports.ts";
import { type Io, progress } from "../io.ts";
import { endsOf, isAsFar, type Reached, reachedBy, total } from "./reached.ts";
import type { RebuildHouse } from "./rebuild.ts";

/** A generation that is being filled. */
export interface Filling {
  readonly generation: Generation<OpenedWarehouse>;
  readonly running: Subscription;
}
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

const PAUSE_MS = 50;

/**
 * Resolves when the generation has all that the log had a moment before, and is nowhere behind the live one.
 * @throws {Interrupted} when the caller went away
 */
export async function caughtUp(house: RebuildHouse, io: Io, filling: Filling): Promise<Reached> {
  const report = progress(io, "rebuild");
  const begun = Date.now();
  let first: number | undefined;
  for (;;) {
    if (io.gone.aborted) throw new Interrupted();
    const ends = await endsOf(house.log);
    const live = house.isLiveReadable ? await reachedBy(await house.live()) : undefined;
    const reached = await reachedBy(filling.generation.warehouse);
    const [done, all] = [total(reached, ends), total(ends)];
    first ??= done;
    const isThere = isAsFar(reached, ends) && (!live || isAsFar(reached, live));
    report(isThere ? all : Math.min(done, all - 1), all, pace(done, all, done - first, Date.now() - begun));
    if (isThere) return reached;
    await Promise.race([sleep(PAUSE_MS), filling.running.done]);
  }
}

/** `41 % · 1.2 k/s · 00:52 left` */
export function pace(done: number, all: number, since: number, elapsedMs: number): string {
  const percent = all === 0 ? 100 : Math.floor((100 * done) / all);
  if (since <= 0 || elapsedMs <= 0) return `${percent} %`;
  const rate = (1000 * since) / elapsedMs;
  const left = Math.ceil((all - done) / rate);
  const clock = [Math.floor(left / 60), left % 60].map((part) => String(part).padStart(2, "0")).join(":");
  const shown = rate >= 1000 ? `${(rate / 1000).toFixed(1)} k/s` : `${Math.round(rate)}/s`;
  return `${percent} % · ${shown} · ${clock} left`;
}
