// What the processor's tables must answer for a history, and how a difference is shown.
import { addDays, dayOf } from "../../schemas/period.ts";
import type { Row } from "../../schemas/statement.ts";
import { figures, known } from "./naive.ts";
import type { Fact, Mapping } from "./naive-facts.ts";
import { recordedTimes, statements } from "./naive-verdicts.ts";

/** One question: what was known at `asOf` (milliseconds since 1970) about `day`. */
export interface Point {
  readonly day: string;
  readonly asOf: number;
}
/** Place of an answer → the answer in words. Both sides of a comparison are made of the three `…Answer` functions. */
export type Answers = Map<string, string>;

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
  for (const verdict of statements(facts, facts[0]?.startup ?? "").values()) {
    if (!("said" in verdict)) continue;
    const day = dayOf(verdict.said.moment);
    for (const shift of [-1, 0]) days.add(addDays(day, shift));
    for (const expiry of expiries) for (const shift of [-1, 0, 1]) days.add(addDays(day, expiry + shift));
  }
  return [...days].sort();
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
/** Place and words of what became of the fact at an offset; `detail`: reject code, or "freed at N". */
export function statementAnswer(off: number, status: string, detail = "", counts: object = {}): [string, string] {
  const numbers = Object.entries(counts).map(([name, value]) => `${name} ${value}`);
  return [`fact ${off}`, [status, detail, ...numbers].filter((word) => word !== "").join(" ")];
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
/** What became of every fact in the end. Counts are given for statements that count. */
export function expectedStatements(facts: readonly Fact[], startup: string): Answers {
  const answers: Answers = new Map();
  for (const [off, verdict] of statements(facts, startup)) {
    if (verdict.status === "counted") answers.set(...statementAnswer(off, "counted", "", verdict.counts));
    else if (verdict.status === "freed")
      answers.set(...statementAnswer(off, "counted", `freed at ${verdict.at}`, verdict.counts));
    else if (verdict.status === "rejected") answers.set(...statementAnswer(off, "rejected", verdict.code));
    else answers.set(...statementAnswer(off, verdict.status));
  }
  return answers;
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

/** A history in words, a fact a line (and a line a row), with what became of each fact. */
export function described(facts: readonly Fact[]): string {
  const verdicts = expectedStatements(facts, facts[0]?.startup ?? "");
  const times = recordedTimes(facts);
  return facts
    .map((fact) => {
      const id = fact.id === `fact-${fact.off}` ? "" : ` (id of ${fact.id})`;
      const head = `${fact.off}${id} recorded ${instant(times.get(fact.off)!)} ${sentence(fact)}`;
      return `${head}\n      → ${verdicts.get(`fact ${fact.off}`) ?? "another startup's"}`;
    })
    .join("\n");
}
function sentence(fact: Fact): string {
  switch (fact.type) {
    case "declared": {
      const { sources, order, parts } = fact.declaration;
      const expiries = sources.map(({ source, expiresAfterDays }) => `${source} (${expiresAfterDays} days)`);
      return `declared ${expiries.join(", ")} order ${JSON.stringify(order)} parts ${JSON.stringify(parts)}`;
    }
    case "failed":
      return `${fact.source} failed`;
    case "unchanged":
      return `${fact.source} unchanged since ${fact.answer}, at ${instant(fact.moment)}`;
    case "pulled": {
      const broken = fact.broken ? ` broken: ${fact.broken}` : "";
      return `${fact.source} pulled at ${instant(fact.moment)}${broken} ${scopeText(fact.mapping)}${rowsText(fact.rows)}`;
    }
    case "pushed": {
      const asAt = fact.asAt === undefined ? "no as_at" : `as at ${instant(fact.asAt)}`;
      const scope = fact.scope ? scopeText({ scope: fact.scope }) : "no scope";
      return `${fact.source} pushed ${asAt} ${scope}${rowsText(fact.figures)}`;
    }
  }
}
function scopeText(mapping: Mapping): string {
  return JSON.stringify(mapping);
}
function rowsText(rows: readonly Row[]): string {
  const texts = rows.map(({ metric, level, code, dims, period, value }) => {
    const when = period ? ` ${period.grain} ${period.first}` : "";
    return `\n      ${metric} ${level} ${code ?? "no code"} ${dims}${when} = ${value === undefined ? "unreadable" : value}`;
  });
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, count]) => (count > 1 ? `${text}  × ${count}` : text)).join("");
}
function instant(at: number): string {
  return new Date(at).toISOString();
}
