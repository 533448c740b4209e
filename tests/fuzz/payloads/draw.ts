// Chance that can be had again: the same seed draws the same cases.

export interface Draw {
  /** From 0 to below `end`, whole. */
  below(end: number): number;
  /** One of them. @throws {TypeError} of none */
  of<T>(list: readonly T[]): T;
  /** Whether it happens, at this chance. */
  chance(share: number): boolean;
}

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    below,
    of(list) {
      if (list.length === 0) throw new TypeError("nothing to draw from");
      return list[below(list.length)] as (typeof list)[number];
    },
    chance: (share) => next() < share,
  };
}
