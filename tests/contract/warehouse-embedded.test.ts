import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { columnsOf } from "../../schemas/tables.ts";
import { rowOf } from "../support/rows.ts";
import { embeddedPlace, freshWarehouse } from "../support/warehouse.ts";
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
