// Compares what the tables answer for placed histories with what the naive model expects.
import { NOW, openFrame } from "../../dashboards/queries/frame.ts";
import { countsOf, ledgerOf } from "../../dashboards/queries/ledger.ts";
import type { CanQuery } from "../../schemas/ports.ts";
import { type ActualAnswers, actualAt } from "./actual.ts";
import { actualStates } from "./actual-states.ts";
import type { Placed } from "./append.ts";
import { type Answers, differences, expectedAnswers, type Point, pointsOf } from "./compare.ts";

export interface Checked {
  wrong: string[];
  answers: number;
  facts: number;
}
const NONE: ActualAnswers = { cells: new Map(), figures: new Map() };

/** Asks every history at its points; `wrong` tells each that differs, and where the ledger of them all does not add up. */
export async function check(
  warehouse: CanQuery,
  placed: readonly Placed[],
  points: ReadonlyMap<Placed, readonly Point[]>,
): Promise<Checked> {
  const asked = new Map<number, Map<string, Point[]>>();
  for (const [one, its] of points)
    for (const point of its) {
      const group = asked.get(point.asOf) ?? new Map<string, Point[]>();
      asked.set(point.asOf, group);
      group.set(one.startup, [...(group.get(one.startup) ?? []), point]);
    }
  const actual = new Map<string, ActualAnswers>();
  for (const [asOf, group] of asked) await actualAt(warehouse, asOf, group, actual);
  const moments = new Map(placed.map((one) => [one.startup, new Set((points.get(one) ?? []).map(({ asOf }) => asOf))]));
  const states = await actualStates(warehouse, moments);
  const checked: Checked = { wrong: [], answers: 0, facts: 0 };
  for (const one of placed) {
    const { cells, figures } = actual.get(one.startup) ?? NONE;
    const its = points.get(one) ?? [];
    const said = states.get(one.startup) ?? new Map();
    checked.facts += one.facts.length;
    const expected = expectedAnswers(one.facts, one.startup, its);
    note(checked, one, expected.states, said);
    note(checked, one, expected.cells, cells);
    note(checked, one, expected.figures, figures);
  }
  const lines = ledgerOf(await countsOf(warehouse, await openFrame(warehouse, NOW)));
  for (const { id, total, parts, adds } of lines)
    if (!adds) checked.wrong.push(`the ledger: ${id} ${total} is not ${JSON.stringify(parts)}`);
  return checked;
}

function note(checked: Checked, { startup, facts }: Placed, expected: Answers, actual: Answers): void {
  checked.answers += expected.size;
  const difference = differences(expected, actual, facts);
  if (difference) checked.wrong.push(`${startup}: ${difference}`);
}

/** All days of a history as known in the end, and `most` points of earlier knowledge, others for another `turn`. */
export function ownPoints({ facts }: Placed, most: number, turn: number): Point[] {
  const all = pointsOf(facts);
  const end = Math.max(...all.map(({ asOf }) => asOf));
  const earlier = all.filter(({ asOf }) => asOf < end);
  const step = Math.max(1, Math.ceil(earlier.length / most));
  const asked = earlier.filter((_, at) => at % step === turn % step);
  return [...all.filter(({ asOf }) => asOf === end), ...asked];
}

/** Two days of a history at each of some moments of knowledge that it shares with others. */
export function sharedPoints({ facts }: Placed, moments: readonly number[], draw: () => number): Point[] {
  const days = [...new Set(pointsOf(facts).map(({ day }) => day))];
  const points = new Map<string, Point>();
  for (const asOf of moments)
    for (let turn = 0; turn < 2; turn += 1) {
      const day = days[Math.floor(draw() * days.length)] ?? "2024-01-01";
      points.set(`${asOf} ${day}`, { asOf, day });
    }
  return [...points.values()];
}
