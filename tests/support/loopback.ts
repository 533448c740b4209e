// A real HTTP server on loopback, for what is asked of the outside world. Close it in `afterEach`.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Loopback {
  /** `http://127.0.0.1:<port>`, without a final slash. */
  readonly url: string;
  readonly port: number;
  /** What was asked, in order. */
  readonly asked: readonly { readonly url: string; readonly headers: IncomingMessage["headers"] }[];
  /** TCP connections that were opened, asked or not. */
  connections(): number;
  close(): Promise<void>;
}

/** Starts a server that answers with `handle`. */
export async function loopback(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Loopback> {
  const asked: { url: string; headers: IncomingMessage["headers"] }[] = [];
  let connections = 0;
  const server: Server = createServer((request, response) => {
    asked.push({ url: request.url ?? "", headers: request.headers });
    handle(request, response);
  });
  server.on("connection", () => connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(200, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
