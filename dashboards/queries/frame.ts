// What a reply is allowed to see: rows of committed batches, recorded at or before an instant.
import { type CanQuery, PARTITIONS, TOPICS, type Topic } from "../../schemas/ports.ts";

export interface Frame {
  /** First offset not committed yet, by partition. */
  readonly ends: readonly number[];
  /** Milliseconds since 1970: what was known then. */
  readonly asOf: number;
  /** The log's time of the last committed fact, milliseconds since 1970; 0 when nothing was committed. */
  readonly recordedMax: number;
}
/** No instant is later: all that is known now. */
export const NOW = 4_102_444_800_000;

/** Resolved once per request, so that all its figures see the same rows. */
export async function openFrame(warehouse: CanQuery, asOf = NOW, topic: Topic = TOPICS.facts): Promise<Frame> {
  const rows = await warehouse.rows<[number, string, string]>(
    `SELECT part, toString(max(batch_to)), toString(toUnixTimestamp64Milli(max(recorded_max)))
     FROM cursors WHERE topic = {topic:String} GROUP BY part`,
    { topic },
  );
  const ends = new Array<number>(PARTITIONS).fill(0);
  let recordedMax = 0;
  for (const [part, to, max] of rows) {
    ends[part] = Number(to) + 1;
    recordedMax = Math.max(recordedMax, Number(max));
  }
  return { ends, asOf, recordedMax };
}

/** The condition that keeps rows inside a frame, and its parameters. */
export const VISIBLE = "off < {ends:Array(UInt64)}[part + 1] AND recorded_at <= fromUnixTimestamp64Milli({asOf:Int64})";
export const visible = ({ ends, asOf }: Frame) => ({ ends, asOf });
