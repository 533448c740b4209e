// Who writes into the folder of a backup: one run at a time, whichever process or host it is of. Its file is made only
// where none is, and kept young while the run lives, so that another host can tell a run from what a crash left.
import { randomBytes } from "node:crypto";
import { type FileHandle, link, open, readFile, readlink, rename, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { ReleveError } from "../../schemas/errors.ts";

/** There while a backup is written, and after a run that was killed. */
export const WRITING = "writing.json";
/** A lock of a run that is no more, while another takes the folder over. */
export const SET_ASIDE = /^writing\.json\.[0-9a-f]{8}$/;

const Writer = z.strictObject({
  pid: z.int(),
  host: z.string(),
  processes: z.string().optional().describe("the table that `pid` is of: containers of one host have their own"),
  run: z.string().optional().describe("left out: by a release that named no runs"),
});
/** A lock as it was found. */
interface Found {
  readonly text: string;
  /** `undefined`: it cannot be read, as one that is just being written. */
  readonly writer: z.infer<typeof Writer> | undefined;
  /** How long nothing was heard of its run. */
  readonly silentMs: number;
}
const HEARTBEAT_MS = 20_000;
/** A run of another host that was not heard of for so long is no more. Clocks of hosts differ by less. */
const SILENT_MS = 10 * 60_000;
/** Runs of this process: its own id says nothing about them. */
const ours = new Set<string>();

export interface FolderLock {
  /** Names the run, in eight hexadecimal digits. */
  readonly run: string;
  /** The run before was killed while it wrote. */
  readonly tookOver: boolean;
  /** RELEVE_BACKUP_FOLDER when another run took the folder over; `undefined`: none did. */
  lost(): Promise<ReleveError | undefined>;
  release(): Promise<void>;
}

/** @throws {ReleveError} RELEVE_BACKUP_FOLDER when another run writes into it; an error of the file system. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, WRITING);
  const run = randomBytes(4).toString("hex");
  const processes = await readlink("/proc/self/ns/pid").catch(() => undefined);
  const text = `${JSON.stringify({ pid: process.pid, host: hostname(), processes, run })}\n`;
  ours.add(run);
  try {
    let tookOver = false;
    for (;;) {
      const file = await created(path, text);
      if (file) return held(folder, { path, text, file, run, tookOver });
      const found = await lockAt(path);
      if (found && isAlive(found, processes)) throw busy(folder, found);
      if (found && (await setAside(path, found, run))) tookOver = true;
    }
  } catch (error) {
    ours.delete(run);
    throw error;
  }
}

interface Held {
  readonly path: string;
  readonly text: string;
  readonly file: FileHandle;
  readonly run: string;
  readonly tookOver: boolean;
}
function held(folder: string, { path, text, file, run, tookOver }: Held): FolderLock {
  // Through the open file: never into the lock of whoever took the folder over. One that fails is followed by another.
  const beat = () => void file.write(text, 0).catch(() => undefined);
  const beating = setInterval(beat, HEARTBEAT_MS).unref();
  const isOurs = async () => (await lockAt(path))?.text === text;
  return {
    run,
    tookOver,
    lost: async () => ((await isOurs()) ? undefined : takenOver(folder)),
    async release() {
      clearInterval(beating);
      await file.close().catch(() => undefined);
      if (await isOurs().catch(() => false)) await rm(path, { force: true }).catch(() => undefined); // taken over later
      ours.delete(run);
    },
  };
}

/** `undefined`: there is one. */
async function created(path: string, text: string): Promise<FileHandle | undefined> {
  let file: FileHandle;
  try {
    file = await open(path, "wx", 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return undefined;
    throw error;
  }
  try {
    await file.write(text, 0);
    return file;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** `undefined`: there is none. */
async function lockAt(path: string): Promise<Found | undefined> {
  let file: FileHandle; // both are asked of one file: the next moment another may have its name
  try {
    file = await open(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    const { mtimeMs } = await file.stat();
    const text = await file.readFile("utf8");
    return { text, writer: writerIn(text), silentMs: Date.now() - mtimeMs };
  } finally {
    await file.close();
  }
}

function writerIn(text: string): Found["writer"] {
  try {
    return Writer.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Of a process that cannot be seen from here its silence tells: so a crash there stops no backup for ever. */
function isAlive({ writer, silentMs }: Found, processes: string | undefined): boolean {
  const seen = writer?.host === hostname() && (writer.processes ?? processes) === processes;
  if (!writer || !seen) return silentMs <= SILENT_MS;
  if (writer.pid === process.pid) return writer.run !== undefined && ours.has(writer.run);
  try {
    process.kill(writer.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Takes away the lock that was found. It stays beside as a sign that a run was cut off, until the folder is cleared. */
async function setAside(path: string, found: Found, run: string): Promise<boolean> {
  const aside = `${path}.${run}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
  if ((await readFile(aside, "utf8")) === found.text) return true;
  // Another run was quicker, and this is its lock. Should it not go back, that run finds so out, and adds nothing.
  await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
  return false;
}

function busy(folder: string, { writer, silentMs }: Found): ReleveError {
  const who = writer ? `process ${writer.pid} of ${writer.host}` : `${WRITING} does not say by whom`;
  const when = `heard of ${Math.max(0, Math.round(silentMs / 1000))} s ago`;
  return new ReleveError(
    "RELEVE_BACKUP_FOLDER",
    `another backup is being written into ${folder} (${who}, ${when})`,
    `wait until it ends; when it was killed on another host, its lock ends by itself after ${SILENT_MS / 60_000} minutes; when no such process makes a backup, remove ${join(folder, WRITING)}`,
  );
}

const takenOver = (folder: string) =>
  new ReleveError(
    "RELEVE_BACKUP_FOLDER",
    `this backup has lost ${folder}, and added nothing: its ${WRITING} is gone, or of another backup that took it for ended`,
    "run it again when no other is being written",
  );
