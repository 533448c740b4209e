// What every command is made of: a commander program built anew for each call, so that `serve` can run many at once.
import { createRequire } from "node:module";
import { Command, CommanderError } from "commander";
import type { Config } from "../infra/config.ts";
import { EXIT, type Exit } from "../schemas/errors.ts";
import type { EventLog } from "../schemas/ports.ts";
import type { House } from "./compose.ts";
import { fail } from "./failure.ts";
import type { Io } from "./io.ts";

/** What a command is handed. */
export interface Call {
  readonly io: Io;
  /** The caller's settings; every fault of them is one error. */
  config(): Config;
  /** The settings of another terminal, whose command `serve` carries out. */
  configOf(env: NodeJS.ProcessEnv): Config;
  /** The log, the warehouse and all that stands between; opened at the first use, closed after the command. */
  house(): Promise<House>;
  /** The log alone, for what needs no warehouse; opened at the first use, closed after the command. */
  log(): Promise<EventLog>;
  /** Whether `serve` carries this command out: it processes what is appended by itself. */
  readonly inServe: boolean;
}
/** Adds one command to the program. `done` takes its exit code. */
export type AddCommand = (program: Command, call: Call, done: (exit: Exit) => void) => void;

const { version } = createRequire(import.meta.url)("../package.json") as { readonly version: string };
const EXITS = `
Exit codes: 0 done, 1 failed, 2 usage, 3 partly failed, 70 a fault of Relevé, 78 settings.`;

/** Runs one command line; prints what a person reads; returns the exit code. */
export async function runCommand(argv: readonly string[], call: Call, commands: readonly AddCommand[]): Promise<Exit> {
  let exit: Exit = EXIT.ok;
  const program = new Command("releve")
    .description(
      "Relevé reads the public figures of a network of services, keeps every reading, and says what it knows.",
    )
    .option("--data <folder>", "folder of the log and the warehouse (RELEVE_DATA)")
    .version(version, "--version", "print the version")
    .addHelpText("after", EXITS)
    .exitOverride()
    .configureOutput({ writeOut: call.io.out, writeErr: call.io.err, outputError: told });
  const done = (code: Exit) => {
    exit = code;
  };
  for (const add of commands) add(program, call, done);
  for (const command of program.commands) {
    command.copyInheritedSettings(program);
    command.addHelpText("after", EXITS);
  }
  try {
    await program.parseAsync(argv, { from: "user" });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return fail(call.io, error);
  }
}

/** A command line that cannot be understood, in the words of every other error. */
function told(text: string, write: (text: string) => void): void {
  const message = text.replace(/^error: /, "").trimEnd();
  write(`RELEVE_USAGE  ${message}\n  do  releve --help lists the commands, releve <command> --help their options\n`);
}

/** A table of texts, aligned; numbers to the right when a column's name ends with `>`. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const right = head.map((name) => name.endsWith(">"));
  const names = head.map((name) => name.replace(/>$/, ""));
  // A text of several lines would tear its row apart.
  const lines = rows.map((row) => row.map((text) => text.replace(/\s*\n\s*/g, " ")));
  const widths = names.map((name, at) => Math.max(name.length, ...lines.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((text, at) => (right[at] ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0)))
      .join("  ")
      .trimEnd();
  return `${[names, ...lines].map(line).join("\n")}\n`;
}
