// Ratios: Σ numerators over Σ denominators of the same periods and territories. A quotient is never stored. Pure.
import type { Metric } from "../../schemas/catalogue-model.ts";
import { addDays, type Grain } from "../../schemas/period.ts";
import type { Cell } from "../../schemas/statement.ts";
import { onceEach } from "./once-each.ts";
import { grainsOf, type Span, spanOf, twelveMonths, within } from "./periods.ts";
import { chosenBreakdown, isOf, quotient, sumOf, type Valued } from "./totals.ts";

/** What one cell says of both. */
export interface Pair<V extends Valued = Valued> extends Span {
  /** The denominator's cell. */
  readonly cell: Cell;
  readonly numerator: string;
  readonly denominator: string;
  /** What the two are of. */
  readonly of: { readonly numerator: V; readonly denominator: V };
}
/** A ratio over a span, and its two parts. `null`: the denominator is 0. */
export interface Quotient extends Span {
  readonly value: string | null;
  readonly numerator: string;
  readonly denominator: string;
}

const placeOf = ({ level, code, dims, grain, first, last }: Cell) => [level, code, grain, first, last, dims].join("|");

/** Cells that have both a numerator and a denominator, each with a value. */
export const pairsOf = <V extends Valued>(numerators: readonly V[], denominators: readonly V[]): readonly Pair<V>[] =>
  pairsWith(numerators)(denominators) as readonly Pair[] as readonly Pair<V>[];

/** Cells that were decided once are paired once. */
const pairsWith = onceEach((numerators: readonly Valued[]) =>
  onceEach((denominators: readonly Valued[]) => paired(numerators, denominators)),
);

function paired(numerators: readonly Valued[], denominators: readonly Valued[]): Pair[] {
  const above = new Map(numerators.map((one) => [placeOf(one.cell), one]));
  return denominators.flatMap((denominator) => {
    const { cell, value } = denominator;
    const numerator = above.get(placeOf(cell));
    if (value === null || !numerator || numerator.value === null) return [];
    const of = { numerator, denominator };
    return [{ cell, first: cell.first, last: cell.last, numerator: numerator.value, denominator: value, of }];
  });
}

/** Pairs of closed periods of one grain, at one breakdown, in order. */
export function closedPairs<P extends Pair>(pairs: readonly P[], grain: Grain, day: string): P[] {
  const closed = pairs.filter(({ cell }) => cell.grain === grain && cell.last <= day);
  const chosen = chosenBreakdown(closed.map(({ cell }) => cell));
  if (!chosen) return [];
  return closed.filter(({ cell }) => isOf(cell, chosen)).sort((a, b) => (a.first < b.first ? -1 : 1));
}

export function grainOfPairs(pairs: readonly Pair[]): Grain | undefined {
  return grainsOf(pairs.map(({ cell, denominator }) => ({ cell, value: denominator })))[0];
}

/** Σnum/Σden of pairs in order; `undefined` when there are none. */
export function quotientOf({ ratio }: Metric, pairs: readonly Pair[]): Quotient | undefined {
  const span = spanOf(pairs);
  const numerator = sumOf(pairs.map((pair) => pair.numerator));
  const denominator = sumOf(pairs.map((pair) => pair.denominator));
  if (!ratio || !span || numerator === null || denominator === null) return undefined;
  return { ...span, value: quotient(numerator, denominator, ratio.scale), numerator, denominator };
}

/** The span that a ratio is of, and the one that it is compared with. */
export interface RatioSpans {
  readonly now: Span;
  /** Left out: no comparison was asked for. */
  readonly before?: Span | undefined;
}

/**
 * The last closed 12 months, the 12 before, and each calendar year's periods that lie wholly inside it.
 * @param spans  instead of the 12 months and the 12 before
 */
export function overTime(metric: Metric, pairs: readonly Pair[], spans?: RatioSpans) {
  const last = pairs.at(-1);
  if (!last) return undefined;
  const now = quotientOf(metric, within(pairs, spans?.now ?? twelveMonths(last.last)));
  if (!now) return undefined;
  const against = spans ? spans.before : twelveMonths(addDays(now.first, -1));
  const before = against ? within(pairs, against) : [];
  const years = [...new Set(pairs.map(({ first }) => first.slice(0, 4)))];
  const yearly = years.flatMap(
    (one) => quotientOf(metric, within(pairs, { first: `${one}-01-01`, last: `${one}-12-31` })) ?? [],
  );
  return { now, before: quotientOf(metric, before), yearly };
}
