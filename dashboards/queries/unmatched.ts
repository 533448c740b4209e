// Codes of the right form that no official list leads anywhere: kept as reported, and in no territory. Pure.
import type { Level, Territories } from "../../schemas/territory.ts";
import type { CellLine, SourceLines } from "./lines.ts";
import { onceEach } from "./once-each.ts";
import { isOrganisation } from "./unions.ts";

export interface UnmatchedCode {
  readonly level: Level;
  readonly code: string;
}

/** Those that a source states on a day, by level and code; a code that it has since left out is none. @param end  the day's end */
export function unmatchedIn(lines: SourceLines, territories: Territories, end: number): UnmatchedCode[] {
  const found = new Map<string, UnmatchedCode>();
  for (const { cell, steps } of astrayIn(territories)(lines)) {
    const value = steps.findLast(({ moment }) => moment < end)?.value;
    if (value !== undefined && value !== null) found.set(`${cell.level} ${cell.code}`, cell);
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { level, code }]) => ({ level, code }));
}

/** The lines of cells whose code leads nowhere: asked once of a source's words and a list. Organisations need not be in it. */
const astrayIn = onceEach((territories: Territories) =>
  onceEach(({ lines }: SourceLines) => {
    const known = new Map<string, boolean>();
    const found: CellLine[] = [];
    for (const line of lines.values()) {
      const { level, code } = line.cell;
      if (level === "france" || isOrganisation(level)) continue;
      const key = `${level} ${code}`;
      const isKnown = known.get(key) ?? territories.place(level, code) !== undefined;
      known.set(key, isKnown);
      if (!isKnown) found.push(line);
    }
    return found;
  }),
);
