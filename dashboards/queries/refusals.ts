// What came and says nothing: rejects and holds, each with the reason, and what resolved it. Nothing of it is ever erased.
// Sources: tables `rejects`, `statements`, `findings`, `decisions`.
import { hintOfPart } from "../../schemas/part-doubt.ts";
import type { CanQuery } from "../../schemas/ports.ts";
import { type Closing, closedBy, closingOf, NO_CLOSING, type Resolved } from "./closed-rejects.ts";
import { type Frame, VISIBLE, visible } from "./frame.ts";
import { type DoubtedPart, partsOf } from "./part-doubts.ts";
import { millis } from "./statements.ts";

export interface Refusal {
  /** `part`: of an answer that counted or waits, some values say nothing. */
  readonly kind: "reject" | "hold" | "part";
  readonly startup: string;
  /** `:registry`, `:reports`: of those topics. */
  readonly source: string;
  readonly partition: number;
  /** Of the fact that says nothing. */
  readonly offset: number;
  /** Milliseconds since 1970: since when it is so. */
  readonly recorded: number;
  /** Where it stopped: `fact`, `answer`, `reading`, `moment`, `metric`, `values`, `decision`, `hold`; of a part `value`, `cell`, `rows`. */
  readonly stage: string;
  readonly code: string;
  /** JSON Pointer into the answer or the fact; "" when it is about the whole. */
  readonly pointer: string;
  readonly detail: string;
  readonly hint: string;
  /** `undefined`: it waits. */
  readonly resolved: Resolved | undefined;
}
export interface RefusalsQuery {
  readonly startup?: string | undefined;
  readonly source?: string | undefined;
  readonly code?: string | undefined;
  /** Those that were resolved too. */
  readonly all?: boolean | undefined;
}
type RejectRow = [string, string, number, number, number, string, string, string, string, string, string];
type StateRow = [string, string, number, number, number, string, Resolved["state"] | "rejected", string, string];
/** Facts of other topics have offsets of their own. */
const SEEN = `(${VISIBLE} OR (startsWith(source, ':') AND recorded_at <= fromUnixTimestamp64Milli({asOf:Int64})))`;
const HOLD_HINT = "releve release lets it count; releve withdraw says that it never will";

/** The latest first. */
export async function refusalsOf(warehouse: CanQuery, frame: Frame, query: RefusalsQuery = {}): Promise<Refusal[]> {
  const own = [
    ...(query.startup === undefined ? [] : ["startup = {startup:String}"]),
    ...(query.source === undefined ? [] : ["source = {source:String}"]),
  ];
  const params = { ...visible(frame), startup: query.startup ?? "", source: query.source ?? "" };
  const [parts, rejects, states] = await Promise.all([
    partsOf(warehouse, frame, query),
    warehouse.rows<RejectRow>(
      `SELECT startup, source, part, toUInt32(said), toUInt32(off), ${millis("recorded_at")}, stage, code, pointer, detail, hint
       FROM rejects WHERE ${[SEEN, ...own].join(" AND ")} ORDER BY startup, source, said, off`,
      params,
    ),
    warehouse.rows<StateRow>(
      `SELECT startup, source, part, toUInt32(said), toUInt32(off), ${millis("recorded_at")}, toString(status), hold, detail
       FROM statements WHERE ${[VISIBLE, ...own].join(" AND ")} AND (startup, source, said) IN (
         SELECT startup, source, said FROM statements WHERE ${VISIBLE} AND status != 'counted'
         UNION ALL SELECT startup, source, said FROM rejects WHERE ${SEEN})
       ORDER BY startup, source, said, off`,
      params,
    ),
  ]);
  const closing = rejects.length === 0 ? NO_CLOSING : await closingOf(warehouse, frame, query.startup);
  const found = [...ofRejects(rejects, states, closing), ...ofHolds(states), ...parts.map(ofPart)];
  return found
    .filter(({ code, resolved }) => (query.code ?? code) === code && (query.all || !resolved))
    .sort((a, b) => b.recorded - a.recorded || b.offset - a.offset);
}

const keyOf = ([startup, source, , said]: RejectRow | StateRow) => `${startup} ${source} ${said}`;

function ofRejects(rejects: readonly RejectRow[], states: readonly StateRow[], closing: Closing): Refusal[] {
  const last = new Map(states.map((row) => [keyOf(row), row]));
  const bySaid = new Map<string, RejectRow[]>();
  for (const row of rejects) bySaid.set(keyOf(row), [...(bySaid.get(keyOf(row)) ?? []), row]);
  return [...bySaid].map(([key, rows]) => {
    const state = last.get(key);
    const passed = states.filter((row) => keyOf(row) === key && row[6] !== "rejected").map((row) => row[4]);
    const [startup, source, partition, offset, by, recorded, stage, code, pointer, detail, hint] = sinceWhen(
      rows,
      passed,
    );
    const stated = state && state[6] !== "rejected" && state[4] > by ? resolvedBy(state) : undefined;
    const resolved = stated ?? closedBy(closing, { startup, source, offset, by });
    const why = { stage, code, pointer, detail, hint };
    return { kind: "reject", startup, source, partition, offset, recorded: Number(recorded), ...why, resolved };
  });
}

/** Since when it is rejected for its last reason: to be read again in vain changes nothing. @param passed  when it was none */
function sinceWhen(rows: readonly RejectRow[], passed: readonly number[]): RejectRow {
  const reasonOf = (row: RejectRow) => JSON.stringify(row.slice(6));
  let since = rows[0] as RejectRow;
  for (const row of rows)
    if (reasonOf(row) !== reasonOf(since) || passed.some((at) => at > since[4] && at < row[4])) since = row;
  return since;
}

function ofPart({ metric, code, detail, first, ...part }: DoubtedPart): Refusal {
  const { startup, source, partition, offset, recorded, resolved } = part;
  const pointer = first[0]?.pointer ?? "";
  const why = { stage: code.split(".")[0] as string, code, pointer, detail: `${metric}: ${detail}` };
  return {
    kind: "part",
    startup,
    source,
    partition,
    offset,
    recorded,
    ...why,
    hint: hintOfPart(code, first),
    resolved,
  };
}

function ofHolds(states: readonly StateRow[]): Refusal[] {
  const held = new Map<string, StateRow>();
  const last = new Map<string, StateRow>();
  for (const row of states) {
    if (row[6] === "held" && !held.has(keyOf(row))) held.set(keyOf(row), row);
    last.set(keyOf(row), row);
  }
  return [...held].map(([key, [startup, source, partition, offset, , recorded, , hold, detail]]) => {
    const state = last.get(key);
    const waits = state?.[6] === "held" || state?.[6] === "rejected";
    const why = { stage: "hold", code: `hold.${hold}`, pointer: "", detail, hint: HOLD_HINT };
    const resolved = state && !waits ? resolvedBy(state) : undefined;
    return { kind: "hold", startup, source, partition, offset, recorded: Number(recorded), ...why, resolved };
  });
}

function resolvedBy([, , , , offset, recorded, state]: StateRow): Resolved {
  return { state: state as Resolved["state"], offset, recorded: Number(recorded) };
}
