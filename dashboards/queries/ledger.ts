// The conservation ledger: everything that came in is accounted for once, and the tables agree with each other.
import { DECISION_EVENTS } from "../../schemas/decisions.ts";
import { DOUBT_EVENTS } from "../../schemas/doubts.ts";
import type { CanQuery } from "../../schemas/ports.ts";
import { type Frame, VISIBLE, visible } from "./frame.ts";

export const LEDGER_LINES = ["facts", "answers", "pulls", "cells", "changes"] as const;
/** One equation: a count from one table, and the counts from others that must make it; of `cells`, all are what answers said of themselves. */
export interface LedgerLine {
  readonly id: (typeof LEDGER_LINES)[number];
  readonly total: number;
  readonly parts: readonly { readonly id: LedgerPart; readonly count: number }[];
  readonly adds: boolean;
}
export const LEDGER_PARTS = [
  "answers",
  "failures",
  "declarations",
  "decisions",
  "unreadable",
  "counted",
  "withdrawn",
  "held",
  "rejected",
  "duplicates",
  "new",
  "changed",
  "same",
  "doubtful",
  "written",
] as const;
export type LedgerPart = (typeof LEDGER_PARTS)[number];

/** What the tables count, before any comparison. */
export interface Counts {
  /** Facts that batches committed: from the cursors. */
  readonly committed: number;
  /** By type of fact: all, and those of them that were delivered twice. `""`: not of any schema. */
  readonly facts: ReadonlyMap<string, { readonly all: number; readonly duplicates: number }>;
  /** Statements in their latest state, by who sent them. */
  readonly statements: { readonly pulled: Verdicts; readonly pushed: Verdicts };
  /** Facts that never were statements. */
  readonly rejects: { readonly pulled: number; readonly pushed: number };
  readonly failures: number;
  readonly cells: { readonly stated: number; readonly new: number; readonly changed: number } & {
    readonly same: number;
    readonly doubtful: number;
  };
  /** Figures that statements changed when they came to count, and those of them whose row of the observations is there. */
  readonly changes: { readonly stated: number; readonly written: number };
}
interface Verdicts {
  readonly counted: number;
  readonly held: number;
  readonly withdrawn: number;
  /** By a decision: it was a statement once. */
  readonly rejected: number;
}

export const PULLED = ["endpoint.answered", "endpoint.unchanged"];
export const PUSHED = ["declaration.received"];
const FAILED = ["endpoint.failed"];
/** What people say of figures, and of doubts. */
const DECISIONS = [...Object.keys(DECISION_EVENTS), ...Object.keys(DOUBT_EVENTS)];
const KNOWN = [...PULLED, ...PUSHED, ...FAILED, ...DECISIONS, "source.declared"];

/** Whether each equation of the ledger holds. Pure. */
export function ledgerOf({ committed, facts, statements, rejects, failures, cells, changes }: Counts): LedgerLine[] {
  const sum = (types: readonly string[], what: "all" | "duplicates" = "all") =>
    types.reduce((total, type) => total + (facts.get(type)?.[what] ?? 0), 0);
  const { pulled, pushed } = statements;
  const answers = [...PULLED, ...PUSHED];
  const unreadable = [...facts].reduce((total, [type, { all }]) => total + (KNOWN.includes(type) ? 0 : all), 0);
  return [
    line("facts", committed, {
      answers: sum(answers),
      failures: sum(FAILED),
      declarations: sum(["source.declared"]),
      decisions: sum(DECISIONS),
      unreadable,
    }),
    line("answers", sum(answers), {
      counted: pulled.counted + pushed.counted,
      withdrawn: pulled.withdrawn + pushed.withdrawn,
      held: pulled.held + pushed.held,
      rejected: rejects.pulled + rejects.pushed + pulled.rejected + pushed.rejected,
      duplicates: sum(answers, "duplicates"),
    }),
    line("pulls", sum([...PULLED, ...FAILED]), {
      counted: pulled.counted,
      withdrawn: pulled.withdrawn,
      held: pulled.held,
      rejected: rejects.pulled + pulled.rejected,
      failures,
      duplicates: sum([...PULLED, ...FAILED], "duplicates"),
    }),
    line("cells", cells.stated, {
      new: cells.new,
      changed: cells.changed,
      same: cells.same,
      doubtful: cells.doubtful,
    }),
    line("changes", changes.stated, { written: changes.written }),
  ];
}

function line(id: LedgerLine["id"], total: number, counts: Partial<Record<LedgerPart, number>>): LedgerLine {
  const parts = LEDGER_PARTS.flatMap((part) => {
    const count = counts[part];
    return count === undefined ? [] : [{ id: part, count }];
  });
  return { id, total, parts, adds: parts.reduce((sum, { count }) => sum + count, 0) === total };
}

