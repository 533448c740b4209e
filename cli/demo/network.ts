// The simulated network: one HTTP server on loopback that plays every startup's endpoint, good days and bad.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Declaration } from "../../schemas/source.ts";
import { type Today, todayAt } from "./calendar.ts";
import { type Fault, faultOn } from "./failures.ts";
import { type Endpoint, pageAsked, type World } from "./simulated.ts";
import { simulate } from "./startups.ts";

const JSON_TYPE = "application/json; charset=utf-8";
const WEB_PAGE =
  '<!doctype html><html lang="fr"><title>Maintenance</title><h1>Le service revient dans quelques instants</h1></html>';

export interface Network {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  readonly declarations: readonly Declaration[];
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
  const endpoints = new Map(startups.flatMap((startup) => startup.endpoints).map((one) => [one.path, one]));
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
  return {
    origin,
    declarations: startups.map((startup) => startup.declare(origin)),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function play(
  { answers }: Endpoint,
  today: Today,
  query: URLSearchParams,
  fault: Fault | undefined,
  response: ServerResponse,
): Promise<void> {
  const body = () => {
    const answer = answers(today, query);
    return typeof answer === "string" ? answer : JSON.stringify(answer);
  };
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
  send(response, 200, body());
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
