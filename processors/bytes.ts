// From a fact to what it states: its bytes are unpacked and read by the reader that came with them.
import { gunzipSync } from "node:zlib";
import { canonicalDecimal, decimalOfNumber } from "../schemas/decimal.ts";
import type { ReadAnswer } from "../schemas/endpoint.ts";
import { AnswerError } from "../schemas/errors.ts";
import { type DeclarationReceived, type EndpointAnswered, FactEvent } from "../schemas/events.ts";
import { periodFrom } from "../schemas/period.ts";
import { canonicalDims, type Reading, type Row } from "../schemas/statement.ts";
import type { Statement } from "./place.ts";
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
  const parsed = FactEvent.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const pointer = issue ? issue.path.map((step) => `/${String(step)}`).join("") : "";
  throw new AnswerError("fact.shape", issue?.message ?? "not a fact", { pointer, hint: "see docs/schemas" });
}

/** What an answer says, read as of a moment: its own, or that of a later answer with the same bytes. */
export function readPull(answer: EndpointAnswered, said: { moment: number; off: number }, read: ReadAnswer): Statement {
  const pages = answer.pages.map(({ url, headers, body }) => ({
    url,
    contentType: headers["content-type"] ?? "",
    bytes: unpack(body),
  }));
  const reading = read(answer.reader, { pages, moment: said.moment });
  return makeStatement(reading, answer.reader.definitions, said);
}

function unpack(body: string): Buffer {
  try {
    return gunzipSync(Buffer.from(body, "base64"));
  } catch (error) {
    throw new AnswerError("answer.encoding", `the kept bytes could not be unpacked: ${(error as Error).message}`, {
      hint: "the fact was written by something else than a pull",
    });
  }
}

/**
 * What a push says.
 * @throws {AnswerError} fact.shape when it has neither a scope nor a figure: nothing was said.
 */
export function readPush(push: DeclarationReceived, said: { moment: number; off: number }): Statement {
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
  return makeStatement({ rows, ...scopeOf(push) }, push.definitions, said);
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
