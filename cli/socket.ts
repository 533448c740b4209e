// While `serve` runs it owns the folder: other commands are carried out by it, through a socket in the folder, with
// the same output and exit code. One JSON line a frame.
import { createHash } from "node:crypto";
import { chmodSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { EXIT, type Exit, ReleveError } from "../schemas/errors.ts";
import type { Io } from "./io.ts";

interface Request {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly terminal: boolean;
  readonly env: NodeJS.ProcessEnv;
}
type Frame = { readonly out: string } | { readonly err: string } | { readonly exit: Exit };

/** A path of a socket holds about 100 bytes: deeper folders get one in the system's temporary folder. */
const LONGEST = 100;

/** Where the holder of a data folder listens. */
export function socketPath(folder: string): string {
  const inside = join(resolve(folder), "releve.sock");
  if (Buffer.byteLength(inside) <= LONGEST) return inside;
  return join(tmpdir(), `releve-${createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 24)}.sock`);
}

/** Listens for commands of other terminals; only this user may connect. */
export async function listen(
  folder: string,
  run: (argv: readonly string[], io: Io) => Promise<Exit>,
): Promise<{ stop(): Promise<void> }> {
  const path = socketPath(folder);
  rmSync(path, { force: true });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    socket.on("error", () => socket.destroy());
    carryOut(socket, run).catch(() => socket.destroy());
  });
  const mask = process.umask(0o177);
  try {
    await new Promise<void>((done, failed) => server.once("error", failed).listen(path, done));
  } finally {
    process.umask(mask);
  }
  chmodSync(path, 0o600);
  return {
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
      rmSync(path, { force: true });
    },
  };
}

/** One command a connection; who sends anything else is hung up on. */
async function carryOut(socket: Socket, run: (argv: readonly string[], io: Io) => Promise<Exit>): Promise<void> {
  const send = (frame: Frame) => void (socket.writable && socket.write(`${JSON.stringify(frame)}\n`));
  const gone = new AbortController();
  socket.on("close", () => gone.abort());
  for await (const line of createInterface({ input: socket })) {
    try {
      const { argv, ...caller } = JSON.parse(line) as Request;
      const io: Io = { out: (out) => send({ out }), err: (err) => send({ err }), ...caller, gone: gone.signal };
      send({ exit: await run(argv, io) });
    } finally {
      socket.end();
    }
    return;
  }
}

/**
 * Lets the holder of a folder carry a command out.
 * @returns its exit code, or `undefined` when nobody holds the folder.
 */
export async function carriedOut(folder: string, argv: readonly string[], io: Io): Promise<Exit | undefined> {
  const socket = await reach(socketPath(folder));
  if (!socket) return undefined;
  socket.on("error", () => undefined); // told to the loop below
  io.gone.addEventListener("abort", () => socket.destroy());
  const { cwd, terminal, env } = io;
  socket.write(`${JSON.stringify({ argv, cwd, terminal, env } satisfies Request)}\n`);
  const lines = createInterface({ input: socket });
  socket.on("close", () => lines.close()); // destroyed by us it has no end, and nobody would wait for it in vain
  try {
    for await (const line of lines) {
      const frame = JSON.parse(line) as Frame;
      if ("out" in frame) io.out(frame.out);
      else if ("err" in frame) io.err(frame.err);
      else return frame.exit;
    }
  } catch (error) {
    // A holder that is killed resets the connection, or closes it: the same end.
    if (!["ECONNRESET", "EPIPE"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
  if (!io.gone.aborted)
    io.err("RELEVE_FOLDER_LOCKED  `releve serve` ended before the command did\n  do  run the command again\n");
  return EXIT.failed;
}

/** @throws {ReleveError} RELEVE_FOLDER_LOCKED when a `serve` (or a demo) holds the folder. */
export async function refuseIfServed(folder: string): Promise<void> {
  const socket = await reach(socketPath(folder));
  socket?.destroy();
  if (socket)
    throw new ReleveError(
      "RELEVE_FOLDER_LOCKED",
      `another \`releve serve\` holds the data folder ${resolve(folder)}`,
      "use its pages, stop it, or give another folder: --data <folder>",
    );
}

function reach(path: string): Promise<Socket | undefined> {
  return new Promise((done, failed) => {
    const socket = connect(path);
    socket.once("connect", () => done(socket));
    socket.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EACCES" || error.code === "EPERM" ? failed(notOurs(path, error)) : done(undefined),
    );
  });
}

function notOurs(path: string, cause: Error): ReleveError {
  const hint = "run the command as the user who runs `releve serve`, or give another folder: --data <folder>";
  return new ReleveError("RELEVE_FOLDER_LOCKED", `${path} belongs to another user`, hint, { cause });
}
