// What became of each source's answers up to a day: counted, held, refused, failed. Sources: tables `statements`,
// `raw_events`, `failures`, `rejects`, `findings`, `observations`.
import type { CanQuery } from "../../schemas/ports.ts";
import { type Frame, VISIBLE, visible } from "./frame.ts";

/** A source's answers, in figures; withdrawn ones, and those that a decision made unreadable, are none. Instants are milliseconds since 1970. */
export interface Answers {
  /** Statements, unchanged ones included. */
  readonly statements: number;
  readonly unchanged: number;
  readonly counted: number;
  /** Moment of the last statement that counted; 0 when none did. */
  readonly lastCounted: number;
  /** Moment of the last statement, held ones included. */
  readonly lastSaid: number;
  /** The last answer that could be read, in the log's order, when it is held. */
  readonly held: { readonly moment: number; readonly reason: string } | undefined;
}
/** Of some startups, or of all; facts and moments before `before`. */
export interface StatementsQuery {
  readonly startups?: readonly string[] | undefined;
  /** Milliseconds since 1970. */
  readonly before: number;
}
type BySource<T> = Map<string, T>;
export const sourceKey = (startup: string, source: string) => `${startup} ${source}`;

const MOMENT_BEFORE = "moment < fromUnixTimestamp64Milli({before:Int64})";
export const RECORDED_BEFORE = "recorded_at < fromUnixTimestamp64Milli({before:Int64})";
export const millis = (instant: string) => `toString(toUnixTimestamp64Milli(${instant}))`;

export function conditions(frame: Frame, { startups, before }: StatementsQuery) {
  const some = startups ? " AND startup IN {startups:Array(String)}" : "";
  return { where: `${VISIBLE}${some}`, params: { ...visible(frame), before, startups: startups ?? [] } };
}
/** Each statement in its latest state. */
export const LATEST = (where: string, columns: string) =>
  `SELECT startup, source, said, ${columns} FROM statements WHERE ${where} AND ${MOMENT_BEFORE}
   ORDER BY startup, source, said, off DESC LIMIT 1 BY startup, source, said`;

/** Statements that an other fact than their own put in a state: those whose latest is as told. */
const RESTATED = (where: string, status: string) =>
  `SELECT startup, source, said FROM statements WHERE ${where} AND (startup, source, said) IN (
     SELECT startup, source, said FROM statements WHERE ${where} AND off != said)
   GROUP BY startup, source, said HAVING argMax(status, off) ${status}`;

/** By `sourceKey`. A source that never said anything readable is absent. */
export async function answersOf(warehouse: CanQuery, frame: Frame, query: StatementsQuery): Promise<BySource<Answers>> {
  const { where, params } = conditions(frame, query);
  const rows = await warehouse.rows<[string, string, number, number, number, string, string, string, string, string]>(
    `SELECT startup, source, toUInt32(count()), toUInt32(countIf(unchanged = 1)), toUInt32(countIf(status = 'counted')),
       ${millis("maxIf(moment, status = 'counted')")}, ${millis("max(moment)")}, toString(argMax(status, said)),
       ${millis("argMax(moment, said)")}, argMax(hold, said)
     FROM (${LATEST(where, "moment, status, unchanged, hold")}) WHERE status IN ('counted', 'held')
     GROUP BY startup, source`,
    params,
  );
  return new Map(
    rows.map(([startup, source, statements, unchanged, counted, lastCounted, lastSaid, status, moment, reason]) => {
      const held = status === "held" ? { moment: Number(moment), reason } : undefined;
      const instants = { lastCounted: Number(lastCounted), lastSaid: Number(lastSaid) };
      return [sourceKey(startup, source), { statements, unchanged, counted, ...instants, held }];
    }),
  );
}

/** How many of the last three pulls failed, by `sourceKey`. */
export async function lastPulls(
  warehouse: CanQuery,
  frame: Frame,
  query: StatementsQuery,
): Promise<BySource<{ pulls: number; failed: number }>> {
  const { where, params } = conditions(frame, query);
  const rows = await warehouse.rows<[string, string, number, number]>(
    `SELECT startup, source, toUInt32(count()), toUInt32(countIf(type = 'endpoint.failed')) FROM (
       SELECT DISTINCT startup, source, type, off FROM raw_events WHERE ${where} AND ${RECORDED_BEFORE} AND duplicate = 0
         AND type IN ('endpoint.answered', 'endpoint.unchanged', 'endpoint.failed')
       ORDER BY off DESC LIMIT 3 BY startup, source) GROUP BY startup, source`,
    params,
  );
  return new Map(rows.map(([startup, source, pulls, failed]) => [sourceKey(startup, source), { pulls, failed }]));
}

