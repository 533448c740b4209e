import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { request } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { columnsOf } from "../../schemas/tables.ts";
import { rowOf } from "../support/rows.ts";
import { freshWarehouse, frontPlace, serverPlace, temporaryFolder, type WarehousePlace } from "../support/warehouse.ts";
import { describeWarehouse } from "./warehouse.ts";

describeWarehouse("server", serverPlace);

describe("a server that does not answer", () => {
  it("is RELEVE_WAREHOUSE_UNAVAILABLE when nobody listens", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await new Promise((done) => server.close(done));
    await expect(openWarehouse({ url: `http://127.0.0.1:${port}` })).rejects.toMatchObject({
      code: "RELEVE_WAREHOUSE_UNAVAILABLE",
    });
  });
});

describe("the front (npm run warehouse)", () => {
  let front: WarehousePlace;
  beforeAll(async () => {
    front = await frontPlace();
  });
  afterAll(() => front.stop());

  it("is one warehouse for several clients", async () => {
    const one = await freshWarehouse(front);
    const other = await front.open({ database: one.database });
    await one.insert("rejects", columnsOf("rejects"), [rowOf("rejects", { off: 9 })]);
    expect(await other.query("SELECT off FROM rejects")).toEqual([{ off: 9 }]);
    await Promise.all([one.close(), other.close()]);
  });

  it("answers curl: a query in the address or the body, gzip, and the database by name", async () => {
    const ask = async (path: string, body?: Buffer | string, headers: Record<string, string> = {}) => {
      const reply = await request(front.at + path, { method: body ? "POST" : "GET", body: body ?? null, headers });
      return `${reply.statusCode} ${(await reply.body.text()).trim()}`;
    };
    expect(await ask("/ping")).toBe("200 Ok.");
    expect(await ask("/?query=SELECT+1,2")).toBe("200 1\t2");
    expect(await ask("/?default_format=CSV", "SELECT 'a', 2")).toBe('200 "a",2');
    expect(await ask("/", gzipSync("SELECT 3"), { "content-encoding": "gzip" })).toBe("200 3");
    expect(await ask("/?database=nowhere", "SELECT 1")).toMatch(/^404 Code: 81\. .*\(UNKNOWN_DATABASE\)$/);
    expect(await ask("/?max_threads=1", "SELECT 1")).toMatch(/^400 .*inside the SQL/);
  });

  it("refuses browsers: a page open on this machine must not send it SQL", async () => {
    const status = async (headers: Record<string, string>) => {
      const reply = await request(`${front.at}/?query=SELECT+1`, { headers });
      await reply.body.dump();
      return reply.statusCode;
    };
    expect(await status({ origin: "https://elsewhere.example" })).toBe(400);
    expect(await status({ "sec-fetch-site": "cross-site" })).toBe(400);
    expect(await status({ host: "elsewhere.example" })).toBe(400);
    expect(await status({})).toBe(200);
  });

  it("says what to do when its port or its options cannot be used", () => {
    const start = (...args: string[]) =>
      spawnSync(process.execPath, ["--import", "tsx", "infra/warehouse/start.ts", ...args], { encoding: "utf8" });
    const { port } = new URL(front.at);
    const { folder, remove } = temporaryFolder();
    const taken = start("--data", folder, "--port", port);
    remove();
    expect(taken.status).toBe(1);
    expect(taken.stderr).toContain("RELEVE_PORT_TAKEN");
    expect(start("--nope").status).toBe(2);
    expect(start("--help").stdout).toContain("--data <folder>");
  });
});
