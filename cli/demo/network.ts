// The simulated network: one HTTP server on loopback that plays the registry and every startup's endpoint, good days and bad.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Declaration } from "../../schemas/source.ts";
import { type Today, todayAt } from "./calendar.ts";
import { type Fault, faultOn } from "./failures.ts";
import { registryEndpoints, STARTUPS_PATH } from "./registry/documents.ts";
import type { Endpoint, Sending, World } from "./simulated.ts";
import { pageAsked } from "./simulated-anct.ts";
import { simulate } from "./startups.ts";

const JSON_TYPE = "application/json; charset=utf-8";
const WEB_PAGE =
  '<!doctype html><html lang="fr"><title>Maintenance</title><h1>Le service revient dans quelques instants</h1></html>';

export interface Network {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** Of all startups with sources, whenever the directory has them. */
  readonly declarations: readonly Declaration[];
  /** Those that the directory has on a Paris day (YYYY-MM-DD). */
  directoryOn(day: string): Declaration[];
  /** All that startups send themselves in the year, in the order of their days. */
  readonly sends: readonly Sending[];
  /** Address of the registry's `startups.json`; its other documents stand where the real API has them. */
  readonly registry: string;
  /** Closes the server and its connections. */
  stop(): Promise<void>;
}

/**
 * Starts the network. What an endpoint answers depends on the seed and on the Paris day of `clock()` alone: the same
 * day asked again gives the same bytes, and fails in the same way.
 * @param clock    the simulated time, in milliseconds since 1970, asked at each request
 * @param without  one commune left out of one startup's answers
 */
export async function startNetwork({ clock, ...world }: World & { clock: () => number }): Promise<Network> {
  const startups = simulate(world);
  const all = [...registryEndpoints(world.seed), ...startups.flatMap((startup) => startup.endpoints)];
  const endpoints = new Map(all.map((one) => [one.path, one]));
  const server = createServer((request, response) => {
    reply(request, response).catch((error) => response.destroy(error));
  });
  async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.sendDate = false; // the real day has no place in the simulated year
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const endpoint = endpoints.get(pathname);
    if (!endpoint || request.method !== "GET") return send(response, endpoint ? 405 : 404, '{"error":"unknown"}');
    const today = todayAt(clock());
    await play(endpoint, today, searchParams, faultOn(world.seed, endpoint.path, endpoint.mishaps, today), response);
  }
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const declared = startups.map((startup) => ({ since: startup.since ?? "", declaration: startup.declare(origin) }));
  return {
    origin,
    declarations: declared.map(({ declaration }) => declaration),
    directoryOn: (day) => declared.flatMap(({ since, declaration }) => (since <= day ? [declaration] : [])),
    sends: startups.flatMap(({ sends = [] }) => sends).sort((a, b) => (a.day < b.day ? -1 : 1)),
    registry: origin + STARTUPS_PATH,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function play(
  { answers, type }: Endpoint,
  today: Today,
  query: URLSearchParams,
  fault: Fault | undefined,
  response: ServerResponse,
): Promise<void> {
  const answer = answers(today, query);
  if (answer === undefined) return send(response, 404, '{"error":"unknown"}');
  const body = () => (typeof answer === "string" ? answer : JSON.stringify(answer));
  switch (fault?.kind) {
    case "status":
      return send(response, fault.status, '{"error":"internal"}');
    case "html":
      return send(response, 200, WEB_PAGE, "text/html; charset=utf-8");
    case "silent":
      response.destroy();
      return;
    case "cut":
      return cut(response, body());
    case "dies": {
      const { limit, offset } = pageAsked(query);
      return Math.floor(offset / limit) + 1 >= fault.page ? cut(response, body()) : send(response, 200, body());
    }
    case "empty":
      return send(response, 200, '{"count":0,"results":[]}');
    case "slow":
      await wait(fault.delayMs);
  }
  send(response, 200, body(), type);
}

function send(response: ServerResponse, status: number, body: string, type = JSON_TYPE): void {
  response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) }).end(body);
}

/** Announces the whole body, sends half of it, and closes. */
function cut(response: ServerResponse, body: string): void {
  const bytes = Buffer.from(body);
  response.writeHead(200, { "content-type": JSON_TYPE, "content-length": bytes.length });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}
