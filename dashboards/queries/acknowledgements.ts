// Who took note of which doubt, why and until when. Source: table `acknowledgements`, written by processors/measurements.ts.
import { SeenDoubt } from "../../schemas/doubts.ts";
import type { CanQuery } from "../../schemas/ports.ts";
import type { Frame } from "./frame.ts";
import { conditions, millis, RECORDED_BEFORE } from "./statements.ts";

export interface Acknowledgement {
  readonly doubt: SeenDoubt;
  readonly by: string;
  readonly reason: string;
  /** The last day on which it holds, or `expected`. */
  readonly until: string;
  /** Milliseconds since 1970: when the log took it. */
  readonly recorded: number;
}

/** By startup, in the log's order; those that were recorded before an instant (milliseconds since 1970). */
export async function acknowledgementsOf(
  warehouse: CanQuery,
  frame: Frame,
  before: number,
): Promise<ReadonlyMap<string, readonly Acknowledgement[]>> {
  const { where, params } = conditions(frame, { before });
  const rows = await warehouse.rows<[string, string, string, string, string, string]>(
    `SELECT startup, ${millis("recorded_at")}, by, reason, until, doubt FROM acknowledgements
     WHERE ${where} AND ${RECORDED_BEFORE} ORDER BY startup, off LIMIT 1 BY startup, off`,
    params,
  );
  const found = new Map<string, Acknowledgement[]>();
  for (const [startup, recorded, by, reason, until, doubt] of rows) {
    const own = found.get(startup) ?? [];
    found.set(startup, own);
    own.push({ doubt: SeenDoubt.parse(JSON.parse(doubt)), by, reason, until, recorded: Number(recorded) });
  }
  return found;
}
