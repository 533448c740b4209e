// The manifest's file: written last, so that half a backup is none.
import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { ReleveError } from "../../schemas/errors.ts";
import { folderFault } from "./faults.ts";
import type { FolderLock } from "./lock.ts";
import { MANIFEST, type Manifest, manifestIn, textOf } from "./manifest.ts";

/**
 * A backup's manifest; `undefined` when there is none.
 * @throws {ReleveError} RELEVE_BACKUP when it cannot be understood, was changed, or says that records are missing.
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
  return manifestIn(text, path);
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
      await file.writeFile(textOf(manifest));
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
