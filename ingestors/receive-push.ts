// A push as it comes, in bytes. One that is refused is kept so: whoever sent it, or mends it, can look at its bytes later.
import { EDGE_KEY } from "../schemas/edge.ts";
import { type ErrorCode, ReleveError } from "../schemas/errors.ts";
import { JsonRefused, parseJsonText } from "../schemas/json-text.ts";
import { type Appended, TOPICS } from "../schemas/ports.ts";
import { keptBytes } from "./kept-text.ts";
import { type Push, pushFigures } from "./push.ts";
import { keepRefusal } from "./refusal.ts";

/** Refusals of what the request says; any other error is not the sender's. */
const OF_REQUEST: ReadonlySet<ErrorCode> = new Set(["RELEVE_USAGE", "RELEVE_FILE", "RELEVE_UNKNOWN_STARTUP"]);

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Appends what a file or a request holds as `declaration.received`; what is refused is kept, as `push.refused`.
 * @param name  of where the bytes came from, for the error
 * @throws {ReleveError} RELEVE_FILE when they are not JSON, RELEVE_UNKNOWN_STARTUP, RELEVE_USAGE, each with where the bytes are kept.
 */
export async function receivePush(
  bytes: Buffer,
  name: string,
  push: Push,
): Promise<Appended & { readonly id: string }> {
  let request: unknown;
  try {
    request = requestIn(bytes, name);
    return await pushFigures(request, push);
  } catch (error) {
    throw await keepRefused(bytes, request, error, push);
  }
}

function twofold(name: string, { message }: JsonRefused): ReleveError {
  return new ReleveError("RELEVE_FILE", `${name} has ${message}`, "mend the file, then push it again");
}

function requestIn(bytes: Buffer, name: string): unknown {
  try {
    return parseJsonText(UTF8.decode(keptBytes(bytes)));
  } catch (error) {
    if (error instanceof JsonRefused) throw twofold(name, error);
    const why = error instanceof SyntaxError ? error.message : "its bytes are not UTF-8";
    throw new ReleveError("RELEVE_FILE", `${name} is not JSON: ${why}`, "mend the file, then push it again");
  }
}

/**
 * Keeps the bytes when an error is the sender's.
 * @param request  what could be read of the bytes; `undefined`: they are not JSON
 * @returns the error to tell: the same, and where the bytes are kept. Errors that are not the sender's come back as they are.
 * @throws {ReleveError} RELEVE_LOG_UNAVAILABLE, with the refusal as its cause: nothing was kept.
 */
async function keepRefused(bytes: Buffer, request: unknown, error: unknown, push: Push): Promise<unknown> {
  if (!(error instanceof ReleveError) || !OF_REQUEST.has(error.code)) return error;
  const named = typeof request === "object" && request !== null ? (request as Record<string, unknown>) : {};
  const { place, isWhole } = await keepRefusal({ bytes, ...named, error }, push);
  const kept = isWhole ? "the refused bytes" : "its size and hash (it is larger than 1 MiB)";
  const where = `${TOPICS.edge} keeps ${kept} at ${place} (releve rejects show ${EDGE_KEY} ${place})`;
  return new ReleveError(error.code, `${error.message}\n  ${where}`, error.hint, { cause: error });
}