export const PLACE = "uniqExact(tuple(part, off))";
/** An answer or a push that was rejected, and that no replay made a statement. */
export const NEVER_STATED = `(startup, source, part, off) IN (SELECT startup, source, part, said FROM rejects WHERE ${VISIBLE})
  AND (startup, source, part, off) NOT IN (SELECT startup, source, part, said FROM statements WHERE ${VISIBLE})`;

/**
 * Of all that a frame shows, since the first fact.
 * Source: tables `cursors`, `raw_events`, `statements`, `rejects`, `failures`,
 * `observations`, `decisions`.
 */
export async function countsOf(warehouse: CanQuery, frame: Frame): Promise<Counts> {
  const params = { ...visible(frame), pushed: PUSHED };
  const [facts, statements, rejects, failures, changes] = await Promise.all([
    warehouse.rows<[string, number, number]>(
      `SELECT type, toUInt32(${PLACE}), toUInt32(uniqExactIf(tuple(part, off), duplicate = 1)) FROM raw_events
       WHERE ${VISIBLE} GROUP BY type`,
      params,
    ),
    warehouse.rows<[number, string, number, string, string, string, string, string]>(
      `SELECT push, toString(status), toUInt32(count()), toString(sum(cells)), toString(sum(new)), toString(sum(changed)),
         toString(sum(same)), toString(sum(unreadable)) FROM (
         SELECT push, status, cells, new, changed, same, unreadable FROM statements WHERE ${VISIBLE}
         ORDER BY part, said, off DESC LIMIT 1 BY part, said) GROUP BY push, status`,
      params,
    ),
    warehouse.rows<[number, number]>(
      `SELECT toUInt8(type IN {pushed:Array(String)}) AS sent, toUInt32(${PLACE}) FROM raw_events
       WHERE ${VISIBLE} AND type IN ('endpoint.answered', 'endpoint.unchanged', 'declaration.received')
         AND ${NEVER_STATED}
       GROUP BY sent`,
      params,
    ),
    warehouse.rows<[number]>(`SELECT toUInt32(${PLACE}) FROM failures WHERE ${VISIBLE}`, params),
    changesOf(warehouse, frame),
  ]);
  const verdicts = (push: number): Verdicts => {
    const of = (status: string) => statements.find((row) => row[0] === push && row[1] === status)?.[2] ?? 0;
    return { counted: of("counted"), held: of("held"), withdrawn: of("withdrawn"), rejected: of("rejected") };
  };
  const cells = (column: 3 | 4 | 5 | 6 | 7) =>
    statements.reduce((sum, row) => sum + (row[1] === "counted" ? Number(row[column]) : 0), 0);
  return {
    committed: frame.ends.reduce((sum, end) => sum + end, 0),
    facts: new Map(facts.map(([type, all, duplicates]) => [type, { all, duplicates }])),
    statements: { pulled: verdicts(0), pushed: verdicts(1) },
    rejects: {
      pulled: rejects.find(([sent]) => sent === 0)?.[1] ?? 0,
      pushed: rejects.find(([sent]) => sent === 1)?.[1] ?? 0,
    },
    failures: failures[0]?.[0] ?? 0,
    cells: { stated: cells(3), new: cells(4), changed: cells(5), same: cells(6), doubtful: cells(7) },
    changes,
  };
}

/**
 * Statement by statement, so that rows too many of one do not stand in for rows that another one lost. What decisions
 * made of statements is left out: they write what differs from the figures before, not what the statement changed.
 */
async function changesOf(warehouse: CanQuery, frame: Frame): Promise<Counts["changes"]> {
  const [row] = await warehouse.rows<[string, string]>(
    `SELECT toString(sum(stated)), toString(sum(least(stated, found))) FROM (
       SELECT part, said, off, any(toUInt64(new) + changed + absent) AS stated FROM statements
       WHERE ${VISIBLE} AND status = 'counted' AND toUInt64(new) + changed + absent > 0
         AND (part, off) NOT IN (SELECT part, off FROM decisions WHERE ${VISIBLE})
       GROUP BY part, said, off) AS statement
     LEFT JOIN (SELECT part, said, off, count() AS found FROM observations
       WHERE ${VISIBLE} AND op != 'withdraw' GROUP BY part, said, off) AS observed
     USING (part, said, off)`,
    visible(frame),
  );
  const [stated = "0", written = "0"] = row ?? [];
  return { stated: Number(stated), written: Number(written) };
}
