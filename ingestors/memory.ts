// What was last declared and pulled, folded from the log and kept nowhere else: hashes and offsets, never bodies.
import { z } from "zod";
import { canonicalJson, sha256 } from "../schemas/canonical.ts";
import { type CanRead, type LogRecord, PARTITIONS, TOPICS } from "../schemas/ports.ts";
import { upcast } from "../schemas/upcast.ts";

/** The last complete answer of a source. */
export interface Remembered {
  readonly id: string;
  /** Of the fact `endpoint.answered`, in the startup's partition. */
  readonly offset: number;
  /** Hash of kind, version, settings and definitions: equal hashes read equal bytes equally. */
  readonly reader: string;
  readonly pages: readonly { readonly sha256: string; readonly etag?: string; readonly lastModified?: string }[];
}
export interface PullMemory {
  /** Reads what was appended since; cheap when that is little. */
  refresh(): Promise<void>;
  /** Hash of the startup's declaration as last recorded, or `undefined`. */
  declared(startup: string): string | undefined;
  /** The source's last complete answer, or `undefined`. */
  answered(startup: string, source: string): Remembered | undefined;
}

const Declared = z.object({ type: z.literal("source.declared"), startup: z.string(), sha256: z.string() });
const Answered = z.object({
  type: z.literal("endpoint.answered"),
  id: z.string(),
  startup: z.string(),
  source: z.string(),
  reader: z.json(),
  pages: z.array(z.object({ sha256: z.string(), headers: z.record(z.string(), z.string()) })),
});
const Remarkable = z.discriminatedUnion("type", [Declared, Answered]);

/** Equal readers have equal hashes. */
export function readerHash(reader: unknown): string {
  return sha256(canonicalJson(reader));
}

/**
 * Opens the memory: reads the whole topic of facts once.
 * @throws {ReleveError} RELEVE_LOG_UNAVAILABLE when the log does not answer.
 */
export async function openMemory(log: CanRead): Promise<PullMemory> {
  const cursors = new Array<number>(PARTITIONS).fill(0);
  const declared = new Map<string, string>();
  const answered = new Map<string, Remembered>();
  const keep = (record: LogRecord): void => {
    const fact = remarkable(record.value);
    if (fact?.type === "source.declared") declared.set(fact.startup, fact.sha256);
    if (fact?.type !== "endpoint.answered") return;
    const key = `${fact.startup} ${fact.source}`;
    if (answered.get(key)?.id === fact.id) return; // one fact, delivered twice
    const pages = fact.pages.map(({ sha256: hash, headers }) => ({
      sha256: hash,
      ...(headers.etag !== undefined && { etag: headers.etag }),
      ...(headers["last-modified"] !== undefined && { lastModified: headers["last-modified"] }),
    }));
    answered.set(key, { id: fact.id, offset: record.offset, reader: readerHash(fact.reader), pages });
  };
  const refresh = async (): Promise<void> => {
    for (let partition = 0; partition < PARTITIONS; partition++) {
      for await (const record of log.read(TOPICS.facts, partition, cursors[partition] ?? 0)) {
        keep(record);
        cursors[partition] = record.offset + 1;
      }
    }
  };
  await refresh();
  return {
    refresh,
    declared: (startup) => declared.get(startup),
    answered: (startup, source) => answered.get(`${startup} ${source}`),
  };
}

/** A fact that the memory is made of; anything else, readable or not, is a processor's business. */
function remarkable(value: Buffer): z.infer<typeof Remarkable> | undefined {
  if (!value.includes('"source.declared"') && !value.includes('"endpoint.answered"')) return undefined;
  try {
    return Remarkable.safeParse(upcast(JSON.parse(value.toString("utf8")))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
