// A push that was refused, kept as it came but for what must not be kept: e-mail addresses and credentials.
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { DETAIL_LENGTH, EDGE_KEY, KEPT_BYTES, type PushRefused } from "../schemas/edge.ts";
import { ReleveError } from "../schemas/errors.ts";
import { SourceId, StartupId } from "../schemas/ids.ts";
import { type CanAppend, TOPICS } from "../schemas/ports.ts";
import type { Signal } from "../schemas/signals.ts";
import { keptBytes } from "./kept-text.ts";

export interface Keeping {
  readonly log: CanAppend;
  readonly clock: () => number;
  readonly signal: Signal;
  readonly newId: (at: number) => string;
}
interface Refused {
  /** As received, unpacked. */
  readonly bytes: Buffer;
  /** What the push names, when it can be read; anything else is left out. */
  readonly startup?: unknown;
  readonly source?: unknown;
  readonly error: ReleveError;
}

/**
 * Appends `push.refused`.
 * @returns its place, `partition:offset`; `isWhole` false: the bytes are too many, their size and hash are kept
 * @throws {ReleveError} RELEVE_LOG_UNAVAILABLE, with the refusal as its cause: nothing was kept.
 */
export async function keepRefusal(
  refused: Refused,
  keeping: Keeping,
): Promise<{ readonly place: string; readonly isWhole: boolean }> {
  const fact = refusalOf(refused, keeping);
  const place = await appended(fact, keeping.log, refused.error);
  const { startup, source, id: event, code, bytes: bodyBytes } = fact;
  keeping.signal("push refused", {
    ...(startup !== undefined && { startup }),
    ...(source !== undefined && { source }),
    ...{ event, code, partition: place.partition, offset: place.offset, bodyBytes },
  });
  return { place: `${place.partition}:${place.offset}`, isWhole: fact.body !== undefined };
}

async function appended(fact: PushRefused, log: CanAppend, refusal: ReleveError) {
  const entry = { key: fact.startup ?? EDGE_KEY, value: Buffer.from(JSON.stringify(fact)) };
  try {
    const [place] = await log.append(TOPICS.edge, [entry]);
    if (!place) throw new TypeError("the log took a fact and told no place");
    return place;
  } catch (error) {
    if (!(error instanceof ReleveError)) throw error;
    const message = `${error.message}; the push was refused besides, and could not be kept: ${refusal.message}`;
    throw new ReleveError(error.code, message, error.hint, { cause: refusal });
  }
}

function refusalOf({ bytes, error, ...named }: Refused, { clock, newId }: Keeping): PushRefused {
  const now = clock();
  const clean = cleaned(bytes);
  const detail = cleaned(Buffer.from(error.message)).toString("utf8");
  const startup = StartupId.safeParse(named.startup).data;
  const source = SourceId.safeParse(named.source).data;
  return {
    type: "push.refused",
    id: newId(now),
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

const cleaned = (bytes: Buffer) => keptBytes(bytes, { all: true });
