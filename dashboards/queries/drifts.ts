// How a source's last bad answers differ in shape from the last one that counted. Source: table `drifts`, written by
// processors/note-drift.ts when the answer was recorded.
import { type ShapeDifference, ShapeDifferences } from "../../schemas/drift.ts";
import type { CanQuery } from "../../schemas/ports.ts";
import { type Frame, VISIBLE, visible } from "./frame.ts";
import { conditions, millis, RECORDED_BEFORE, type StatementsQuery, sourceKey } from "./statements.ts";

export interface Drift {
  /** When the first answer came that was not as that last good one, and the latest; milliseconds since 1970. */
  readonly since: number;
  readonly latest: number;
  /** Of the latest; none: its shape is the same. */
  readonly differences: readonly ShapeDifference[];
}

/** The last of each source, by `sourceKey`; it is over once an answer counts that came after it. */
export async function driftsOf(warehouse: CanQuery, frame: Frame, query: StatementsQuery): Promise<Map<string, Drift>> {
  const { where, params } = conditions(frame, query);
  const rows = await warehouse.rows<[string, string, string, string, string]>(
    `SELECT startup, source, ${millis("min(recorded_at)")}, ${millis("max(recorded_at)")}, argMax(differences, off)
     FROM drifts WHERE ${where} AND ${RECORDED_BEFORE}
     GROUP BY startup, source, before ORDER BY max(off) DESC LIMIT 1 BY startup, source`,
    params,
  );
  return new Map(
    rows.map(([startup, source, since, latest, text]) => [
      sourceKey(startup, source),
      { since: Number(since), latest: Number(latest), differences: ShapeDifferences.parse(JSON.parse(text)) },
    ]),
  );
}

/** How one answer differs; none: it was compared with nothing, or its shape is the same. */
export async function driftAt(
  warehouse: CanQuery,
  frame: Frame,
  { startup, offset }: { readonly startup: string; readonly offset: number },
): Promise<readonly ShapeDifference[]> {
  const [row] = await warehouse.rows<[string]>(
    `SELECT differences FROM drifts WHERE ${VISIBLE} AND startup = {startup:String} AND said = {said:UInt64}
     ORDER BY off DESC LIMIT 1`,
    { ...visible(frame), startup, said: offset },
  );
  return row ? ShapeDifferences.parse(JSON.parse(row[0])) : [];
}
