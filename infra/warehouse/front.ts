// The embedded warehouse behind a loopback port, speaking ClickHouse's HTTP protocol: several processes share one folder.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import type { ChdbConnection } from "chdb/connection";
import { ReleveError } from "../../schemas/errors.ts";
import { type BlockFiles, checkRead, insertFromFile, isBlockInsert } from "./block-files.ts";
import { openEmbedded } from "./embedded.ts";
import { type Lanes, openLanes } from "./lanes.ts";
import { type Asked, askedOf, faultOf, Refused } from "./protocol.ts";

export interface FrontOptions {
  /** The warehouse's folder; made when missing. */
  readonly folder: string;
  /** 0: any free port. */
  readonly port: number;
  readonly readers?: number;
}
export interface Front {
  readonly url: string;
  stop(): Promise<void>;
}

/** It has no password, so it listens nowhere else. */
const HOST = "127.0.0.1";
/** As ClickHouse's `http_max_uri_size`: parameters travel in the address. */
const MAX_HEADER_BYTES = 1024 * 1024;
const READS = /^(\s|--.*\n|\/\*[\s\S]*?\*\/|\()*(SELECT|WITH|SHOW|DESC|DESCRIBE|EXISTS|EXPLAIN)\b/i;

/** A connection and the database that it is in. */
interface Lane {
  readonly connection: ChdbConnection;
  database: string;
}
interface Desk {
  readonly writing: Lanes<Lane>;
  readonly reading: Lanes<Lane>;
  readonly files: BlockFiles;
}

/**
 * Opens the folder and answers ping, queries with parameters, and inserts, to `@clickhouse/client` and to curl.
 * @throws {ReleveError} RELEVE_FOLDER_LOCKED, RELEVE_PORT_TAKEN, RELEVE_WAREHOUSE_UNAVAILABLE.
 */
export async function startFront({ folder, port, readers = 3 }: FrontOptions): Promise<Front> {
  const opened = await openEmbedded(folder, readers);
  const lane = (connection: ChdbConnection): Lane => ({ connection, database: "default" });
  const writing = openLanes([lane(opened.writer)]);
  const reading = openLanes(opened.readers.map(lane));
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    void answer(request, response, { writing, reading, files: opened.files });
  });
  const close = async () => {
    await Promise.all([writing.close(), reading.close()]);
    for (const connection of [opened.writer, ...opened.readers]) await connection.close();
  };
  try {
    await listen(server, port);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}`,
    async stop() {
      const ended = new Promise<void>((done) => server.close(() => done()));
      server.closeIdleConnections();
      await close();
      server.closeAllConnections();
      await ended;
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, { writing, reading, files }: Desk) {
  try {
    const url = new URL(request.url ?? "/", `http://${HOST}`);
    refuseBrowsers(request);
    if (url.pathname === "/ping") return void response.end("Ok.\n");
    const asked = askedOf(request.method ?? "GET", url, await bodyOf(request));
    const lanes = READS.test(asked.sql) ? reading : writing;
    const reply = await lanes.run((lane) => run(lane, asked, files));
    response.setHeader("content-type", "text/plain; charset=UTF-8");
    response.setHeader("x-clickhouse-summary", JSON.stringify(reply.summary ?? {}));
    response.end(reply.body);
  } catch (error) {
    const fault = faultOf(error);
    response.writeHead(fault.status, {
      "content-type": "text/plain; charset=UTF-8",
      "x-clickhouse-exception-code": fault.code,
    });
    response.end(fault.text);
  }
}

async function run(lane: Lane, asked: Asked, files: BlockFiles) {
  if (lane.database !== asked.database) {
    await lane.connection.exec({ query: `USE \`${asked.database}\``, query_id: asked.id });
    lane.database = asked.database;
  }
  const { sql, body } = asked;
  if (body === undefined) return execute(lane, asked, sql);
  if (!isBlockInsert(sql)) return execute(lane, asked, sql, body);
  const done = await files.carry(body, (path) => execute(lane, asked, insertFromFile(sql, path)));
  checkRead(done.summary);
  return done;
}

/** @param rows  of an INSERT, as text: bytes that are not UTF-8 do not survive chdb's `exec` */
async function execute({ connection }: Lane, { id, binding, format }: Asked, sql: string, rows?: Buffer) {
  const { stream, summary } = await connection.exec({
    query: binding + sql,
    query_id: id,
    ...(rows === undefined ? {} : { values: Readable.from([rows]) }),
    clickhouse_settings: { default_format: format } as never,
  });
  return { summary, body: await buffer(stream) };
}

/** It has no password either: a web page open on this machine must not be able to send SQL to it. */
function refuseBrowsers({ headers }: IncomingMessage): void {
  const host = headers.host?.replace(/:\d+$/, "");
  if (headers.origin !== undefined || headers["sec-fetch-site"] !== undefined)
    throw new Refused("browsers are refused");
  if (host !== HOST && host !== "localhost") throw new Refused(`host ${host}: only ${HOST} and localhost are answered`);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (encoding === "identity") return buffer(request);
  if (encoding !== "gzip") throw new Refused(`content-encoding ${encoding}: only gzip is understood`);
  return buffer(request.pipe(createGunzip()));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((done, fail) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const hint = "stop the other program, or choose another port: npm run warehouse -- --port 8124";
      fail(
        error.code === "EADDRINUSE"
          ? new ReleveError("RELEVE_PORT_TAKEN", `port ${port} of ${HOST} is used by another program`, hint)
          : error,
      );
    });
    server.listen(port, HOST, done);
  });
}