export interface Held {
  readonly source: string;
  readonly moment: number;
  readonly reason: string;
  readonly detail: string;
  readonly cells: number;
  readonly absent: number;
}
/** Answers of one startup that wait, the latest first, at most 20 a source. */
export async function heldOf(warehouse: CanQuery, frame: Frame, startup: string, before: number): Promise<Held[]> {
  const { where, params } = conditions(frame, { startups: [startup], before });
  const rows = await warehouse.rows<[string, string, string, string, number, number]>(
    `SELECT source, ${millis("moment")}, hold, detail, cells, absent
     FROM (${LATEST(where, "moment, status, hold, detail, cells, absent")}) WHERE status = 'held'
     ORDER BY source, said DESC LIMIT 20 BY source`,
    params,
  );
  return rows.map(([source, moment, reason, detail, cells, absent]) => ({
    source,
    moment: Number(moment),
    reason,
    detail,
    cells,
    absent,
  }));
}

export interface Failure {
  readonly source: string;
  readonly count: number;
  readonly at: number;
  readonly code: string;
  readonly status: number;
  readonly page: number;
  readonly detail: string;
}
/** The last failed pull of each source of one startup, and how many there were. */
export async function failuresOf(
  warehouse: CanQuery,
  frame: Frame,
  startup: string,
  before: number,
): Promise<Failure[]> {
  const { where, params } = conditions(frame, { startups: [startup], before });
  const last = (column: string) => `argMax(${column}, off)`;
  const rows = await warehouse.rows<[string, number, string, string, number, number, string]>(
    `SELECT source, toUInt32(uniqExact(off)), ${millis("max(recorded_at)")}, ${last("code")}, ${last("status")}, ${last("page")},
       ${last("detail")} FROM failures WHERE ${where} AND ${RECORDED_BEFORE} GROUP BY source`,
    params,
  );
  return rows.map(([source, count, at, code, status, page, detail]) => ({
    source,
    count,
    at: Number(at),
    code,
    status,
    page,
    detail,
  }));
}

export interface Rejected {
  readonly source: string;
  readonly code: string;
  readonly count: number;
  readonly hint: string;
  readonly last: number;
}
/** What could not be read, and cannot now, by source and reason, of one startup. */
export async function rejectsOf(
  warehouse: CanQuery,
  frame: Frame,
  startup: string,
  before: number,
): Promise<Rejected[]> {
  const { where, params } = conditions(frame, { startups: [startup], before });
  const rows = await warehouse.rows<[string, string, number, string, string]>(
    `SELECT source, code, toUInt32(uniqExact(said)), argMax(hint, off), ${millis("max(recorded_at)")} FROM rejects
     WHERE ${where} AND ${RECORDED_BEFORE} AND (startup, source, said) NOT IN (${RESTATED(where, "!= 'rejected'")}) GROUP BY source, code ORDER BY source, max(off) DESC`,
    params,
  );
  return rows.map(([source, code, count, hint, last]) => ({ source, code, count, hint, last: Number(last) }));
}

export interface Finding {
  readonly source: string;
  readonly code: string;
  readonly metric: string;
  /** As it is kept: of values in doubt, what `unreadIn` reads. */
  readonly detail: string;
  readonly count: number;
  readonly at: number;
  /** Of the answer's fact. */
  readonly offset: number;
}
/** Doubts about one startup's statements, the latest first, at most 20 a source. */
export async function findingsOf(
  warehouse: CanQuery,
  frame: Frame,
  startup: string,
  before: number,
): Promise<Finding[]> {
  const { where, params } = conditions(frame, { startups: [startup], before });
  const rows = await warehouse.rows<[string, string, string, string, string, number, number]>(
    `SELECT DISTINCT source, code, metric, detail, ${millis("recorded_at")}, toUInt32(said), toUInt32(cells), off FROM findings WHERE ${where} AND ${RECORDED_BEFORE}
     ORDER BY source, off DESC, metric LIMIT 20 BY source`,
    params,
  );
  return rows.map(([source, code, metric, detail, at, offset, count]) => ({
    ...{ source, code, metric, detail, offset, count },
    at: Number(at),
  }));
}

/** The first day that any figure speaks of: of a period, or of a statement's moment; `undefined` when there is none. */
export async function firstDay(warehouse: CanQuery, frame: Frame): Promise<string | undefined> {
  const [row] = await warehouse.rows<[number, string, number, string]>(
    `SELECT toUInt8(count() > 0), toString(toDate32(min(moment), 'Europe/Paris')), toUInt8(countIf(grain != 'state') > 0),
       toString(minIf(period_start, grain != 'state')) FROM observations
     WHERE ${VISIBLE} AND (startup, source, said) NOT IN (${RESTATED(VISIBLE, "!= 'counted'")})`,
    visible(frame),
  );
  if (!row?.[0]) return undefined;
  return row[2] && row[3] < row[1] ? row[3] : row[1];
}
