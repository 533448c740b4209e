// What the real reader makes of real bytes with proposed settings: never a second reader.
import type { Answer } from "../../schemas/endpoint.ts";
import { AnswerError } from "../../schemas/errors.ts";
import type { Source } from "../../schemas/source.ts";
import type { Reading } from "../../schemas/statement.ts";
import { readAnswer } from "../endpoints/index.ts";
import { readerOf } from "../reader.ts";

export type CheckReading =
  | { readonly reading: Reading; readonly definitions: Readonly<Record<string, number>>; readonly part?: string }
  | { readonly refused: AnswerError };

/** `part`: more pages are to come than are at hand, so that only the rows of these were read. */
export function readProposal(source: Pick<Source, "kind" | "settings">, answer: Answer): CheckReading {
  const { reader } = readerOf(source);
  const { definitions } = reader;
  try {
    return { reading: readAnswer(reader, answer), definitions };
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    const rows = rowsAtHand(answer, readAnswer.rowWise?.(reader)?.list);
    if (!rows) return { refused: error };
    try {
      const reading = readAnswer.rowWise?.(reader)?.read(rows);
      return reading ? { reading, definitions, part: error.message } : { refused: error };
    } catch (again) {
      if (again instanceof AnswerError) return { refused: error };
      throw again;
    }
  }
}

/** The rows of one page of a list that comes in several. */
function rowsAtHand({ pages: [page] }: Answer, list: readonly string[] | undefined): readonly unknown[] | undefined {
  if (!page || !list) return undefined;
  try {
    const rows = list.reduce<unknown>(
      (value, key) =>
        value !== null && typeof value === "object" ? (value as Record<string, unknown>)[key] : undefined,
      JSON.parse(page.bytes.toString("utf8")),
    );
    return Array.isArray(rows) && rows.length > 0 ? rows : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
