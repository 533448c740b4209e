// Jitter: in a round that nobody waits for, each host has its own moment, the same in every round.
import { setTimeout as sleep } from "node:timers/promises";
import { sha256 } from "../schemas/canonical.ts";
import type { Chain } from "./turns.ts";

/** When a host's turn comes, in milliseconds after the round began: from its name alone. */
export function momentOf({ name }: Pick<Chain, "name">, spreadMs: number): number {
  const drawn = Number.parseInt(sha256(name).slice(0, 8), 16) / 2 ** 32;
  return Math.floor(drawn * spreadMs);
}

/** The chains by their moments; with no spread they stay as they are. */
export function spreadOut(chains: readonly Chain[], spreadMs: number): Chain[] {
  return spreadMs === 0 ? [...chains] : [...chains].sort((a, b) => momentOf(a, spreadMs) - momentOf(b, spreadMs));
}

/** Waits for a chain's moment. @param elapsedMs  since the round began @throws the signal's reason */
export async function itsMoment(
  chain: Chain,
  {
    spreadMs,
    elapsedMs,
    abort,
  }: { readonly spreadMs: number; readonly elapsedMs: number; readonly abort?: AbortSignal | undefined },
): Promise<void> {
  const wait = momentOf(chain, spreadMs) - elapsedMs;
  if (wait <= 0) return;
  await sleep(wait, undefined, abort ? { signal: abort } : {}).catch((error: unknown) => {
    abort?.throwIfAborted();
    throw error;
  });
}
