// ClickHouse inside the process: the one place that loads chdb and knows how it fails to open a folder.
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ChdbConnection } from "chdb/connection";
import { ReleveError } from "../../schemas/errors.ts";
import { type BlockFiles, openBlockFiles, refusePattern } from "./block-files.ts";
import { unavailable } from "./faults.ts";

export interface Embedded {
  readonly writer: ChdbConnection;
  readonly readers: readonly ChdbConnection[];
  /** How rows reach the writer. */
  readonly files: BlockFiles;
}

/**
 * Opens one connection to write and a few to read on the same folder. Each carries one query at a time.
 * A process has one folder, and a folder one process.
 * @throws {ReleveError} RELEVE_FOLDER_LOCKED when another process holds the folder; RELEVE_WAREHOUSE_UNAVAILABLE when
 *   chdb is not installed or cannot open the folder; RELEVE_CONFIG when its name has a brace.
 */
export async function openEmbedded(folder: string, readers: number): Promise<Embedded> {
  const { createChdbConnection } = await loadChdb();
  const path = resolve(folder);
  refusePattern(path);
  mkdirSync(path, { recursive: true });
  const holder = holderOf(path);
  if (holder !== undefined && hasOpen(holder, statusOf(path))) throw locked(folder, holder);
  const opened: ChdbConnection[] = [];
  try {
    for (let i = 0; i <= readers; i++) opened.push(createChdbConnection({ path }));
    const [writer, ...rest] = opened;
    if (!writer) throw new TypeError("no connection was opened");
    return { writer, readers: rest, files: openBlockFiles(path) };
  } catch (error) {
    await Promise.all(opened.map((connection) => connection.close()));
    throw openFault(error, folder);
  }
}

async function loadChdb(): Promise<typeof import("chdb/connection")> {
  try {
    return await import("chdb/connection");
  } catch (error) {
    throw unavailable(
      "the embedded warehouse (npm package chdb) is not installed, or has no build for this system",
      "install it with npm install --include=optional, or set RELEVE_WAREHOUSE to a ClickHouse server",
      error,
    );
  }
}

/** chdb writes why it failed to stderr only; its `status` file in the folder names the process that holds the lock. */
function openFault(error: unknown, folder: string): unknown {
  if (!(error instanceof Error)) return error;
  const holder = holderOf(folder);
  if (holder !== undefined && error.message.includes("Failed to create connection")) {
    return locked(folder, holder, error);
  }
  const [reason = ""] = error.message.split("\n", 1);
  return unavailable(reason, `check that ${folder} can be written and is the only folder of this process`, error);
}

function locked(folder: string, holder: number, cause?: unknown): ReleveError {
  return new ReleveError(
    "RELEVE_FOLDER_LOCKED",
    `another process (${holder}) holds the warehouse in ${folder}`,
    "stop the other Relevé that uses this folder, or share one warehouse: npm run warehouse, then RELEVE_WAREHOUSE=http://127.0.0.1:8123",
    { cause },
  );
}

const statusOf = (folder: string) => join(folder, "status");

/** Where /proc tells: asked first, for chdb prints an exception of its own on stderr when it meets the lock. */
function hasOpen(pid: number, file: string): boolean {
  try {
    const real = realpathSync(file);
    const open = readdirSync(`/proc/${pid}/fd`);
    return open.some((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`) === real);
  } catch {
    return false; // another user's, another system, or just ended: chdb will say
  }
}

/** The living process, other than this one, that the folder says holds it. */
function holderOf(folder: string): number | undefined {
  const file = statusOf(folder);
  const pid = existsSync(file) ? Number(/^PID: (\d+)$/m.exec(readFileSync(file, "utf8"))?.[1]) : 0;
  return pid > 0 && pid !== process.pid && lives(pid) ? pid : undefined;
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // another user's
  }
}
