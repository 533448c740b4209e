// What an answer of tables says: the rows of its blocks one after another, and where their values stand.
import type { Reading } from "../../schemas/statement.ts";
import { locateInTables, type Read, type TableBlock, tableRows, tableScope } from "./table-figures.ts";
import type { TableFigure } from "./table-settings.ts";

/** @throws {AnswerError} as `tableRows` */
export function tableReading<P>(
  blocks: readonly TableBlock<P>[],
  { figures, combine }: { readonly figures: readonly TableFigure[]; readonly combine?: Reading["combine"] | undefined },
  read: Read,
): Reading {
  return {
    rows: blocks.flatMap(({ figure, lines, cells }) => tableRows(figure, lines, cells, read)),
    locate: (wanted) => locateInTables(blocks, read, wanted),
    scope: tableScope(figures),
    ...(combine && { combine }),
  };
}
