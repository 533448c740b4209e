// The warehouse: one client for ClickHouse in the process and for a ClickHouse server.
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { Param, Warehouse } from "../../schemas/ports.ts";
import { type BlockFiles, checkRead, insertFromFile } from "./block-files.ts";
import { type Connections, connectFolder, connectServer, type Lane } from "./connections.ts";
import { warehouseFault } from "./faults.ts";
import { type Lanes, openLanes } from "./lanes.ts";
import { type Block, encodeBlocks } from "./native-block.ts";
import { bindingOf, textOf, unboundIn } from "./parameters.ts";

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
  /** Another database over the same connections, which may not exist yet. Closing one closes all. */
  on(database: string, bounds?: Bounds): OpenedWarehouse;
}

const DEFAULT_DATABASE = "releve";
const BOUNDS: Bounds = { seconds: 30, bytes: 2 * 1024 ** 3 };
/** An asynchronous insert may resolve before its rows are stored. */
const INSERT_SETTINGS = "async_insert = 0";
const ABOUT_DATABASES = /^(CREATE|DROP) DATABASE\b/i;

/**
 * Opens the warehouse. Tables are made by `migrate`; an embedded database is made here.
 * @throws {ReleveError} RELEVE_WAREHOUSE_UNAVAILABLE when it does not answer or chdb is not installed;
 *   RELEVE_FOLDER_LOCKED when another process holds the folder.
 */
export async function openWarehouse(where: Where, options: OpenOptions = {}): Promise<OpenedWarehouse> {
  const { bounds = BOUNDS } = options;
  const { connections, database } = await connect(where, options);
  const waitMs = 2 * bounds.seconds * 1000;
  const writers = openLanes(connections.writers, waitMs);
  const readers = openLanes(connections.readers, waitMs);
  return warehouseOver({ connections, writers, readers }, database, bounds);
}

async function connect(where: Where, options: OpenOptions): Promise<{ connections: Connections; database: string }> {
  const { readers, bounds = BOUNDS } = options;
  if ("folder" in where) {
    const database = named(options.database ?? DEFAULT_DATABASE);
    const connections = await connectFolder(where.folder, readers ?? 3);
    const client = await connections.writers[0]?.in();
    await client?.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}` });
    return { connections, database };
  }
  const database = named(options.database ?? (new URL(where.url).pathname.slice(1) || DEFAULT_DATABASE));
  const requestMs = (bounds.seconds + 10) * 1000;
  const connections = await connectServer({ requestMs, lanes: readers ?? 8, password: where.password, url: where.url });
  return { connections, database };
}

interface Shared {
  readonly connections: Connections;
  readonly writers: Lanes<Lane>;
  readonly readers: Lanes<Lane>;
}

function warehouseOver(shared: Shared, database: string, bounds: Bounds): OpenedWarehouse {
  const { connections, writers, readers } = shared;
  const { kind, files } = connections;
  const limits = `max_execution_time = ${bounds.seconds}, max_memory_usage = ${bounds.bytes}`;
  const output = "output_format_json_quote_64bit_integers = 0, output_format_json_quote_decimals = 0";
  const read = async <Row>(sql: string, format: string, params: Readonly<Record<string, Param>> = {}) => {
    const query = `${trimmed(sql)}\nFORMAT ${format}\nSETTINGS ${limits}, ${output}`;
    const asked = kind === "server" ? { query, query_params: { ...params } } : { query: bound(query, params) };
    const { reply } = await readers.run((lane) => execute(lane, database, asked));
    return reply === "" ? [] : (JSON.parse(`[${reply.trimEnd().replaceAll("\n", ",")}]`) as Row[]);
  };
  return {
    kind,
    database,
    on: (other, more) => warehouseOver(shared, named(other), more ?? bounds),
    query: (sql, params) => read(sql, "JSONEachRow", params),
    rows: (sql, params) => read(sql, "JSONCompactEachRow", params),
    async insert(table, columns, rows) {
      const query = `INSERT INTO ${table} (${columns.join(", ")}) SETTINGS ${INSERT_SETTINGS} FORMAT Native`;
      for (const block of encodeBlocks(table, columns, rows)) {
        await writers.run((lane) => insertBlock(lane, database, query, block, files));
      }
    },
    async command(sql) {
      const query = trimmed(sql);
      const inside = ABOUT_DATABASES.test(query) ? undefined : database;
      await writers.run((lane) => execute(lane, inside, { query }));
    },
    async close() {
      await Promise.all([writers.close(), readers.close()]);
      await connections.close();
    },
  };
}

/** A server takes the block in the request, chdb from a file. */
async function insertBlock(
  lane: Lane,
  database: string,
  sql: string,
  { rows, bytes }: Block,
  files: BlockFiles | undefined,
): Promise<void> {
  if (!files) {
    await execute(lane, database, { query: sql, values: Readable.from([bytes]) });
    return;
  }
  const { summary } = await files.carry(bytes, (path) => execute(lane, database, { query: insertFromFile(sql, path) }));
  checkRead(summary, rows);
}

/** Never `clickhouse_settings`: chdb makes them a session SET, which leaks into the next query. */
async function execute(
  lane: Lane,
  database: string | undefined,
  params: { query: string; query_params?: Record<string, unknown>; values?: Readable },
): Promise<{ reply: string; summary: { readonly read_rows: string } | undefined }> {
  try {
    const client = await lane.in(database);
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
