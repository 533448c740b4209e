// What the real tables say became of every fact, at moments of knowledge, in the same words as the naive model.
import type { CanQuery } from "../../schemas/ports.ts";
import { TABLES } from "../../schemas/tables.ts";
import { type Answers, stateAnswer } from "./compare.ts";

/** A row that puts the fact `said` in a state, from the fact `off` on. */
interface Row {
  readonly said: number;
  readonly off: number;
  readonly recordedAt: number;
  readonly status: string;
  readonly code?: string;
  readonly counts?: object;
}
type Kept = [startup: string, said: string, off: string, recordedAt: string];
const RECORDED = "toString(toUnixTimestamp64Milli(recorded_at))";
const OF_STARTUPS = "FINAL WHERE startup IN {startups:Array(String)}";
/** The fact that was rejected, beside the one that made the processor say so. */
const REJECTED = "said" in TABLES.rejects.columns ? "said" : "off";

/**
 * Answers of startups, each at its own moments of knowledge.
 * Sources: tables `raw_events`, `rejects`, `statements`, written by processors/run.ts.
 */
export async function actualStates(
  warehouse: CanQuery,
  asked: ReadonlyMap<string, ReadonlySet<number>>,
): Promise<Map<string, Answers>> {
  const rows = await loadRows(warehouse, [...asked.keys()]);
  const found = new Map<string, Answers>();
  for (const [startup, moments] of asked) {
    const answers: Answers = new Map();
    found.set(startup, answers);
    const facts = new Map<number, Row[]>();
    for (const row of rows.get(startup) ?? []) facts.set(row.said, [...(facts.get(row.said) ?? []), row]);
    for (const asOf of moments)
      for (const [said, all] of facts) {
        const then = all.filter(({ recordedAt }) => recordedAt <= asOf).sort(inOrder);
        const answer = stateOf(then);
        if (answer) answers.set(...stateAnswer(asOf, said, answer));
      }
  }
  return found;
}
/** The latest state last; of one fact's rows, a reject with its reason last. */
function inOrder(a: Row, b: Row): number {
  return a.off - b.off || Number(a.code !== undefined) - Number(b.code !== undefined);
}
/** The latest state, since the first row of it; of a reject, the latest reason. */
function stateOf(rows: readonly Row[]) {
  const latest = rows.at(-1);
  if (!latest) return undefined;
  const { status, counts } = latest;
  const before = rows.findLastIndex((row) => row.status !== status);
  const since = rows[before + 1]?.off ?? latest.off;
  if (status === "rejected")
    return { status, since, code: rows.findLast(({ code }) => code !== undefined)?.code ?? "" };
  return { status, since, ...(status === "counted" && counts && { counts }) };
}

async function loadRows(warehouse: CanQuery, startups: readonly string[]): Promise<Map<string, Row[]>> {
  const found = new Map<string, Row[]>(startups.map((startup) => [startup, []]));
  const put = ([startup, said, off, recordedAt]: Kept, more: { status: string; code?: string; counts?: object }) =>
    found.get(startup)?.push({ said: Number(said), off: Number(off), recordedAt: Number(recordedAt), ...more });
  const params = { startups };
  const at = (said: string) => `startup, toString(${said}), toString(off), ${RECORDED}`;
  for (const [startup, said, off, time, code] of await warehouse.rows<[...Kept, string]>(
    `SELECT ${at(REJECTED)}, code FROM rejects ${OF_STARTUPS}`,
    params,
  ))
    put([startup, said, off, time], { status: "rejected", code });
  type Counts = [cells: number, fresh: number, changed: number, same: number, absent: number, unreadable: number];
  for (const [startup, said, off, time, status, ...counts] of await warehouse.rows<[...Kept, string, ...Counts]>(
    `SELECT ${at("said")}, toString(status), cells, new, changed, same, absent, unreadable FROM statements ${OF_STARTUPS}`,
    params,
  )) {
    const [cells, fresh, changed, same, absent, unreadable] = counts;
    put([startup, said, off, time], { status, counts: { cells, new: fresh, changed, same, absent, unreadable } });
  }
  for (const [startup, said, off, time, type, duplicate] of await warehouse.rows<[...Kept, string, number]>(
    `SELECT ${at("off")}, type, duplicate FROM raw_events ${OF_STARTUPS}`,
    params,
  )) {
    const silent = type === "endpoint.failed" || type === "source.declared" || type.startsWith("decision.");
    const rejected = found.get(startup)?.some((row) => row.said === Number(off));
    if (duplicate) put([startup, said, off, time], { status: "duplicate" });
    else if (silent && !rejected) put([startup, said, off, time], { status: "no statement" });
  }
  return found;
}
