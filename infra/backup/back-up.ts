// A backup: what is new in the log goes into segments of a folder, then the manifest says so.
import { randomUUID } from "node:crypto";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { ReleveError } from "../../schemas/errors.ts";
import { type CanRead, type EventLog, type LogRecord, PARTITIONS, type Topic } from "../../schemas/ports.ts";
import { folderFault } from "./faults.ts";
import { takeFolder } from "./folder.ts";
import { BACKED_UP, endsOf, LEFT_OUT, type Manifest, type Segment } from "./manifest.ts";
import { syncFolder, writeManifest } from "./manifest-file.ts";
import { recordHash, writeSegment } from "./segment.ts";
import { type BackedUp, recordsIn, resultOf, sumOf } from "./totals.ts";

type LogToBackUp = CanRead & Pick<EventLog, "kind">;

export interface BackupOptions {
  readonly clock?: () => number;
  /** Ends the work; what was backed up before stays whole. */
  readonly gone?: AbortSignal;
  /** Told now and then; `total` is what was new when it began. */
  readonly report?: (done: number, total: number, topic: string) => void;
  /** Bytes of records after which a segment ends. */
  readonly segmentBytes?: number;
}
/**
 * Adds to a backup what the log held when it began, and the backup has not. Others may append meanwhile.
 * @throws {ReleveError} RELEVE_BACKUP_FOLDER, RELEVE_BACKUP (of another log), RELEVE_LOG_GAPS, RELEVE_LOG_UNAVAILABLE;
 *   the manifest is as before then.
 */
export async function backUp(log: LogToBackUp, folder: string, options: BackupOptions = {}): Promise<BackedUp> {
  const { clock = Date.now, gone, report } = options;
  const taken = await takeFolder(folder);
  const { before, run } = taken;
  try {
    const cut = await cutOf(log);
    const adding = { before, run, cut, clock, gone, report, most: options.segmentBytes };
    const topics = await addAll(log, folder, adding);
    const manifest: Manifest = {
      format: "releve.backup",
      id: before?.id ?? randomUUID(),
      at: new Date(clock()).toISOString(),
      log: log.kind,
      partitions: PARTITIONS,
      topics,
    };
    await writeManifest(folder, manifest, taken);
    return resultOf(manifest, before, cut);
  } catch (error) {
    await taken.discard();
    throw (await taken.lost().catch(() => undefined)) ?? error; // whoever took it over removed files under this run's hands
  } finally {
    await taken.release();
  }
}

/** A first backup of nothing is a wrong folder or broker, and would be found out on the day it is needed. */
const nothing = (kind: LogToBackUp["kind"]) =>
  new ReleveError(
    "RELEVE_BACKUP",
    `there is nothing to back up: the log is empty (${kind === "lmdb" ? "a folder" : "Kafka"})`,
    "check which log this is: --data <folder>, RELEVE_DATA, RELEVE_LOG; `releve doctor` shows them",
  );

/** Where each topic ended when the backup began. What follows from another topic is looked at before it, so that nothing
 * in the backup speaks of what is not in it: reports before facts, facts before the registry. */
async function cutOf(log: LogToBackUp): Promise<Map<Topic, number[]>> {
  const cut = new Map<Topic, number[]>();
  for (const topic of [...BACKED_UP, ...LEFT_OUT].reverse()) cut.set(topic, await log.ends(topic));
  return cut;
}

/** @throws {ReleveError} RELEVE_BACKUP when the log does not hold what is in the backup. */
async function sameLog(log: LogToBackUp, topic: Topic, segments: readonly Segment[], cut: readonly number[]) {
  const lastRuns = new Map(segments.flatMap(({ runs }) => runs).map((run) => [run.partition, run]));
  for (const { partition, last, lastSha256 } of lastRuns.values()) {
    const place = `${topic}, partition ${partition}`;
    const end = cut[partition] ?? 0;
    if (end <= last) throw otherLog(`${place}: the backup goes to offset ${last}, the log has ${end} records`);
    for await (const record of log.read(topic, partition, last)) {
      if (record.offset === last && recordHash(record) === lastSha256) break;
      throw otherLog(`${place}: offset ${last} is another record in the log than in the backup`);
    }
  }
}

const otherLog = (what: string) =>
  new ReleveError(
    "RELEVE_BACKUP",
    `this backup was taken from another log, or the log lost records: ${what}`,
    "give a new folder for this log, and keep this backup: it may hold what the log has lost",
  );

interface Adding {
  readonly before: Manifest | undefined;
  /** Whose name the new segments have. */
  readonly run: string;
  /** The next offset of each partition when the backup began. */
  readonly cut: ReadonlyMap<Topic, readonly number[]>;
  readonly clock: () => number;
  readonly gone: AbortSignal | undefined;
  readonly report: BackupOptions["report"];
  readonly most: number | undefined;
}

/** Writes what is new. @returns all topics with all their segments, known and new */
async function addAll(log: LogToBackUp, folder: string, adding: Adding): Promise<Manifest["topics"]> {
  const { before, run, cut, clock, gone, report } = adding;
  const known = (topic: Topic) => before?.topics.find((one) => one.topic === topic)?.segments ?? [];
  const ends = (topic: Topic) => cut.get(topic) ?? [];
  if (!before && BACKED_UP.every((topic) => sumOf(ends(topic)) === 0)) throw nothing(log.kind);
  for (const topic of BACKED_UP) await sameLog(log, topic, known(topic), ends(topic));
  const total = sumOf(BACKED_UP.map((topic) => sumOf(ends(topic)) - recordsIn(known(topic))));
  let done = 0;
  const topics: Manifest["topics"] = [];
  for (const topic of BACKED_UP) {
    const segments = [...known(topic)];
    const from = endsOf(segments);
    const records = recordsBetween(log, topic, from, ends(topic));
    const wrote = (count: number) => {
      done += count;
      report?.(done, total, topic);
    };
    for (let left = sumOf(ends(topic)) - sumOf(from); left > 0; ) {
      const file = `${topic}/${String(segments.length + 1).padStart(6, "0")}-${run}.gz`;
      const path = join(folder, file);
      const written = await writeSegment(`${path}.part`, records, { gone, wrote, most: adding.most });
      await rename(`${path}.part`, path).catch((error: unknown) => Promise.reject(folderFault(error, path)));
      segments.push({ file, ...written, at: new Date(clock()).toISOString(), log: log.kind });
      left -= recordsIn(segments.slice(-1));
    }
    await syncFolder(join(folder, topic));
    topics.push({ topic, segments });
  }
  return topics;
}

/** @throws {ReleveError} RELEVE_LOG_GAPS when an offset is missing. */
async function* recordsBetween(log: CanRead, topic: Topic, from: readonly number[], to: readonly number[]) {
  for (const [partition, end] of to.entries()) {
    let next = from[partition] ?? 0;
    if (next >= end) continue;
    for await (const record of log.read(topic, partition, next)) {
      if (record.offset >= end) break;
      if (record.offset !== next) throw gap(topic, partition, next, record);
      yield record;
      next += 1;
    }
    if (next < end) throw gap(topic, partition, next, undefined, end);
  }
}

function gap(topic: Topic, partition: number, next: number, found?: LogRecord, end = found?.offset ?? next) {
  return new ReleveError(
    "RELEVE_LOG_GAPS",
    `${topic}, partition ${partition}: the log has no records from offset ${next} to ${end - 1}${found ? `; the next is ${found.offset}` : ""}`,
    "offsets are what facts are named by, so a log with holes is not backed up: look who deleted records (retention, kafka-delete-records.sh), and take them from the brokers' copies or an older backup",
  );
}
