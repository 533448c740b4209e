// The folder of a backup while it is written: one writer at a time, nothing of others, and no leftovers of a killed run.
import { mkdir, readdir, rm, rmdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ReleveError } from "../../schemas/errors.ts";
import { folderFault } from "./faults.ts";
import { type FolderLock, lockFolder, SET_ASIDE, WRITING } from "./lock.ts";
import { BACKED_UP, MANIFEST, type Manifest } from "./manifest.ts";
import { readManifest } from "./manifest-file.ts";

export interface TakenFolder extends Pick<FolderLock, "run" | "lost" | "release"> {
  /** The manifest of what it held; `undefined` when it held no backup. */
  readonly before: Manifest | undefined;
  /** Removes what this run wrote and the manifest does not name: a run that fails leaves nothing and takes no room. */
  discard(): Promise<void>;
}

/** A segment, also of releases that named no runs, or the manifest's draft; cut off while it was written: with `.part`. */
const WRITTEN = /^(?:\d{6}(?:-(?<run>[0-9a-f]{8}))?\.gz(?:\.part)?|manifest\.json(?:\.(?<draft>[0-9a-f]{8}))?\.part)$/;

/**
 * Takes a folder for writing, and makes it when it is missing.
 * @throws {ReleveError} RELEVE_BACKUP_FOLDER when it cannot be written, holds other things, or another run writes into
 *   it; RELEVE_BACKUP when its manifest cannot be understood.
 */
export async function takeFolder(folder: string): Promise<TakenFolder> {
  const path = resolve(folder);
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    const lock = await lockFolder(path);
    try {
      return await cleared(path, lock);
    } catch (error) {
      await lock.release();
      throw error;
    }
  } catch (error) {
    throw folderFault(error, path);
  }
}

/** The manifest is read now that nobody else can write one: what it does not name is of runs that are no more. */
async function cleared(path: string, { run, tookOver, lost, release }: FolderLock): Promise<TakenFolder> {
  const before = await readManifest(path);
  const names = await readdir(path);
  const aside = names.filter((name) => SET_ASIDE.test(name));
  const others = names.filter((name) => name !== WRITING && !aside.includes(name));
  if (!before && !tookOver && aside.length === 0 && others.length > 0) throw notOurs(path, others);
  await removeWritten(path, before, () => true);
  for (const name of aside) await rm(join(path, name), { force: true });
  for (const topic of BACKED_UP) await mkdir(join(path, topic), { recursive: true, mode: 0o700 });
  return {
    ...{ before, run, lost, release },
    async discard() {
      const own = async () => removeWritten(path, await readManifest(path), (by) => by === run);
      await own().catch(() => undefined); // what made the run fail is told, not this
      if (!before) for (const topic of BACKED_UP) await rmdir(join(path, topic)).catch(() => undefined);
    },
  };
}

/** Removes what was written and no manifest names. @param isGone  told the run; `undefined`: it has no name */
async function removeWritten(path: string, manifest: Manifest | undefined, isGone: (run?: string) => boolean) {
  const known = new Set(manifest?.topics.flatMap(({ segments }) => segments.map(({ file }) => file)));
  for (const folder of ["", ...BACKED_UP])
    for (const name of await namesIn(join(path, folder))) {
      const { groups } = WRITTEN.exec(name) ?? {};
      if (!groups || known.has(`${folder}/${name}`) || !isGone(groups.run ?? groups.draft)) continue;
      await rm(join(path, folder, name), { force: true });
    }
}

/** None where there is no such folder. */
async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}

const notOurs = (path: string, names: readonly string[]) =>
  new ReleveError(
    "RELEVE_BACKUP_FOLDER",
    `${path} is not empty and has no ${MANIFEST}: it holds ${names.slice(0, 3).join(", ")}${names.length > 3 ? "…" : ""}`,
    "give an empty or new folder; a backup that lost its manifest is not continued, for nothing says what it holds",
  );
