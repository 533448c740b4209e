// Blocks on their way into an embedded engine: chdb takes binary rows from a file only. They lie in the warehouse's own
// folder, for as long as their insert takes.
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ReleveError } from "../../schemas/errors.ts";
import { unavailable } from "./faults.ts";

/** The files of one warehouse's folder. */
export interface BlockFiles {
  /**
   * Writes a block to a file, lets the work read it, and removes it whatever the outcome.
   * @throws {ReleveError} RELEVE_WAREHOUSE_UNAVAILABLE when it cannot be written: a full disk.
   */
  carry<R>(block: Uint8Array, work: (path: string) => Promise<R>): Promise<R>;
}

/** Inside the folder that `RELEVE_WAREHOUSE` names; nothing of it outlives an insert. */
export const BLOCK_FOLDER = "blocks";
/** Several warehouses of one process may share a folder: none removes what another one is carrying. */
const OURS = randomUUID();

/**
 * Refuses a folder whose name the engine would read as a pattern: it would find no file there, and say nothing.
 * @throws {ReleveError} RELEVE_CONFIG.
 */
export function refusePattern(warehouse: string): void {
  if (!/[{}]/.test(warehouse)) return;
  throw new ReleveError(
    "RELEVE_CONFIG",
    `the warehouse's folder ${warehouse} has a brace in its name, which ClickHouse takes for a pattern`,
    "name a folder without { and }: RELEVE_DATA or RELEVE_WAREHOUSE",
  );
}

/** Opens the files of a folder that this process holds, and removes what a killed process left there. */
export function openBlockFiles(warehouse: string): BlockFiles {
  const folder = join(resolve(warehouse), BLOCK_FOLDER);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(OURS)) rmSync(join(folder, name), { recursive: true, force: true });
  }
  return {
    async carry(block, work) {
      const path = join(folder, `${OURS}-${randomUUID()}.native`);
      try {
        await writeFile(path, block, { flag: "wx", mode: 0o600 });
        return await work(path);
      } catch (error) {
        throw writeFault(error, folder);
      } finally {
        await rm(path, { force: true });
      }
    },
  };
}

function writeFault(error: unknown, folder: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return error; // not the file system's
  return unavailable(
    `rows could not be written to ${folder} (${code})`,
    "make room there, and let it be writable",
    error,
  );
}

const BLOCK_INSERT =
  /^(\s*INSERT\s+INTO\s+[\w.`]+\s*(?:\([\w\s,`]*\))?)(\s+(?:SETTINGS\s[\s\S]*?)?FORMAT\s+Native)\s*$/i;

/** Whether a statement is an INSERT of a block into a table: `INSERT INTO t (…) [SETTINGS …] FORMAT Native`. */
export function isBlockInsert(sql: string): boolean {
  return BLOCK_INSERT.test(sql);
}

/**
 * The engine says nothing when it finds no file, or an empty one: what it read is counted.
 * @param rows  of the block; `undefined` when they are not known: some
 */
export function checkRead(summary: { readonly read_rows: string } | undefined, rows?: number): void {
  const read = Number(summary?.read_rows ?? 0);
  if (rows === undefined ? read === 0 : read !== rows)
    throw new Error(`the engine read ${read} rows of a block of ${rows ?? "some"}: nothing may be taken as stored`);
}

/** The same INSERT of a block, from a file. Throws on any other statement. */
export function insertFromFile(sql: string, path: string): string {
  const match = BLOCK_INSERT.exec(sql);
  if (!match) throw new TypeError(`not an INSERT of a block: ${sql.slice(0, 200)}`);
  const literal = `'${path.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  return `${match[1]} FROM INFILE ${literal}${match[2]}`;
}
