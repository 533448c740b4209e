// What the processor's tables must answer for a history, and how a difference is shown.
import { addDays, dayOf } from "../../schemas/period.ts";
import { described, instant } from "./described.ts";
import { figures, known } from "./naive.ts";
import type { Fact } from "./naive-facts.ts";
import { recordedTimes, statements } from "./naive-verdicts.ts";

/** One question: what was known at `asOf` (milliseconds since 1970) about `day`. */
export interface Point {
  readonly day: string;
  readonly asOf: number;
}
/** Place of an answer → the answer in words. Both sides of a comparison are made of the three `…Answer` functions. */
export type Answers = Map<string, string>;
export interface ThreeAnswers {
  readonly states: Answers;
  readonly cells: Answers;
  readonly figures: Answers;
}

/**
 * Questions worth asking of a history: at its end, every day on which something can begin, end or expire; at each
 * earlier recorded time, that day and two others in turn.
 */
export function pointsOf(facts: readonly Fact[]): Point[] {
  const times = [...new Set(recordedTimes(facts).values())];
  const end = times[times.length - 1];
  if (end === undefined) return [];
  const days = daysOf(facts, end);
  const points = days.map((day) => ({ day, asOf: end }));
  times.slice(0, -1).forEach((asOf, index) => {
    const turn = [days[(index * 2) % days.length]!, days[(index * 2 + 1) % days.length]!];
    for (const day of new Set([dayOf(asOf), ...turn])) points.push({ day, asOf });
  });
  return points;
}
function daysOf(facts: readonly Fact[], end: number): string[] {
  const expiries = new Set<number>();
  for (const fact of facts)
    if (fact.type === "declared") for (const source of fact.declaration.sources) expiries.add(source.expiresAfterDays);
  const days = new Set<string>([dayOf(end)]);
  for (const day of facts.flatMap(daysOfCorrection)) days.add(day);
  for (const verdict of statements(facts, facts[0]?.startup ?? "").values()) {
    if (!("said" in verdict)) continue;
    const day = dayOf(verdict.said.moment);
    for (const shift of [-1, 0]) days.add(addDays(day, shift));
    for (const expiry of expiries) for (const shift of [-1, 0, 1]) days.add(addDays(day, expiry + shift));
  }
  return [...days].sort();
}

/** The first and last day of a correction, and those beside them. */
function daysOfCorrection(fact: Fact): string[] {
  if (fact.type !== "approved" || fact.decision.what !== "figure.corrected") return [];
  const { from, to } = fact.decision;
  return [...(from ? [addDays(from, -1), from] : []), ...(to ? [to, addDays(to, 1)] : [])];
}

/** Place and words of one cell that stands. */
export function cellAnswer({ day, asOf }: Point, source: string, key: string, value: string | null): [string, string] {
  return [`as of ${instant(asOf)} · on ${day} · ${source} · ${key}`, value ?? "null"];
}
/** Place and words of one figure; leave out those whose deciding source says absent without a conflict. */
export function figureAnswer(
  { day, asOf }: Point,
  key: string,
  figure: { value: string | null | undefined; source: string; conflict: boolean },
): [string, string] {
  const value = figure.value === undefined ? "absent" : (figure.value ?? "null");
  const words = `${value} by ${figure.source}${figure.conflict ? ", in conflict" : ""}`;
  return [`as of ${instant(asOf)} · on ${day} · figure · ${key}`, words];
}
/**
 * Place and words of what became of the fact at an offset; `since`: offset of the fact that put it in this state.
 * Counts are given for statements that count.
 */
export function stateAnswer(
  asOf: number,
  off: number,
  { status, since, code = "", counts = {} }: { status: string; since: number; code?: string; counts?: object },
): [string, string] {
  const numbers = Object.entries(counts).map(([name, value]) => `${name} ${value}`);
  const words = [status, code, since === off ? "" : `since ${since}`, ...numbers];
  return [`as of ${instant(asOf)} · fact ${off}`, words.filter((word) => word !== "").join(" ")];
}

/** What became of every fact that was recorded by then, at each moment of knowledge. */
export function expectedStates(facts: readonly Fact[], startup: string, points: readonly Point[]): Answers {
  const answers: Answers = new Map();
  for (const asOf of new Set(points.map((point) => point.asOf)))
    for (const [off, verdict] of statements(facts, startup, asOf)) {
      const status = verdict.status === "freed" ? "counted" : verdict.status;
      answers.set(...stateAnswer(asOf, off, { ...verdict, status }));
    }
  return answers;
}
/** The cells that stand, of every source, at every point. */
export function expectedCells(facts: readonly Fact[], startup: string, points: readonly Point[]): Answers {
  const answers: Answers = new Map();
  for (const point of points)
    for (const [source, cells] of known(facts, startup, point))
      for (const [key, value] of cells) answers.set(...cellAnswer(point, source, key, value));
  return answers;
}
/** The figures, at every point. A decided absence is left out unless another source contradicts it. */
export function expectedFigures(facts: readonly Fact[], startup: string, points: readonly Point[]): Answers {
  const answers: Answers = new Map();
  for (const point of points)
    for (const [key, figure] of figures(facts, startup, point))
      if (figure.value !== undefined || figure.conflict) answers.set(...figureAnswer(point, key, figure));
  return answers;
}
/** All three. Points are asked moment by moment of knowledge. */
export function expectedAnswers(facts: readonly Fact[], startup: string, points: readonly Point[]): ThreeAnswers {
  const all: ThreeAnswers = { states: new Map(), cells: new Map(), figures: new Map() };
  for (const asOf of new Set(points.map((point) => point.asOf))) {
    const its = points.filter((point) => point.asOf === asOf);
    for (const answer of expectedStates(facts, startup, its)) all.states.set(...answer);
    for (const answer of expectedCells(facts, startup, its)) all.cells.set(...answer);
    for (const answer of expectedFigures(facts, startup, its)) all.figures.set(...answer);
  }
  return all;
}

/** "" when equal; else the first differences and the history, readable. `limit`: differences shown. */
export function differences(expected: Answers, actual: Answers, facts: readonly Fact[], limit = 8): string {
  const places = [...new Set([...expected.keys(), ...actual.keys()])].sort();
  const wrong = places.filter((place) => expected.get(place) !== actual.get(place));
  if (wrong.length === 0) return "";
  const lines = wrong.slice(0, limit).map((place) => {
    return `${place}\n    naive      ${expected.get(place) ?? "nothing"}\n    processor  ${actual.get(place) ?? "nothing"}`;
  });
  const head = `${wrong.length} of ${places.length} answers differ; the first:`;
  return [head, ...lines, "the history:", described(facts)].join("\n");
}
