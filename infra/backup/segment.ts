// A segment: one file of records of one topic, packed by gzip, written once and never again.
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { ReleveError } from "../../schemas/errors.ts";
import type { LogRecord } from "../../schemas/ports.ts";
import { damaged, folderFault } from "./faults.ts";
import { decode, encode } from "./frame.ts";
import type { Run, Segment } from "./manifest.ts";

/** A segment ends after this many bytes of records, before packing: what one damaged file can cost, and one read again. */
export const SEGMENT_BYTES = 256 * 1024 * 1024;
/** Records are handed to gzip in pieces of about this size: one by one takes twice as long. */
const PIECE_BYTES = 128 * 1024;
/** Of 124 MB of facts 1 leaves 19.1 MB, 6 leaves 14.6 in 1.4 times the time, 9 leaves 14.2 in 1.7 times. */
const GZIP_LEVEL = 6;

/** What came by, partition by partition. */
class Tally {
  readonly runs: Run[] = [];
  #last: LogRecord | undefined;

  add(record: LogRecord): void {
    const { partition, offset, time } = record;
    let run = this.runs.at(-1);
    if (run?.partition !== partition) {
      this.#seal();
      run = { partition, first: offset, last: offset, records: 0, firstTime: time, lastTime: time, lastSha256: "" };
      this.runs.push(run);
    }
    run.last = offset;
    run.lastTime = time;
    run.records += 1;
    this.#last = record;
  }
  done(): Run[] {
    this.#seal();
    return this.runs;
  }
  #seal(): void {
    const run = this.runs.at(-1);
    if (run && this.#last) run.lastSha256 = recordHash(this.#last);
  }
}

export interface Writing {
  readonly gone?: AbortSignal | undefined;
  /** Told how many more records were handed over. */
  readonly wrote?: ((records: number) => void) | undefined;
  /** Bytes of records after which it ends. */
  readonly most?: number | undefined;
}

/** By what a log is known again: the hash of a record as it stands in a backup. */
export const recordHash = (record: LogRecord) => createHash("sha256").update(encode(record)).digest("hex");

/**
 * Writes records into a file until there are no more, or the file is large enough. Durable when it resolves.
 * @param records  read by hand, for the next segment goes on with it
 * @throws {ReleveError} RELEVE_BACKUP_FOLDER when the file cannot be written; what reading the records throws.
 */
export async function writeSegment(
  path: string,
  records: AsyncIterator<LogRecord>,
  { gone, wrote, most = SEGMENT_BYTES }: Writing = {},
): Promise<Pick<Segment, "bytes" | "sha256" | "runs">> {
  const tally = new Tally();
  const hash = createHash("sha256");
  let bytes = 0;
  async function* framed(): AsyncGenerator<Buffer> {
    let piece: Buffer[] = [];
    let held = 0;
    let count = 0;
    for (let total = 0; total < most; ) {
      const { done, value: record } = await records.next();
      if (done) break;
      tally.add(record);
      const frame = encode(record);
      piece.push(frame);
      held += frame.length;
      total += frame.length;
      count += 1;
      if (held < PIECE_BYTES) continue;
      yield Buffer.concat(piece);
      wrote?.(count);
      [piece, held, count] = [[], 0, 0];
    }
    if (held > 0) yield Buffer.concat(piece);
    wrote?.(count);
  }
  async function* hashed(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of packed) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  try {
    const file = createWriteStream(path, { flags: "w", mode: 0o600, flush: true });
    await pipeline(framed, createGzip({ level: GZIP_LEVEL }), hashed, file, gone ? { signal: gone } : {});
  } catch (error) {
    throw folderFault(error, path);
  }
  return { bytes, sha256: hash.digest("hex"), runs: tally.done() };
}

/**
 * Compares a segment's file with its size and hash in the manifest.
 * @throws {ReleveError} RELEVE_BACKUP when it is missing, cut or changed.
 */
export async function checkFile(folder: string, { file, bytes, sha256 }: Segment): Promise<void> {
  const path = join(folder, file);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw damaged(path, "the manifest names this file, and it is not there");
    throw folderFault(error, path);
  });
  if (found.size !== bytes) throw damaged(path, `it has ${found.size} bytes, and had ${bytes} when it was written`);
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk);
  } catch (error) {
    throw folderFault(error, path);
  }
  const now = hash.digest("hex");
  if (now !== sha256) throw damaged(path, `its bytes changed since it was written: SHA-256 ${now}, then ${sha256}`);
}

/**
 * The records of a segment, in order. Once all were read, they were those that the manifest names.
 * @throws {ReleveError} RELEVE_BACKUP when the file is not such a segment.
 */
export async function* readSegment(folder: string, segment: Segment): AsyncGenerator<LogRecord> {
  const path = join(folder, segment.file);
  const tally = new Tally();
  const source = createReadStream(path);
  const unpacked = createGunzip();
  const reading = pipeline(source, unpacked);
  reading.catch(() => undefined); // told by whoever reads `unpacked`
  try {
    for await (const record of decode(unpacked)) {
      const run = tally.runs.at(-1);
      if (run?.partition === record.partition && run.last + 1 !== record.offset)
        throw new Error(`after offset ${run.last} of partition ${run.partition} comes ${record.offset}`);
      tally.add(record);
      yield record;
    }
  } catch (error) {
    if (error instanceof ReleveError) throw error;
    throw damaged(path, error instanceof Error ? error.message : String(error), error);
  } finally {
    source.destroy();
    unpacked.destroy();
  }
  if (JSON.stringify(tally.done()) !== JSON.stringify(segment.runs))
    throw damaged(path, "its records are not those that the manifest names");
}
