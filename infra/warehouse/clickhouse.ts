// The warehouse: one client for ClickHouse in the process and for a ClickHouse server.
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { ClickHouseLogLevel, createClient } from "@clickhouse/client";
import type { Param, Warehouse } from "../../schemas/ports.ts";
import { type BlockFiles, checkRead, insertFromFile } from "./block-files.ts";
import { openEmbedded } from "./embedded.ts";
import { unavailable, warehouseFault } from "./faults.ts";
import { openLanes } from "./lanes.ts";
import { type Block, encodeBlocks } from "./native-block.ts";
import { bindingOf, textOf, unboundIn } from "./parameters.ts";

type Client = ReturnType<typeof createClient>;
/** A folder of this process, or the address of a server: `http(s)://[user@]host:port[/database]`. */
export type Where = { readonly folder: string } | { readonly url: string; readonly password?: string | undefined };
export interface Bounds {
  /** Seconds a query may take; default 30. */
  readonly seconds: number;
  /** Bytes of memory a query may take; default 2 GiB. */
  readonly bytes: number;
}
export interface OpenOptions {
  /** Queries at once; default 3 embedded, 8 on a server. */
  readonly readers?: number | undefined;
  /** Default: the URL's, else `releve`. */
  readonly database?: string | undefined;
  readonly bounds?: Bounds | undefined;
}
/** A warehouse and the database that unqualified table names mean. */
export interface OpenedWarehouse extends Warehouse {
  readonly database: string;
}

const DEFAULT_DATABASE = "releve";
const BOUNDS: Bounds = { seconds: 30, bytes: 2 * 1024 ** 3 };
/** An asynchronous insert may resolve before its rows are stored. */
const INSERT_SETTINGS = "async_insert = 0";
const LOG_OFF = { level: ClickHouseLogLevel.OFF } as const;

/**
 * Opens the warehouse. Tables are made by `migrate`; an embedded database is made here.
 * @throws {ReleveError} RELEVE_WAREHOUSE_UNAVAILABLE when it does not answer or chdb is not installed;
 *   RELEVE_FOLDER_LOCKED when another process holds the folder.
 */
export async function openWarehouse(where: Where, options: OpenOptions = {}): Promise<OpenedWarehouse> {
  const opened = "folder" in where ? await openFolder(where.folder, options) : await openServer(where, options);
  return warehouseOver(opened, options.bounds ?? BOUNDS);
}

interface Opened {
  readonly kind: Warehouse["kind"];
  readonly database: string;
  readonly writers: readonly Client[];
  readonly readers: readonly Client[];
  /** Carries CREATE DATABASE: a session in a database that does not exist yet is refused. */
  readonly outside: Client;
  /** Where an embedded engine reads blocks from; a server takes them in the request. */
  readonly files: BlockFiles | undefined;
  readonly clients: readonly Client[];
}

