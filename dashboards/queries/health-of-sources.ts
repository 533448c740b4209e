// What happened to all sources at once, as the quality page shows it: days with an answer, what went wrong last, and
// counts of a span. Sources: tables `statements`, `failures`, `rejects`, `findings`, `sources`, `observations`.
import type { CanQuery } from "../../schemas/ports.ts";
import { type Frame, VISIBLE, visible } from "./frame.ts";
import { conditions, LATEST, millis, RECORDED_BEFORE, type StatementsQuery, sourceKey } from "./statements.ts";
import { type DayMarks, STRIP_DAYS } from "./strip.ts";

const DAY_MS = 86_400_000;
/** From an instant on, up to and without another; milliseconds since 1970. */
export interface Span {
  readonly since: number;
  readonly before: number;
}
const RECORDED_SINCE = "recorded_at >= fromUnixTimestamp64Milli({since:Int64})";
const MOMENT_SINCE = "moment >= fromUnixTimestamp64Milli({since:Int64})";
const of = (frame: Frame, { since, before }: Span) => ({ ...visible(frame), since, before });

/** Days on which sources spoke, by `sourceKey`, the oldest first; pushes have no cadence and are left out. */
export async function daysOf(
  warehouse: CanQuery,
  frame: Frame,
  query: StatementsQuery,
): Promise<Map<string, DayMarks[]>> {
  const { where, params } = conditions(frame, query);
  const rows = await warehouse.rows<[string, string, string, number, number, string, string]>(
    `SELECT startup, source, toString(toDate32(moment, 'Europe/Paris')) AS day, toUInt32(countIf(status = 'counted')),
       toUInt32(countIf(status = 'held')), ${millis("minIf(moment, status = 'counted')")},
       ${millis("maxIf(moment, status = 'counted')")}
     FROM (${LATEST(`${where} AND push = 0 AND ${MOMENT_SINCE}`, "moment, status")})
     GROUP BY startup, source, day ORDER BY startup, source, day`,
    { ...params, since: query.before - STRIP_DAYS * DAY_MS },
  );
  const found = new Map<string, DayMarks[]>();
  for (const [startup, source, day, counted, held, first, last] of rows) {
    const key = sourceKey(startup, source);
    const own = found.get(key) ?? [];
    found.set(key, own);
    own.push({ day, counted, held, first: Number(first), last: Number(last) });
  }
  return found;
}

/** When each source was first declared, by `sourceKey`, milliseconds since 1970. */
export async function declaredSince(warehouse: CanQuery, frame: Frame): Promise<Map<string, number>> {
  const rows = await warehouse.rows<[string, string, string]>(
    `SELECT startup, JSONExtractString(one, 'source') AS source, ${millis("min(recorded_at)")} FROM sources
     ARRAY JOIN JSONExtractArrayRaw(declaration, 'sources') AS one WHERE ${VISIBLE} GROUP BY startup, source`,
    visible(frame),
  );
  return new Map(rows.map(([startup, source, at]) => [sourceKey(startup, source), Number(at)]));
}

/** What went wrong last with a source. */
export interface Trouble {
  readonly at: number;
  readonly code: string;
  /** HTTP status and page of a failed pull; 0: none. */
  readonly status: number;
  readonly page: number;
}
/** The last reject or failure of each source, by `sourceKey`; what a decision had read again is none. */
export async function lastTroubles(warehouse: CanQuery, frame: Frame, before: number): Promise<Map<string, Trouble>> {
  const { params } = conditions(frame, { before });
  const rows = await warehouse.rows<[string, string, string, string, number, number]>(
    `SELECT startup, source, ${millis("max(recorded_at)")}, argMax(code, off), argMax(status, off), argMax(page, off) FROM (
       SELECT startup, source, recorded_at, off, code, status, page FROM failures WHERE ${VISIBLE} AND ${RECORDED_BEFORE}
       UNION ALL SELECT startup, source, recorded_at, off, code, toUInt16(0), toUInt16(0) FROM rejects
         WHERE ${VISIBLE} AND ${RECORDED_BEFORE} AND stage != 'registry' AND off = said)
     GROUP BY startup, source`,
    params,
  );
  return new Map(
    rows.map(([startup, source, at, code, status, page]) => [
      sourceKey(startup, source),
      { at: Number(at), code, status, page },
    ]),
  );
}

/** How often something happened to a source in a span. */
export interface Happening {
  readonly startup: string;
  readonly source: string;
  readonly code: string;
  /** Answers, or failed pulls. */
  readonly count: number;
  readonly last: number;
}
/** What is told of a span: answers that are rejected, pulls that failed, what reading noted (which changes no figure). */
const TOLD = ["rejects", "failures", "findings"] as const;
export type Happenings = Readonly<Record<(typeof TOLD)[number], readonly Happening[]>>;

