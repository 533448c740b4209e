// Corrections behind a figure: who decided, why, what the figure was before and after, and by which facts of the log.
import type { FigureCorrected } from "../../schemas/decisions.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { type Cell, cellKey } from "../../schemas/statement.ts";
import { correctedCell } from "../queries/corrections.ts";
import type { KnownDecision } from "../queries/decisions.ts";
import type { LineageModel } from "../shapes/lineage.ts";
import { decisionsIn, figuresAt } from "./figure-changes.ts";
import { placeOf } from "./lineage-cell.ts";
import type { Setting } from "./setting.ts";

/** Corrections that are told. */
const MOST = 20;
export type LineageCorrection = LineageModel["corrections"][number];

interface Asked {
  /** Whether a corrected cell is, or is part of, the figure that is asked for. */
  readonly isOf: (cell: Cell) => boolean;
  /** Proposals of the corrections that the figure shows. */
  readonly deciding: readonly string[];
}
/** Those that were ever approved, undone or not, the latest approved first; at most 20. */
export async function correctionsOf(
  setting: Setting,
  startup: string,
  { isOf, deciding }: Asked,
): Promise<LineageCorrection[]> {
  const approved = (await decisionsIn(setting, startup)).flatMap((known) => {
    const { decision } = known;
    const approval = known.steps.find(({ type }) => type === "decision.approved");
    const cell = decision.what === "figure.corrected" ? correctedCell(decision) : undefined;
    if (decision.what !== "figure.corrected" || !approval || !cell || !isOf(cell)) return [];
    return [{ known, decision, approval, cell }];
  });
  approved.sort((a, b) => b.approval.offset - a.approval.offset);
  const told: LineageCorrection[] = [];
  for (const one of approved.slice(0, MOST))
    told.push({ ...(await correctionOf(setting, one)), decides: deciding.includes(one.known.proposal) });
  return told;
}

/** Offsets of the facts of corrections in the startup's partition. */
export const factsOfCorrections = (all: readonly LineageCorrection[]): number[] =>
  all.flatMap(({ steps }) => steps.map(({ offset }) => offset));

interface Approved {
  readonly known: KnownDecision;
  readonly decision: FigureCorrected;
  readonly approval: KnownDecision["steps"][number];
  readonly cell: Cell;
}
async function correctionOf(
  setting: Setting,
  { known: { proposal, state, startup, partition, steps }, decision, approval, cell }: Approved,
): Promise<Omit<LineageCorrection, "decides">> {
  const { from, to, value } = decision;
  // Of a state, a day on which it holds: the nearest to the one that is asked for.
  const day = cell.grain === "state" ? nearest(setting.day, from, to) : setting.day;
  const { offset, recorded } = approval;
  const { figures } = await figuresAt(setting, { startup, partition, recorded, end: offset, on: day });
  return {
    ...{ proposal, state, metric: cell.metric, place: placeOf(setting, cell) },
    ...{ from: from ?? null, to: to ?? null },
    before: figures.get(cellKey(cell))?.value ?? null,
    after: value,
    reason: approval.reason,
    author: approval.author,
    approver: approval.approver,
    steps: steps.map(({ recorded: at, ...step }) => ({
      topic: TOPICS.facts,
      partition,
      ...step,
      recorded: new Date(at).toISOString(),
    })),
  };
}

function nearest(day: string, from: string | undefined, to: string | undefined): string {
  if (from !== undefined && day < from) return from;
  return to !== undefined && day > to ? to : day;
}
