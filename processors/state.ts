// What the warehouse knows about startups before an offset: the state that a batch starts from.
import type { CanQuery } from "../schemas/ports.ts";
import { CELL_COLUMNS, type CellColumns, placeOfRow } from "./rows.ts";
import { addPoint, emptyState, type SourceState } from "./timeline.ts";

/** Each source's state by `startup source` (see `stateKey`). */
export type States = Map<string, SourceState>;
export const stateKey = (startup: string, source: string) => `${startup} ${source}`;

const BEFORE = "startup IN {startups:Array(String)} AND part = {part:UInt8} AND off < {before:UInt64}";
const ORDER = "moment DESC, said DESC, recorded_at DESC, off DESC";
const CELL = "startup, source, metric, definition, geo_level, geo, grain, period_start, period_end, dims";

/** Loads the state of all sources of some startups, as the rows of facts before an offset make it. */
export async function loadStates(
  warehouse: CanQuery,
  { startups, part, before }: { startups: readonly string[]; part: number; before: number },
): Promise<States> {
  const params = { startups, part, before };
  const states: States = new Map();
  const of = (startup: string, source: string): SourceState => {
    const key = stateKey(startup, source);
    const state = states.get(key) ?? emptyState();
    states.set(key, state);
    return state;
  };
  const said = await warehouse.rows<[string, string, string, number, number, string]>(
    `SELECT startup, source, toString(said), max(status = 'counted') AS is_counted, any(push), toString(any(toUnixTimestamp64Milli(moment)))
     FROM statements WHERE ${BEFORE} GROUP BY startup, source, said ORDER BY startup, source, any(moment), said`,
    params,
  );
  const lastPull = new Map<SourceState, { off: number; moment: number; counted: boolean }>();
  for (const [startup, source, off, counted, push, moment] of said) {
    const state = of(startup, source);
    const at = { moment: Number(moment), off: Number(off) };
    if (counted) state.counted.push(at);
    if (!push && (lastPull.get(state)?.off ?? -1) < at.off) lastPull.set(state, { ...at, counted: Boolean(counted) });
  }
  for (const [state, { counted, moment, off }] of lastPull) if (!counted) state.candidate = { moment, off };
  const standing = await warehouse.rows<[string, string, string, string | null, ...CellColumns]>(
    `SELECT startup, source, toString(op), toString(value), ${CELL_COLUMNS} FROM
       (SELECT * FROM observations WHERE ${BEFORE} ORDER BY ${CELL}, ${ORDER} LIMIT 1 BY ${CELL})
     WHERE op = 'assert'`,
    params,
  );
  for (const [startup, source, , value, ...columns] of standing) {
    const { key, place } = placeOfRow(columns);
    of(startup, source).standing.set(key, { ...place, value });
  }
  return states;
}

/** Gives a source its timeline: every breakpoint of every cell, the last word on each. */
export async function loadTimeline(
  warehouse: CanQuery,
  state: SourceState,
  { startup, source, part, before }: { startup: string; source: string; part: number; before: number },
): Promise<void> {
  const timeline: NonNullable<SourceState["timeline"]> = new Map();
  const points = await warehouse.rows<[string, string, string, string | null, ...CellColumns]>(
    `SELECT toString(toUnixTimestamp64Milli(moment)), toString(said), toString(op), toString(value), ${CELL_COLUMNS}
     FROM observations WHERE source = {source:String} AND ${BEFORE} ORDER BY recorded_at, off`,
    { startups: [startup], source, part, before },
  );
  for (const [moment, said, op, value, ...columns] of points) {
    const { key, place } = placeOfRow(columns);
    addPoint(timeline, key, place, {
      moment: Number(moment),
      off: Number(said),
      value: op === "assert" ? value : undefined,
    });
  }
  state.timeline = timeline;
}

/** Which of these fact ids the partition held before an offset. */
export async function knownIds(
  warehouse: CanQuery,
  { ids, part, before }: { ids: readonly string[]; part: number; before: number },
): Promise<Set<string>> {
  const rows = await warehouse.rows<[string]>(
    "SELECT DISTINCT id FROM raw_events WHERE part = {part:UInt8} AND off < {before:UInt64} AND id IN {ids:Array(String)}",
    { ids, part, before },
  );
  return new Set(rows.map(([id]) => id));
}
