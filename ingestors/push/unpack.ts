// The body of a push: read, unpacked and measured on the way, so that no bomb is ever held in memory.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { RequestRefused } from "../../schemas/request-refused.ts";
import { beyond, type PushLimits } from "./limits.ts";

/** Small bodies may be packed as well as they can be: a ratio means nothing there. */
const RATIO_FROM_BYTES = 256 * 1024;

/**
 * The whole body, unpacked.
 * @throws {RequestRefused} RELEVE_TOO_LARGE beyond a limit; RELEVE_MEDIA_TYPE for another packing than gzip; RELEVE_USAGE
 *   when the body was cut, or is not what it says it is.
 */
export async function unpacked(
  body: AsyncIterable<Uint8Array>,
  headers: Readonly<Record<string, string>>,
  limits: PushLimits,
): Promise<Buffer> {
  const encoding = (headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (!["identity", "gzip", "x-gzip"].includes(encoding)) throw otherPacking(encoding);
  if (Number(headers["content-length"] ?? 0) > limits.bytes) throw beyond("bytes", limits);
  const chunks: Buffer[] = [];
  const sizes = { travelled: 0, unpacked: 0 };
  let passed: RequestRefused | undefined; // a pipeline that is ended by it may tell only that it was ended
  const refuseBeyond = (isBeyond: boolean, name: "bytes" | "unpackedBytes" | "ratio") => {
    if (!isBeyond) return;
    passed ??= beyond(name, limits);
    throw passed;
  };
  const travelling = async function* () {
    for await (const chunk of body) {
      sizes.travelled += chunk.length;
      refuseBeyond(sizes.travelled > limits.bytes, "bytes");
      yield Buffer.from(chunk);
    }
  };
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      sizes.unpacked += chunk.length;
      refuseBeyond(sizes.unpacked > limits.unpackedBytes, "unpackedBytes");
      refuseBeyond(sizes.unpacked > Math.max(RATIO_FROM_BYTES, limits.ratio * sizes.travelled), "ratio");
      chunks.push(chunk);
    }
  };
  try {
    if (encoding === "identity") await collect(travelling());
    else await pipeline(Readable.from(travelling()), createGunzip(), collect);
  } catch (error) {
    throw passed ?? cut(error);
  }
  return Buffer.concat(chunks);
}

function otherPacking(found: string): RequestRefused {
  return new RequestRefused("RELEVE_MEDIA_TYPE", {
    en: [
      `content-encoding: found ${found.slice(0, 40)}, expected gzip or none`,
      "pack the body with gzip, or not at all",
    ],
    fr: [
      `content-encoding : trouvé ${found.slice(0, 40)}, attendu gzip ou rien`,
      "compressez le corps avec gzip, ou pas du tout",
    ],
  });
}

function cut(cause: unknown): RequestRefused {
  const said = {
    en: ["the body was cut, or is not gzip as it says", "send it again, with the same key"],
    fr: ["le corps est coupé, ou n’est pas en gzip comme annoncé", "renvoyez-le, avec la même clé"],
  } as const;
  return new RequestRefused("RELEVE_USAGE", said, {}, { cause });
}
