// What pages say of codes that no official list has: how many of each source, and which.
import type { SourceLines } from "../queries/lines.ts";
import { unmatchedIn } from "../queries/unmatched.ts";
import type { Unmatched } from "../shapes/unmatched.ts";
import type { Setting } from "./setting.ts";
import { sourceRef } from "./subject.ts";

/** More would bury the page; the count says all. */
const LISTED = 100;

/** Of one source on the day; `undefined`: every code leads to a territory. */
export function unmatchedOf(setting: Setting, lines: SourceLines | undefined): Unmatched | undefined {
  const all = lines ? unmatchedIn(lines, setting.territories, setting.end) : [];
  return all.length === 0 ? undefined : { count: all.length, codes: all.slice(0, LISTED) };
}

/** Of every declared source that has some, in the order of the declarations. */
export async function unmatchedBySource(setting: Setting) {
  const { declarations, frame, store, lastFacts } = setting;
  const known = await store.of(frame, [...declarations.keys()], lastFacts);
  return [...declarations.values()].flatMap(({ startup, name, sources }) =>
    sources.flatMap((source) => {
      const unmatched = unmatchedOf(setting, known.get(startup)?.sources.get(source.source));
      return unmatched ? [{ startup: { id: startup, name }, source: sourceRef(setting, source), ...unmatched }] : [];
    }),
  );
}
