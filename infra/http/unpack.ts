// The body of a reply: read, unpacked and measured on the way, so that no bomb is ever held in memory.
import type { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { ReleveError } from "../../schemas/errors.ts";

export interface Limits {
  /** As they travel. */
  readonly maxBytes: number;
  /** Once unpacked. */
  readonly maxUnpackedBytes: number;
}

const UNPACK: Record<string, () => Transform> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};
const TRAVELLING = { what: "as it travels", setting: "RELEVE_PULL_MAX_BYTES" };
const UNPACKED = { what: "unpacked", setting: "RELEVE_PULL_MAX_UNPACKED_BYTES" };
/** Nested encodings are legal and have no honest use. */
const MAX_ENCODINGS = 2;

/**
 * The whole body, unpacked.
 * @throws {ReleveError} RELEVE_ANSWER_SIZE beyond a limit; RELEVE_ENDPOINT_REFUSED for an encoding we cannot unpack;
 *   the stream's own error when the body was cut or is damaged.
 */
export async function readBody(
  body: Readable,
  headers: Readonly<Record<string, string>>,
  limits: Limits,
): Promise<Buffer> {
  const encodings = (headers["content-encoding"] ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "" && name !== "identity");
  const unpackers = encodings.reverse().map((name) => UNPACK[name]);
  if (unpackers.length > MAX_ENCODINGS || unpackers.includes(undefined)) throw unknownEncoding(encodings.join(", "));
  const chunks: Buffer[] = [];
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of atMost(source, limits.maxUnpackedBytes, UNPACKED)) chunks.push(chunk);
  };
  const stages = unpackers.flatMap((open) => (open ? [open()] : []));
  const [first, second] = stages;
  const travelled = (source: AsyncIterable<Buffer>) => atMost(source, limits.maxBytes, TRAVELLING);
  if (first && second) await pipeline(body, travelled, first, capped(limits), second, collect);
  else if (first) await pipeline(body, travelled, first, collect);
  else await pipeline(body, travelled, collect);
  return Buffer.concat(chunks);
}

/** What lies between two unpackers is measured too: a bomb inside a bomb grows there. */
function capped({ maxUnpackedBytes }: Limits) {
  return (source: AsyncIterable<Buffer>) => atMost(source, maxUnpackedBytes, UNPACKED);
}

async function* atMost(source: AsyncIterable<Buffer>, limit: number, what: typeof UNPACKED): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > limit) {
      throw new ReleveError(
        "RELEVE_ANSWER_SIZE",
        `the answer is larger than ${limit} bytes, ${what.what}`,
        `ask for smaller pages or fewer rows, or raise ${what.setting}`,
      );
    }
    yield chunk;
  }
}

function unknownEncoding(found: string): ReleveError {
  return new ReleveError(
    "RELEVE_ENDPOINT_REFUSED",
    `the answer is packed as "${found.slice(0, 60)}"; asked for gzip or br`,
    "ask the startup to honour Accept-Encoding",
  );
}
