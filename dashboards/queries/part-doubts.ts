// Parts of answers that say nothing while the rest counts: values that could not be read, rows that contradict each other.
// Sources: tables `findings`, `statements`.
import { PART_DOUBTS, type PartCode } from "../../schemas/errors.ts";
import { type Unread, unreadIn } from "../../schemas/part-doubt.ts";
import { partTold } from "../../schemas/part-told.ts";
import type { CanQuery } from "../../schemas/ports.ts";
import { type Frame, VISIBLE, visible } from "./frame.ts";
import { millis, RECORDED_BEFORE } from "./statements.ts";

/** What is wrong with one metric of one answer. */
export interface DoubtedPart {
  readonly startup: string;
  readonly source: string;
  readonly partition: number;
  /** Of the answer's fact. */
  readonly offset: number;
  readonly code: PartCode;
  readonly metric: string;
  /** Values, or places that are contradicted. */
  readonly count: number;
  /** The first of them with their places, in English words. */
  readonly detail: string;
  /** The same as they were found; none of rows without a cell. */
  readonly first: readonly Unread[];
  /** Since when it is known, milliseconds since 1970. */
  readonly recorded: number;
  /** Since when answers, without one between that had it not, say the very same. */
  readonly since: number;
  /** `undefined`: the last answer says so still. */
  readonly resolved: PartResolved | undefined;
}
export interface PartResolved {
  /** `counted`: a later answer, or another reading, does not have it · else what the answer came to. */
  readonly state: "counted" | "withdrawn" | "rejected";
  /** Of the fact that did it. */
  readonly offset: number;
  readonly recorded: number;
}
export interface PartsQuery {
  readonly startup?: string | undefined;
  readonly source?: string | undefined;
  /** Milliseconds since 1970; left out: all that the frame sees. */
  readonly before?: number | undefined;
}
type PartRow = [string, string, number, number, number, string, PartCode, string, number, string];
type StateRow = [string, string, number, number, string, string, number, string];

/** In the log's order, of each source. */
export async function partsOf(warehouse: CanQuery, frame: Frame, query: PartsQuery = {}): Promise<DoubtedPart[]> {
  const where = [
    VISIBLE,
    ...(query.before === undefined ? [] : [RECORDED_BEFORE]),
    ...(query.startup === undefined ? [] : ["startup = {startup:String}"]),
    ...(query.source === undefined ? [] : ["source = {source:String}"]),
  ].join(" AND ");
  const { startup = "", source = "", before = 0 } = query;
  const params = { ...visible(frame), startup, source, before, codes: Object.keys(PART_DOUBTS) };
  const own = `${where} AND code IN {codes:Array(String)}`;
  const [parts, states] = await Promise.all([
    warehouse.rows<PartRow>(
      `SELECT startup, source, part, toUInt32(said), toUInt32(off), ${millis("recorded_at")}, code, metric, cells, detail
       FROM findings WHERE ${own} ORDER BY startup, source, said, code, metric, off DESC LIMIT 1 BY startup, source, said, code, metric`,
      params,
    ),
    warehouse.rows<StateRow>(
      `SELECT startup, source, toUInt32(said), toUInt32(off), ${millis("recorded_at")}, toString(status), push, detail FROM statements
       WHERE ${where} AND (startup, source) IN (SELECT startup, source FROM findings WHERE ${own})
       ORDER BY startup, source, said, off DESC LIMIT 1 BY startup, source, said`,
      params,
    ),
  ]);
  return resolvedOnes(parts, states);
}

function resolvedOnes(parts: readonly PartRow[], states: readonly StateRow[]): DoubtedPart[] {
  const bySource = new Map<string, StateRow[]>();
  for (const row of states) {
    const own = bySource.get(`${row[0]} ${row[1]}`) ?? [];
    bySource.set(`${row[0]} ${row[1]}`, own);
    own.push(row);
  }
  const last = new Map<string, DoubtedPart>();
  return parts.map(([startup, source, partition, offset, by, recorded, code, metric, count, kept]) => {
    const detail = partTold(kept, count);
    const resolved = resolvedBy(bySource.get(`${startup} ${source}`) ?? [], offset, by);
    const key = `${startup} ${source} ${code} ${metric}`;
    const before = last.get(key);
    const isSame = before?.detail === detail && before.resolved?.offset === offset;
    const since = isSame ? before.since : Number(recorded);
    const about = { startup, source, partition, offset, code, metric, count, recorded: Number(recorded) };
    const part = { ...about, detail, first: unreadIn(kept) };
    const found: DoubtedPart = { ...part, since, resolved };
    last.set(key, found);
    return found;
  });
}

/** As processors/recount.ts writes it. */
const READ_AGAIN = "read again";

/** What became of a part: of the answer itself, or by the next pull that counts. A push speaks of its own cells alone. */
function resolvedBy(states: readonly StateRow[], offset: number, by: number): PartResolved | undefined {
  const own = states.find(([, , said]) => said === offset);
  if (!own) return undefined;
  const [, , , off, recorded, status, push, why] = own;
  if (status === "withdrawn" || status === "rejected")
    return { state: status, offset: off, recorded: Number(recorded) };
  // Read by another reading since: what that could not read it noted itself.
  if (off > by && why === READ_AGAIN) return { state: "counted", offset: off, recorded: Number(recorded) };
  const later = push ? undefined : states.find((row) => row[2] > offset && row[5] === "counted" && row[6] === 0);
  if (!later) return undefined;
  return { state: "counted", offset: later[2], recorded: Number(later[4]) };
}

/** Those that stand: a place of a figure is in doubt by them. */
export function standingParts(parts: readonly DoubtedPart[]): DoubtedPart[] {
  return parts.filter(({ resolved }) => resolved === undefined);
}
