// What a processor would make of an answer, without a log or a warehouse: its cells, in words.
import { endpointOf, readAnswer } from "../../ingestors/endpoints/index.ts";
import { readerOf } from "../../ingestors/reader.ts";
import { makeStatement } from "../../processors/statement.ts";
import { AnswerError } from "../../schemas/errors.ts";
import type { Settings } from "../../schemas/source.ts";

export const READ_AT = Date.parse("2026-11-22T08:00:00Z");

export interface Said {
  /** `metric level code when = value`; the country is left out. */
  readonly cells: readonly string[];
  /** Cells in doubt, without their values. */
  readonly doubtful: readonly string[];
  /** Rows without an identifiable cell, by what is wrong with them. */
  readonly homeless: readonly string[];
  readonly removesNothing: boolean;
}

/**
 * @param bodies  of the pages, in order; what is no text is sent as JSON
 * @throws {AnswerError} as the kind's reader, or the statement, does.
 */
export function said(kind: string, settings: Settings, ...bodies: unknown[]): Said {
  const url = "https://a-dock.example/stats";
  const { reader } = readerOf({ kind, settings: { url, ...settings } });
  const pages = bodies.map((body) => {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
    return { url, contentType: "", bytes };
  });
  const reading = readAnswer(reader, { pages, moment: READ_AT });
  const { cells, doubtful, homeless, removesNothing } = makeStatement(reading, reader.definitions, {
    moment: READ_AT,
    off: 0,
  });
  const placed = ({
    shape,
    code,
    first,
  }: {
    shape: { metric: string; level: string; grain: string; dims: string };
    code: string;
    first: string;
  }) =>
    [
      shape.metric,
      ...(shape.level === "france" ? [] : [shape.level, code]),
      ...(shape.grain === "state" ? [] : [shape.grain, first]),
      ...(shape.dims === "" ? [] : [shape.dims]),
    ].join(" ");
  return {
    cells: [...cells.values()].map((cell) => `${placed(cell)} = ${cell.value}`),
    doubtful: [...doubtful.values()].map(placed),
    homeless: [...homeless].map(([wrong, rows]) => `${wrong} × ${rows}`),
    removesNothing,
  };
}

/** Why an answer is not read: the code, and the words. Fails when it is read. */
export function whyNot(kind: string, settings: Settings, ...bodies: unknown[]): string {
  try {
    said(kind, settings, ...bodies);
  } catch (error) {
    if (error instanceof AnswerError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error("it was read");
}

/** What is wrong with the settings of a kind, in words; "" when nothing is. */
export function faultOf(kind: string, settings: Settings): string {
  const parsed = endpointOf(kind)?.settings.safeParse({ url: "https://a-dock.example/stats", ...settings });
  return parsed?.success === false ? (parsed.error.issues[0]?.message ?? "not valid") : "";
}
