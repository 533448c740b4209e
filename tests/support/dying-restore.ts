// A restore in a process of its own that dies at a failpoint.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Failpoint } from "../../schemas/failpoint.ts";
import { newFolder } from "./backups.ts";
import type { LogAt } from "./log-child.ts";
import { startChild } from "./log-process.ts";

const PRELOAD = fileURLToPath(new URL("../chaos/failpoints.mjs", import.meta.url));

/** Restores a backup into a place until it is killed (kill -9) there. @returns whether it was there that it died */
export async function restoreDying(at: LogAt, folder: string, point: Failpoint): Promise<boolean> {
  const told = join(await newFolder("fired"), "fired");
  const child = startChild(
    at,
    { do: "restore", folder, waitMs: 0 },
    { NODE_OPTIONS: `--import ${PRELOAD}`, RELEVE_FAILPOINT: `${point}:1:kill`, RELEVE_FAILPOINT_FILE: told },
  );
  const signal = await child.ended;
  return signal === "SIGKILL" && existsSync(told) && readFileSync(told, "utf8") === `fired ${point}\n`;
}
