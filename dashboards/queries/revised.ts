// What was said in a stretch of the log about days and periods that were over before it. Source: table `observations`.
import type { CanQuery } from "../../schemas/ports.ts";
import { type Frame, VISIBLE, visible } from "./frame.ts";

export type RevisedHow = "restated" | "late" | "released";
export interface Revised {
  readonly startup: string;
  readonly metric: string;
  /** Of the rows: an answer that waited, else a statement about older days, else another value. */
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
  const rows = await warehouse.rows<[string, string, number, number]>(
    `SELECT startup, metric, toUInt32(countIf(off != said)), toUInt32(countIf(off = said AND moment <= fromUnixTimestamp64Milli({since:Int64})))
     FROM observations WHERE ${VISIBLE} AND recorded_at > fromUnixTimestamp64Milli({since:Int64})
       AND ((grain = 'state' AND moment < fromUnixTimestamp64Milli({end:Int64})) OR (grain != 'state' AND period_end <= toDate32({day:String})))
     GROUP BY startup, metric ORDER BY startup, metric`,
    { ...visible(frame), ...query },
  );
  return rows.map(([startup, metric, released, late]) => ({
    startup,
    metric,
    how: released > 0 ? "released" : late > 0 ? "late" : "restated",
  }));
}
