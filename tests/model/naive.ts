// The naive model: what was known at T, by docs/meaning.md and nothing else. No state is kept: every
// question walks the whole list of facts again. The processor must equal it everywhere.
import { fromMicro, toMicro } from "../../schemas/decimal.ts";
import type { Declaration } from "../../schemas/source.ts";
import { cellKey } from "../../schemas/statement.ts";
import { correctionsOn, inForce } from "./naive-decisions.ts";
import type { Approved, Fact } from "./naive-facts.ts";
import type { Said } from "./naive-statement.ts";
import { countedOf, inOrder, statements } from "./naive-verdicts.ts";
import { cellsOf, type Word, wordOn } from "./naive-words.ts";

/** `asOf`: milliseconds since 1970; left out: all that the list holds. */
export interface Asked {
  readonly day: string;
  readonly asOf?: number;
}
export interface Figure {
  /** Canonical decimal; `null`: no figure, said so; `undefined`: the deciding source says that there is none. */
  readonly value: string | null | undefined;
  /** The deciding source; of parts, all of them joined by `+`; `a correction` (rule 23). */
  readonly source: string;
  readonly conflict: boolean;
}

const DEFAULT_EXPIRY_DAYS = 90;
/** What stands for the source of a corrected figure. */
export const CORRECTION = "a correction";

/** What a startup's log says at `asOf`: its sources' counted statements, what is decided, the declaration in force (rule 15). */
interface Opened {
  readonly sources: ReadonlyMap<string, Said[]>;
  readonly decided: readonly Approved[];
  readonly declaration: Declaration | undefined;
}
function openedAt(facts: readonly Fact[], startup: string, asOf = Infinity): Opened {
  const verdicts = statements(facts, startup, asOf);
  const sources = new Map<string, Said[]>();
  for (const verdict of verdicts.values())
    if ("said" in verdict) sources.set(verdict.said.source, countedOf(verdicts, verdict.said.source));
  const log = inOrder(facts).filter(({ off }) => verdicts.has(off) && verdicts.get(off)?.status !== "duplicate");
  const declared = log.findLast((fact) => fact.type === "declared");
  return { sources, decided: inForce(log), declaration: declared?.declaration };
}
function expiryOf(declaration: Declaration | undefined, source: string): number {
  const declared = declaration?.sources.find((one) => one.source === source);
  return declared?.expiresAfterDays ?? DEFAULT_EXPIRY_DAYS;
}

/** Source → cell → value (`null`: no figure, said so), for the cells that stand; states as on `day`. */
export function known(facts: readonly Fact[], startup: string, { day, asOf }: Asked) {
  return standing(facts, startup, day, asOf, false);
}
/** The same with the last values of expired states. */
export function lastKnown(facts: readonly Fact[], startup: string, { day, asOf }: Asked) {
  return standing(facts, startup, day, asOf, true);
}
function standing(facts: readonly Fact[], startup: string, day: string, asOf: number | undefined, expired: boolean) {
  const { sources, declaration } = openedAt(facts, startup, asOf);
  const answer = new Map<string, Map<string, string | null>>();
  for (const [source, counted] of sources) {
    const cells = new Map<string, string | null>();
    for (const cell of cellsOf(counted)) {
      const value = wordOn(cell, counted, day, expired ? Infinity : expiryOf(declaration, source))?.value;
      if (value !== undefined) cells.set(cellKey(cell), value);
    }
    answer.set(source, cells);
  }
  return answer;
}

/** Rules 15 and 23: *the* figure of each cell that the deciding source has or a correction names; state cells as on `day`. */
export function figures(facts: readonly Fact[], startup: string, { day, asOf }: Asked): Map<string, Figure> {
  const { sources, decided, declaration } = openedAt(facts, startup, asOf);
  const answer = new Map<string, Figure>();
  if (!declaration) return answer; // corrected or not (rule 23)
  for (const cell of cellsOf([...sources.values()].flat())) {
    const words = (names: readonly string[]) =>
      names
        .filter((source) => declaration.sources.some((declared) => declared.source === source))
        .map((source) => {
          const word = wordOn(cell, sources.get(source) ?? [], day, expiryOf(declaration, source));
          return { source, word };
        });
    const parts = declaration.parts[cell.metric];
    const figure = parts ? sumOf(words(parts), parts) : firstOf(words(orderOf(cell.metric, declaration, sources)));
    if (figure) answer.set(cellKey(cell), figure);
  }
  for (const [key, value] of correctionsOn(day, decided))
    answer.set(key, { value, source: CORRECTION, conflict: false });
  return answer;
}
/** `order[metric]`, else the only declared source that states the metric. */
function orderOf(metric: string, declaration: Declaration, sources: ReadonlyMap<string, Said[]>): readonly string[] {
  const declared = declaration.order[metric];
  if (declared) return declared;
  const stating = declaration.sources
    .map(({ source }) => source)
    .filter((source) => cellsOf(sources.get(source) ?? []).some((cell) => cell.metric === metric));
  return stating.length === 1 ? stating : [];
}
interface SourceWord {
  readonly source: string;
  readonly word: Word | undefined;
}
function firstOf(words: readonly SourceWord[]): Figure | undefined {
  const having = words.flatMap(({ source, word }) => (word ? [{ source, value: word.value }] : []));
  const [first, ...later] = having;
  return first && { ...first, conflict: later.some(({ value }) => value !== first.value) };
}
function sumOf(words: readonly SourceWord[], parts: readonly string[]): Figure | undefined {
  const numbers = words.flatMap(({ word }) => (typeof word?.value === "string" ? [toMicro(word.value)] : []));
  if (numbers.length < parts.length) return undefined;
  return { value: fromMicro(numbers.reduce((a, b) => a + b, 0n)), source: parts.join("+"), conflict: false };
}
