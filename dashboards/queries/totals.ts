// What may be added to what: the one place where cells become a total, for pages, JSON and the command line. Pure.
import { type Axis, isState, type Metric } from "../../schemas/catalogue-model.ts";
import { fromMicro, toMicro } from "../../schemas/decimal.ts";
import { ReleveError } from "../../schemas/errors.ts";
import { type Cell, dimNames } from "../../schemas/statement.ts";
import { LEVELS, type Level } from "../../schemas/territory.ts";

/** A cell and what is said of it: a decimal, or `null` for "no figure, said so". */
export interface Valued {
  readonly cell: Cell;
  readonly value: string | null;
}

/** Why cells have no total. `said`: all are null · `detail`: several cells that may not be added up · `none`: no cell. */
export type Lack = "said" | "detail" | "none";
export type Total = { readonly value: string; readonly lack: null } | { readonly value: null; readonly lack: Lack };

/**
 * How cells are broken down: at one level, by one set of dimensions. Totals never mix two: the country when the source
 * states it, else the finest level; there, cells without dimensions, else those with the fewest.
 */
export interface Breakdown {
  readonly level: Level;
  /** Names of the dimensions, joined by a comma. */
  readonly dims: string;
}
const namesOf = new Map<string, string>([["", ""]]);
export function breakdownOf({ level, dims }: Cell): Breakdown {
  let names = namesOf.get(dims);
  if (names === undefined) {
    names = dimNames(dims);
    if (namesOf.size < 10_000) namesOf.set(dims, names);
  }
  return { level, dims: names };
}
const sizeOf = (dims: string) => (dims === "" ? 0 : dims.split(",").length);
const rank = (level: Level) => (level === "france" ? LEVELS.length : LEVELS.indexOf(level));

/** Negative when `a` is taken rather than `b`. */
export function preferred(a: Breakdown, b: Breakdown): number {
  return rank(b.level) - rank(a.level) || sizeOf(a.dims) - sizeOf(b.dims) || (a.dims < b.dims ? -1 : 1);
}

/** The breakdown that a total of these cells is made of; `undefined` when there are none. */
export function chosenBreakdown(cells: Iterable<Cell>): Breakdown | undefined {
  let best: Breakdown | undefined;
  let last: Cell | undefined;
  for (const cell of cells) {
    if (last && last.level === cell.level && last.dims === cell.dims) continue;
    last = cell;
    const one = breakdownOf(cell);
    if (!best || ((one.level !== best.level || one.dims !== best.dims) && preferred(one, best) < 0)) best = one;
  }
  return best;
}

export function isOf(cell: Cell, { level, dims }: Breakdown): boolean {
  return cell.level === level && breakdownOf(cell).dims === dims;
}

/** The cells of the breakdown that a total is made of. */
export function atOneBreakdown<V extends Valued>(all: readonly V[]): V[] {
  const chosen = chosenBreakdown(all.map(({ cell }) => cell));
  return chosen ? all.filter(({ cell }) => isOf(cell, chosen)) : [];
}

/** Adds up what has a value; nulls enter no sum. */
export class Adder {
  #micro = 0n;
  #values = 0;
  #nulls = 0;
  #only: string | undefined;

  add(value: string | null): void {
    if (value === null) this.#nulls += 1;
    else {
      this.#micro += microOf(value);
      this.#values += 1;
      this.#only = value;
    }
  }
  /** @param adds  whether the cells may be added up; else a single one is the total */
  total(adds: boolean): Total {
    if (this.#values === 0) return { value: null, lack: this.#nulls > 0 ? "said" : "none" };
    if (this.#values + this.#nulls === 1) return { value: this.#only as string, lack: null };
    return adds ? { value: fromMicro(this.#micro), lack: null } : { value: null, lack: "detail" };
  }
}
const micros = new Map<string, bigint>();
function microOf(value: string): bigint {
  let micro = micros.get(value);
  if (micro === undefined) {
    micro = toMicro(value);
    if (micros.size >= 50_000) micros.clear();
    micros.set(value, micro);
  }
  return micro;
}

/** Whether a metric's cells of one moment or period may be added up over territories. */
export function addsOverTerritory(metric: Metric): boolean {
  return metric.sums.territory === "sum";
}

/** The total of cells of one metric, of one day or period. Not for memberships: those are unions. */
export function totalOf(metric: Metric, all: readonly Valued[]): Total {
  const adder = new Adder();
  for (const { value } of atOneBreakdown(all)) adder.add(value);
  return adder.total(addsOverTerritory(metric));
}

/** Σ of decimals; `null` when none has a value. */
export function sumOf(values: Iterable<string | null>): string | null {
  let micro: bigint | undefined;
  for (const value of values) if (value !== null) micro = (micro ?? 0n) + microOf(value);
  return micro === undefined ? null : fromMicro(micro);
}

/** `a − b`, exactly. */
export function difference(a: string, b: string): string {
  return fromMicro(toMicro(a) - toMicro(b));
}

const MICRO = 1_000_000n;
/** Numerator over denominator in the metric's scale, cut after 6 digits; `null` when the denominator is 0. */
export function quotient(numerator: string, denominator: string, scale: "percent" | "one"): string | null {
  const under = toMicro(denominator);
  if (under === 0n) return null;
  return fromMicro((toMicro(numerator) * MICRO * (scale === "percent" ? 100n : 1n)) / under);
}

/**
 * The rule of an addition.
 * @throws {ReleveError} RELEVE_SUM_ILLEGAL with the catalogue's reason and the legal question, in French; both
 *   languages are the error's `cause`.
 */
export function ruleOf(metric: Metric, axis: Axis): "sum" | "union" | "last" | "ratio" {
  const rule = metric.sums[axis];
  if (typeof rule === "string") return rule;
  const { refused, ask } = rule;
  throw new ReleveError("RELEVE_SUM_ILLEGAL", `${metric.label.fr} : ${refused.fr}`, ask.fr, {
    cause: { refused, ask },
  });
}

/** Whether a period is closed on a day: its last day has ended when the day has. A state is always. */
export function isClosed(cell: Cell, metric: Metric, day: string): boolean {
  return isState(metric.kind) || cell.last <= day;
}
