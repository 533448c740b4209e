// What was last declared and pulled, folded from the log and kept nowhere else: hashes, offsets and times, never bodies.
import { z } from "zod";
import { canonicalJson, sha256 } from "../schemas/canonical.ts";
import { passedOver } from "../schemas/fact-in.ts";
import { type CanRead, type LogRecord, PARTITIONS, TOPICS } from "../schemas/ports.ts";
import { upcast } from "../schemas/upcast.ts";
import { Attempted, type Attempts, afterAttempt } from "./attempts.ts";
import type { Span } from "./span.ts";

/** The last complete answer of a source. */
export interface Remembered {
  readonly id: string;
  /** Of the fact `endpoint.answered`, in the startup's partition. */
  readonly offset: number;
  /** When the log took it, milliseconds since 1970. */
  readonly at: number;
  /** Hash of kind, version, settings and definitions: equal hashes read equal bytes equally. */
  readonly reader: string;
  readonly pages: readonly { readonly sha256: string; readonly etag?: string; readonly lastModified?: string }[];
}
export interface PullMemory {
  /** Reads what was appended since, of one partition or of all; cheap when that is little. */
  refresh(partition?: number): Promise<void>;
  /** Hash of the startup's declaration as last recorded, or `undefined`. */
  declared(startup: string): string | undefined;
  /** The source's last complete answer, or its last one for a past span; `undefined`: none. */
  answered(startup: string, source: string, span?: Span): Remembered | undefined;
  /** How the source's pulls went lately; `undefined`: it was never asked. */
  attempts(startup: string, source: string): Attempts | undefined;
  /** Where the first fact of a push with this id stands, in its startup's partition, or `undefined`. */
  pushed(id: string): number | undefined;
}

const Declared = z.object({ type: z.literal("source.declared"), startup: z.string(), sha256: z.string() });
const Answered = z.object({
  type: z.literal("endpoint.answered"),
  id: z.string(),
  reader: z.json(),
  backfill: z.object({ from: z.string(), to: z.string() }).optional(),
  pages: z.array(z.object({ sha256: z.string(), headers: z.record(z.string(), z.string()) })),
});
const Pushed = z.object({ type: z.literal("declaration.received"), id: z.string() });
/** What a fact is searched for before it is parsed: those that say nothing here are most of the bytes of some logs. */
const TYPES = [
  "source.declared",
  "endpoint.answered",
  "endpoint.unchanged",
  "endpoint.failed",
  "declaration.received",
].map((type) => `"${type}"`);

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
  const attempts = new Map<string, Attempts>();
  const pushed = new Map<string, number>();
  const keep = (record: LogRecord): void => {
    const fact = remarkable(record.value);
    const declaration = Declared.safeParse(fact).data;
    if (declaration) declared.set(declaration.startup, declaration.sha256);
    const push = Pushed.safeParse(fact).data;
    if (push && !pushed.has(push.id)) pushed.set(push.id, record.offset);
    const attempt = Attempted.safeParse(fact).data;
    if (!attempt) return;
    const { startup, source } = attempt;
    const key = keyOf(startup, source);
    attempts.set(key, afterAttempt(attempts.get(key), attempt, record.time));
    const answer = passedOver(() => Answered.safeParse(fact).data);
    if (answer) remember(keyOf(startup, source, answer.backfill), answer, record);
  };
  const remember = (key: string, fact: z.infer<typeof Answered>, { offset, time }: LogRecord): void => {
    if (answered.get(key)?.id === fact.id) return; // one fact, delivered twice
    const pages = fact.pages.map(({ sha256: hash, headers }) => ({
      sha256: hash,
      ...(headers.etag !== undefined && { etag: headers.etag }),
      ...(headers["last-modified"] !== undefined && { lastModified: headers["last-modified"] }),
    }));
    answered.set(key, { id: fact.id, offset, at: time, reader: readerHash(fact.reader), pages });
  };
  const readOn = async (partition: number): Promise<void> => {
    for await (const record of log.read(TOPICS.facts, partition, cursors[partition] ?? 0)) {
      keep(record);
      cursors[partition] = record.offset + 1;
    }
  };
  /** One reading of a partition at a time: facts are kept in the log's order. */
  const turns = new Map<number, Promise<void>>();
  const inTurn = (partition: number): Promise<void> => {
    const turn = (turns.get(partition) ?? Promise.resolve()).catch(() => undefined).then(() => readOn(partition));
    turns.set(partition, turn);
    return turn;
  };
  const refresh = async (only?: number): Promise<void> => {
    for (let partition = 0; partition < PARTITIONS; partition++)
      if (only === undefined || only === partition) await inTurn(partition);
  };
  await refresh();
  return {
    refresh,
    declared: (startup) => declared.get(startup),
    answered: (startup, source, span) => answered.get(keyOf(startup, source, span)),
    attempts: (startup, source) => attempts.get(keyOf(startup, source)),
    pushed: (id) => pushed.get(id),
  };
}

/** The answers for a past span are apart from those for the present: neither is the other's last. */
function keyOf(startup: string, source: string, span?: Span): string {
  return `${startup} ${source}${span ? ` ${span.from} ${span.to}` : ""}`;
}

/** A fact that the memory is made of; anything else, readable or not, is a processor's business. */
function remarkable(value: Buffer): unknown {
  if (!TYPES.some((type) => value.includes(type))) return undefined;
  return passedOver(() => upcast(JSON.parse(value.toString("utf8"))));
}
