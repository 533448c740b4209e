// The series of a chart by names that stay: what is counted today is taken off them.
import { AnswerError } from "../../schemas/errors.ts";
import { pointerOf } from "../../schemas/json-pointer.ts";
import type { ChartkickFigure } from "./chartkick-settings.ts";
import { isObject, shorten, told } from "./json-value.ts";
import { nearest } from "./settings.ts";

export interface Series {
  /** Without its running total; "" of a chart that has one series, unnamed. */
  readonly name: string;
  readonly pairs: readonly Pair[];
}
/** One point of a chart, and where its value stands. */
export interface Pair {
  readonly date: unknown;
  readonly value: unknown;
  readonly pointer: string;
}
export interface Chart {
  /** The series of one figure. @throws {AnswerError} answer.shape when there is none of that name, or several. */
  chosen(figure: ChartkickFigure): readonly Series[];
}
/** "Agent (814210)", "Agent (814 210)", "Agent (98,5 %)": what stands in the parentheses is another one every day. */
const TOTAL = /\s*\([\d\s\u00a0\u2009\u202f.,]+%?\)$/;
/** Fewer dates may add up to 100 by chance. */
const SHARES_FROM = 4;

/**
 * A chart: `[[date, value]]`, `{date: value}`, or a list of `{name, data}`, whose data is one of the two.
 * @throws {AnswerError} answer.shape: another shape, or shares of 100 instead of counts.
 */
export function seriesOf(body: unknown): Chart {
  const isNamed = Array.isArray(body) && body.length > 0 && body.every(isSeries);
  const series = isNamed
    ? (body as NamedSeries[]).map(({ name, data }, at) => ({
        name: name.replace(TOTAL, ""),
        pairs: pairsOf(data, `/${at}/data`),
      }))
    : [{ name: "", pairs: pairsOf(body, "") }];
  refuseShares(series);
  return { chosen: (figure) => choose(series, isNamed, figure) };
}

function choose(
  all: readonly Series[],
  isNamed: boolean,
  { series, each, metric }: ChartkickFigure,
): readonly Series[] {
  if (each !== undefined || series === undefined) {
    if (isNamed === (each !== undefined)) return all;
    if (!isNamed) return all[0]?.pairs.length === 0 ? [] : refuseUnnamed(metric);
    const names = all.map(({ name }) => name).join(", ");
    throw shape(`found several series, expected one for ${metric}: ${names}`, 'add "series", or "each"');
  }
  if (!isNamed && all[0]?.pairs.length === 0) return []; // an empty chart has no series at all
  const found = all.filter(({ name }) => name === series);
  if (found.length === 1) return found;
  if (found.length > 1) throw shape(`found ${found.length} series called "${series}", expected one`, RENAMED);
  const names = isNamed ? all.map(({ name }) => name) : [];
  throw shape(
    `expected a series "${series}"${nearest(series, names)}; the chart has ${names.join(", ") || "no names"}`,
    RENAMED,
  );
}
const RENAMED = "correct the name in the settings, or ask the startup what was renamed";

function refuseUnnamed(metric: string): never {
  throw shape(`found one series without a name, expected several for ${metric}`, 'remove "each" from the figure');
}

/** Percentages, rounded each for itself, add up to about 100 at every date: they are no counts, whatever they are mapped to. */
function refuseShares(series: readonly Series[]): void {
  if (series.length < 3) return;
  const sums = new Map<unknown, number>();
  for (const { pairs } of series) {
    for (const { date, value } of pairs) sums.set(date, (sums.get(date) ?? 0) + numeric(value));
  }
  const near = [...sums.values()].filter((sum) => Math.abs(sum - 100) <= series.length / 2);
  if (sums.size < SHARES_FROM || near.length < sums.size) return;
  const hint = "ask the startup for the counts behind its percentages: a share is never stated, its two parts are";
  throw shape(`at each of ${sums.size} dates the ${series.length} series add up to about 100: shares, no counts`, hint);
}

/** Anything but a number, or a number as text, is no share: what it is, the reader tells. */
function numeric(value: unknown): number {
  return typeof value === "number" || typeof value === "string" ? Number(value) : Number.NaN;
}

interface NamedSeries {
  readonly name: string;
  readonly data: unknown;
}
function isSeries(one: unknown): one is NamedSeries {
  return isObject(one) && typeof one.name === "string" && Object.hasOwn(one, "data");
}

function pairsOf(data: unknown, at: string): Series["pairs"] {
  if (isObject(data) && !Object.hasOwn(data, "error"))
    return Object.entries(data).map(([date, value]) => ({ date, value, pointer: at + pointerOf([date]) }));
  if (!Array.isArray(data)) throw shape(`found ${told(data)}, expected a list of dates and values`, COMPARE, at);
  const odd = data.findIndex((pair) => !Array.isArray(pair) || pair.length !== 2);
  if (odd !== -1) throw shape(`found ${shorten(data[odd])}, expected a date and a value`, COMPARE, `${at}/${odd}`);
  return data.map(([date, value], index) => ({ date, value, pointer: `${at}/${index}/1` }));
}

const COMPARE = "compare with docs/endpoints/chartkick.md";
function shape(detail: string, hint: string, pointer = ""): AnswerError {
  return new AnswerError("answer.shape", detail, { pointer, hint });
}
