// The directory: one JSON file per startup, the built-in ones and those of the operator's own folders.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Declaration } from "../schemas/source.ts";
import { checkDeclaration, type DirectoryRules } from "./declarations.ts";
import { directoryError, type Fault } from "./faults.ts";
import { jsonFault } from "./json-position.ts";

/** The files that come with Relevé. */
export const BUILT_IN = fileURLToPath(new URL("./directory", import.meta.url));

/**
 * Files of real services, which come with Relevé and are asked only where they are switched on: RELEVE_DIRECTORY=network.
 * A fresh install asks nobody by surprise.
 */
export const NETWORK = fileURLToPath(new URL("./directory/network", import.meta.url));
/** How RELEVE_DIRECTORY names that folder; one of one's own that is called so is `./network`. */
export const NETWORK_NAME = "network";

/** One file of the directory, unread or read; `text` is undefined when it could not be read. */
export interface DirectoryFile {
  readonly file: string;
  readonly text: string | undefined;
}

/**
 * The declarations of the built-in directory and of further folders, sorted by startup. A file replaces one of the
 * same name in a folder before it.
 * @throws {ReleveError} RELEVE_DIRECTORY, once, with every fault of every file.
 */
export async function loadDirectory(
  folders: readonly string[],
  rules: DirectoryRules = { allowLoopback: false },
): Promise<Declaration[]> {
  const faults: Fault[] = [];
  const files = new Map<string, DirectoryFile>();
  for (const folder of [BUILT_IN, ...folders]) {
    const names = await namesIn(folder, faults);
    for (const name of names) files.set(name, await readOne(join(folder, name)));
  }
  return declarationsOf([...files.values()], rules, faults);
}

/** Which file declares each startup: its path. @throws {ReleveError} RELEVE_DIRECTORY when a folder cannot be read. */
export async function filesByStartup(folders: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const faults: Fault[] = [];
  const paths = new Map<string, string>();
  for (const folder of [BUILT_IN, ...folders])
    for (const name of await namesIn(folder, faults)) paths.set(name.replace(/\.json$/, ""), join(folder, name));
  if (faults.length > 0) throw directoryError(faults);
  return paths;
}

/**
 * The declarations of files that were read.
 * @throws {ReleveError} RELEVE_DIRECTORY, once, with every fault: those given and those found.
 */
export function declarationsOf(
  files: readonly DirectoryFile[],
  rules: DirectoryRules,
  known: readonly Fault[] = [],
): Declaration[] {
  const faults = [...known];
  const declarations: Declaration[] = [];
  for (const { file, text } of files) {
    const value = text === undefined ? unreadable(file) : parse(file, text);
    if ("fault" in value) faults.push(value.fault);
    else {
      const checked = checkDeclaration(file, value.json, rules);
      faults.push(...checked.faults);
      if (checked.declaration) declarations.push(checked.declaration);
    }
  }
  if (faults.length > 0) throw directoryError(faults);
  return declarations.sort((a, b) => (a.startup < b.startup ? -1 : 1));
}

async function namesIn(folder: string, faults: Fault[]): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  } catch (error) {
    faults.push({
      file: folder,
      at: "/",
      found: `no folder that can be read (${error instanceof Error && "code" in error ? error.code : "unknown"})`,
      expected: "a folder of <startup>.json files",
      hint: "create it, or correct RELEVE_DIRECTORY",
    });
    return [];
  }
}

async function readOne(file: string): Promise<DirectoryFile> {
  try {
    return { file, text: await readFile(file, "utf8") };
  } catch {
    return { file, text: undefined }; // told as a fault with the others
  }
}

function unreadable(file: string): { readonly fault: Fault } {
  const fault = { file, at: "/", found: "a file that cannot be read", expected: "a JSON file" };
  return { fault: { ...fault, hint: "check its permissions" } };
}

function parse(file: string, text: string): { readonly json: unknown } | { readonly fault: Fault } {
  try {
    return { json: JSON.parse(text.replace(/^\uFEFF/, "")) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { line, column } = jsonFault(text.replace(/^\uFEFF/, "")) ?? { line: 1, column: 1 };
    const rest = text
      .replace(/^\uFEFF/, "")
      .split("\n")
      .slice(line - 1)
      .join("\n")
      .slice(column - 1)
      .trim();
    return {
      fault: {
        file,
        at: `line ${line}, column ${column}`,
        found: rest === "" ? "the end of the text" : `${rest.slice(0, 40)} …`,
        expected: "JSON",
        hint: "look for a comma too many or missing, a quote, or a comment there",
      },
    };
  }
}
