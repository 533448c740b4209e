// The program as a stranger runs it: `node cli/releve.mjs …` in a process of its own, with an environment of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const RELEVE = fileURLToPath(new URL("../../cli/releve.mjs", import.meta.url));

export interface Ran {
  /** `null`: it was killed, for it took too long. */
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
  readonly elapsedMs: number;
}
export interface RunOptions {
  /** RELEVE_* settings; those of the test's own environment are left out. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** When it is killed. Default 60 s. */
  readonly timeoutMs?: number;
}

/** Runs one command to its end. */
export async function releve(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const began = performance.now();
  const child = start(args, options);
  const timer = setTimeout(() => child.kill("SIGKILL"), options.timeoutMs ?? 60_000);
  const text = { out: "", err: "" };
  child.stdout?.setEncoding("utf8").on("data", (part: string) => {
    text.out += part;
  });
  child.stderr?.setEncoding("utf8").on("data", (part: string) => {
    text.err += part;
  });
  const [exit] = (await once(child, "close")) as [number | null];
  clearTimeout(timer);
  return { exit, ...text, elapsedMs: Math.round(performance.now() - began) };
}

/** A command that goes on until it is stopped. */
export interface Lasting {
  readonly pid: number;
  /** Lines of stdout and stderr so far. */
  readonly lines: readonly string[];
  /** The first line that matches, past or to come; rejects after `ms` (60 s), or when the process ends before. */
  line(pattern: RegExp, ms?: number): Promise<string>;
  /** Resolves when it has ended, with the exit code; `null` after a signal. */
  readonly closed: Promise<number | null>;
  /** Sends a signal and waits for the end. @returns the exit code; `null` after a signal that killed it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts such a command. End it in `afterEach` or `afterAll`. */
export function lasting(args: readonly string[], options: RunOptions = {}): Lasting {
  const child = start(args, options);
  const lines: string[] = [];
  const heard = new Set<() => void>();
  const hear = (line: string) => {
    lines.push(line);
    for (const wake of heard) wake();
  };
  if (child.stdout) createInterface(child.stdout).on("line", hear);
  if (child.stderr) createInterface(child.stderr).on("line", hear);
  const closed = once(child, "close") as Promise<[number | null]>;
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? 0,
    lines,
    closed: closed.then(([exit]) => exit),
    async line(pattern, ms = 60_000) {
      const until = Date.now() + ms;
      for (;;) {
        const found = lines.find((line) => pattern.test(line));
        if (found !== undefined) return found;
        if (ended() || Date.now() > until) throw new Error(`no line ${pattern} came; it said:\n${lines.join("\n")}`);
        await new Promise<void>((wake) => {
          const timer = setTimeout(wake, 200);
          heard.add(() => {
            clearTimeout(timer);
            wake();
          });
        });
        heard.clear();
      }
    },
    async end(signal) {
      if (!ended()) child.kill(signal);
      return (await closed)[0];
    },
  };
}

/** Starts `releve serve` on a free port, and waits for its address. */
export async function served(args: readonly string[], options: RunOptions = {}): Promise<Lasting & { url: string }> {
  const env = { RELEVE_PULL_SCHEDULE: "off", RELEVE_REPORTS: "off", ...options.env };
  const server = lasting(["serve", "--port", "0", ...args], { ...options, env });
  return { ...server, url: await server.line(/^http:\/\/\S+$/) };
}

function start(args: readonly string[], { env = {}, cwd }: RunOptions): ChildProcess {
  const plain = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(RELEVE|VITEST|NODE_)/.test(name)),
  );
  const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
  return spawn(process.execPath, [RELEVE, ...args], { cwd, stdio, env: { ...plain, ...env } });
}
