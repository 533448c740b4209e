// The program is put together from its sources at the first start, anew when one of them changes, and not at all where
// nothing can be kept.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folder as temporary } from "../support/directory.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const folder = temporary();
const kept = () => join(folder.path, "node_modules", ".cache", "releve");
const releve = async (...args: string[]) =>
  (await promisify(execFile)(process.execPath, [join(folder.path, "cli/releve.mjs"), ...args])).stdout;

beforeAll(() => {
  for (const name of ["cli", "dashboards", "infra", "ingestors", "processors", "schemas"])
    cpSync(join(ROOT, name), join(folder.path, name), { recursive: true });
  for (const name of ["package.json", "package-lock.json", "tsconfig.json"])
    cpSync(join(ROOT, name), join(folder.path, name));
  mkdirSync(join(folder.path, "node_modules"));
  for (const name of readdirSync(join(ROOT, "node_modules")).filter((name) => name !== ".cache"))
    symlinkSync(join(ROOT, "node_modules", name), join(folder.path, "node_modules", name));
});

afterAll(() => folder.remove());

describe("the program, put together", () => {
  it("is kept for the next start, and made anew when a source changes", async () => {
    expect(await releve("--help")).toContain("keeps every reading");
    expect(await releve("--help")).toContain("keeps every reading");
    expect(readdirSync(kept())).toHaveLength(1);
    const file = join(folder.path, "cli/command.ts");
    writeFileSync(file, readFileSync(file, "utf8").replace("keeps every reading", "keeps each of them"));
    expect(await releve("--help")).toContain("keeps each of them");
    expect(readdirSync(kept())).toHaveLength(2);
  });

  it("tells a fault by the line that was written", async () => {
    const file = join(folder.path, "cli/main.ts");
    writeFileSync(file, `${readFileSync(file, "utf8")}\nthrow new Error("a planted fault");\n`);
    const line = readFileSync(file, "utf8").split("\n").length - 1;
    await expect(releve("--help")).rejects.toThrow(`cli/main.ts:${line}:`);
  });

  it("runs from its sources where nothing can be kept", async () => {
    cpSync(join(ROOT, "cli/main.ts"), join(folder.path, "cli/main.ts"));
    rmSync(join(folder.path, "node_modules", ".cache"), { recursive: true });
    writeFileSync(join(folder.path, "node_modules", ".cache"), "a file, where a folder should be");
    expect(await releve("--help")).toContain("keeps each of them");
  });
});
