// Figures that became others after they were first known: what each fact changed of the past, cell by cell.
// Sources: tables `observations`, `raw_events`, `sources`.
import type { CanQuery } from "../../schemas/ports.ts";
import { type Frame, VISIBLE, visible } from "./frame.ts";
import { millis } from "./statements.ts";

export interface RevisionsAsked {
  readonly startup?: string | undefined;
  readonly metric?: string | undefined;
  /** Milliseconds since 1970: recorded from `since` on, and before `until`. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}
/** What one fact changed of one metric, as one source says it. */
export interface FactRevisions {
  readonly startup: string;
  readonly source: string;
  readonly metric: string;
  readonly version: number;
  readonly partition: number;
  /** Offset of the fact that made it known. */
  readonly offset: number;
  /** Milliseconds since 1970: since when it is known. */
  readonly recorded: number;
  /** Type of that fact. */
  readonly type: string;
  readonly cells: number;
  /** Of them: had a figure and have another · had one and have none · had none, said so, and have one. */
  readonly changed: number;
  readonly ceased: number;
  readonly returned: number;
  /** Whether the words are of other facts, which this one let count or withdrew. */
  readonly others: boolean;
  /** Whether the source had spoken of that very moment, or period, before. */
  readonly again: boolean;
}
/** `absent`: no figure; `null`: no figure, said so; else decimal text. */
export interface RevisedCell {
  readonly startup: string;
  readonly source: string;
  readonly metric: string;
  readonly offset: number;
  readonly level: string;
  readonly code: string;
  readonly dims: string;
  readonly grain: string;
  /** The period; of a state, the first and the last day that were told otherwise. `null`: there was no end to it. */
  readonly first: string;
  readonly last: string | null;
  readonly old: string | null;
  readonly new: string | null;
}

const CELL = "startup, source, metric, definition, geo_level, geo, grain, period_start, period_end, dims";
const DAY_END = (moment: string) => `addDays(toStartOfDay(toTimeZone(${moment}, 'Europe/Paris')), 1)`;
/** A state of a day, or a period, is history once the day or the period is over; five minutes are for clocks that differ. */
const IS_PAST = `if(grain = 'state', recorded_at > ${DAY_END("moment")} + INTERVAL 5 MINUTE,
  toDate32(recorded_at, 'Europe/Paris') > period_end)`;
const WORD = "multiIf(toString(op) = 'assert', ifNull(toString(value), 'null'), toString(op) = 'absent', 'absent', '')";
const NONE = "('', 'absent')";

/**
 * Each cell with each fact that changed its word about the past: the word of the latest statement known before that fact,
 * and of the latest known with it. A period counts as first known once it was stated after its end. A state is told
 * otherwise up to the day before the next word about it that was known then.
 */
function revised({ startup, metric, since, until }: RevisionsAsked): string {
  const own = [
    VISIBLE,
    ...(startup === undefined ? [] : ["startup = {startup:String}"]),
    ...(metric === undefined ? [] : ["metric = {metric:String}"]),
  ].join(" AND ");
  const when = [
    ...(since === undefined ? [] : ["recorded_at >= fromUnixTimestamp64Milli({since:Int64})"]),
    ...(until === undefined ? [] : ["recorded_at < fromUnixTimestamp64Milli({until:Int64})"]),
  ].map((condition) => ` AND ${condition}`);
  const rows = `SELECT ${CELL}, part, moment, said, recorded_at, off, ${WORD} AS word, ${IS_PAST} AS past
    FROM observations WHERE ${own}`;
  const firsts = `SELECT ${CELL}, minIf(off, grain = 'state' OR past) AS first FROM (${rows}) GROUP BY ${CELL}
    HAVING maxIf(off, past) > first`;
  const changing = `SELECT ${CELL}, off AS fact, any(part) AS its_part, any(recorded_at) AS its_time, min(moment) AS its_moment,
      max(off != said) AS its_others
    FROM (${rows}) AS r INNER JOIN (${firsts}) AS f USING (${CELL}) WHERE past AND off > first${when.join("")}
    GROUP BY ${CELL}, fact`;
  const words = `SELECT ${CELL}, fact, moment, said, any(its_part) AS at_part, any(its_time) AS recorded, any(its_moment) AS begins,
      any(its_others) AS others, argMaxIf(word, off, off < fact) AS was, argMax(word, off) AS now
    FROM (${rows}) AS r INNER JOIN (${changing}) AS c USING (${CELL})
    WHERE off <= fact GROUP BY ${CELL}, fact, moment, said`;
  const then = `(grain != 'state' OR moment < ${DAY_END("begins")})`;
  return `SELECT ${CELL}, fact, any(at_part) AS of_part, any(recorded) AS known, any(begins) AS since, any(others) AS other,
      countIf(was != '' AND moment = begins AND grain = 'state') > 0 OR any(grain) != 'state' AS again,
      argMaxIf(was, (moment, said), was != '' AND ${then}) AS old, argMaxIf(now, (moment, said), now != '' AND ${then}) AS new,
      countIf(NOT ${then} AND (was != '' OR now != '')) > 0 AS ended, minIf(moment, NOT ${then} AND (was != '' OR now != '')) AS next
    FROM (${words}) GROUP BY ${CELL}, fact
    HAVING old != new AND old != '' AND NOT (old IN ${NONE} AND new IN ${NONE})`;
}

const paramsOf = (frame: Frame, { startup = "", metric = "", since = 0, until = 0 }: RevisionsAsked) => ({
  ...visible(frame),
  startup,
  metric,
  since,
  until,
});

/** The latest known first. */
export async function revisionsByFact(
  warehouse: CanQuery,
  frame: Frame,
  asked: RevisionsAsked,
): Promise<FactRevisions[]> {
  type Row = [string, string, string, number, number, number, string, number, number, number, number, number, number];
  const rows = await warehouse.rows<Row>(
    `SELECT startup, source, metric, definition, any(of_part), toUInt32(fact), ${millis("any(known)")}, toUInt32(count()),
       toUInt32(countIf(NOT old IN ${NONE} AND NOT new IN ${NONE})), toUInt32(countIf(new IN ${NONE})),
       toUInt32(countIf(old IN ${NONE})), toUInt8(max(other)), toUInt8(max(again))
     FROM (${revised(asked)}) GROUP BY startup, source, metric, definition, fact`,
    paramsOf(frame, asked),
  );
  const types = await typesOf(warehouse, frame, [...new Set(rows.map((row) => row[5]))]);
  return rows
    .map(
      ([startup, source, metric, version, partition, offset, recorded, cells, changed, ceased, returned, ...how]) => ({
        startup,
        source,
        metric,
        version,
        partition,
        offset,
        recorded: Number(recorded),
        type: types.get(`${startup} ${offset}`) ?? "",
        ...{ cells, changed, ceased, returned },
        others: how[0] === 1,
        again: how[1] === 1,
      }),
    )
    .sort((a, b) => b.recorded - a.recorded || (keyOf(a) < keyOf(b) ? -1 : 1));
}

const keyOf = ({ startup, metric, source, offset }: FactRevisions) => `${startup} ${metric} ${source} ${offset}`;

async function typesOf(warehouse: CanQuery, frame: Frame, offsets: readonly number[]): Promise<Map<string, string>> {
  const rows = await warehouse.rows<[string, number, string]>(
    `SELECT DISTINCT startup, toUInt32(off), type FROM raw_events WHERE ${VISIBLE} AND off IN {offsets:Array(UInt64)}`,
    { ...visible(frame), offsets: [...offsets] },
  );
  return new Map(rows.map(([startup, offset, type]) => [`${startup} ${offset}`, type]));
}

/** The cells that some facts changed, by territory and period; of each fact and metric at most so many. */
export async function revisedCells(
  warehouse: CanQuery,
  frame: Frame,
  asked: RevisionsAsked,
  { facts, most }: { readonly facts: readonly FactRevisions[]; readonly most: number },
): Promise<RevisedCell[]> {
  if (facts.length === 0) return [];
  type Row = [string, string, string, number, string, string, string, string, string, string, string, string];
  const rows = await warehouse.rows<Row>(
    `SELECT startup, source, metric, toUInt32(fact), geo_level, geo, dims, grain,
       toString(if(grain = 'state', toDate32(since, 'Europe/Paris'), period_start)) AS first,
       multiIf(grain != 'state', toString(period_end), ended, toString(addDays(toDate32(next, 'Europe/Paris'), -1)), '') AS last, old, new
     FROM (${revised(asked)}) WHERE concat(startup, ' ', metric, ' ', source, ' ', toString(fact)) IN {keys:Array(String)}
     ORDER BY known DESC, startup, metric, source, fact, geo_level, geo, dims, first, last
     LIMIT {most:UInt32} BY startup, source, metric, fact`,
    { ...paramsOf(frame, asked), keys: facts.map(keyOf), most },
  );
  return rows.map(([startup, source, metric, offset, level, code, dims, grain, first, last, old, now]) => {
    const place = { level, code, dims, grain, first, last: last === "" ? null : last };
    return { startup, source, metric, offset, ...place, old: wordOf(old), new: wordOf(now) };
  });
}

const wordOf = (word: string): string | null => (word === "" || word === "absent" || word === "null" ? null : word);

/** A startup's declarations in the order of the log, each with its fact. */
export interface DeclaredAt {
  readonly startup: string;
  readonly partition: number;
  readonly offset: number;
  readonly recorded: number;
  /** What decides between sources: orders and parts, as JSON. */
  readonly deciding: string;
}
/** Declarations that decide otherwise than the one before. */
export async function reordered(warehouse: CanQuery, frame: Frame, startup?: string): Promise<DeclaredAt[]> {
  const rows = await warehouse.rows<[string, number, number, string, string]>(
    `SELECT DISTINCT startup, part, toUInt32(off) AS at, ${millis("recorded_at")},
       concat(JSONExtractRaw(declaration, 'order'), ' ', JSONExtractRaw(declaration, 'parts')) FROM sources
     WHERE ${VISIBLE}${startup === undefined ? "" : " AND startup = {startup:String}"} ORDER BY startup, at`,
    { ...visible(frame), startup: startup ?? "" },
  );
  return rows.flatMap(([id, partition, offset, recorded, deciding], at) => {
    const before = rows[at - 1];
    if (before === undefined || before[0] !== id || before[4] === deciding) return [];
    return [{ startup: id, partition, offset, recorded: Number(recorded), deciding }];
  });
}

/** Whether anybody decided anything that a frame shows. */
export async function ruledAt(warehouse: CanQuery, frame: Frame, startup?: string): Promise<boolean> {
  const rows = await warehouse.rows<[number]>(
    `SELECT 1 FROM raw_events WHERE ${VISIBLE} AND type = 'decision.approved'
     ${startup === undefined ? "" : "AND startup = {startup:String}"} LIMIT 1`,
    { ...visible(frame), startup: startup ?? "" },
  );
  return rows.length > 0;
}
