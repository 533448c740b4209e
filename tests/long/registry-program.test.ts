// `releve registry` as a stranger runs it, alone and while `serve` holds the folder.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayOf } from "../../schemas/period.ts";
import { type Folder, folder } from "../support/directory.ts";
import { releve, served } from "../support/program.ts";
import { startupsJson } from "../support/registry.ts";

let files: Folder;
beforeAll(() => {
  files = folder();
});
afterAll(() => files.remove());
const docks = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `dock-${at}`, phases: ["construction 2024-01-01"] }));
const json = (text: string) => JSON.parse(text) as Record<string, unknown>;

describe("releve registry", () => {
  it("imports a document once, counts phases by both rules, and holds a short one", async () => {
    const data = join(files.path, "alone");
    const run = (...args: string[]) => releve(["--data", data, "registry", ...args], { cwd: files.path });
    files.write(
      "startups.json",
      startupsJson([...docks(19), { id: "late", phases: ["construction 2025-01-01", "acceleration 2031-01-01"] }]),
    );
    expect(json((await run("import", "startups.json", "--json")).out)).toEqual({ startups: 20, appended: 62 });
    expect(json((await run("import", "startups.json", "--json")).out)).toEqual({ startups: 20, appended: 0 });
    expect(json((await run("phases", "--as-of", "2026-01-01", "--json")).out)).toMatchObject({
      phases: { construction: 20, acceleration: 0 },
    });
    expect(json((await run("phases", "--rule", "site", "--json")).out)).toMatchObject({
      phases: { construction: 19, acceleration: 1 },
    });
    files.write("short.json", startupsJson(docks(17)));
    const short = await run("import", "short.json");
    expect([short.exit, short.out]).toEqual([1, ""]);
    expect(short.err).toMatch(/^RELEVE_REGISTRY_HELD {2}short.json lacks 3 of the 20 startups/);
    const odd = await run("phases", "--as-of", "2026-02-30");
    expect([odd.exit, odd.err.split(" ")[0]]).toEqual([2, "RELEVE_USAGE"]);
  });

  it("counts a day as it was known to be, before a phase was corrected", async () => {
    const data = join(files.path, "known");
    const run = (...args: string[]) => releve(["--data", data, "registry", ...args], { cwd: files.path });
    const active = async (...args: string[]) =>
      json((await run("phases", "--as-of", "2025-01-01", ...args, "--json")).out).phases;
    const document = (phase: string) => startupsJson([{ id: "dock", phases: [`${phase} 2024-01-01`] }]);
    files.write("known.json", document("construction"));
    await run("import", "known.json");
    const before = new Date().toISOString();
    files.write("known.json", document("acceleration"));
    await run("import", "known.json");
    expect(await active()).toMatchObject({ construction: 0, acceleration: 1 });
    expect(await active("--known-on", before)).toMatchObject({ construction: 1, acceleration: 0 });
    expect((await run("phases", "--known-on", before)).out).toContain(dayOf(Date.parse(before))); // in Paris
    const early = await run("phases", "--known-on", "2020-01-01");
    expect([early.exit, early.err.split(" ")[0]]).toEqual([2, "RELEVE_UNKNOWN_DAY"]);
    const odd = await run("phases", "--known-on", "yesterday");
    expect([odd.exit, odd.err.slice(0, 24)]).toEqual([2, "RELEVE_USAGE  --known-on"]);
  });

  it("exits 3 and tells the place of an entry that cannot be read", async () => {
    files.write("odd.json", startupsJson([...docks(3), { id: "odd", phases: ["construction soon"] }]));
    const ran = await releve(["--data", join(files.path, "odd"), "registry", "import", "odd.json", "--json"], {
      cwd: files.path,
    });
    expect(ran.exit).toBe(3);
    expect(ran.err).toMatch(
      /^RELEVE_PARTIAL {2}1 entries [\s\S]*\/data\/3\/attributes\/phases\/0\/start[\s\S]*\n {2}do {2}\S/,
    );
    expect(json(ran.out)).toMatchObject({ startups: 3, faults: [{ id: "odd" }] });
  });

  it("is carried out by serve, which reads the registry too", async () => {
    const data = join(files.path, "served");
    const server = await served(["--data", data]);
    try {
      const run = (...args: string[]) => releve(["--data", data, "registry", ...args], { cwd: files.path });
      files.write("one.json", startupsJson(docks(2)));
      const service = { startup: "salle", name: "Salle", phases: [{ phase: "investigation", start: "2025-01-01" }] };
      files.write("salle.json", service);
      expect(json((await run("import", "one.json", "--json")).out)).toEqual({ startups: 2, appended: 7 });
      expect(json((await run("add", "salle.json", "--json")).out)).toEqual({ startups: 1, appended: 3 });
      expect(json((await run("phases", "--json")).out)).toMatchObject({
        startups: 3,
        origins: { registre: 2, déclaré: 1 },
      });
    } finally {
      expect(await server.end("SIGTERM")).toBe(0);
    }
  });
});
