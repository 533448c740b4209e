import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { FAILPOINTS, type Failpoint, failpoint } from "../../schemas/failpoint.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const HOOK = Symbol.for("releve.failpoint");
const hooks = globalThis as { [HOOK]?: (name: string) => void };
afterEach(() => {
  delete hooks[HOOK];
});

/** Files of the product, as paths from its root. */
function sources(): string[] {
  const folders = ["cli", "dashboards", "infra", "ingestors", "processors", "schemas"];
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => `${folder}/${path}`),
  );
}
/** What each call names, and where: in a template, `*` stands for what is filled in. */
function calls(): { name: string; path: string }[] {
  return sources()
    .filter((path) => path !== "schemas/failpoint.ts")
    .flatMap((path) => {
      const text = readFileSync(join(ROOT, path), "utf8");
      return [...text.matchAll(/\bfailpoint\(([^;]*)\)/g)].flatMap(([, argument = ""]) =>
        [...argument.matchAll(/(["`])([a-z_]+\.[^"`]*)\1/g)].map(([, , name = ""]) => ({
          name: name.replace(/\$\{[^}]*\}/g, "*"),
          path,
        })),
      );
    });
}

describe("a failpoint", () => {
  it("does nothing, and gives nothing to wait for, where no test has put a hook", () => {
    expect(failpoint("pull.fetched")).toBeUndefined();
  });
  it("tells a hook its name, at once", () => {
    const told: string[] = [];
    hooks[HOOK] = (name) => told.push(name);
    failpoint("batch.complete");
    expect(told).toEqual(["batch.complete"]);
  });
  it("is never waited for: it costs no turn of the loop", () => {
    for (const path of sources()) expect(readFileSync(join(ROOT, path), "utf8"), path).not.toMatch(/await failpoint\(/);
  });
});

describe("the list of failpoints", () => {
  const found = calls();
  const fits = (name: string, pattern: string) =>
    pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
  for (const [name, place] of Object.entries(FAILPOINTS) as [Failpoint, (typeof FAILPOINTS)[Failpoint]][])
    it(`${name} is called once, in ${place.in}`, () => {
      expect(found.filter((call) => fits(name, call.name)).map(({ path }) => path)).toEqual([place.in]);
      expect(place.about.length).toBeGreaterThan(20);
    });
  it("has every name that is called", () => {
    const listed = Object.keys(FAILPOINTS);
    expect(found.length).toBeGreaterThan(10);
    expect(found.filter((call) => !listed.some((name) => fits(name, call.name)))).toEqual([]);
  });
});
