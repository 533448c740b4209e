// Rows that know where their values stand in the answer: for kinds whose answers are short lists.
import type { Located, Reading, Row } from "../../schemas/statement.ts";

export interface PlacedRow {
  readonly row: Row;
  readonly at: Located;
}

/** A reading's rows, and its way to tell where their values stand. */
export function readingOf(found: readonly PlacedRow[]): Required<Pick<Reading, "rows" | "locate">> {
  return {
    rows: found.map(({ row }) => row),
    locate: (wanted) =>
      new Map(
        wanted.flatMap((index): [number, Located][] => {
          const one = found[index];
          return one ? [[index, one.at]] : [];
        }),
      ),
  };
}

/** A pointer into one of several pages, which are documents of their own. */
export function inPage(pointer: string, page: number, pages: number): string {
  return pages > 1 ? `page ${page + 1}: ${pointer}` : pointer;
}
