// The rows behind one cell, and the facts behind the rows. Sources: tables `observations`, `raw_events`, `statements`,
// `raw_pages`.
import type { CanQuery } from "../../schemas/ports.ts";
import type { Cell } from "../../schemas/statement.ts";
import { type Frame, VISIBLE, visible } from "./frame.ts";
import { conditions, LATEST, millis } from "./statements.ts";

const MOST = 200;
export interface CellRow {
  readonly source: string;
  readonly op: "assert" | "absent" | "withdraw";
  readonly value: string | null;
  /** Milliseconds since 1970. */
  readonly moment: number;
  readonly said: number;
  readonly recorded: number;
  readonly off: number;
}

/** Every row about a cell of a startup, of all its sources, the latest known first; at most 200. */
export async function cellRows(warehouse: CanQuery, frame: Frame, startup: string, cell: Cell): Promise<CellRow[]> {
  const rows = await warehouse.rows<[string, CellRow["op"], string | null, string, number, string, number]>(
    `SELECT source, toString(op), toString(value), ${millis("moment")}, toUInt32(said), ${millis("recorded_at")}, toUInt32(off) AS by
     FROM observations FINAL WHERE ${VISIBLE} AND startup = {startup:String} AND metric = {metric:String}
       AND definition = {definition:UInt16} AND geo_level = {level:String} AND geo = {code:String} AND grain = {grain:String}
       AND period_start = toDate32({first:String}) AND period_end = toDate32({last:String}) AND dims = {dims:String}
     ORDER BY recorded_at DESC, by DESC, moment DESC LIMIT ${MOST}`,
    { ...visible(frame), startup, ...cell },
  );
  return rows.map(([source, op, value, moment, said, recorded, off]) => ({
    source,
    op,
    value,
    moment: Number(moment),
    said,
    recorded: Number(recorded),
    off,
  }));
}

export interface FactBehind {
  readonly partition: number;
  readonly offset: number;
  readonly id: string;
  readonly type: string;
  readonly recorded: number;
  readonly state: "counted" | "held" | "withdrawn" | "rejected" | "none";
  readonly moment: number | undefined;
  /** Offset of the fact that holds the bytes. */
  readonly answer: number | undefined;
}
export interface RawPage {
  readonly offset: number;
  /** From 1; 0: the fact's own record. */
  readonly page: number;
  readonly url: string;
  readonly status: number;
  readonly sha256: string;
  readonly bytes: number;
  readonly received: number;
  readonly kind: string;
  readonly version: number;
}
type StateRow = [number, FactBehind["state"], string, number, number];

/** Facts of a startup at some offsets, each in its latest state, in the order of the log. */
export async function factsBehind(
  warehouse: CanQuery,
  frame: Frame,
  startup: string,
  offsets: readonly number[],
): Promise<FactBehind[]> {
  const params = { ...visible(frame), startup, offsets: [...offsets] };
  const own = `${VISIBLE} AND startup = {startup:String}`;
  const [facts, states] = await Promise.all([
    warehouse.rows<[number, number, string, string, string]>(
      `SELECT DISTINCT part, toUInt32(off) AS at, id, type, ${millis("recorded_at")} FROM raw_events
       WHERE ${own} AND off IN {offsets:Array(UInt64)} ORDER BY at`,
      params,
    ),
    warehouse.rows<StateRow>(
      `SELECT toUInt32(said), toString(status), ${millis("moment")}, unchanged, toUInt32(answer) FROM statements
       WHERE ${own} AND said IN {offsets:Array(UInt64)} ORDER BY said, off DESC LIMIT 1 BY said`,
      params,
    ),
  ]);
  return facts.map(([partition, offset, id, type, recorded]) => {
    const state = states.find(([said]) => said === offset);
    const pulled = type === "endpoint.answered" || type === "endpoint.unchanged";
    return {
      partition,
      offset,
      id,
      type,
      recorded: Number(recorded),
      state: state?.[1] ?? "none",
      moment: state && Number(state[2]),
      answer: state && pulled ? (state[3] === 1 ? state[4] : offset) : undefined,
    };
  });
}

/** Offsets of the last statement of each source that waits, of a startup up to an instant. */
export async function heldAt(
  warehouse: CanQuery,
  frame: Frame,
  {
    startup,
    sources,
    before,
  }: { readonly startup: string; readonly sources: readonly string[]; readonly before: number },
): Promise<number[]> {
  if (sources.length === 0) return [];
  const { where, params } = conditions(frame, { startups: [startup], before });
  const rows = await warehouse.rows<[number]>(
    `SELECT toUInt32(max(said)) FROM (${LATEST(`${where} AND source IN {sources:Array(String)}`, "status")})
     WHERE status = 'held' GROUP BY source`,
    { ...params, sources: [...sources] },
  );
  return rows.map(([said]) => said);
}

/** The pages of some answers, and the records of facts that are themselves what was received; in order. */
export async function pagesOf(
  warehouse: CanQuery,
  frame: Frame,
  startup: string,
  offsets: readonly number[],
): Promise<RawPage[]> {
  const rows = await warehouse.rows<[number, number, string, number, string, number, string, string, number]>(
    `SELECT toUInt32(off), page, url, status, sha256, bytes, ${millis("received_at")}, kind, version FROM raw_pages FINAL
     WHERE ${VISIBLE} AND startup = {startup:String} AND off IN {offsets:Array(UInt64)} ORDER BY off, page`,
    { ...visible(frame), startup, offsets: [...offsets] },
  );
  return rows.map(([offset, page, url, status, sha256, bytes, received, kind, version]) => ({
    offset,
    page,
    url,
    status,
    sha256,
    bytes,
    received: Number(received),
    kind,
    version,
  }));
}
