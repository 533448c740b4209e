// A record's bytes as a fact of its topic, or why they are none.
import type { z } from "zod";
import { AnswerError } from "../schemas/errors.ts";
import { upcast } from "../schemas/upcast.ts";

/**
 * `undefined`: a fact of a type that this topic's reader does not know, such as one of a newer release.
 * @throws {AnswerError} fact.shape when it is not JSON, or not as its schema says.
 */
export function factOf<Fact>(value: Buffer, known: object, schema: z.ZodType<Fact>): Fact | undefined {
  let json: unknown;
  try {
    json = JSON.parse(value.toString("utf8"));
  } catch (error) {
    throw new AnswerError("fact.shape", `not JSON: ${(error as Error).message}`, { hint: "see docs/schemas" });
  }
  const type = (json as { type?: unknown } | null)?.type;
  if (typeof type === "string" && !(type in known)) return undefined;
  const parsed = checked(json, schema);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const pointer = issue ? issue.path.map((step) => `/${String(step)}`).join("") : "";
  throw new AnswerError("fact.shape", issue?.message ?? "not a fact", { pointer, hint: "see docs/schemas" });
}

/** A schema walks a document by calling itself: one that is nested too deep for that is no fact. */
function checked<Fact>(json: unknown, schema: z.ZodType<Fact>) {
  try {
    return schema.safeParse(upcast(json));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AnswerError("fact.shape", "nested too deep to be read", { hint: "see docs/schemas" });
  }
}