async function openFolder(folder: string, options: OpenOptions): Promise<Opened> {
  const database = named(options.database ?? DEFAULT_DATABASE);
  const { writer, readers, files } = await openEmbedded(folder, options.readers ?? 3);
  const clients = [writer, ...readers].map((connection) =>
    createClient({ connection: connection as never, log: LOG_OFF }),
  );
  const [first, ...rest] = clients;
  if (!first) throw new TypeError("no connection was opened");
  await first.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}` });
  for (const client of clients) await client.command({ query: `USE ${database}` });
  return { kind: "embedded", database, writers: [first], readers: rest, outside: first, files, clients };
}

async function openServer(
  where: { url: string; password?: string | undefined },
  options: OpenOptions,
): Promise<Opened> {
  const url = new URL(where.url);
  const database = named(options.database ?? (url.pathname.slice(1) || DEFAULT_DATABASE));
  const lanes = options.readers ?? 8;
  const { seconds } = options.bounds ?? BOUNDS;
  const common = {
    url: url.origin,
    username: decodeURIComponent(url.username) || "default",
    password: where.password ?? decodeURIComponent(url.password),
    request_timeout: (seconds + 10) * 1000,
    max_open_connections: 2 * lanes,
    application_id: "releve",
    // over HTTP only, where it ends with the request: an error never comes after half of an answer
    clickhouse_settings: { wait_end_of_query: 1 },
    log: LOG_OFF,
  } as const;
  const client = createClient({ ...common, database });
  const outside = createClient({ ...common, database: "default" });
  const answer = await outside.ping({ select: true });
  if (!answer.success) {
    await Promise.all([client.close(), outside.close()]);
    const fault = warehouseFault(answer.error);
    throw fault instanceof Error ? fault : unavailable(String(fault), `check RELEVE_WAREHOUSE (${url.origin})`);
  }
  const each = Array.from({ length: lanes }, () => client);
  return {
    kind: "server",
    database,
    writers: each,
    readers: each,
    outside,
    files: undefined,
    clients: [client, outside],
  };
}

function warehouseOver(opened: Opened, bounds: Bounds): OpenedWarehouse {
  const waitMs = 2 * bounds.seconds * 1000;
  const writers = openLanes(opened.writers, waitMs);
  const readers = openLanes(opened.readers, waitMs);
  const limits = `max_execution_time = ${bounds.seconds}, max_memory_usage = ${bounds.bytes}`;
  const output = "output_format_json_quote_64bit_integers = 0, output_format_json_quote_decimals = 0";
  const read = async <Row>(sql: string, format: string, params: Readonly<Record<string, Param>> = {}) => {
    const query = `${trimmed(sql)}\nFORMAT ${format}\nSETTINGS ${limits}, ${output}`;
    const asked = opened.kind === "server" ? { query, query_params: { ...params } } : { query: bound(query, params) };
    const { reply } = await readers.run((client) => execute(client, asked));
    return reply === "" ? [] : (JSON.parse(`[${reply.trimEnd().replaceAll("\n", ",")}]`) as Row[]);
  };
  return {
    kind: opened.kind,
    database: opened.database,
    query: (sql, params) => read(sql, "JSONEachRow", params),
    rows: (sql, params) => read(sql, "JSONCompactEachRow", params),
    async insert(table, columns, rows) {
      const query = `INSERT INTO ${table} (${columns.join(", ")}) SETTINGS ${INSERT_SETTINGS} FORMAT Native`;
      for (const block of encodeBlocks(table, columns, rows)) {
        await writers.run((client) => insertBlock(client, query, block, opened.files));
      }
    },
    async command(sql) {
      const query = trimmed(sql);
      await (/^CREATE DATABASE\b/i.test(query) && opened.kind === "server"
        ? execute(opened.outside, { query })
        : writers.run((client) => execute(client, { query })));
    },
    async close() {
      await Promise.all([writers.close(), readers.close()]);
      await Promise.all(opened.clients.map((client) => client.close()));
    },
  };
}

/** A server takes the block in the request, chdb from a file. */
async function insertBlock(
  client: Client,
  sql: string,
  { rows, bytes }: Block,
  files: BlockFiles | undefined,
): Promise<void> {
  if (!files) {
    await execute(client, { query: sql, values: Readable.from([bytes]) });
    return;
  }
  const { summary } = await files.carry(bytes, (path) => execute(client, { query: insertFromFile(sql, path) }));
  checkRead(summary, rows);
}

/** Never `clickhouse_settings`: chdb makes them a session SET, which leaks into the next query. */
async function execute(
  client: Client,
  params: { query: string; query_params?: Record<string, unknown>; values?: Readable },
): Promise<{ reply: string; summary: { readonly read_rows: string } | undefined }> {
  try {
    const { stream, summary } = await client.exec(params);
    return { reply: await text(stream), summary };
  } catch (error) {
    throw warehouseFault(error);
  }
}

/** See parameters.ts for why chdb's own `query_params` are not used. */
function bound(sql: string, params: Readonly<Record<string, Param>>): string {
  const unbound = unboundIn(sql, Object.keys(params));
  if (unbound) throw new TypeError(`no value for the query's parameter ${unbound}`);
  return bindingOf(Object.fromEntries(Object.entries(params).map(([name, value]) => [name, textOf(value)]))) + sql;
}

function trimmed(sql: string): string {
  return sql.trim().replace(/;$/, "");
}

function named(database: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(database)) throw new TypeError(`not a database name: ${database}`);
  return database;
}
