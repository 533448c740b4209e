// The commands, by their first word. Each is read from its file when it is asked for: a program that starts for one
// command, or to hand it to a running `serve`, has no need of the others.
import { CARRIED, type LoadCommand, loaded } from "./carried.ts";
import type { AddCommand } from "./command.ts";

/** Those that hold the folder themselves. */
export const HOLDING: Readonly<Record<string, LoadCommand>> = {
  serve: async () => (await import("./commands/serve.ts")).serve,
  demo: async () => (await import("./commands/demo.ts")).demo,
};
/** Those that are of no folder that is served. */
export const APART: Readonly<Record<string, LoadCommand>> = {
  restore: async () => (await import("./commands/restore.ts")).restore,
  verify: async () => (await import("./commands/verify.ts")).verify,
  check: async () => (await import("./commands/check.ts")).check,
  directory: async () => (await import("./commands/directory.ts")).directory,
};

const ALL = { ...HOLDING, ...CARRIED, ...APART };

/** All of them, in the order of --help. */
export const loadAll = (): Promise<readonly AddCommand[]> => loaded(ALL);

/** The one that is named; all of them when it is none: the error, or --help, speaks of all. */
export async function loadNamed(name: string | undefined): Promise<readonly AddCommand[]> {
  const load = name !== undefined && Object.hasOwn(ALL, name) ? ALL[name] : undefined;
  return load ? [await load()] : loadAll();
}
