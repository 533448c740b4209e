// Ways to a warehouse: a folder of this process, or a server. Each lane carries work for any database of it.
import { ClickHouseLogLevel, createClient } from "@clickhouse/client";
import type { Warehouse } from "../../schemas/ports.ts";
import type { BlockFiles } from "./block-files.ts";
import { openEmbedded } from "./embedded.ts";
import { unavailable, warehouseFault } from "./faults.ts";

export type Client = ReturnType<typeof createClient>;
/** Carries one query at a time when embedded. */
export interface Lane {
  /**
   * A client whose unqualified table names mean a database. Left out: any, for statements about databases themselves,
   * since a session in a database that does not exist is refused.
   */
  in(database?: string): Promise<Client>;
}
export interface Connections {
  readonly kind: Warehouse["kind"];
  readonly writers: readonly Lane[];
  readonly readers: readonly Lane[];
  /** Where an embedded engine reads blocks from; a server takes them in the request. */
  readonly files: BlockFiles | undefined;
  close(): Promise<void>;
}

const LOG_OFF = { level: ClickHouseLogLevel.OFF } as const;

/** Opens a folder, as `openEmbedded` does. */
export async function connectFolder(folder: string, readers: number): Promise<Connections> {
  const { writer, readers: others, files } = await openEmbedded(folder, readers);
  const clients = [writer, ...others].map((connection) =>
    createClient({ connection: connection as never, log: LOG_OFF }),
  );
  const [first, ...rest] = clients.map(session);
  if (!first) throw new TypeError("no connection was opened");
  const close = async () => void (await Promise.all(clients.map((client) => client.close())));
  return { kind: "embedded", writers: [first], readers: rest, files, close };
}

/** A session stays in its database until it is told another one: work for two of them takes turns on a lane. */
function session(client: Client): Lane {
  let current = "";
  return {
    async in(database = current) {
      if (database !== current) await client.command({ query: `USE ${database}` });
      current = database;
      return client;
    },
  };
}

interface Server {
  readonly url: string;
  readonly password: string | undefined;
  /** Queries at once. */
  readonly lanes: number;
  readonly requestMs: number;
}

/** @throws {ReleveError} RELEVE_WAREHOUSE_UNAVAILABLE when it does not answer. */
export async function connectServer({ url: address, password, lanes, requestMs }: Server): Promise<Connections> {
  const url = new URL(address);
  const clients = new Map<string, Client>();
  const clientOf = (database: string): Client => {
    const client =
      clients.get(database) ??
      createClient({
        url: url.origin,
        username: decodeURIComponent(url.username) || "default",
        password: password ?? decodeURIComponent(url.password),
        database,
        request_timeout: requestMs,
        max_open_connections: 2 * lanes,
        application: "releve",
        // over HTTP only, where it ends with the request: an error never comes after half of an answer
        clickhouse_settings: { wait_end_of_query: 1 },
        log: LOG_OFF,
      });
    clients.set(database, client);
    return client;
  };
  const close = async () => void (await Promise.all([...clients.values()].map((client) => client.close())));
  const answer = await clientOf("default").ping({ select: true });
  if (!answer.success) {
    await close();
    const fault = warehouseFault(answer.error);
    throw fault instanceof Error ? fault : unavailable(String(fault), `check RELEVE_WAREHOUSE (${url.origin})`);
  }
  const each = Array.from({ length: lanes }, (): Lane => ({ in: async (database = "default") => clientOf(database) }));
  return { kind: "server", writers: each, readers: each, files: undefined, close };
}
