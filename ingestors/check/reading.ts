// What the real reader makes of real bytes with proposed settings: never a second reader.

import type { Answer } from "../../schemas/endpoint.ts";
import { AnswerError } from "../../schemas/errors.ts";
import type { Source } from "../../schemas/source.ts";
import type { Reading } from "../../schemas/statement.ts";
import { readAnswer } from "../endpoints/index.ts";
import { isObject } from "../endpoints/json-value.ts";
import { readerOf } from "../reader.ts";

export type CheckReading =
  | { readonly reading: Reading; readonly definitions: Readonly<Record<string, number>>; readonly part?: string }
  | { readonly refused: AnswerError };

/** `part`: the list goes on in further pages, so that the rows at hand were read as if they were all. */
export function readProposal(source: Pick<Source, "kind" | "settings">, answer: Answer): CheckReading {
  const { reader } = readerOf(source);
  const { definitions } = reader;
  try {
    return { reading: readAnswer(reader, answer), definitions };
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    const alone = answer.pages.length === 1 ? asWhole(answer) : undefined;
    if (!alone) return { refused: error };
    try {
      return { reading: readAnswer(reader, alone), definitions, part: error.message };
    } catch (again) {
      if (again instanceof AnswerError) return { refused: error };
      throw again;
    }
  }
}

/** A page of a list as its only one: it says the number of rows that it has. */
function asWhole({ pages: [page], moment }: Answer): Answer | undefined {
  const body = page && parsed(page.bytes);
  if (!page || !isObject(body)) return undefined;
  const { count, results, meta, data } = body;
  const whole =
    Array.isArray(results) && typeof count === "number"
      ? { ...body, count: results.length }
      : Array.isArray(data) && isObject(meta)
        ? { ...body, meta: { ...meta, total: data.length } }
        : undefined;
  return whole && { pages: [{ ...page, bytes: Buffer.from(JSON.stringify(whole)) }], moment };
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
