// The command line. Where `serve` holds the folder, commands are carried out by it.

import { readConfig } from "../infra/config.ts";
import { EXIT, type Exit } from "../schemas/errors.ts";
import type { EventLog } from "../schemas/ports.ts";
import { CARRIED } from "./carried.ts";
import { type Call, runCommand } from "./command.ts";
import { loadNamed } from "./commands.ts";
import type { House } from "./compose.ts";
import { fail } from "./failure.ts";
import type { Io } from "./io.ts";
import { carriedOut } from "./socket.ts";

/** Commands that go on until they are told to stop: their log lines are their output. */
const LASTING = new Set(["serve", "process"]);
/** Time a command has to end in an orderly way after Ctrl-C. */
const GRACE_MS = 10_000;

/** Runs `releve` with these arguments and returns its exit code. */
export async function main(argv: readonly string[]): Promise<Exit> {
  const gone = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => stopping(gone));
  process.stdout.on("error", () => process.exit(EXIT.failed)); // the reader of a pipe went away
  const io: Io = {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    terminal: process.stderr.isTTY === true,
    env: withData(argv),
    cwd: process.cwd(),
    gone: gone.signal,
  };
  try {
    return await runHere(argv, io);
  } catch (error) {
    return fail(io, error);
  }
}

/** The first Ctrl-C asks for an orderly end, the second does not wait for it. */
function stopping(gone: AbortController): void {
  if (gone.signal.aborted) process.exit(EXIT.failed);
  gone.abort();
  setTimeout(() => process.exit(EXIT.failed), GRACE_MS).unref();
}

async function runHere(argv: readonly string[], io: Io): Promise<Exit> {
  let opened: Promise<House> | undefined;
  let openedLog: Promise<EventLog> | undefined;
  const name = commandIn(argv);
  const lasting = name !== undefined && LASTING.has(name);
  const call: Call = {
    io,
    inServe: false,
    config: () => readConfig(io.env),
    configOf: readConfig,
    house: () => {
      opened ??= import("./compose.ts").then(({ openHouse }) =>
        openHouse(readConfig(io.env), { lasting, anyTables: name === "rebuild" }),
      );
      return opened;
    },
    log: () => {
      openedLog ??= import("./log-alone.ts").then(({ openLogAlone }) => openLogAlone(readConfig(io.env)));
      return openedLog;
    },
  };
  if (name !== undefined && Object.hasOwn(CARRIED, name) && !argv.some((word) => word === "--help" || word === "-h")) {
    const { warehouse, data } = call.config();
    const exit = warehouse === "" ? await carriedOut(data, argv, io) : undefined;
    if (exit !== undefined) return exit;
  }
  try {
    return await runCommand(argv.length === 0 ? ["--help"] : argv, call, await loadNamed(name));
  } finally {
    await opened?.then((house) => house.close()).catch(() => EXIT.failed);
    await openedLog?.then((log) => log.close()).catch(() => EXIT.failed);
  }
}

function commandIn(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word, index) => !word.startsWith("-") && argv[index - 1] !== "--data");
  return at < 0 ? undefined : argv[at];
}

/** The environment, where `--data` stands for RELEVE_DATA. Only RELEVE_* settings are of interest. */
function withData(argv: readonly string[]): NodeJS.ProcessEnv {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("RELEVE_")));
  const at = argv.findIndex((word) => word === "--data" || word.startsWith("--data="));
  if (at < 0) return env;
  const word = argv[at] ?? "";
  const folder = word.startsWith("--data=") ? word.slice("--data=".length) : argv[at + 1];
  return folder === undefined ? env : { ...env, RELEVE_DATA: folder };
}
