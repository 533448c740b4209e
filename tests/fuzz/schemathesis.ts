// schemathesis in a Python environment of its own, in a temporary folder: found or installed, and run against one address.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tell } from "../support/tell.ts";

const VERSION = "4.32.5";
const FOLDER = join(tmpdir(), `releve-schemathesis-${VERSION}`);

/** Runs a program to its end, its words on ours. @returns its exit code; `undefined`: there is no such program */
async function run(program: string, args: readonly string[], quiet = false): Promise<number | undefined> {
  const child = spawn(program, args, { stdio: quiet ? "ignore" : ["ignore", "inherit", "inherit"], cwd: tmpdir() });
  const [exit] = (await Promise.race([once(child, "close"), once(child, "error").then(() => [undefined])])) as [
    number | null | undefined,
  ];
  return exit === null ? 1 : exit;
}

/**
 * Where its command is; `undefined` when this machine has no Python 3 or no registry, which is said.
 * @throws {Error} instead when CI=true: a green run must have asked the server.
 */
export async function installed(): Promise<string | undefined> {
  const program = join(FOLDER, "bin", "st");
  if (existsSync(program)) return program;
  const made =
    (await run("python3", ["-m", "venv", FOLDER], true)) === 0 &&
    (await run(join(FOLDER, "bin", "pip"), ["install", "--quiet", `schemathesis==${VERSION}`], true)) === 0;
  if (made) return program;
  const why = "schemathesis needs python3 with venv, and its package registry";
  if (process.env.CI === "true") throw new Error(`Under CI this must run: ${why}`);
  tell(`SKIPPED: the API against its description: ${why}`);
  return undefined;
}

export interface FuzzOptions {
  readonly url: string;
  readonly seconds: number;
  readonly seed: number;
  readonly config: string;
  /** Sent with each request; left out now and again, which must be refused. */
  readonly token: string;
}
/** All its checks, in all its phases. @returns whether it found nothing */
export async function fuzz(program: string, { url, seconds, seed, config, token }: FuzzOptions): Promise<boolean> {
  const args = ["--config-file", config, "run", `${url}/openapi.json`, "--checks", "all", "--seed", String(seed)];
  args.push("--header", `Authorization: Bearer ${token}`);
  const exit = await run(program, [...args, "--max-time", String(seconds), "--continue-on-failure", "--no-color"]);
  return exit === 0;
}
