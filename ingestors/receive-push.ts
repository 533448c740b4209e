// A push as it comes, in bytes. One that is refused is kept so: whoever sent it, or mends it, can look at its bytes later.
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { DETAIL_LENGTH, EDGE_KEY, KEPT_BYTES, type PushRefused } from "../schemas/edge.ts";
import { type ErrorCode, ReleveError } from "../schemas/errors.ts";
import { SourceId, StartupId } from "../schemas/ids.ts";
import { JsonRefused, parseJsonText } from "../schemas/json-text.ts";
import { type Appended, TOPICS } from "../schemas/ports.ts";
import { type Push, pushFigures } from "./push.ts";
import { redactEmails } from "./redact.ts";

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
    return parseJsonText(UTF8.decode(bytes));
  } catch (error) {
    if (error instanceof JsonRefused) throw twofold(name, error);
    const why = error instanceof SyntaxError ? error.message : "its bytes are not UTF-8";
    throw new ReleveError("RELEVE_FILE", `${name} is not JSON: ${why}`, "mend the file, then push it again");
  }
}

/**
 * Appends `push.refused` for an error that is the sender's.
 * @param request  what could be read of the bytes; `undefined`: they are not JSON
 * @returns the error to tell: the same, and where the bytes are kept. Errors that are not the sender's come back as they are.
 * @throws {ReleveError} RELEVE_LOG_UNAVAILABLE, with the refusal as its cause: nothing was kept.
 */
async function keepRefused(bytes: Buffer, request: unknown, error: unknown, push: Push): Promise<unknown> {
  if (!(error instanceof ReleveError) || !OF_REQUEST.has(error.code)) return error;
  const fact = refusalOf(bytes, request, error, push);
  const entry = { key: fact.startup ?? EDGE_KEY, value: Buffer.from(JSON.stringify(fact)) };
  const [place] = await appended(push, entry, error);
  if (!place) throw new TypeError("the log took a fact and told no place");
  const { partition, offset } = place;
  const { startup, source, id: event, code } = fact;
  push.signal("push refused", {
    ...(startup !== undefined && { startup }),
    ...(source !== undefined && { source }),
    ...{ event, code, partition, offset, bodyBytes: fact.bytes },
  });
  const kept = fact.body === undefined ? "its size and hash (it is larger than 1 MiB)" : "the refused bytes";
  const where = `${TOPICS.edge} keeps ${kept} at ${partition}:${offset} (releve rejects show ${EDGE_KEY} ${partition}:${offset})`;
  return new ReleveError(error.code, `${error.message}\n  ${where}`, error.hint, { cause: error });
}

async function appended(push: Push, entry: { key: string; value: Buffer }, refusal: ReleveError) {
  try {
    return await push.log.append(TOPICS.edge, [entry]);
  } catch (error) {
    if (!(error instanceof ReleveError)) throw error;
    const message = `${error.message}; the push was refused besides, and could not be kept: ${refusal.message}`;
    throw new ReleveError(error.code, message, error.hint, { cause: refusal });
  }
}

function refusalOf(bytes: Buffer, request: unknown, error: ReleveError, push: Push): PushRefused {
  const now = push.clock();
  const { bytes: clean } = redactEmails(bytes);
  const detail = redactEmails(Buffer.from(error.message)).bytes.toString("utf8");
  const named = typeof request === "object" && request !== null ? (request as Record<string, unknown>) : {};
  const startup = StartupId.safeParse(named.startup).data;
  const source = SourceId.safeParse(named.source).data;
  return {
    type: "push.refused",
    id: push.newId(now),
    at: new Date(now).toISOString(),
    ...(startup !== undefined && { startup }),
    ...(source !== undefined && { source }),
    code: error.code,
    detail: detail.length > DETAIL_LENGTH ? `${detail.slice(0, DETAIL_LENGTH - 1)}…` : detail,
    bytes: clean.length,
    sha256: createHash("sha256").update(clean).digest("hex"),
    ...(clean.length <= KEPT_BYTES && { body: gzipSync(clean).toString("base64") }),
  };
}
