// "Did you mean": the known name that needs the fewest changed letters. Pure.

/** `undefined` when nothing is known. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  let best: { one: string; distance: number } | undefined;
  for (const one of known) {
    const distance = one.startsWith(name) ? 0.5 : letters(name.toLowerCase(), one.toLowerCase());
    if (!best || distance < best.distance) best = { one, distance };
  }
  return best?.one;
}

/** Letters to add, drop or change (Levenshtein). */
function letters(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
