// docs/journey.md and README's example are run as a reader would: shell blocks in one shell; what must come out.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loopback } from "../support/loopback.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const LIMIT_MS = 110_000;
const journey = readFileSync(join(ROOT, "docs/journey.md"), "utf8");
const blocks = (language: string, page = journey) =>
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
    const hops = [...journey.matchAll(/^## (\d)\. .* — (.*)$/gm)];
    expect(hops.map(([, number]) => Number(number))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe("README's example", () => {
  it("brings the figures of a startup that nobody knew into Relevé by one file", async () => {
    const readme = readFileSync(join(ROOT, "README.md"), "utf8");
    const [section = ""] = readme.split("## Add a startup in five lines\n")[1]?.split(/^## /m) ?? [];
    const { port, close } = await loopback(() => undefined);
    await close(); // a free port, for the one that is written
    const script = blocks("sh", section)
      .join("\n")
      .replaceAll("/tmp/try", join(folder, "try"))
      .replaceAll("8080", String(port));
    expect(script).toContain("npx releve serve\n");
    const asked = script.replace("npx releve serve\n", "").replace("npx releve pull", "sleep 1; npx releve pull");
    const { out, err, code } = await shell(`export RELEVE_LOG_LEVEL=fatal\n${asked}\nkill %1\n`);
    expect(lines(out).slice(-5), err).toEqual([
      "my-service  stats   answered",
      "startup     metric           territory  dims  grain  first       value  source",
      "my-service  jeux_de_donnees  france:FR        state              57911  stats",
      "my-service  visites          france:FR        month  2026-09-01   1204  stats",
      "my-service  visites          france:FR        month  2026-10-01   1388  stats",
    ]);
    expect(code, err).toBe(0);
  });
});
