// What a fact changed of figures, kept: it was so just before the fact and with it, whatever came later.
import type { Registry } from "../../schemas/registry-state.ts";
import { Answered } from "./answered.ts";
import type { Setting } from "./setting.ts";

/** Facts that are kept, and the cells that one may have changed to be: a network's corrections of some years. */
const MOST = 1000;
const MOST_CELLS = 500;

/** By what the registry was: which metrics there are, and how they are defined. */
const kept = new WeakMap<Registry, Answered>();

/** What a fact changed; made once for as long as the registry says the same. */
export function changedOnce<Changed extends { readonly own: readonly unknown[] }>(
  { registry: { known }, head, choice }: Setting,
  { startup, partition, offset }: { readonly startup: string; readonly partition: number; readonly offset: number },
  make: () => Promise<Changed[]>,
): Promise<Changed[]> {
  const answers = kept.get(known) ?? new Answered(MOST);
  kept.set(known, answers);
  // Of a day before all that was known then, the first that was is told: `first` says which that is.
  const key = JSON.stringify([startup, partition, offset, head.first, choice]);
  return answers.once(key, async () => {
    const found = await make();
    if (found.reduce((cells, { own }) => cells + own.length, 0) > MOST_CELLS) answers.forget(key);
    return found;
  });
}
