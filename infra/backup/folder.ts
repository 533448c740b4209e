// The folder of a backup while it is written: one writer at a time, nothing of others, and no leftovers of a killed run.
import { mkdir, readdir, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { ReleveError } from "../../schemas/errors.ts";
import type { Topic } from "../../schemas/ports.ts";
import { folderFault } from "./faults.ts";
import { BACKED_UP, MANIFEST, type Manifest, readManifest } from "./manifest.ts";

/** There while a backup is written, and after a run that was killed. */
const WRITING = "writing.json";
const Writer = z.strictObject({ pid: z.int(), host: z.string() });
/** Folders that this process writes into: its own process id says nothing about them. */
const ours = new Set<string>();

export interface TakenFolder {
  /** The manifest of what it held; `undefined` when it held no backup. */
  readonly before: Manifest | undefined;
  /** Removes what was written since, when no manifest was: a run that fails leaves nothing and takes no room. */
  discard(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes a folder for writing, and makes it when it is missing.
 * @throws {ReleveError} RELEVE_BACKUP_FOLDER when it cannot be written, holds other things, or another process writes
 *   into it; RELEVE_BACKUP when its manifest cannot be understood.
 */
export async function takeFolder(folder: string): Promise<TakenFolder> {
  const path = resolve(folder);
  if (ours.has(path)) throw busy(path, process.pid);
  ours.add(path);
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    const names = await readdir(path);
    const writer = names.includes(WRITING) ? await writerOf(join(path, WRITING)) : undefined;
    if (writer && isAlive(writer)) throw busy(path, writer.pid);
    const before = await readManifest(path);
    if (!before && !names.includes(WRITING) && names.length > 0) throw notOurs(path, names);
    await writeFile(join(path, WRITING), `${JSON.stringify({ pid: process.pid, host: hostname() })}\n`);
    const clear = async () => {
      for (const topic of BACKED_UP) await removeLeftovers(path, topic, before);
    };
    await clear();
    for (const topic of BACKED_UP) await mkdir(join(path, topic), { recursive: true, mode: 0o700 });
    return {
      before,
      async discard() {
        await clear().catch(() => undefined); // what made the run fail is told, not this
        if (!before) for (const topic of BACKED_UP) await rmdir(join(path, topic)).catch(() => undefined);
      },
      async release() {
        await rm(join(path, WRITING), { force: true }).catch(() => undefined); // a stale one is taken over
        ours.delete(path);
      },
    };
  } catch (error) {
    ours.delete(path);
    throw folderFault(error, path);
  }
}

/** Segments that no manifest names: of a run that was cut off. */
async function removeLeftovers(folder: string, topic: Topic, manifest: Manifest | undefined): Promise<void> {
  const segments = manifest?.topics.find((one) => one.topic === topic)?.segments ?? [];
  const known = new Set(segments.map(({ file }) => file));
  const names = await readdir(join(folder, topic)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  for (const name of names)
    if (/^\d{6}\.gz(\.part)?$/.test(name) && !known.has(`${topic}/${name}`))
      await rm(join(folder, topic, name), { force: true });
}

async function writerOf(path: string): Promise<z.infer<typeof Writer> | undefined> {
  try {
    return Writer.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return undefined; // cut off while it was written: by a run that is no more
  }
}

/** Of another machine nothing can be known: its run is taken for ended, so that a crash there stops no backup for ever. */
function isAlive({ pid, host }: z.infer<typeof Writer>): boolean {
  if (host !== hostname() || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

const busy = (path: string, pid: number) =>
  new ReleveError(
    "RELEVE_BACKUP_FOLDER",
    `another backup is being written into ${path} (process ${pid})`,
    `wait until it ends; when no process ${pid} makes a backup, remove ${join(path, WRITING)}`,
  );

const notOurs = (path: string, names: readonly string[]) =>
  new ReleveError(
    "RELEVE_BACKUP_FOLDER",
    `${path} is not empty and has no ${MANIFEST}: it holds ${names.slice(0, 3).join(", ")}${names.length > 3 ? "…" : ""}`,
    "give an empty or new folder; a backup that lost its manifest is not continued, for nothing says what it holds",
  );
