// Fills a generation from the log with the ordinary processors, while the live one is fed as before.
import { setTimeout as sleep } from "node:timers/promises";
import type { OpenedWarehouse } from "../../infra/warehouse/clickhouse.ts";
import type { Generation, Subscription } from "../../schemas/ports.ts";
import type { House } from "../compose.ts";
import { type Io, progress } from "../io.ts";
import { endsOf, isAsFar, type Reached, reachedBy, total } from "./reached.ts";

/** What a rebuild needs of a house. */
export type RebuildHouse = Pick<
  House,
  "log" | "generations" | "live" | "isLiveReadable" | "processInto" | "territories"
>;
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
 * Resolves when the generation has all that the log holds now: more may come meanwhile. The live one cannot have more
 * than that now either.
 * @returns how far the generation is
 * @throws {Interrupted} when the caller went away
 */
export async function caughtUp(house: RebuildHouse, io: Io, { generation, running }: Filling): Promise<Reached> {
  const report = progress(io, "rebuild");
  const begun = Date.now();
  const ends = await endsOf(house.log);
  const all = total(ends);
  let first: number | undefined;
  for (;;) {
    if (io.gone.aborted) throw new Interrupted();
    const reached = await reachedBy(generation.warehouse);
    const done = total(reached, ends);
    first ??= done;
    if (first < all) report(done, all, pace(done, all, done - first, Date.now() - begun));
    if (isAsFar(reached, ends)) return reached;
    await Promise.race([sleep(PAUSE_MS), running.done]);
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
