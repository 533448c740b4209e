// What can be wrong with the folder of a backup or with a file in it, in words for the person who can mend it.
import { ReleveError } from "../../schemas/errors.ts";

const WORDS: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  ENOSPC: ["the disk is full", "make room or give a folder on another disk, then run it again"],
  EDQUOT: ["the quota of this user is used up", "make room or give another folder, then run it again"],
  EFBIG: ["a file may not grow that large here", "give a folder on another file system"],
  EACCES: ["this user may not", "mend the folder's rights, or give another folder"],
  EPERM: ["this user may not", "mend the folder's rights, or give another folder"],
  EROFS: ["the file system is read-only", "give a folder that can be written"],
  ENOTDIR: ["a part of the path is a file", "give a folder"],
  ENOENT: ["it is not there", "check the path, and that the disk is mounted"],
};

/** A failed call of the file system as what a person can mend; an error that is none of these stays as it is. */
export function folderFault(error: unknown, path: string): unknown {
  if (error instanceof ReleveError || !(error instanceof Error)) return error;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined || code === undefined) return error;
  const [what, hint] = WORDS[code] ?? [error.message, "look at the disk, or give another folder"];
  const kept = "what was backed up before is still whole";
  return new ReleveError("RELEVE_BACKUP_FOLDER", `${path} cannot be used (${syscall}): ${what}`, `${hint}; ${kept}`, {
    cause: error,
  });
}

/** A file of a backup that is not as the manifest says. */
export function damaged(path: string, what: string, cause?: unknown): ReleveError {
  return new ReleveError(
    "RELEVE_BACKUP",
    `${path}: ${what}`,
    "take this file from another copy of the backup; without one, back up into a new folder while the log is there",
    cause === undefined ? undefined : { cause },
  );
}
