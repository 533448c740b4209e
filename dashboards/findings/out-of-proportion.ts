// Doubts about a figure against its own past: a fall or a jump that nothing before it announces. Pure.
import { toMicro } from "../../schemas/decimal.ts";
import { endOfDay } from "../../schemas/period.ts";
import type { Subject } from "../models/subject.ts";
import { comparedPoints, type Series } from "../report/series.ts";
import { changesOf } from "../report/usual.ts";
import { type Found, found } from "./finding.ts";

/** A change is doubted when it is so many times the usual one, and so great a part of the value before. */
const TIMES = 4n;
const PERCENT = 25n;
/**
 * The last change of a series, if it is out of all proportion to those before it; or, however short the series is, if the
 * figure is more times the one before than the catalogue allows: two answers that say so let it count, and nobody saw it.
 */
export function outOfProportion(series: Series, { metric, decided }: Pick<Subject, "metric" | "decided">): Found[] {
  const points = comparedPoints(series);
  const change = changesOf(series).at(-1);
  const [before, now] = points.slice(-2);
  if (!change?.size || !before || !now) return [];
  if (before.value === null || now.value === null || before.value === "0") return [];
  const { size, usual } = change;
  const isUnusual =
    usual !== undefined && abs(size) > TIMES * usual && abs(size) * 100n >= PERCENT * abs(toMicro(before.value));
  if (!isUnusual && !isBeyond(before.value, now.value, metric.bounds.factor)) return [];
  const period = series.grain === "state" ? null : { grain: series.grain, first: now.first, last: now.last };
  const code = change.size < 0n ? "figure.fell" : "figure.jumped";
  // The team can see it once the value is there, however long after the end of its period that is.
  const own = decided.filter(({ cell }) => (period ? now.first <= cell.first && cell.last <= now.last : true));
  const since = own.length === 0 ? endOfDay(now.last) : Math.max(...own.map(({ known }) => known));
  return [found(code, since, { metric: metric.key, period, seen: now.value, against: before.value })];
}

/** Whether one of two values is more than so many times the other, neither being 0. */
function isBeyond(before: string, now: string, factor: number | undefined): boolean {
  const [one, other] = [abs(toMicro(before)), abs(toMicro(now))];
  if (factor === undefined || one === 0n || other === 0n) return false;
  const [small, great] = one < other ? [one, other] : [other, one];
  return great * 1_000_000n > toMicro(String(factor)) * small;
}
const abs = (value: bigint) => (value < 0n ? -value : value);
