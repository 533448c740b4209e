// What was said, or decided, in a stretch of the log about days and periods that were over before it. Sources: tables
// `observations`, `decisions`.
import type { CanQuery } from "../../schemas/ports.ts";
import { type Frame, VISIBLE, visible } from "./frame.ts";

export type RevisedHow = "restated" | "late" | "released" | "decided";
export interface Revised {
  readonly startup: string;
  readonly metric: string;
  /** Of the rows: a decision, else an answer that waited, else a statement about older days, else another value. */
  readonly how: RevisedHow;
}
export interface RevisedQuery {
  /** Milliseconds since 1970: recorded after it, up to the frame's own instant. */
  readonly since: number;
  /** YYYY-MM-DD: periods that ended by then, and states that were so by the end of that day. */
  readonly day: string;
  /** The end of that day, milliseconds since 1970. */
  readonly end: number;
}

/**
 * Metrics of which the log said something about the past; whether a figure changed by it is another question.
 * A value's fact (`off`) is not the statement's (`said`) when another answer released it.
 */
export async function revisedMetrics(warehouse: CanQuery, frame: Frame, query: RevisedQuery): Promise<Revised[]> {
  const [corrected, rows] = await Promise.all([
    correctedMetrics(warehouse, frame, query),
    saidMetrics(warehouse, frame, query),
  ]);
  const said = rows.map(([startup, metric, decided, released, late]): Revised => {
    const how = released > 0 ? "released" : late > 0 ? "late" : "restated";
    return { startup, metric, how: decided > 0 ? "decided" : how };
  });
  return [...said, ...corrected.map(([startup, metric]) => ({ startup, metric, how: "decided" as const }))];
}

/** Metrics of corrections that were approved or undone. */
function correctedMetrics(warehouse: CanQuery, frame: Frame, { since }: RevisedQuery): Promise<[string, string][]> {
  return warehouse.rows<[string, string]>(
    `SELECT DISTINCT startup, JSONExtractString(decision, 'metric') AS metric FROM decisions
     WHERE ${VISIBLE} AND type = 'decision.approved' AND what = 'figure.corrected' AND (startup, proposal) IN (
       SELECT startup, proposal FROM decisions WHERE ${VISIBLE} AND type IN ('decision.approved', 'decision.undone')
         AND recorded_at > fromUnixTimestamp64Milli({since:Int64})) ORDER BY startup, metric`,
    { ...visible(frame), since },
  );
}

type Said = [startup: string, metric: string, decided: number, released: number, late: number];
function saidMetrics(warehouse: CanQuery, frame: Frame, query: RevisedQuery): Promise<Said[]> {
  return warehouse.rows<Said>(
    `SELECT startup, metric, toUInt32(countIf((startup, off) IN (SELECT startup, off FROM decisions WHERE ${VISIBLE}))),
       toUInt32(countIf(off != said)), toUInt32(countIf(off = said AND moment <= fromUnixTimestamp64Milli({since:Int64})))
     FROM observations WHERE ${VISIBLE} AND recorded_at > fromUnixTimestamp64Milli({since:Int64})
       AND ((grain = 'state' AND moment < fromUnixTimestamp64Milli({end:Int64})) OR (grain != 'state' AND period_end <= toDate32({day:String})))
     GROUP BY startup, metric ORDER BY startup, metric`,
    { ...visible(frame), ...query },
  );
}
