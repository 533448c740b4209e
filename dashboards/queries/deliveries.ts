// The last deliveries of one source, each with what became of it. Sources: tables `raw_events`, `statements`, `rejects`,
// `failures`, `scopes`.
import type { Grain } from "../../schemas/period.ts";
import type { CanQuery } from "../../schemas/ports.ts";
import type { Level } from "../../schemas/territory.ts";
import { type Frame, VISIBLE, visible } from "./frame.ts";
import { millis, RECORDED_BEFORE } from "./statements.ts";

export const VERDICTS = ["counted", "released", "held", "withdrawn", "rejected", "failed", "duplicate"] as const;
/** `released`: it was held, and counts since a later answer agreed, or a decision. `withdrawn`: by a decision. */
export type Verdict = (typeof VERDICTS)[number];

export interface Delivery {
  readonly kind: "answer" | "unchanged" | "push" | "failure";
  readonly verdict: Verdict;
  /** Milliseconds since 1970. `moment` is that of the statement; without one, the recorded time. */
  readonly moment: number;
  readonly recorded: number;
  /** Of a statement; 0 when it is none. */
  readonly cells: number;
  /** New, changed and removed cells together. */
  readonly changed: number;
  readonly unreadable: number;
  /** Why it waits; "" when it does not. */
  readonly hold: string;
  /** Of a reject or a failure; "" otherwise. */
  readonly code: string;
  /** HTTP status and page of a failure; 0: none. */
  readonly status: number;
  readonly page: number;
}
const KIND: Readonly<Record<string, Delivery["kind"]>> = {
  "endpoint.answered": "answer",
  "endpoint.unchanged": "unchanged",
  "declaration.received": "push",
  "endpoint.failed": "failure",
};

interface Of {
  readonly startup: string;
  readonly source: string;
  /** Milliseconds since 1970. */
  readonly before: number;
}
const OWN = `${VISIBLE} AND startup = {startup:String} AND source = {source:String}`;

/** At most `limit`, the latest first. */
export async function deliveriesOf(warehouse: CanQuery, frame: Frame, asked: Of, limit: number): Promise<Delivery[]> {
  const params = { ...visible(frame), ...asked };
  const facts = await warehouse.rows<[number, string, string, number]>(
    `SELECT DISTINCT toUInt32(off) AS at, type, ${millis("recorded_at")}, duplicate FROM raw_events
     WHERE ${OWN} AND ${RECORDED_BEFORE} AND type != 'source.declared' ORDER BY at DESC LIMIT ${limit}`,
    params,
  );
  const some = { ...params, offs: facts.map(([off]) => off) };
  const [statements, rejects, failures] = await Promise.all([
    warehouse.rows<[number, string, string, string, number, number, number, number]>(
      `SELECT toUInt32(said), ${millis("moment")}, toString(status), hold, cells, new + changed + absent, unreadable,
         toUInt8(said IN (SELECT said FROM statements WHERE ${OWN} AND said IN {offs:Array(UInt64)} AND off = said
           AND status = 'held')) FROM (SELECT * FROM statements WHERE ${OWN} AND ${RECORDED_BEFORE}
           AND said IN {offs:Array(UInt64)} ORDER BY said, off DESC LIMIT 1 BY said)`,
      some,
    ),
    warehouse.rows<[number, string]>(
      `SELECT toUInt32(said), code FROM rejects WHERE ${OWN} AND ${RECORDED_BEFORE} AND said IN {offs:Array(UInt64)}
       ORDER BY said, off DESC LIMIT 1 BY said`,
      some,
    ),
    warehouse.rows<[number, string, number, number]>(
      `SELECT DISTINCT toUInt32(off), code, status, page FROM failures WHERE ${OWN} AND off IN {offs:Array(UInt64)}`,
      some,
    ),
  ]);
  return facts.map(([off, type, at, duplicate]): Delivery => {
    const recorded = Number(at);
    const base = { kind: KIND[type] ?? "answer", moment: recorded, recorded, ...NOTHING };
    const statement = statements.find(([said]) => said === off);
    const reject = rejects.find(([said]) => said === off);
    const failure = failures.find(([said]) => said === off);
    if (duplicate === 1) return { ...base, verdict: "duplicate" };
    if (failure) return { ...base, verdict: "failed", code: failure[1], status: failure[2], page: failure[3] };
    if (statement && statement[2] !== "rejected") {
      const [, moment, status, hold, cells, changed, unreadable, wasHeld] = statement;
      const counts = { moment: Number(moment), cells, changed, unreadable };
      if (status === "held" || status === "withdrawn") return { ...base, ...counts, verdict: status, hold };
      return { ...base, ...counts, verdict: wasHeld === 1 ? "released" : "counted", hold };
    }
    return { ...base, verdict: "rejected", code: reject?.[1] ?? "" };
  });
}
const NOTHING = { cells: 0, changed: 0, unreadable: 0, hold: "", code: "", status: 0, page: 0 };

/** What a source states of one metric at one level: what its last answer that counted was complete about. */
export interface Stating {
  readonly metric: string;
  readonly definition: number;
  readonly level: Level;
  readonly grain: Grain | "state";
  /** Names of dimensions, joined by a comma; "" for none. */
  readonly dims: string;
}
/** Empty when none of its answers ever counted. */
export function statingOf(warehouse: CanQuery, frame: Frame, asked: Of): Promise<Stating[]> {
  const cell = "metric, definition, geo_level, geo, grain, period_start, period_end, dims";
  const scopes = `SELECT said, ${cell} FROM scopes WHERE ${OWN} AND ${RECORDED_BEFORE}
    GROUP BY said, ${cell} HAVING argMax(withdrawn, off) = 0`;
  return warehouse
    .rows<[string, number, Level, Grain | "state", string]>(
      `SELECT DISTINCT metric, definition, geo_level, grain, dims FROM (${scopes})
       WHERE said = (SELECT max(said) FROM (${scopes}))
       ORDER BY metric, geo_level, grain, dims`,
      { ...visible(frame), ...asked },
    )
    .then((rows) =>
      rows.map(([metric, definition, level, grain, dims]) => ({ metric, definition, level, grain, dims })),
    );
}
