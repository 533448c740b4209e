// docs/journey.md is run as a reader would: its shell blocks in one shell, its text blocks are what must come out.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const LIMIT_MS = 110_000;
const page = readFileSync(join(ROOT, "docs/journey.md"), "utf8");
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map((match) => match[1] ?? "");
const lines = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "releve-journey-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script in the project's folder, as a process group that is ended as a whole. */
function shell(script: string): Promise<{ readonly out: string; readonly err: string; readonly code: number | null }> {
  const plain = Object.entries(process.env).filter(([name]) => !/^(RELEVE|VITEST|NODE_ENV|NODE_OPTIONS)/.test(name));
  const env = { ...Object.fromEntries(plain), TMPDIR: folder };
  const child = spawn("bash", ["-e", "-c", script], { cwd: ROOT, env, detached: true });
  const end = () => {
    try {
      process.kill(-(child.pid ?? 0), "SIGKILL");
    } catch {
      // all ended by themselves
    }
  };
  const late = setTimeout(end, LIMIT_MS);
  let out = "";
  let err = "";
  child.stdout.on("data", (data) => (out += data));
  child.stderr.on("data", (data) => (err += data));
  return new Promise((done, failed) => {
    child.once("error", failed);
    child.once("exit", (code) => {
      clearTimeout(late);
      end();
      done({ out, err, code });
    });
  });
}

describe("a figure's journey", () => {
  it("goes as docs/journey.md tells it, block by block", async () => {
    expect(blocks("sh").length).toBeGreaterThan(4);
    const { out, err, code } = await shell(blocks("sh").join("\n"));
    expect(lines(out), err).toEqual(lines(blocks("text").join("\n")));
    expect(code, err).toBe(0);
  });
  it("has eight hops, each with the files it goes through", () => {
    const hops = [...page.matchAll(/^## (\d)\. .* — (.*)$/gm)];
    expect(hops.map(([, number]) => Number(number))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
