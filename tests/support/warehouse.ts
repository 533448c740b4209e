// Real warehouses for tests: a folder of this process, or a server (a container when Docker answers, else the front).
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type OpenedWarehouse, type OpenOptions, openWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { migrate } from "../../infra/warehouse/migrate.ts";

const IMAGE = "clickhouse/clickhouse-server:26.3";
const START_MS = 60_000;

export interface WarehousePlace {
  readonly kind: "embedded" | "container" | "front";
  /** Opens the same warehouse; each test takes a database of its own. */
  open(options?: OpenOptions): Promise<OpenedWarehouse>;
  /** Where it is: a folder, or a URL. */
  readonly at: string;
  stop(): Promise<void>;
}

/** A folder under the system's temporary one, and how to remove it. */
export function temporaryFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "releve-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** ClickHouse in this process. A process has one folder at a time: stop before the next. */
export function embeddedPlace(): WarehousePlace {
  const { folder, remove } = temporaryFolder();
  return {
    kind: "embedded",
    at: folder,
    open: (options) => openWarehouse({ folder }, options),
    async stop() {
      remove();
    },
  };
}

/** ClickHouse over HTTP. */
export async function serverPlace(): Promise<WarehousePlace> {
  return dockerAnswers() ? containerPlace() : frontPlace();
}

async function containerPlace(): Promise<WarehousePlace> {
  const { ClickHouseContainer } = await import("@testcontainers/clickhouse");
  const container = await new ClickHouseContainer(IMAGE).start();
  const url = new URL(container.getHttpUrl());
  url.username = container.getUsername();
  const password = container.getPassword();
  return {
    kind: "container",
    at: url.href,
    open: (options) => openWarehouse({ url: url.href, password }, options),
    async stop() {
      await container.stop();
    },
  };
}

/** `npm run warehouse` as a process of its own, on a free port. */
export async function frontPlace(): Promise<WarehousePlace> {
  const { folder, remove } = temporaryFolder();
  const args = ["--import", "tsx", "infra/warehouse/start.ts", "--data", folder, "--port", "0"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const timer = setTimeout(() => child.kill("SIGKILL"), START_MS);
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), "line"),
    once(child, "exit").then(() => [""]),
  ])) as [string];
  clearTimeout(timer);
  const url = line.replace("RELEVE_WAREHOUSE=", "");
  if (!url) throw new Error("the front did not start");
  return {
    kind: "front",
    at: url,
    open: (options) => openWarehouse({ url }, options),
    async stop() {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
      remove();
    },
  };
}

function dockerAnswers(): boolean {
  return spawnSync("docker", ["info"], { stdio: "ignore", timeout: 5000 }).status === 0;
}

let databases = 0;
/** An opened, migrated warehouse with a database of its own. */
export async function freshWarehouse(place: WarehousePlace, options: OpenOptions = {}): Promise<OpenedWarehouse> {
  databases += 1;
  const warehouse = await place.open({ database: `test_${process.pid}_${databases}`, ...options });
  await migrate(warehouse);
  return warehouse;
}
