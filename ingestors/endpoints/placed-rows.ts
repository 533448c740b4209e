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

/**
 * Where a row stands that was counted through several pages, which are documents of their own.
 * @param sizes  how many rows each page has
 * @param list  where each page has them
 */
export function pointerOverPages(sizes: readonly number[], list: string, index: number): string {
  let left = index;
  for (const [page, size] of sizes.entries()) {
    if (left < size) return `${sizes.length > 1 ? `page ${page + 1}: ` : ""}${list}/${left}`;
    left -= size;
  }
  throw new Error(`row ${index} is on none of ${sizes.length} pages`);
}
