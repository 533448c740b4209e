// A whole house is lost and comes back from its backup: taken while `serve` ran, restored into an empty folder, read anew.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { openWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { columnsOf, TABLES, type TableName } from "../../schemas/tables.ts";
import { contentsAt, count } from "../support/backups.ts";
import { communesPage, communesStartup, type Folder, folder, pushStartup } from "../support/directory.ts";
import { entryOf } from "../support/facts.ts";
import { type Loopback, loopback } from "../support/loopback.ts";
import { mixedFacts } from "../support/mixed-facts.ts";
import { type Lasting, releve, served } from "../support/program.ts";

let files: Folder;
let directory: Folder;
let endpoint: Loopback;
let env: Record<string, string>;
let server: Lasting | undefined;
const command = (data: string, ...args: string[]) =>
  releve([...args, "--data", join(files.path, data)], { env, cwd: files.path });
async function ran(data: string, ...args: string[]) {
  const result = await command(data, ...args);
  expect(result, result.err).toMatchObject({ exit: 0 });
  return result.out;
}

beforeAll(async () => {
  files = folder();
  directory = folder();
  endpoint = await loopback((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://localhost");
    response.end(communesPage(["01001", "01002", "2A004"], searchParams));
  });
  directory.write("a-dock.json", communesStartup("a-dock", endpoint.url));
  directory.write("b-dock.json", pushStartup("b-dock"));
  env = { RELEVE_DIRECTORY: directory.path, RELEVE_ALLOW_LOOPBACK: "1" };
});
afterEach(() => server?.end("SIGKILL"));
afterAll(async () => {
  await endpoint?.close();
  files?.remove();
  directory?.remove();
});

/** A hash over all rows and columns of each table, merged; how batches were cut (cursors, `batch_…`) is no part of what is known. */
async function warehouseOf(data: string): Promise<Record<string, { rows: number; sha256: string }>> {
  const warehouse = await openWarehouse({ folder: join(files.path, data, "warehouse") });
  const found: Record<string, { rows: number; sha256: string }> = {};
  for (const name of Object.keys(TABLES).filter((table) => table !== "cursors")) {
    const columns = columnsOf(name as TableName).filter((column) => !/^batch_(from|to)$/.test(column));
    const tuple = `tuple(${columns.join(", ")})`;
    const rows = await warehouse.rows<[string]>(`SELECT toString(${tuple}) AS row FROM ${name} FINAL ORDER BY row`);
    found[name] = { rows: rows.length, sha256: createHash("sha256").update(rows.join("\n")).digest("hex") };
  }
  await warehouse.close();
  return found;
}

const shown = async (data: string) => [await ran(data, "figures", "--json"), await ran(data, "figures", "--hash")];

describe("a house that is lost", () => {
  it("comes back from the backup of its log: every record, row and figure", async () => {
    const log = await openLmdbLog({ folder: join(files.path, "lost", "log") });
    const facts = mixedFacts(12);
    for (let at = 0; at < facts.length; at += 200)
      await log.append(TOPICS.facts, facts.slice(at, at + 200).map(entryOf));
    await log.close();
    server = await served(["--data", join(files.path, "lost")], { env });
    files.write("push.json", {
      startup: "b-dock",
      source: "sent",
      figures: [{ metric: "cartes_publiees", value: 41_207, territory: { level: "france", code: "FR" } }],
    });
    const [first] = await Promise.all([ran("lost", "backup", "kept", "--json"), ran("lost", "push", "push.json")]);
    expect(JSON.parse(first).added.records).toBeGreaterThanOrEqual(facts.length);
    files.write("service.json", {
      startup: "b-dock",
      name: "B Dock",
      incubator: { id: "atelier", title: "Atelier" },
      phases: [{ phase: "construction", start: "2025-09-15" }],
      events: [{ event: "committee", date: "2025-09-10" }],
    });
    await ran("lost", "registry", "add", "service.json");
    await ran("lost", "pull");
    const second = JSON.parse(await ran("lost", "backup", "kept", "--json"));
    expect(second).toMatchObject({ folder: join(files.path, "kept"), backup: JSON.parse(first).backup });
    expect(second.added.records).toBeGreaterThanOrEqual(1);
    expect(second.added.records).toBeLessThan(50);
    const figures = await shown("lost");
    expect(await server.end("SIGTERM")).toBe(0);
    expect(JSON.parse(await ran("lost", "backup", "verify", "kept", "--json"))).toMatchObject({ whole: true });

    const restored = JSON.parse(await ran("found", "restore", "kept", "--json"));
    expect(restored).toMatchObject({ records: second.total.records, alreadyThere: 0 });
    const places = ["lost", "found"].map((data) => ({
      kind: "lmdb" as const,
      folder: join(files.path, data, "log"),
    }));
    const [before, after] = await Promise.all(places.map(contentsAt));
    expect(count(after ?? {})).toBe(second.total.records);
    expect(after).toEqual(before);
    server = await served(["--data", join(files.path, "found")], { env });
    await ran("found", "process"); // until it has read all
    expect(await shown("found")).toEqual(figures);
    expect(await server.end("SIGTERM")).toBe(0);
    const rows = await warehouseOf("lost");
    expect(Object.values(rows).filter((table) => table.rows > 0).length).toBeGreaterThan(6);
    expect(await warehouseOf("found")).toEqual(rows);
  });

  it("is not mixed with another: neither the log nor the warehouse of a house that has something", async () => {
    const again = await command("found", "restore", "kept");
    expect(again).toMatchObject({ exit: 1, out: "", err: expect.stringMatching(/^RELEVE_LOG_NOT_EMPTY/) });
    expect(again.err).toContain(join(files.path, "found", "warehouse"));
    const nowhere = await command("nowhere", "restore", "nothing-here");
    expect(nowhere).toMatchObject({ exit: 1, out: "", err: expect.stringMatching(/^RELEVE_BACKUP .*is not a backup/) });
  });
});
