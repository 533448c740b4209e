import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const ROOMS = ["schemas", "ingestors", "processors", "dashboards", "infra", "cli"];
/** A file that is planted, what it imports, and the rule that must refuse it. */
const PLANTED = [
  ["ingestors/planted.ts", "../processors/scope.ts", "wing-ingestors"],
  ["ingestors/planted-type.ts", "../infra/config.ts", "wing-ingestors"],
  ["processors/planted.ts", "../dashboards/model.ts", "wing-processors"],
  ["dashboards/queries/planted.ts", "../../infra/warehouse/native-block.ts", "wing-dashboards"],
  ["infra/planted.ts", "../ingestors/redact.ts", "wing-infra"],
  ["infra/log/planted-roof.ts", "../../cli/io.ts", "wing-infra"],
  ["schemas/planted.ts", "../processors/scope.ts", "ground"],
] as const;

interface Summary {
  readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  readonly totalCruised: number;
}

describe("the layers", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "releve-layers-"));
    for (const name of [...ROOMS, ".dependency-cruiser.cjs", "tsconfig.json", "package.json"])
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("refuse an import from one wing to another, to the roof, or from the ground, and nothing else", {
    timeout: 90_000,
  }, async () => {
    for (const [file, target] of PLANTED) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      const words = file.includes("type") ? "import type * as other" : "import * as other";
      writeFileSync(join(folder, file), `${words} from "${target}";\nexport type Other = typeof other;\n`);
    }
    const { violations, totalCruised } = await cruise(folder);
    expect(totalCruised).toBeGreaterThan(100);
    const found = new Map(
      violations.filter(({ rule }) => rule.name !== "no-circular").map(({ from, rule }) => [from, rule.name]),
    );
    expect([...found].sort()).toEqual(PLANTED.map(([file, , rule]) => [file, rule]).sort());
  });
});

/** `npm run layers` in a folder, as JSON. It ends with the number of violations. */
function cruise(folder: string): Promise<Summary> {
  const program = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = ["--config", ".dependency-cruiser.cjs", "--output-type", "json", ...ROOMS];
  return new Promise((done, failed) => {
    execFile(process.execPath, [program, ...args], { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (error, stdout) => {
      try {
        done((JSON.parse(stdout) as { summary: Summary }).summary);
      } catch {
        failed(error ?? new Error("dependency-cruiser said nothing"));
      }
    });
  });
}
