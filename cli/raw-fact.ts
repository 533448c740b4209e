// One fact of the log with the bytes that it brought, for people: what no table holds.
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { sha256 } from "../schemas/canonical.ts";
import { ReleveError } from "../schemas/errors.ts";
import { type CanRead, TOPICS } from "../schemas/ports.ts";

const Answer = z.looseObject({
  type: z.literal("endpoint.answered"),
  reader: z.looseObject({ kind: z.string(), version: z.number() }),
  pages: z.array(z.looseObject({ url: z.string(), status: z.number(), sha256: z.string(), body: z.string() })),
});
const Repeat = z.looseObject({ type: z.literal("endpoint.unchanged"), answer: z.number() });

export interface RawFact {
  /** The fact without its bytes; of something that is no fact, its text. */
  readonly about: unknown;
  /** Who read it, in words. */
  readonly reading: string;
  readonly pages: readonly RawPage[];
}
export interface RawPage {
  readonly url: string;
  readonly status: number;
  readonly sha256: string;
  readonly bytes: Buffer;
}

/**
 * The fact at a place of releve.facts.v1; of an unchanged answer, with the bytes that it names.
 * @throws {ReleveError} RELEVE_UNKNOWN_FACT; RELEVE_LOG_UNAVAILABLE.
 */
export async function factOf(log: CanRead, partition: number, offset: number): Promise<RawFact> {
  const value = await valueAt(log, partition, offset);
  const json = jsonOf(value);
  const repeat = Repeat.safeParse(json);
  if (repeat.success) {
    const { reading, pages } = await factOf(log, partition, repeat.data.answer);
    return { about: json, reading: `${reading}, bytes of offset ${repeat.data.answer}`, pages };
  }
  const answer = Answer.safeParse(json);
  if (!answer.success) {
    const page = { url: "the fact itself", status: 0, sha256: sha256(value.toString("utf8")), bytes: value };
    return { about: json ?? value.toString("utf8"), reading: "none: the fact itself is shown", pages: [page] };
  }
  const { reader, pages } = answer.data;
  const about = { ...answer.data, pages: pages.map(({ body, ...rest }) => ({ ...rest, packedBytes: body.length })) };
  const reading = `${reader.kind}, version ${reader.version}, ${JSON.stringify(reader.settings)}`;
  return { about, reading, pages: pages.map(({ body, ...page }) => ({ ...page, bytes: unpacked(body) })) };
}

/** The pages of an answer, unpacked; none when the bytes are another fact, or none. */
export function pagesIn(value: Buffer): readonly RawPage[] {
  const answer = Answer.safeParse(jsonOf(value));
  return answer.success ? answer.data.pages.map(({ body, ...page }) => ({ ...page, bytes: unpacked(body) })) : [];
}

async function valueAt(log: CanRead, partition: number, offset: number): Promise<Buffer> {
  for await (const record of log.read(TOPICS.facts, partition, offset)) {
    if (record.offset === offset) return record.value;
    break;
  }
  const where = `partition ${partition} of the log has no offset ${offset}`;
  throw new ReleveError("RELEVE_UNKNOWN_FACT", where, "releve topics shows how far each partition goes");
}

/** Bytes that cannot be unpacked are shown as they are: they may be why the fact was rejected. */
function unpacked(body: string): Buffer {
  const packed = Buffer.from(body, "base64");
  try {
    return gunzipSync(packed);
  } catch {
    return packed;
  }
}

function jsonOf(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString("utf8"));
  } catch {
    return undefined;
  }
}
