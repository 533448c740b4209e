// A restore: every record of a backup to its own place in an empty log; what a cut off restore left there is compared.
import { ReleveError } from "../../schemas/errors.ts";
import type { CanRead, LogRecord, Topic } from "../../schemas/ports.ts";
import type { CanRestore } from "../log/restoring.ts";
import { endsOf, type Manifest } from "./manifest.ts";
import { manifestOf } from "./manifest-file.ts";
import { readSegment, recordHash } from "./segment.ts";
import { type Verified, verifyFiles, type Watching } from "./verify.ts";

/** Records go to the log so many at a time, or so many bytes of values. */
const BATCH = { records: 1_000, bytes: 8 * 1024 * 1024 } as const;

export interface Restored extends Verified {
  /** Records that an earlier, cut off restore of this backup had written; they are the same. */
  readonly alreadyThere: number;
}
export interface RestoreWatching extends Watching {
  /** Told what is done now: the whole backup is verified before the first record is written. */
  readonly step?: (name: "verify" | "restore") => void;
}

/**
 * Verifies a backup, then writes all of it. From the first record to the last the log is refused to everybody else.
 * @throws {ReleveError} RELEVE_BACKUP before anything is written; RELEVE_LOG_NOT_EMPTY, RELEVE_RESTORE_UNFINISHED,
 *   RELEVE_LOG_UNAVAILABLE. Run again, it goes on.
 */
export async function restoreBackup(
  log: CanRestore,
  folder: string,
  watching: RestoreWatching = {},
): Promise<Restored> {
  const { step, report, gone } = watching;
  step?.("verify");
  const manifest = await manifestOf(folder);
  const verified = await verifyFiles(folder, manifest, watching);
  await log.begin(manifest.id);
  step?.("restore");
  let done = 0;
  let alreadyThere = 0;
  for (const { topic, segments } of manifest.topics) {
    const there = new Compared(log, topic, await log.ends(topic), folder);
    for (const segment of segments)
      for await (const batch of batches(readSegment(folder, segment))) {
        gone?.throwIfAborted();
        const fresh = await there.without(batch);
        if (fresh.length > 0) await log.write(topic, fresh);
        alreadyThere += batch.length - fresh.length;
        done += batch.length;
        report?.(done, verified.records, topic);
      }
  }
  await checkEnds(log, manifest);
  await log.finish();
  return { ...verified, alreadyThere };
}

/** What a cut off restore wrote must be the backup's, record by record. */
class Compared {
  readonly #log: CanRead;
  readonly #topic: Topic;
  readonly #ends: readonly number[];
  readonly #folder: string;
  readonly #readers = new Map<number, AsyncIterator<LogRecord>>();

  constructor(log: CanRead, topic: Topic, ends: readonly number[], folder: string) {
    this.#log = log;
    this.#topic = topic;
    this.#ends = ends;
    this.#folder = folder;
  }
  /** The records that the log does not have yet. */
  async without(records: readonly LogRecord[]): Promise<LogRecord[]> {
    const fresh: LogRecord[] = [];
    for (const record of records) {
      const { partition, offset } = record;
      if (offset >= (this.#ends[partition] ?? 0)) fresh.push(record);
      else if (!same(record, await this.#next(partition))) throw this.#other(record);
    }
    return fresh;
  }
  async #next(partition: number): Promise<LogRecord | undefined> {
    let reader = this.#readers.get(partition);
    if (!reader) {
      reader = this.#log.read(this.#topic, partition, 0)[Symbol.asyncIterator]();
      this.#readers.set(partition, reader);
    }
    const { done, value } = await reader.next();
    return done ? undefined : value;
  }
  #other({ partition, offset }: LogRecord): ReleveError {
    return new ReleveError(
      "RELEVE_LOG_NOT_EMPTY",
      `${this.#topic}, partition ${partition}: offset ${offset} is another record in the log than in ${this.#folder}`,
      "somebody else wrote into this log: empty it, then restore again",
    );
  }
}

const same = (one: LogRecord, other: LogRecord | undefined) =>
  other !== undefined && one.offset === other.offset && recordHash(one) === recordHash(other);

async function* batches(records: AsyncIterable<LogRecord>): AsyncGenerator<LogRecord[]> {
  let batch: LogRecord[] = [];
  let bytes = 0;
  for await (const record of records) {
    batch.push(record);
    bytes += record.value.length;
    if (batch.length < BATCH.records && bytes < BATCH.bytes) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

/** @throws {ReleveError} RELEVE_LOG_NOT_EMPTY when the log ends elsewhere than the backup. */
async function checkEnds(log: CanRead, manifest: Manifest): Promise<void> {
  for (const { topic, segments } of manifest.topics) {
    const ends = await log.ends(topic);
    for (const [partition, expected] of endsOf(segments).entries()) {
      if (ends[partition] === expected) continue;
      throw new ReleveError(
        "RELEVE_LOG_NOT_EMPTY",
        `${topic}, partition ${partition} ends at ${ends[partition]} and should at ${expected}: somebody else writes into it`,
        "stop every other program that uses this log, empty it, then restore again",
      );
    }
  }
}
