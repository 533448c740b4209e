import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BLOCK_FOLDER } from "../../infra/warehouse/block-files.ts";
import { openWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { migrate } from "../../infra/warehouse/migrate.ts";
import { columnsOf } from "../../schemas/tables.ts";
import { rowOf } from "../support/rows.ts";
import { embeddedPlace, freshWarehouse, temporaryFolder } from "../support/warehouse.ts";
import { describeWarehouse } from "./warehouse.ts";

describeWarehouse("embedded", async () => embeddedPlace());

/** Opens a folder in a process of its own; prints the error's code, or `opened`. */
function openElsewhere(folder: string): string {
  const script = `
    const { openWarehouse } = await import(${JSON.stringify(new URL("../../infra/warehouse/clickhouse.ts", import.meta.url))});
    try { const w = await openWarehouse({ folder: ${JSON.stringify(folder)} }); await w.close(); console.log("opened"); }
    catch (error) { console.log(error.code, error.message, error.hint); }`;
  const args = ["--import", "tsx", "--input-type=module", "-e", script];
  return spawnSync(process.execPath, args, { encoding: "utf8", timeout: 60_000 }).stdout.trim();
}

describe("an embedded warehouse's folder", () => {
  it("belongs to one process, keeps its rows, and is free again after close", async () => {
    const place = embeddedPlace();
    const warehouse = await freshWarehouse(place);
    await warehouse.insert("rejects", columnsOf("rejects"), [rowOf("rejects")]);
    const refused = openElsewhere(place.at);
    expect(refused).toMatch(/^RELEVE_FOLDER_LOCKED another process \(\d+\) holds/);
    expect(refused).toContain("npm run warehouse");
    await warehouse.close();
    expect(openElsewhere(place.at)).toBe("opened");
    const again = await place.open({ database: warehouse.database });
    expect(await again.query("SELECT count() AS n FROM rejects")).toEqual([{ n: 1 }]);
    await again.close();
    await place.stop();
  });

  it("is the only one of its process", async () => {
    const one = embeddedPlace();
    const other = embeddedPlace();
    const warehouse = await freshWarehouse(one);
    await expect(other.open()).rejects.toMatchObject({ code: "RELEVE_WAREHOUSE_UNAVAILABLE" });
    await warehouse.close();
    await Promise.all([one.stop(), other.stop()]);
  });
});

const MODULE = (name: string) => JSON.stringify(new URL(`../../infra/warehouse/${name}`, import.meta.url));

/** A process that is killed while a block lies in its file, before the engine was told of it. */
async function killedWhileCarrying(folder: string): Promise<void> {
  const script = `
    const { openEmbedded } = await import(${MODULE("embedded.ts")});
    const { files } = await openEmbedded(${JSON.stringify(folder)}, 1);
    await files.carry(Buffer.from("a block"), () => { console.log("carrying"); return new Promise(() => setInterval(() => {}, 1000)); });`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

describe("blocks on their way into an embedded warehouse", () => {
  it("lie in its folder for its owner only, and are gone after the insert, and after one that failed", async () => {
    const place = embeddedPlace();
    const warehouse = await freshWarehouse(place);
    const blocks = join(place.at, BLOCK_FOLDER);
    await warehouse.insert("rejects", columnsOf("rejects"), [rowOf("rejects")]);
    expect(readdirSync(blocks)).toEqual([]);
    expect(statSync(blocks).mode & 0o777).toBe(0o700);
    await warehouse.command("DROP TABLE rejects");
    await expect(warehouse.insert("rejects", columnsOf("rejects"), [rowOf("rejects")])).rejects.toThrow();
    expect(readdirSync(blocks)).toEqual([]);
    await warehouse.close();
    await place.stop();
  });

  it("that a killed process left are removed by the next that opens the folder", async () => {
    const { folder, remove } = temporaryFolder();
    await killedWhileCarrying(folder);
    const blocks = join(folder, BLOCK_FOLDER);
    expect(readdirSync(blocks)).toHaveLength(1);
    const warehouse = await openWarehouse({ folder });
    expect(readdirSync(blocks)).toEqual([]);
    await warehouse.close();
    remove();
  });

  it("are not touched by another warehouse of the process, opened meanwhile on the same folder", async () => {
    const place = embeddedPlace();
    const one = await freshWarehouse(place);
    const rows = Array.from({ length: 50_000 }, (_, off) => rowOf("observations", { off }));
    const writing = one.insert("observations", columnsOf("observations"), rows);
    for (let other = 0; other < 3; other += 1) await (await place.open({ database: `other_${other}` })).close();
    await writing;
    expect(await one.query("SELECT count() AS n FROM observations")).toEqual([{ n: 50_000 }]);
    await one.close();
    await place.stop();
  });

  it("are found under a folder whose name holds quotes and blanks", async () => {
    const { folder, remove } = temporaryFolder();
    const odd = join(folder, "it's a \\ folder");
    const warehouse = await openWarehouse({ folder: odd });
    await migrate(warehouse);
    await warehouse.insert("rejects", columnsOf("rejects"), [rowOf("rejects")]);
    expect(await warehouse.query("SELECT count() AS n FROM rejects")).toEqual([{ n: 1 }]);
    await warehouse.close();
    remove();
  });

  it("would not be found under a name with braces: such a folder is refused before anything is written", async () => {
    const { folder, remove } = temporaryFolder();
    const refused = { code: "RELEVE_CONFIG", message: expect.stringContaining("pattern") };
    await expect(openWarehouse({ folder: join(folder, "a{b,c}") })).rejects.toMatchObject(refused);
    expect(readdirSync(folder)).toEqual([]);
    remove();
  });

  it("that cannot be written are RELEVE_WAREHOUSE_UNAVAILABLE: the same rows go again later", async () => {
    const place = embeddedPlace();
    const warehouse = await freshWarehouse(place);
    rmSync(join(place.at, BLOCK_FOLDER), { recursive: true });
    const insert = () => warehouse.insert("rejects", columnsOf("rejects"), [rowOf("rejects")]);
    await expect(insert()).rejects.toMatchObject({ code: "RELEVE_WAREHOUSE_UNAVAILABLE" });
    mkdirSync(join(place.at, BLOCK_FOLDER));
    await insert();
    expect(await warehouse.query("SELECT count() AS n FROM rejects")).toEqual([{ n: 1 }]);
    await warehouse.close();
    await place.stop();
  });
});
