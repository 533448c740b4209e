// Chance that can be repeated: a draw depends on its words alone, so the same seed gives the same year in any order.

/**
 * A number in [0, 1) for these words; other words give an unrelated one.
 * FNV-1a in two lanes, stirred by the finaliser of MurmurHash3: good for a simulation, not for secrets.
 */
export function draw(...words: readonly (string | number)[]): number {
  const text = words.join("/");
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995) ^ (high >>> 15);
  }
  return (stir(low ^ high) * 0x200000 + (stir(high + Math.imul(low, 31)) >>> 11)) / 0x20000000000000;
}

function stir(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A sequence of numbers in [0, 1), the same for the same seed: for what is drawn in the order in which it happens. */
export function random(seed: number): () => number {
  let drawn = 0;
  return () => draw(seed, "sequence", drawn++);
}

/** A number in [low, high). */
export function between(low: number, high: number, ...words: readonly (string | number)[]): number {
  return low + (high - low) * draw(...words);
}

/** A whole number from low to high, both included. */
export function wholeBetween(low: number, high: number, ...words: readonly (string | number)[]): number {
  return low + Math.floor((high - low + 1) * draw(...words));
}

/** A number around 0, standard deviation 1 (Box and Muller). */
export function normal(...words: readonly (string | number)[]): number {
  return Math.sqrt(-2 * Math.log(1 - draw(...words, "r"))) * Math.cos(2 * Math.PI * draw(...words, "a"));
}

/** `count` of the items, or all when there are fewer, in an order of chance. */
export function sample<T>(items: readonly T[], count: number, ...words: readonly (string | number)[]): T[] {
  return items
    .map((item, at) => ({ item, key: draw(...words, at) }))
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ item }) => item);
}

/** The value, or the bound that it passes. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
