// What sources first said of closed periods: the values of the first statement that was made once a period was over. Pure.
import { dayOf, endOfDay } from "../../schemas/period.ts";
import type { Figure } from "./decide.ts";
import type { CellLine, Confirming, SourceLines } from "./lines.ts";
import type { PeriodTotal, Span } from "./periods.ts";
import { Adder, sumOf } from "./totals.ts";

/** A period, or several that are told as one, as it is known now and as it was first announced. */
export interface Announced extends Span {
  /** As known now. */
  readonly now: string | null;
  /** As the first statement after its end gave it; `null`: it gave none, or one of the periods is not known. */
  readonly announced: string | null;
  /** Paris days from its last day to that statement; `undefined`: no statement came after its end. */
  readonly after: number | undefined;
}
type Periods = readonly PeriodTotal<Figure>[];
type Sources = ReadonlyMap<string, SourceLines>;

/**
 * Periods in order, told as one: the weeks of 4 weeks, the days of a week. All are read as they were known when the last
 * of them was first announced.
 * @param adds  whether cells may be added up over territories
 */
export function announcedOf(periods: Periods, sources: Sources, adds: boolean): Announced | undefined {
  const [first] = periods;
  const last = periods.at(-1);
  if (!first || !last) return undefined;
  const span = { first: first.first, last: last.last, now: sumWhole(periods.map(({ total }) => total.value)) };
  const moment = Math.max(...periods.map((period) => firstMoment(period, sources)));
  if (moment === Infinity) return { ...span, announced: null, after: undefined };
  const values = periods.map((period) => valueAt(period, sources, moment, adds));
  return { ...span, announced: sumWhole(values), after: daysFrom(last.last, dayOf(moment)) };
}

/** One that is missing leaves no sum. */
const sumWhole = (values: readonly (string | null)[]) => (values.includes(null) ? null : sumOf(values));
const daysFrom = (day: string, later: string) => Math.round((Date.parse(later) - Date.parse(day)) / 86_400_000);

/** The moment of the first statement after a period's end that has one of its cells. */
function firstMoment({ last, cells }: Periods[number], sources: Sources): number {
  const end = endOfDay(last);
  let moment = Infinity;
  for (const one of cells)
    for (const line of linesOf(one, sources)) moment = Math.min(moment, confirmedSince(line, end, moment));
  return moment;
}

/** The first moment from `end` on, and before `limit`, at which a line's cell was said or confirmed. */
function confirmedSince(line: CellLine, end: number, limit: number): number {
  const { steps, group } = line;
  const step = steps.find(({ moment }) => moment >= end)?.moment ?? Infinity;
  const begins = steps[0]?.moment ?? Infinity;
  for (const statement of group) {
    const { moment } = statement;
    if (moment >= step || moment >= limit) break;
    if (moment >= end && moment >= begins && confirms(statement, line)) return moment;
  }
  return step;
}

/**
 * Periods as one, as they were known as long after their end as a later span is known now.
 * @returns `null`: they were not known so early, or one of them was not
 */
export function agedAs(later: Periods, earlier: Periods, sources: Sources, adds: boolean): string | null {
  const [ends, ended] = [later.at(-1), earlier.at(-1)];
  if (!ends || !ended) return null;
  const age = Math.max(...later.map((period) => lastMoment(period, sources))) - endOfDay(ends.last);
  const moment = endOfDay(ended.last) + age;
  if (earlier.some((period) => firstMoment(period, sources) > moment)) return null;
  return sumWhole(earlier.map((period) => valueAt(period, sources, moment, adds)));
}

/** The moment of the last statement that has one of a period's cells. */
function lastMoment({ cells }: Periods[number], sources: Sources): number {
  let moment = -Infinity;
  for (const one of cells)
    for (const line of linesOf(one, sources)) {
      const confirmed = line.group.findLast((statement) => confirms(statement, line))?.moment ?? -Infinity;
      moment = Math.max(moment, confirmed, line.steps.at(-1)?.moment ?? -Infinity);
    }
  return moment;
}

/** Whether a statement contains a cell, and does not leave it in doubt. */
function confirms({ code, first, last, said }: Confirming, { cell, passedOver }: CellLine): boolean {
  return (code === "" || code === cell.code) && first <= cell.first && cell.last <= last && !passedOver.has(said);
}

/**
 * A period's total of the cells that it has now, as their sources had them at a moment. A correction says what was so,
 * whenever it was made: a source that was corrected is not one that revises.
 */
function valueAt({ cells }: Periods[number], sources: Sources, moment: number, adds: boolean): string | null {
  const adder = new Adder();
  for (const one of cells) {
    if (one.correction) {
      adder.add(one.value);
      continue;
    }
    const values = linesOf(one, sources).map(({ steps }) => steps.findLast((step) => step.moment <= moment)?.value);
    const known = values.filter((value) => value !== undefined);
    if (known.length < one.sources.length || known.length === 0) continue;
    adder.add(known.length === 1 ? (known[0] ?? null) : sumWhole(known));
  }
  return adder.total(adds).value;
}

/** Of the sources that give the figure; of a corrected one, of all that have its cell: they announced its period. */
function linesOf({ key, sources: given, correction }: Figure, sources: Sources): CellLine[] {
  const giving = correction ? [...sources.keys()] : given;
  return giving.flatMap((source) => sources.get(source)?.lines.get(key) ?? []);
}
