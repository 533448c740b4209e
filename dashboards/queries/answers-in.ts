// How many answers came in a span, and how many of them are rejected: by the same rows as the conservation ledger.
import type { CanQuery } from "../../schemas/ports.ts";
import { type Frame, VISIBLE, visible } from "./frame.ts";
import { NEVER_STATED, PLACE, PULLED, PUSHED } from "./ledger.ts";

/** A statement that a decision made unreadable. */
const REJECTED_SINCE = `(startup, source, part, off) IN (SELECT startup, source, part, said FROM (
  SELECT startup, source, part, said, status FROM statements WHERE ${VISIBLE}
  ORDER BY startup, source, said, off DESC LIMIT 1 BY startup, source, said) WHERE status = 'rejected')`;

/**
 * Answers and pushes that the log took in a span (milliseconds since 1970), each once, and those of them that are
 * rejected: by the same rows as the ledger's. What was read again and counts is no reject, whatever it was before.
 * Source: tables `raw_events`, `rejects`, `statements`.
 */
export async function answersIn(
  warehouse: CanQuery,
  frame: Frame,
  span: { readonly since: number; readonly before: number },
): Promise<{ readonly total: number; readonly rejected: number }> {
  const [row] = await warehouse.rows<[number, number]>(
    `SELECT toUInt32(${PLACE}), toUInt32(uniqExactIf(tuple(part, off), (${NEVER_STATED}) OR ${REJECTED_SINCE})) FROM raw_events
     WHERE ${VISIBLE} AND duplicate = 0 AND type IN {answers:Array(String)}
       AND recorded_at >= fromUnixTimestamp64Milli({since:Int64}) AND recorded_at < fromUnixTimestamp64Milli({before:Int64})`,
    { ...visible(frame), ...span, answers: [...PULLED, ...PUSHED] },
  );
  const [total = 0, rejected = 0] = row ?? [];
  return { total, rejected };
}
