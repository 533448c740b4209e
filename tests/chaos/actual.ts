// What is really there: the log's records of some startups, and the warehouse's rows of them, read as plainly as can be.
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { partitionOf } from "../../infra/log/topics.ts";
import { type CanQuery, type CanRead, TOPICS } from "../../schemas/ports.ts";
import type { RowName } from "./ledger.ts";

/** A record of the topic of facts. */
export interface Recorded {
  readonly part: number;
  readonly off: number;
  readonly startup: string;
  readonly fact: Fact;
}
const common = { id: z.string(), startup: z.string() };
const at = z.iso.datetime().transform((text) => Date.parse(text));
const Fact = z.discriminatedUnion("type", [
  z.object({ ...common, type: z.literal("source.declared") }),
  z.object({ ...common, type: z.literal("decision.proposed") }),
  z.object({ ...common, type: z.literal("decision.approved") }),
  z.object({ ...common, type: z.literal("doubt.acknowledged") }),
  z.object({
    ...common,
    type: z.literal("endpoint.answered"),
    source: z.string(),
    receivedAt: at,
    pages: z.tuple([
      z.object({ body: z.string().transform((body) => gunzipSync(Buffer.from(body, "base64")).toString()) }),
    ]),
  }),
  z.object({
    ...common,
    type: z.literal("endpoint.unchanged"),
    source: z.string(),
    receivedAt: at,
    answer: z.int(),
  }),
  z.object({
    ...common,
    type: z.literal("endpoint.failed"),
    source: z.string(),
    at,
    code: z.string(),
    detail: z.string(),
  }),
  z.object({ ...common, type: z.literal("declaration.received"), source: z.string() }),
]);
export type Fact = z.infer<typeof Fact>;

/** One row of `observations`: a cell's value begins, changes or ends. */
export interface Change {
  readonly name: string;
  readonly cell: string;
  readonly part: number;
  readonly moment: number;
  readonly said: number;
  readonly off: number;
  /** `undefined`: the cell ceased. */
  readonly value: string | null | undefined;
}
export interface Actual {
  readonly records: readonly Recorded[];
  readonly rows: readonly RowName[];
  readonly changes: readonly Change[];
}

export async function actualOf(log: CanRead, warehouse: CanQuery, startups: readonly string[]): Promise<Actual> {
  return {
    records: await recordsOf(log, startups),
    rows: await rowsOf(warehouse, startups),
    changes: await changesOf(warehouse, startups),
  };
}

async function recordsOf(log: CanRead, startups: readonly string[]): Promise<Recorded[]> {
  const found: Recorded[] = [];
  for (const part of new Set(startups.map((startup) => partitionOf(startup))))
    for await (const { key, value, offset } of log.read(TOPICS.facts, part, 0))
      if (startups.includes(key))
        found.push({ part, off: offset, startup: key, fact: Fact.parse(JSON.parse(value.toString("utf8"))) });
  return found;
}

const MOMENT = "toString(toUnixTimestamp64Milli(moment))";
/** Tables of which each row is accounted for by name, and what names it. */
const NAMED = [
  ["raw_events", "startup, '/', source, ' ', toString(off), ' ', if(duplicate = 1, 'duplicate', 'first')"],
  ["sources", "startup, ' ', toString(off)"],
  ["decisions", "startup, ' ', toString(off), ' ', type"],
  ["acknowledgements", "startup, ' ', toString(off)"],
  ["failures", "startup, '/', source, ' ', toString(off)"],
  ["rejects", "startup, '/', source, ' ', toString(off)"],
  ["unconfirmed", "startup, '/', source, ' ', toString(off), ' ', if(grain = 'state', geo, toString(period_start))"],
  ["findings", "startup, '/', source, ' ', toString(off), ' ', code"],
  [
    "statements",
    `startup, '/', source, ' ', toString(said), ' ', toString(off), ' ', toString(status),
      multiIf(said != off, ' released', unchanged = 1, ' unchanged', '')`,
  ],
] as const;

async function rowsOf(warehouse: CanQuery, startups: readonly string[]): Promise<RowName[]> {
  const each = NAMED.map(
    ([table, name]) =>
      `SELECT concat('${table} ', ${name}) AS name FROM ${table} FINAL WHERE startup IN {startups:Array(String)}`,
  );
  const rows = await warehouse.rows<[string]>(each.join(" UNION ALL "), { startups });
  return rows.map(([name]) => name);
}

async function changesOf(warehouse: CanQuery, startups: readonly string[]): Promise<Change[]> {
  const rows = await warehouse.rows<[string, string, number, string, string, string, string, string | null]>(
    `SELECT concat(startup, '/', source), if(grain = 'state', geo, toString(period_start)), part, ${MOMENT},
       toString(said), toString(off), toString(op), toString(value)
     FROM observations FINAL WHERE startup IN {startups:Array(String)}
     ORDER BY startup, source, geo, period_start, moment, said, recorded_at, off`,
    { startups },
  );
  return rows.map(([name, cell, part, moment, said, off, op, value]) => ({
    name,
    cell,
    part,
    moment: Number(moment),
    said: Number(said),
    off: Number(off),
    value: op === "assert" ? value : undefined,
  }));
}
