// A network of 1,000 endpoints on loopback, one in five of them hostile, and a whole round over it: by the real puller, the
// real client and a real log.
import { mkdtempSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { openHttpClient } from "../../infra/http/client.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { openMemory } from "../../ingestors/memory.ts";
import { type PullReport, pullAll } from "../../ingestors/pull.ts";
import type { PullResult } from "../../ingestors/pull-source.ts";
import { newEventId } from "../../schemas/ids.ts";
import { Declaration } from "../../schemas/source.ts";
import { type Loopback, loopback, sendJson } from "./loopback.ts";

export const ENDPOINTS = 1000;
const HOSTS = 200;
export const CONCURRENCY = 16;
const TIMEOUT_MS = 1_500;
const MIB = 1024 * 1024;
const BOMB = gzipSync(Buffer.alloc(200 * MIB));

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
/** Each as often as the others; all of them must end soon, and as failures but for the page, which is kept to be rejected when read. */
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
  "a page for people": (_, response) =>
    void response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Statistiques</title>"),
  // These two never come to an answer: see urlOf.
  "wrong TLS": (_, response) => void response.end("{}"),
  "no such name": (_, response) => void response.end("{}"),
  "huge headers": (_, response) => void response.writeHead(200, { "x-pad": "x".repeat(300_000) }).end("{}"),
};
const FAULTS = Object.keys(HOSTILE);

/** Endpoint `n` is hostile when it is a fifth one; a healthy one takes 40 to 260 ms. */
export const faultOf = (n: number) => (n % 5 === 4 ? FAULTS[Math.floor(n / 5) % FAULTS.length] : undefined);
const latencyOf = (n: number) => 40 + ((n * 7919) % 221);

function answer(request: IncomingMessage, response: ServerResponse): void {
  const n = Number(/^\/(\d+)/.exec(request.url ?? "")?.[1]);
  const fault = faultOf(n);
  if (fault) HOSTILE[fault]?.(request, response);
  else setTimeout(() => sendJson(response, { n }), latencyOf(n));
}

/** Where endpoint `n` is asked: five a host; a hostile one shares it with healthy ones, but for those that nobody answers. */
function urlOf(n: number, servers: readonly Loopback[]): string {
  const { url = "", port = 0 } = servers[hostOf(n)] ?? {};
  if (faultOf(n) === "wrong TLS") return `https://127.0.0.1:${port}/${n}`;
  return faultOf(n) === "no such name" ? `https://s-${n}.gone.example/${n}` : `${url}/${n}`;
}
const hostOf = (n: number) => Math.floor((n * HOSTS) / ENDPOINTS);

export interface Round {
  /** Asks all of them once. */
  round(): Promise<PullReport>;
  close(): Promise<void>;
}

export async function openRound(): Promise<Round> {
  const folder = mkdtempSync(join(tmpdir(), "releve-round-"));
  const log = await openLmdbLog({ folder });
  const servers: Loopback[] = [];
  for (let host = 0; host < HOSTS; host += 1) servers.push(await loopback(answer));
  const declarations = Array.from({ length: ENDPOINTS }, (_, n) => {
    const figures = [{ metric: "cartes_publiees", value: "/n" }];
    const sources = [{ source: "site", kind: "json", settings: { url: urlOf(n, servers), figures } }];
    return Declaration.parse({ startup: `s-${n}`, name: `Service ${n}`, sources });
  });
  const http = openHttpClient({
    ...{ timeoutMs: TIMEOUT_MS, maxBytes: 2 * MIB, maxUnpackedBytes: 4 * MIB, allowLoopback: true, contact: "tests" },
    resolve: (name) => Promise.reject(Object.assign(new Error(`no such name: ${name}`), { code: "ENOTFOUND" })),
  });
  const memory = await openMemory(log);
  const common = { declarations, log, http, memory, clock: Date.now, signal: () => undefined, newId: newEventId };
  return {
    round: () => pullAll({ ...common, options: { concurrency: CONCURRENCY } }),
    async close() {
      for (const server of servers) await server.close();
      await log.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The first endpoint that became something else than it should; `undefined`: the healthy are all fresh, the hostile all told. */
export function misjudged({ results }: PullReport, fresh: "answered" | "unchanged"): string | undefined {
  const came = new Map(results.map(({ startup, outcome }) => [startup, outcome]));
  for (let n = 0; n < ENDPOINTS; n += 1) {
    const fault = faultOf(n);
    const expected = fault === undefined || fault === "a page for people" ? fresh : "failed";
    const outcome = came.get(`s-${n}`);
    if (outcome !== expected) return `s-${n} (${fault ?? "healthy"}) is ${outcome ?? "missing"}, expected ${expected}`;
  }
  return undefined;
}

/** What no scheduler can go below, in milliseconds: all the time over the hands there are, or the longest of the hosts' lines. */
export function boundOf(results: readonly PullResult[]): number {
  const sum = results.reduce((all, { elapsedMs }) => all + elapsedMs, 0);
  const lines = new Map<number, number>();
  for (const { startup, elapsedMs } of results) {
    const host = hostOf(Number(startup.slice(2)));
    lines.set(host, (lines.get(host) ?? 0) + elapsedMs);
  }
  return Math.max(sum / CONCURRENCY, ...lines.values());
}

/** Greatest resident memory while `work` runs, above that before it, in MiB. */
export async function grownBy<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly mib: number }> {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  const value = await work();
  clearInterval(timer);
  return { value, mib: Math.round((most - before) / MIB) };
}
