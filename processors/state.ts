// What the warehouse knows about startups before an offset: the state that a batch starts from.
import type { CanQuery } from "../schemas/ports.ts";
import { CELL_COLUMNS, type CellColumns, placeOfRow, UNSAID } from "./rows.ts";
import { noRulings, type Rulings } from "./rulings.ts";
import { BEFORE, loadHeard, loadRulings } from "./state-heard.ts";
import { emptyState, notePoint, type SourceState } from "./timeline.ts";

/** Each source's state by `startup source` (see `stateKey`). */
export type States = Map<string, SourceState>;
export const stateKey = (startup: string, source: string) => `${startup} ${source}`;

const ORDER = "moment DESC, said DESC, recorded_at DESC, off DESC";
const CELL = "startup, source, metric, definition, geo_level, geo, grain, period_start, period_end, dims";

/** A startup: its sources, and what was decided about them. */
export interface StartupState {
  readonly states: States;
  readonly rulings: Rulings;
}
export const newStartup = (): StartupState => ({ states: new Map(), rulings: noRulings() });

interface Before {
  readonly startups: readonly string[];
  readonly part: number;
  readonly before: number;
}

/** Loads some startups by id, as the rows of facts before an offset make them. */
export async function loadStates(warehouse: CanQuery, asked: Before): Promise<Map<string, StartupState>> {
  const found = new Map(asked.startups.map((startup) => [startup, newStartup()]));
  const of = (startup: string, source: string): SourceState => {
    const { states } = found.get(startup) as StartupState;
    const key = stateKey(startup, source);
    const state = states.get(key) ?? emptyState();
    states.set(key, state);
    return state;
  };
  const decisions = await loadRulings(warehouse, asked, (startup) => (found.get(startup) as StartupState).rulings);
  const isUnsaid = decisions.length > 0;
  await Promise.all([loadHeard(warehouse, asked, of, decisions), loadStanding(warehouse, { ...asked, isUnsaid }, of)]);
  return found;
}

/** @param isUnsaid  breakpoints may be unsaid: the last word on each is looked up first */
async function loadStanding(
  warehouse: CanQuery,
  { isUnsaid, ...params }: Before & { readonly isUnsaid: boolean },
  of: (startup: string, source: string) => SourceState,
): Promise<void> {
  const all = `SELECT * FROM observations WHERE ${BEFORE}`;
  const said = `SELECT * FROM (${all} ORDER BY ${CELL}, ${ORDER} LIMIT 1 BY ${CELL}, moment, said) WHERE op != 'withdraw'`;
  const standing = await warehouse.rows<[string, string, string, string | null, ...CellColumns]>(
    `SELECT startup, source, toString(op), toString(value), ${CELL_COLUMNS} FROM
       (${isUnsaid ? said : all} ORDER BY ${CELL}, ${ORDER} LIMIT 1 BY ${CELL})
     WHERE op = 'assert'`,
    params,
  );
  for (const [startup, source, , value, ...columns] of standing) {
    const { key, place } = placeOfRow(columns);
    of(startup, source).standing.set(key, { ...place, value });
  }
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
    const word = op === "assert" ? value : op === "withdraw" ? UNSAID : undefined;
    notePoint(timeline, key, place, { moment: Number(moment), off: Number(said) }, word);
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
