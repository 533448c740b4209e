// What a wing may be handed. Ingestors get CanAppend and CanRead, processors CanRead, CanSubscribe and CanInsert,
// dashboards CanQuery: a wing cannot do what its types do not give it.

/** The log's topics, by what they carry. 12 partitions each, fixed for ever; the key is the startup. */
export const TOPICS = {
  registry: "releve.registry.v1",
  facts: "releve.facts.v1",
  edge: "releve.edge.v1",
  reports: "releve.reports.v1",
  state: "releve.state.v1",
} as const;
export type Topic = (typeof TOPICS)[keyof typeof TOPICS];
/** The topics that have tables: all that pages and figures are made of. */
export const TABLED_TOPICS = [TOPICS.facts, TOPICS.registry, TOPICS.reports] as const;
export const PARTITIONS = 12;

/** One record of the log. */
export interface LogRecord {
  readonly partition: number;
  /** Dense within its partition, from 0. */
  readonly offset: number;
  readonly key: string;
  /** The event as UTF-8 JSON. */
  readonly value: Buffer;
  /** Arrival in the log, milliseconds since 1970; the log's clock, never the event's. */
  readonly time: number;
}
export interface Appended {
  readonly partition: number;
  readonly offset: number;
  readonly time: number;
}
export interface ToAppend {
  readonly key: string;
  readonly value: Buffer;
}

export interface CanAppend {
  /**
   * Durable when it resolves, in the order given (per key).
   * @returns one place per entry, in the same order.
   * @throws {ReleveError} RELEVE_LOG_UNAVAILABLE when the log cannot promise durability; nothing may be assumed then.
   */
  append(topic: Topic, entries: readonly ToAppend[]): Promise<readonly Appended[]>;
}
export interface CanRead {
  /** Records from an offset on, up to the end at the time of the call; fewer when the caller stops. */
  read(topic: Topic, partition: number, from: number): AsyncIterable<LogRecord>;
  /** The next offset of each partition: `ends[p]` records are in partition p. */
  ends(topic: Topic): Promise<number[]>;
}
export interface Subscriber {
  /** Partitions were given to us: where to go on from, each. */
  onAssign(partitions: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** Records of one partition, in order. Rejecting means: give me the same again. `beat` during long work. */
  onBatch(partition: number, records: readonly LogRecord[], beat: () => Promise<void>): Promise<void>;
  /** Partitions were taken from us; nothing more of them will come. */
  onRevoke(partitions: readonly number[]): Promise<void>;
}
export interface Subscription {
  /** Leaves the group; resolves when the last batch is done. */
  stop(): Promise<void>;
  /** Rejects when the subscription cannot go on: the process should end. Resolves after `stop`. */
  readonly done: Promise<void>;
}
export interface CanSubscribe {
  subscribe(topic: Topic, group: string, subscriber: Subscriber): Promise<Subscription>;
}
/** The whole log, as `cli/compose.ts` holds it. */
export interface EventLog extends CanAppend, CanRead, CanSubscribe {
  readonly kind: "lmdb" | "kafka";
  close(): Promise<void>;
}

/** A value of a query parameter, bound by the engine, never glued into SQL. */
export type Param = string | number | boolean | readonly string[] | readonly number[];
export interface CanQuery {
  /**
   * Rows of a SELECT, as objects. 64-bit integers and decimals come as the SQL casts them: ask `toString` for text.
   * @throws {ReleveError} RELEVE_WAREHOUSE_UNAVAILABLE when the warehouse does not answer within its time limit.
   */
  query<Row>(sql: string, params?: Readonly<Record<string, Param>>): Promise<Row[]>;
  /** The same as arrays of columns' values, for many rows: the SQL's column order. */
  rows<Row extends readonly unknown[]>(sql: string, params?: Readonly<Record<string, Param>>): Promise<Row[]>;
}
/** One filling of the warehouse from the log. What a request shows comes from one generation only. */
export interface Generation<Of extends CanQuery = CanQuery> {
  /** 0 is the first. A later one is never older than an earlier one. */
  readonly number: number;
  readonly warehouse: Of;
}
export interface HasGenerations<Of extends CanQuery = CanQuery> {
  /**
   * The generation that requests and processors use now: asked once a request.
   * @throws {ReleveError} RELEVE_WAREHOUSE_UNAVAILABLE
   */
  live(): Promise<Generation<Of>>;
  /** Whether a generation can still be asked: old ones are dropped after some days. */
  isKept(number: number): Promise<boolean>;
}
/** Rows of a table: an array a row, in the order of the columns; or, where they are very many, an array a column. */
export type Rows = readonly (readonly unknown[])[] | ByColumn;
export interface ByColumn {
  /** In the order of the columns, all of one length. */
  readonly byColumn: readonly (readonly unknown[])[];
}
export interface CanInsert {
  /**
   * Inserts rows, durable when it resolves. Tables are idempotent by key.
   * `Instant`s are milliseconds since 1970, days YYYY-MM-DD, decimals canonical strings.
   */
  insert(table: string, columns: readonly string[], rows: Rows): Promise<void>;
}
export interface Warehouse extends CanQuery, CanInsert {
  readonly kind: "embedded" | "server";
  /** Runs one statement (DDL, maintenance). */
  command(sql: string): Promise<void>;
  close(): Promise<void>;
}
