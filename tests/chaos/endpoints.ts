// Simulated endpoints over real HTTP, and what they really served: who asked, when, and what it got.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Content } from "./contents.ts";

/** One reply. */
export interface Serving {
  /** `<startup>/<source>`. */
  readonly source: string;
  readonly content: Content;
  /** When the question came; the fact that tells of this reply is later, and earlier than the next question. */
  readonly at: number;
  /** Which start of the program asked. */
  readonly session: number;
}
export interface Endpoints {
  /** `http://127.0.0.1:<port>`: one host, so that a program asks one source after the other. */
  readonly url: string;
  readonly servings: readonly Serving[];
  /** What a source says from now on. */
  say(source: string, content: Content): void;
  said(source: string): Content | undefined;
  /** The program was started again. */
  nextSession(): void;
  /**
   * Replies whose fact must be in the log: the same start of the program went on to ask something else, and it goes on
   * only when the log has promised to keep the fact.
   */
  acknowledged(): ReadonlySet<Serving>;
  /** The program told the result of its last round: it has promised all of it. */
  told(): void;
  /** The program told that its last round failed: what it asked last may be in the log or not. */
  doubted(): void;
  close(): Promise<void>;
}

const TYPES = { json: "application/json", anct: "application/json", csv: "text/csv" } as const;

export async function openEndpoints(): Promise<Endpoints> {
  const contents = new Map<string, Content>();
  const servings: Serving[] = [];
  const promised = new Set<Serving>();
  let session = 0;
  let settled = 0;
  const promise = () => {
    for (const serving of servings.slice(settled)) if (serving.session === session) promised.add(serving);
    settled = servings.length;
  };
  const server = createServer((request, response) => {
    const source = new URL(request.url ?? "", "http://localhost").pathname.slice(1);
    const content = contents.get(source);
    if (!content) return void response.writeHead(404).end();
    promise();
    servings.push({ source, content, at: Date.now(), session });
    send(response, source, content);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    servings,
    say: (source, content) => void contents.set(source, content),
    said: (source) => contents.get(source),
    nextSession: () => {
      session += 1;
    },
    acknowledged: () => promised,
    told: promise,
    doubted: () => {
      settled = servings.length;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, source: string, { kind, body }: Content): void {
  if (kind === "refused") return void response.writeHead(500).end("out of order");
  const form = source.slice(source.indexOf("/") + 1) as keyof typeof TYPES;
  const type = kind === "html" ? "text/html" : TYPES[form];
  if (kind !== "cut") return void response.writeHead(200, { "content-type": type }).end(body);
  response.writeHead(200, { "content-type": type, "content-length": String(2 * body.length) });
  response.write(body, () => response.destroy());
}