/** Facts that are rejected, each by its last reason: what a replay made a statement is none of them. */
const REJECTED = `(SELECT startup, source, said, argMax(code, off) AS code, min(recorded_at) AS rejected_at FROM rejects
  WHERE ${VISIBLE} AND stage NOT IN ('registry', 'reports') AND (startup, source, said) NOT IN (
    SELECT startup, source, said FROM (SELECT startup, source, said, status FROM statements WHERE ${VISIBLE}
      ORDER BY startup, source, said, off DESC LIMIT 1 BY startup, source, said) WHERE status != 'rejected')
  GROUP BY startup, source, said)`;

/** By source and code, the latest first. */
export async function happenings(warehouse: CanQuery, frame: Frame, span: Span): Promise<Happenings> {
  const between = (at: string) =>
    `${at} >= fromUnixTimestamp64Milli({since:Int64}) AND ${at} < fromUnixTimestamp64Milli({before:Int64})`;
  const from = (table: (typeof TOLD)[number], distinct: string) =>
    `SELECT '${table}' AS told, startup, source, code, toUInt32(uniqExact(${distinct})), ${millis("max(recorded_at)")} AS last
     FROM ${table} WHERE ${VISIBLE} AND ${between("recorded_at")} GROUP BY startup, source, code`;
  const rejected = `SELECT 'rejects' AS told, startup, source, code, toUInt32(count()), ${millis("max(rejected_at)")} AS last
     FROM ${REJECTED} WHERE ${between("rejected_at")} GROUP BY startup, source, code`;
  const all = [rejected, from("failures", "off"), from("findings", "said")];
  const rows = await warehouse.rows<[keyof Happenings, string, string, string, number, string]>(
    `SELECT * FROM (${all.join(" UNION ALL ")}) ORDER BY last DESC, startup, source, code`,
    of(frame, span),
  );
  const told = (asked: keyof Happenings) =>
    rows.flatMap(([table, startup, source, code, count, last]) =>
      table === asked ? [{ startup, source, code, count, last: Number(last) }] : [],
    );
  return { rejects: told("rejects"), failures: told("failures"), findings: told("findings") };
}

export interface Activity {
  /** Answers that could be read, held ones included. */
  readonly statements: number;
  readonly cells: number;
  /** Cells whose value could not be read, or that two rows disputed. */
  readonly unreadable: number;
  /** Median from the moment of an answer to when it came to count, milliseconds; `null`: none counted. Pushes apart. */
  readonly delayMs: number | null;
}
/** All answers whose moment is in a span. */
export async function activityOf(warehouse: CanQuery, frame: Frame, span: Span): Promise<Activity> {
  const { where, params } = conditions(frame, { before: span.before });
  const pulled = "status = 'counted' AND push = 0";
  const [row] = await warehouse.rows<[number, string, string, number, number]>(
    `SELECT toUInt32(count()), toString(sum(cells)), toString(sum(unreadable)), toUInt32(countIf(${pulled})),
       toFloat64(quantileExactIf(0.5)(toUnixTimestamp64Milli(recorded_at) - toUnixTimestamp64Milli(moment), ${pulled}))
     FROM (${LATEST(`${where} AND ${MOMENT_SINCE}`, "moment, recorded_at, status, push, cells, unreadable")}) WHERE status IN ('counted', 'held')`,
    { ...params, since: span.since },
  );
  const [statements = 0, cells = "0", unreadable = "0", counted = 0, delay = 0] = row ?? [];
  return {
    statements,
    cells: Number(cells),
    unreadable: Number(unreadable),
    delayMs: counted === 0 ? null : Math.max(0, Math.round(delay)),
  };
}

export interface Revision {
  readonly startup: string;
  readonly source: string;
  readonly metric: string;
  /** Figures of closed periods that the source said otherwise, in the span; not what people decided. */
  readonly cells: number;
  readonly last: number;
}
/**
 * Figures of a period that were stated once it was over, and then changed or taken back in the span. A figure that was
 * last changed during its period and only confirmed afterwards is not seen as stated yet.
 */
export async function revisionsOf(warehouse: CanQuery, frame: Frame, span: Span): Promise<Revision[]> {
  const cell = "startup, source, metric, definition, geo_level, geo, grain, period_start, period_end, dims";
  const closed =
    "grain != 'state' AND toDate32(moment, 'Europe/Paris') > period_end AND (startup, off) NOT IN (SELECT startup, off FROM decisions)";
  const rows = await warehouse.rows<[string, string, string, number, string]>(
    `SELECT startup, source, metric, toUInt32(count()), ${millis("max(latest)")} FROM (
       SELECT ${cell}, min(moment) AS stated, maxIf(moment, ${RECORDED_SINCE}) AS again,
         maxIf(recorded_at, ${RECORDED_SINCE}) AS latest
       FROM observations WHERE ${VISIBLE} AND ${RECORDED_BEFORE} AND ${closed} AND (${cell}) IN (
         SELECT ${cell} FROM observations WHERE ${VISIBLE} AND ${RECORDED_SINCE} AND ${RECORDED_BEFORE} AND ${closed})
       GROUP BY ${cell} HAVING again > stated)
     GROUP BY startup, source, metric ORDER BY count() DESC, startup, source, metric`,
    of(frame, span),
  );
  return rows.map(([startup, source, metric, cells, last]) => ({ startup, source, metric, cells, last: Number(last) }));
}
