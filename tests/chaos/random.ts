// Numbers that are drawn the same again from the same words: what a run does follows from its seed, log, point and number.

export interface Random {
  /** From 0 up to, and without, `below`. */
  whole(below: number): number;
  pick<T>(from: readonly T[]): T;
  shuffled<T>(of: readonly T[]): T[];
  bytes(count: number): Uint8Array;
}

/** Mulberry32 over a hash (FNV-1a) of the words. */
export function randomOf(...words: readonly (string | number)[]): Random {
  let state = 0x811c9dc5;
  for (const letter of words.join("\u0000")) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number) => Math.floor(next() * below);
  return {
    whole,
    pick: (from) => from[whole(from.length)] as (typeof from)[number],
    shuffled(of) {
      const rest = [...of];
      return of.map(() => rest.splice(whole(rest.length), 1)[0] as (typeof of)[number]);
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => whole(256)),
  };
}
