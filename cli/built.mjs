// The program in few files, made of its sources when they are new: reading 600 files one by one, each through a loader,
// takes more than all else at a start (docs/decisions/0005).
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const FOLDERS = ["cli", "dashboards", "infra", "ingestors", "processors", "schemas"];
/** What else decides what is made of them. */
const SETTINGS = ["cli/built.mjs", "tsconfig.json", "package-lock.json"];
/** Where what was made is kept: outside git, gone with `npm ci`. */
const KEPT = join(ROOT, "node_modules", ".cache", "releve");
const DAY_MS = 86_400_000;

/** @returns the address of the program's first file. @throws when nothing can be kept there: run the sources then */
export async function built() {
  const folder = join(KEPT, version());
  if (!existsSync(folder)) {
    mkdirSync(KEPT, { recursive: true });
    const draft = join(KEPT, `draft-${process.pid}-${Date.now()}`);
    try {
      await make(draft);
      renameSync(draft, folder);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      // Another start was quicker.
      if (!existsSync(folder)) throw error;
    }
    clear(folder);
  }
  return pathToFileURL(join(folder, "main.js")).href;
}

/** Differs when any source does: names, sizes and times of writing, as `make` has it. */
function version() {
  const hash = createHash("sha256").update(ROOT);
  const sources = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name)),
  );
  for (const file of [...sources.sort(), ...SETTINGS.map((name) => join(ROOT, name))]) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${relative(ROOT, file)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex").slice(0, 20);
}

async function make(outdir) {
  const { build } = await import("esbuild");
  await build({
    entryPoints: [join(ROOT, "cli/main.ts")],
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
    sourcesContent: false,
    tsconfig: join(ROOT, "tsconfig.json"),
    logLevel: "silent",
    plugins: [{ name: "where-it-was-written", setup: keepAddresses }],
  });
}

/** A file that looks for another beside it finds it where it was written, not where it was put. */
function keepAddresses({ onLoad }) {
  onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
    const text = readFileSync(path, "utf8");
    if (!text.includes("import.meta")) return undefined;
    const contents = text.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href));
    return { contents, loader: path.endsWith("x") ? "tsx" : "ts" };
  });
}

/** What older sources became goes a day later: a program that still runs reads its commands from there. */
function clear(folder) {
  for (const name of readdirSync(KEPT)) {
    const old = join(KEPT, name);
    if (old !== folder && Date.now() - statSync(old).mtimeMs > DAY_MS) rmSync(old, { recursive: true, force: true });
  }
}
