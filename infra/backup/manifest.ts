// What a backup says of itself: which files, what is in each, and its hash. Written last, so that half a backup is none.
import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ReleveError } from "../../schemas/errors.ts";
import { PARTITIONS, TOPICS, type Topic } from "../../schemas/ports.ts";
import { folderFault } from "./faults.ts";
import type { FolderLock } from "./lock.ts";

export const MANIFEST = "manifest.json";

/**
 * What is backed up. `releve.state.v1` is not: it is the topic from which things are erased, a backup would bring them
 * back; Kafka compacts it, so that its offsets have holes. Nothing is in it so far, and a backup says when something is.
 */
export const BACKED_UP = [TOPICS.registry, TOPICS.facts, TOPICS.edge, TOPICS.reports] as const;
export const LEFT_OUT: readonly Topic[] = [TOPICS.state];

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Offset = z.int().min(0);
const LogKind = z.enum(["lmdb", "kafka"]);

/** Records of one partition, without a gap. */
const Run = z.strictObject({
  partition: z
    .int()
    .min(0)
    .max(PARTITIONS - 1),
  first: Offset,
  last: Offset.describe("the last one's offset, not the next one's"),
  records: z.int().min(1),
  firstTime: z.number().describe("arrival of the first one in the log, milliseconds since 1970"),
  lastTime: z.number(),
  lastSha256: Sha256.describe("of the last record as it stands in the file: by it a log is known again"),
});
export type Run = z.infer<typeof Run>;

const Segment = z.strictObject({
  file: z
    .string()
    .regex(/^[a-z0-9.]+\/\d{6}(-[0-9a-f]{8})?\.gz$/)
    .describe("from the manifest's folder: its place in the topic, and the run that wrote it"),
  bytes: z.int().min(1),
  sha256: Sha256.describe("of the file as it is"),
  at: z.iso.datetime().describe("when it was written"),
  log: LogKind.describe("where it was read"),
  runs: z.array(Run).min(1).describe("in the order of the file"),
});
export type Segment = z.infer<typeof Segment>;

const Manifest = z.strictObject({
  format: z.literal("releve.backup"),
  version: z.literal(1),
  id: z.uuid().describe("the same for every backup into this folder"),
  at: z.iso.datetime().describe("when the last backup into this folder ended"),
  log: LogKind.describe("which log it was taken from"),
  partitions: z.literal(PARTITIONS),
  topics: z.array(z.strictObject({ topic: z.enum(BACKED_UP), segments: z.array(Segment) })),
});
export type Manifest = z.infer<typeof Manifest>;

/**
 * A backup's manifest; `undefined` when there is none.
 * @throws {ReleveError} RELEVE_BACKUP when it cannot be understood, or says that records are missing.
 */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  const path = join(folder, MANIFEST);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw folderFault(error, path);
  }
  const manifest = parse(text, path);
  for (const { topic, segments } of manifest.topics) checkRuns(topic, segments, path);
  return manifest;
}

/** @throws {ReleveError} RELEVE_BACKUP when there is none. */
export async function manifestOf(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  if (manifest) return manifest;
  throw new ReleveError(
    "RELEVE_BACKUP",
    `${folder} is not a backup: it has no ${MANIFEST}`,
    "check the path; a backup whose first run was cut off has no manifest and holds nothing for sure: run `releve backup` again",
  );
}

function parse(text: string, path: string): Manifest {
  const hint = "take the file from another copy of this backup, or back up into a new folder";
  try {
    const json: unknown = JSON.parse(text);
    const version = z.looseObject({ format: z.literal("releve.backup"), version: z.int() }).safeParse(json);
    if (version.success && version.data.version > 1)
      throw new ReleveError(
        "RELEVE_BACKUP",
        `${path} has version ${version.data.version}; this release reads 1`,
        "use the release that wrote it, or a newer one",
      );
    return Manifest.parse(json);
  } catch (error) {
    if (error instanceof ReleveError) throw error;
    const why = error instanceof z.ZodError ? z.prettifyError(error).split("\n").slice(0, 4).join(" ") : String(error);
    throw new ReleveError("RELEVE_BACKUP", `${path} cannot be understood: ${why}`, hint, { cause: error });
  }
}

/** The next offset of each partition, as the segments have it. */
export function endsOf(segments: readonly Segment[]): number[] {
  const ends = Array<number>(PARTITIONS).fill(0);
  for (const { runs } of segments) for (const { partition, last } of runs) ends[partition] = last + 1;
  return ends;
}

function checkRuns(topic: Topic, segments: readonly Segment[], path: string): void {
  const ends = Array<number>(PARTITIONS).fill(0);
  for (const { file, runs } of segments)
    for (const { partition, first, last, records } of runs) {
      const expected = ends[partition] ?? 0;
      ends[partition] = last + 1;
      if (first === expected && records === last + 1 - first) continue;
      throw new ReleveError(
        "RELEVE_BACKUP",
        `${path}: ${file} has ${records} records from offset ${first} to ${last} of ${topic}, partition ${partition}, where ${expected} is next`,
        "take the manifest from another copy of this backup, or back up into a new folder",
      );
    }
}

/**
 * Durable, and whole or not there at all, when it resolves.
 * @param by  the run that writes it; whether it lost the folder is asked as late as can be
 * @throws {ReleveError} RELEVE_BACKUP_FOLDER
 */
export async function writeManifest(
  folder: string,
  manifest: Manifest,
  by: Pick<FolderLock, "run" | "lost">,
): Promise<void> {
  const path = join(folder, MANIFEST);
  const draft = `${path}.${by.run}.part`;
  try {
    const file = await open(draft, "w");
    try {
      await file.writeFile(`${JSON.stringify(Manifest.parse(manifest), null, 1)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    const lost = await by.lost();
    if (lost) throw lost;
    await rename(draft, path);
    await syncFolder(folder);
  } catch (error) {
    throw folderFault(error, path);
  }
}

/** Makes names in a folder durable. Network file systems may refuse that, and then keep names by themselves. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } catch (error) {
    if (!["EINVAL", "ENOTSUP", "EBADF"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  } finally {
    await handle.close();
  }
}
