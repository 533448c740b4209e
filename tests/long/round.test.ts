// A whole round over 1,000 endpoints, one in five of them hostile: it ends in time, and the healthy ones are all fresh.
import { mkdtempSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHttpClient } from "../../infra/http/client.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { openMemory } from "../../ingestors/memory.ts";
import { pullAll } from "../../ingestors/pull.ts";
import type { PullResult } from "../../ingestors/pull-source.ts";
import { newEventId } from "../../schemas/ids.ts";
import type { EventLog } from "../../schemas/ports.ts";
import { Declaration } from "../../schemas/source.ts";
import { type Loopback, loopback, sendJson } from "../support/loopback.ts";
import { tell } from "../support/tell.ts";

const ENDPOINTS = 1000;
const HOSTS = 200;
const CONCURRENCY = 16;
const TIMEOUT_MS = 1_500;
const MIB = 1024 * 1024;
const BOMB = gzipSync(Buffer.alloc(200 * MIB));

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
/** Each as often as the others; all of them must end as failures, and soon. */
const HOSTILE: Readonly<Record<string, Answer>> = {
  error: (_, response) => void response.writeHead(500).end("no"),
  "asks for rest": (_, response) => void response.writeHead(503, { "retry-after": "30" }).end(),
  bomb: (_, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end(BOMB),
  drip: (_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const timer = setInterval(() => response.write(" "), 100);
    response.on("close", () => clearInterval(timer));
  },
  endless: (_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const block = Buffer.alloc(256 * 1024, 32);
    const more = () => {
      while (response.write(block)) if (response.destroyed) return;
    };
    response.on("drain", more);
    more();
  },
  cut: (_, response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write("{");
    setTimeout(() => response.destroy(), 5);
  },
  "redirects for ever": (request, response) => void response.writeHead(302, { location: `${request.url}x` }).end(),
  "huge headers": (_, response) => void response.writeHead(200, { "x-pad": "x".repeat(300_000) }).end("{}"),
};
const FAULTS = Object.keys(HOSTILE);

/** Endpoint `n` is hostile when it is a fifth one; a healthy one takes 40 to 260 ms. */
const faultOf = (n: number) => (n % 5 === 4 ? FAULTS[Math.floor(n / 5) % FAULTS.length] : undefined);
const latencyOf = (n: number) => 40 + ((n * 7919) % 221);

function answer(request: IncomingMessage, response: ServerResponse): void {
  const n = Number(/^\/(\d+)/.exec(request.url ?? "")?.[1]);
  const fault = faultOf(n);
  if (fault) HOSTILE[fault]?.(request, response);
  else setTimeout(() => sendJson(response, { n }), latencyOf(n));
}

const servers: Loopback[] = [];
let declarations: Declaration[];
let folder: string;
let log: EventLog;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "releve-round-"));
  log = await openLmdbLog({ folder });
  for (let host = 0; host < HOSTS; host += 1) servers.push(await loopback(answer));
  declarations = Array.from({ length: ENDPOINTS }, (_, n) => {
    // Five endpoints a host; hostile ones share it with healthy ones.
    const url = `${servers[Math.floor((n * HOSTS) / ENDPOINTS)]?.url}/${n}`;
    const figures = [{ metric: "cartes_publiees", value: "/n" }];
    const sources = [{ source: "site", kind: "json", settings: { url, figures } }];
    return Declaration.parse({ startup: `s-${n}`, name: `Service ${n}`, sources });
  });
}, 60_000);
afterAll(async () => {
  for (const server of servers) await server.close();
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Greatest resident memory while `work` runs, above that before it, in MiB. */
async function grownBy<T>(work: () => Promise<T>): Promise<{ value: T; mib: number }> {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  const value = await work();
  clearInterval(timer);
  return { value, mib: Math.round((most - before) / MIB) };
}

/** What no scheduler can go below: all the time over the hands there are, or the longest of the hosts' lines. */
function boundOf(results: readonly PullResult[]): number {
  const sum = results.reduce((all, { elapsedMs }) => all + elapsedMs, 0);
  const lines = new Map<number, number>();
  for (const { startup, elapsedMs } of results) {
    const host = Math.floor((Number(startup.slice(2)) * HOSTS) / ENDPOINTS);
    lines.set(host, (lines.get(host) ?? 0) + elapsedMs);
  }
  return Math.max(sum / CONCURRENCY, ...lines.values());
}

describe(`a round over ${ENDPOINTS} endpoints, one in five hostile`, () => {
  it.each(["the first, of which nothing is known", "the second, longest first"])(
    "ends in time: %s",
    { timeout: 120_000 },
    async (which) => {
      const http = openHttpClient({
        timeoutMs: TIMEOUT_MS,
        maxBytes: 2 * MIB,
        maxUnpackedBytes: 4 * MIB,
        allowLoopback: true,
        contact: "tests",
      });
      const memory = await openMemory(log);
      const round = () =>
        pullAll({
          declarations,
          log,
          http,
          memory,
          clock: Date.now,
          signal: () => undefined,
          newId: newEventId,
          options: { concurrency: CONCURRENCY },
        });
      const { value, mib } = await grownBy(round);
      const bound = boundOf(value.results);
      const ratio = value.elapsedMs / bound;
      tell(
        `${which}: ${value.elapsedMs} ms, ${ratio.toFixed(3)} of the bound of ${Math.round(bound)} ms; memory +${mib} MiB`,
      );
      const came = new Map(value.results.map(({ startup, outcome }) => [startup, outcome]));
      for (let n = 0; n < ENDPOINTS; n += 1) {
        const outcome = came.get(`s-${n}`);
        if (faultOf(n)) expect([n, faultOf(n), outcome]).toEqual([n, faultOf(n), "failed"]);
        else expect([n, outcome]).toEqual([n, which.startsWith("the first") ? "answered" : "unchanged"]);
      }
      // The first has 1,000 declarations and 1,000 answers to put on disk, in an order that knows nothing of their times.
      expect(ratio).toBeLessThan(which.startsWith("the first") ? 1.5 : 1.1);
      expect(mib).toBeLessThan(25 * CONCURRENCY); // 25 MiB for each that is under way
    },
  );
});
