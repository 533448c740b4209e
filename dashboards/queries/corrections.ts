// Figures that people corrected: which value wins over every source's, in which cell, on which days (docs/meaning.md,
// rule 23). Source: table `decisions`, written by processors/decisions.ts.
import { metricOf } from "../../schemas/catalogue.ts";
import { isState } from "../../schemas/catalogue-model.ts";
import { Decision, type FigureCorrected } from "../../schemas/decisions.ts";
import { periodFrom } from "../../schemas/period.ts";
import type { CanQuery } from "../../schemas/ports.ts";
import { type Cell, canonicalDims, cellKey, STATE_DAY } from "../../schemas/statement.ts";
import { hasForm } from "../../schemas/territory.ts";
import { type Frame, VISIBLE, visible } from "./frame.ts";

export interface Correction {
  readonly cell: Cell;
  /** First and last day of a state, both included; `undefined`: without an end on that side. Of no meaning to a period. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Canonical decimal; `null`: the figure is struck out. */
  readonly value: string | null;
  readonly proposal: string;
  readonly reason: string;
  /** When it was approved, by the log; milliseconds since 1970. */
  readonly since: number;
}
/** Of one startup, those in force: by cell (see `cellKey`), in the order of their approvals. */
export type Corrections = ReadonlyMap<string, readonly Correction[]>;
export const UNCORRECTED: Corrections = new Map();

/** The correction of a cell that holds on a day: of several the last approved. */
export function correctionOn(corrections: Corrections, key: string, day: string): Correction | undefined {
  return corrections.get(key)?.findLast((one) => holdsOn(one, day));
}

function holdsOn({ cell, from, to }: Correction, day: string): boolean {
  return cell.grain !== "state" || ((from === undefined || from <= day) && (to === undefined || day <= to));
}

/**
 * The cell that a correction names; `undefined`: it names none, and holds nowhere. Read as processors read a fact: by the
 * release's definition of the version that it carries, whatever the log had defined on a day.
 */
export function correctedCell(correction: FigureCorrected): Cell | undefined {
  const { metric: name, definition, territory, dims, period } = correction;
  const metric = metricOf(name, definition);
  if (!metric || metric.kind === "ratio" || !hasForm(territory.level, territory.code)) return undefined;
  const at = { metric: name, definition, level: territory.level, code: territory.code, dims: canonicalDims(dims) };
  if (isState(metric.kind)) return period ? undefined : { ...at, grain: "state", first: STATE_DAY, last: STATE_DAY };
  const days = period && periodFrom(period.grain, period.first);
  return days && { ...at, ...days };
}

type Row = [startup: string, type: string, proposal: string, recorded: string, reason: string, decision: string];

/** The corrections in force of some startups, as a frame sees them; a startup without any is absent. */
export async function loadCorrections(
  warehouse: CanQuery,
  frame: Frame,
  startups: readonly string[],
): Promise<Map<string, Corrections>> {
  const rows = await warehouse.rows<Row>(
    `SELECT startup, type, proposal, toString(toUnixTimestamp64Milli(recorded_at)), reason, decision FROM decisions
     WHERE ${VISIBLE} AND startup IN {startups:Array(String)} AND what = 'figure.corrected'
       AND type IN ('decision.approved', 'decision.undone') ORDER BY startup, off LIMIT 1 BY startup, off`,
    { ...visible(frame), startups },
  );
  const found = new Map<string, Map<string, Correction[]>>();
  for (const [startup, type, proposal, recorded, reason, text] of rows) {
    const own = found.get(startup) ?? new Map<string, Correction[]>();
    found.set(startup, own);
    if (type === "decision.undone") undo(own, proposal);
    else add(own, Decision.parse(JSON.parse(text)), { proposal, reason, since: Number(recorded) });
  }
  return found;
}

function add(
  own: Map<string, Correction[]>,
  decision: Decision,
  approved: Pick<Correction, "proposal" | "reason" | "since">,
): void {
  const cell = decision.what === "figure.corrected" ? correctedCell(decision) : undefined;
  if (decision.what !== "figure.corrected" || !cell) return;
  const { from, to } = decision;
  const value = valueIn(cell, decision.value);
  const key = cellKey(cell);
  own.set(key, [...(own.get(key) ?? []), { cell, from, to, value, ...approved }]);
}

/** Of a set: a place is in it, or is struck out, as of what sources say (docs/meaning.md, rule 23). */
function valueIn({ metric, definition }: Cell, value: string | null): string | null {
  if (value === null || metricOf(metric, definition)?.kind !== "membership") return value;
  return value === "0" || value.startsWith("-") ? null : "1";
}

function undo(own: Map<string, Correction[]>, proposal: string): void {
  for (const [key, all] of own) {
    const left = all.filter((one) => one.proposal !== proposal);
    if (left.length > 0) own.set(key, left);
    else own.delete(key);
  }
}
