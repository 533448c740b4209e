// A web server over a fetch function. Knows nothing of pages.
import type { Server } from "node:http";
import { isIPv6 } from "node:net";
import { serve } from "@hono/node-server";
import { ReleveError } from "../../schemas/errors.ts";

/** How long open requests may go on once the server was asked to stop. */
const GRACE_MS = 2_000;

export interface ServerSettings {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
}
export interface RunningServer {
  /** Where a browser on this machine finds it, without a final slash. */
  readonly url: string;
  readonly port: number;
  /** Takes no more requests; resolves when the open ones are done, after 2 s at most. */
  stop(): Promise<void>;
}

/**
 * Listens, and resolves once it does.
 * @throws {ReleveError} RELEVE_PORT_TAKEN when another program has the port; RELEVE_CONFIG when the address cannot be used.
 */
export async function startServer({ fetch, port, host }: ServerSettings): Promise<RunningServer> {
  const server = serve({ fetch, port, hostname: host }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve);
    server.once("error", (error: NodeJS.ErrnoException) => reject(explained(error, port, host)));
  });
  const address = server.address();
  const actual = typeof address === "object" && address ? address.port : port;
  return { url: `http://${reachable(host)}:${actual}`, port: actual, stop: () => stop(server) };
}

function explained(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === "EADDRINUSE")
    return new ReleveError(
      "RELEVE_PORT_TAKEN",
      `port ${port} on ${host} is used by another program`,
      "stop that program, or choose another port: RELEVE_PORT=8090 (0: any free port)",
      { cause: error },
    );
  if (error.code === "EACCES" || error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return new ReleveError(
      "RELEVE_CONFIG",
      `cannot listen on ${host}, port ${port}: ${error.code}`,
      "choose an address of this machine and a port above 1023: RELEVE_HOST=127.0.0.1 RELEVE_PORT=8090",
      { cause: error },
    );
  return error;
}

/** "All addresses" is not an address to visit. */
function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return isIPv6(host) ? `[${host}]` : host;
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(timer);
}
