// The figures that a pull would make of an answer that was looked at, and what of it they leave out.
import { counted, few } from "../ingestors/check/french.ts";
import { readerFault } from "../ingestors/check/reader-fault.ts";
import type { CheckReading } from "../ingestors/check/reading.ts";
import { type Left, WHOLE_ANSWER } from "../ingestors/check/told.ts";
import type { Stated } from "../processors/place.ts";
import { makeStatement } from "../processors/statement.ts";
import type { CheckedCell } from "../schemas/check.ts";
import { AnswerError } from "../schemas/errors.ts";
import { homelessTold } from "./homeless-told.ts";

/** Cells that a reply shows; it counts them all. */
const SHOWN_CELLS = 50;

/** As a processor would make them: what it would leave out is told. */
export function checkedCells(
  read: CheckReading,
  moment: number,
): { cells: CheckedCell[]; count: number; told: Left[] } {
  if ("refused" in read) {
    return { cells: [], count: 0, told: [readerFault(read.refused)] };
  }
  try {
    const { cells, doubtful, homeless } = makeStatement(read.reading, read.definitions, { moment, off: 0 });
    const told = [
      ...(read.part === undefined ? [] : [partTold(read.part)]),
      ...(doubtful.size === 0 ? [] : [doubtfulTold(doubtful.size)]),
      ...[...homeless].map(([wrong, rows]) => homelessTold(wrong, rows)),
    ];
    return { cells: [...cells.values()].slice(0, SHOWN_CELLS).map(cellOf), count: cells.size, told };
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    return { cells: [], count: 0, told: [{ ...readerFault(error), what: WHOLE_ANSWER }] };
  }
}

function cellOf({ shape, code, first, value }: Stated): CheckedCell {
  const { metric, level, grain, dims } = shape;
  return {
    ...{ metric, level, code, grain, value: value ?? null },
    first: grain === "state" ? null : first,
    dims: dims === "" ? {} : (JSON.parse(dims) as Record<string, string>),
  };
}

function partTold(part: string): Left {
  return {
    what: { fr: "les pages suivantes", en: "further pages" },
    why: {
      fr: "la liste continue sur d’autres pages : seules les lignes de celle-ci ont été lues",
      en: `only the rows at hand were read: ${part}`,
    },
  };
}

function doubtfulTold(count: number): Left {
  return {
    what: { fr: counted(count, "chiffre", "chiffres"), en: `${count} figures` },
    why: {
      fr: `la réponse ${few(count, "le donne deux fois", "les donne chacun deux fois")}, ou pas sous forme de nombre`,
      en: "the answer states each of them twice, or not as a number",
    },
  };
}
