// What a reply is allowed to see: rows of committed batches, recorded at or before an instant.
import { type CanQuery, PARTITIONS, TOPICS, type Topic } from "../../schemas/ports.ts";

export interface Frame {
  /** First offset not committed yet, by partition. */
  readonly ends: readonly number[];
  /** Milliseconds since 1970: what was known then. */
  readonly asOf: number;
  /** The log's time of the last committed fact that was known then, milliseconds since 1970; 0 when there was none. */
  readonly recordedMax: number;
  /** The log's time of the last committed fact, known then or later. */
  readonly latest: number;
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
  let latest = 0;
  for (const [part, to, max] of rows) {
    ends[part] = Number(to) + 1;
    latest = Math.max(latest, Number(max));
  }
  const frame = { ends, asOf, recordedMax: latest, latest };
  return latest > asOf && topic === TOPICS.facts ? prefixOf(warehouse, frame) : frame;
}

/** What was known then is a prefix of each partition: where it ends stays as it is, whatever comes. Source: table `raw_events`. */
async function prefixOf(warehouse: CanQuery, frame: Frame): Promise<Frame> {
  const rows = await warehouse.rows<[number, string, string]>(
    `SELECT part, toString(max(off)), toString(toUnixTimestamp64Milli(max(recorded_at))) FROM raw_events
     WHERE ${VISIBLE} GROUP BY part`,
    visible(frame),
  );
  const ends = new Array<number>(PARTITIONS).fill(0);
  for (const [part, last] of rows) ends[part] = Number(last) + 1;
  return { ...frame, ends, recordedMax: Math.max(0, ...rows.map(([, , recorded]) => Number(recorded))) };
}

/** The condition that keeps rows inside a frame, and its parameters. */
export const VISIBLE = "off < {ends:Array(UInt64)}[part + 1] AND recorded_at <= fromUnixTimestamp64Milli({asOf:Int64})";
export const visible = ({ ends, asOf }: Frame) => ({ ends, asOf });

/** When the first fact of all topics was recorded, milliseconds since 1970; `undefined`: none was. */
export async function firstRecorded(warehouse: CanQuery): Promise<number | undefined> {
  const tables = ["raw_events", "registry_startups", "incubators", "metric_definitions", "reports"];
  const first = tables.map((table) => `SELECT count() AS facts, min(recorded_at) AS first FROM ${table}`);
  const [row] = await warehouse.rows<[string, string]>(
    `SELECT toString(sum(facts)), toString(toUnixTimestamp64Milli(minIf(first, facts > 0)))
     FROM (${first.join(" UNION ALL ")})`,
  );
  return Number(row?.[0] ?? 0) === 0 ? undefined : Number(row?.[1]);
}
