// Endpoints that mean no good, asked by the real puller in a process of its own: each is cut in time, and in little memory.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Hostile, hostiles } from "../support/hostile.ts";
import type { Asked, Told } from "../support/hostile-child.ts";
import { type Loopback, loopback, sendJson } from "../support/loopback.ts";

const TIMEOUT_S = 1;
const MOST_MIB = 25;
/** Asked before each: what the process needs for its first pull is not an endpoint's doing. */
const HEALTHY = ["healthy", "healthy", "healthy"];
const CHILD = fileURLToPath(new URL("../support/hostile-child.ts", import.meta.url));
const ALL = hostiles();

const servers = new Map<string, Loopback>();
/** Bytes that left for it. */
const sent = new Map<string, number>();
const told = new Map<string, Told>();

async function served({ name, serve }: Hostile): Promise<Asked> {
  const server = await loopback((request, response) => {
    const { socket } = request;
    socket.on("close", () => sent.set(name, (sent.get(name) ?? 0) + socket.bytesWritten));
    serve(request, response);
  });
  servers.set(name, server);
  return { name, url: `${server.url}/figures` };
}

/** In a process of their own: memory that one let go is no room for another. */
async function pulled({ url }: Loopback, asked: readonly Asked[]): Promise<void> {
  const all = [...HEALTHY.map((name) => ({ name, url })), ...asked].map((one) => JSON.stringify(one));
  const program = ["--expose-gc", "--import", "tsx", CHILD, String(TIMEOUT_S), ...all];
  const child = spawn(process.execPath, program, { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    out += part;
  });
  const [exit] = (await once(child, "close")) as [number];
  expect(exit).toBe(0);
  for (const line of out.trim().split("\n")) {
    const one = JSON.parse(line) as Told;
    told.set(one.name, one);
  }
}

beforeAll(async () => {
  const healthy = await loopback((_, response) => sendJson(response, { n: 1, pad: " ".repeat(2_000_000) }));
  servers.set("healthy", healthy);
  const waiting = [ALL.filter(({ large }) => !large), ...ALL.filter(({ large }) => large).map((one) => [one])];
  const work = async () => {
    for (let some = waiting.shift(); some; some = waiting.shift())
      await pulled(healthy, await Promise.all(some.map(served)));
  };
  await Promise.all([1, 2].map(work));
}, 90_000);
afterAll(async () => {
  for (const server of servers.values()) await server.close();
  const lines = ALL.map(({ name }) => {
    const { elapsedMs = 0, mib = 0, code = "" } = told.get(name) ?? {};
    return `${name.padEnd(24)} ${String(elapsedMs).padStart(5)} ms  +${mib.toFixed(1).padStart(5)} MiB  ${String(sent.get(name) ?? 0).padStart(9)} bytes sent  ${code}`;
  });
  console.log(`\n${lines.join("\n")}\n`);
});

describe(`a hostile endpoint is cut within ${TIMEOUT_S} s and ${MOST_MIB} MiB`, () => {
  it("while a healthy one is read", () => expect(told.get("healthy")?.outcome).toMatch(/^(answered|unchanged)$/));
  for (const { name, code, word, timed, most = MOST_MIB, fired } of ALL) {
    it(name, () => {
      const { outcome, elapsedMs, mib, ...why } = told.get(name) as Told;
      const evidence = { bytes: sent.get(name) ?? 0, asked: servers.get(name)?.asked.length ?? 0 };
      expect([evidence, fired(evidence)]).toEqual([evidence, true]);
      expect([outcome, why.code]).toEqual(["failed", code]);
      expect(why.detail).toContain(word);
      if (timed) expect(elapsedMs).toBeGreaterThanOrEqual(TIMEOUT_S * 1000 - 20);
      expect(elapsedMs).toBeLessThan(TIMEOUT_S * 1000 + 500);
      expect(mib).toBeLessThan(most);
    });
  }
});
