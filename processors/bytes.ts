// From a fact to what it states: its bytes are unpacked and read by the reader that came with them.
import { gunzipSync } from "node:zlib";
import { canonicalDecimal, decimalOfNumber } from "../schemas/decimal.ts";
import type { ReadAnswer } from "../schemas/endpoint.ts";
import { AnswerError } from "../schemas/errors.ts";
import { type DeclarationReceived, type EndpointAnswered, FactEvent } from "../schemas/events.ts";
import { periodFrom } from "../schemas/period.ts";
import type { LogRecord } from "../schemas/ports.ts";
import { canonicalDims, type Reading, type Row } from "../schemas/statement.ts";
import { upcast } from "../schemas/upcast.ts";
import type { Statement } from "./place.ts";
import type { Bytes } from "./repeat.ts";
import type { Said } from "./rows.ts";
import { makeStatement } from "./statement.ts";

/**
 * The fact in a record's bytes.
 * @throws {AnswerError} fact.shape, with where and what.
 */
export function factOf(value: Buffer): FactEvent {
  let json: unknown;
  try {
    json = JSON.parse(value.toString("utf8"));
  } catch (error) {
    throw new AnswerError("fact.shape", `not JSON: ${(error as Error).message}`, { hint: "see docs/schemas" });
  }
  const parsed = checked(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const pointer = issue ? issue.path.map((step) => `/${String(step)}`).join("") : "";
  throw new AnswerError("fact.shape", issue?.message ?? "not a fact", { pointer, hint: "see docs/schemas" });
}

/** A schema walks a document by calling itself: one that is nested too deep for that is no fact. */
function checked(json: unknown) {
  try {
    return FactEvent.safeParse(upcast(json));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AnswerError("fact.shape", "nested too deep to be read", { hint: "see docs/schemas" });
  }
}

/** The fact of a record, or why it is none. */
export function decode({ value }: LogRecord): FactEvent | AnswerError {
  try {
    return factOf(value);
  } catch (error) {
    if (error instanceof AnswerError) return error;
    throw error;
  }
}

/** The bytes that an answer brought. @throws {AnswerError} answer.encoding */
export function bytesOf({ reader, pages }: EndpointAnswered, answer: number): Bytes {
  const unpacked = pages.map(({ url, headers, bytes, body }) => ({
    url,
    contentType: headers["content-type"] ?? "",
    bytes: unpack(body, bytes),
  }));
  return { answer, reader, pages: unpacked };
}

/** What bytes say, read whole, as of a moment: that of their answer, or of a later one that found the same bytes. */
export function readBytes({ reader, pages }: Bytes, said: Said, read: ReadAnswer): Statement {
  return makeStatement(read(reader, { pages, moment: said.moment }), reader.definitions, said);
}

/** What an answer says. */
export function readPull(answer: EndpointAnswered, said: Said, read: ReadAnswer): Statement {
  return readBytes(bytesOf(answer, said.off), said, read);
}

/** @param expected  how many bytes there should be: unpacked at one go, they are not copied together from pieces */
function unpack(body: string, expected: number): Buffer {
  try {
    const packed = Buffer.from(body, "base64");
    // Letters that are not of base64 are left out without a word: then the bytes are fewer.
    if (body.length % 4 !== 0 || packed.length !== Buffer.byteLength(body, "base64")) throw new TypeError("not base64");
    const chunkSize = Math.min(Math.max(expected + 1, LEAST_CHUNK), MOST_CHUNK);
    return gunzipSync(packed, { chunkSize });
  } catch (error) {
    throw new AnswerError("answer.encoding", `the kept bytes could not be unpacked: ${(error as Error).message}`, {
      hint: "the fact was written by something else than a pull",
    });
  }
}
const LEAST_CHUNK = 1024;
/** What a fact says of its size is not believed beyond this. */
const MOST_CHUNK = 8 * 1024 * 1024;

/**
 * What a push says.
 * @throws {AnswerError} fact.shape when it has neither a scope nor a figure: nothing was said.
 */
export function readPush(push: DeclarationReceived, said: Said): Statement {
  if (!push.scope && push.figures.length === 0)
    throw new AnswerError("fact.shape", "the push has no scope and no figure", { hint: "send figures, or a scope" });
  const rows = push.figures.map(({ metric, value, territory, period, dims }): Row => {
    const span = period && periodFrom(period.grain, period.first);
    return {
      metric,
      level: territory.level,
      code: territory.code,
      dims: canonicalDims(dims),
      period: span,
      value: decimalOf(value),
    };
  });
  const locate = (wanted: readonly number[]) =>
    new Map(wanted.map((at) => [at, { pointer: `/figures/${at}/value`, value: push.figures[at]?.value }]));
  return makeStatement({ rows, locate, ...scopeOf(push) }, push.definitions, said);
}

function decimalOf(value: string | number | null): string | null | undefined {
  if (value === null) return null;
  return typeof value === "number" ? decimalOfNumber(value) : canonicalDecimal(value);
}

function scopeOf({ scope }: DeclarationReceived): Pick<Reading, "scope"> {
  if (!scope) return {};
  const metrics = scope.metrics.map((metric) => ({ metric, levels: scope.levels, dims: scope.dims }));
  const territories = scope.territories && { territories: scope.territories };
  return { scope: { metrics, ...territories, windows: scope.periods } };
}
