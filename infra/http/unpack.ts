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
  /** How many times larger it may be once unpacked, from 1 MiB on. Default 100. */
  readonly maxRatio?: number;
}
const MAX_RATIO = 100;
/** Small answers may be as repetitive as they like. */
const RATIO_FROM_BYTES = 1024 * 1024;

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
  const seen = { travelled: 0 };
  const unpacked = (source: AsyncIterable<Buffer>) => noBomb(source, limits, seen);
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of unpacked(source)) chunks.push(chunk);
  };
  const stages = unpackers.flatMap((open) => (open ? [open()] : []));
  const [first, second] = stages;
  const travelled = (source: AsyncIterable<Buffer>) => atMost(source, limits.maxBytes, TRAVELLING, seen);
  // What lies between two unpackers is measured too: a bomb inside a bomb grows there.
  if (first && second) await pipeline(body, travelled, first, unpacked, second, collect);
  else if (first) await pipeline(body, travelled, first, collect);
  else await pipeline(body, travelled, collect);
  return Buffer.concat(chunks);
}

/** Told by how much it grows, long before it is large: then it is never held. */
async function* noBomb(
  source: AsyncIterable<Buffer>,
  { maxUnpackedBytes, maxRatio = MAX_RATIO }: Limits,
  seen: { readonly travelled: number },
): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of atMost(source, maxUnpackedBytes, UNPACKED)) {
    size += chunk.length;
    if (size > RATIO_FROM_BYTES && size > seen.travelled * maxRatio) {
      throw new ReleveError(
        "RELEVE_ANSWER_SIZE",
        `the answer unpacks to more than ${maxRatio} times what travelled`,
        "look at what the address sends: it may be a bomb; if it is an answer, raise RELEVE_PULL_MAX_RATIO",
      );
    }
    yield chunk;
  }
}

async function* atMost(
  source: AsyncIterable<Buffer>,
  limit: number,
  what: typeof UNPACKED,
  seen = { travelled: 0 },
): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    seen.travelled = size;
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
