// What closed periods are compared by: first announcement with first announcement, where a source revises them.
import type { Grain } from "../../schemas/period.ts";
import type { Change, Point } from "../figure.ts";
import { type Announced, agedAs, announcedOf } from "../queries/announced.ts";
import type { Figure as Decided } from "../queries/decide.ts";
import { EVERY_DAYS } from "../queries/freshness.ts";
import { isoWeeks, type PeriodTotal, spanOf } from "../queries/periods.ts";
import { comparedOf, isUsual, type Compared as Spans } from "../queries/spans.ts";
import { addsOverTerritory, sumOf } from "../queries/totals.ts";
import type { Compared } from "../shapes/panel.ts";
import type { Subject } from "./subject.ts";

type Periods = readonly PeriodTotal<Decided>[];
/** The changes of four weeks, each with the 12 before it: what the report's rule looks at. */
const LOOKED_AT = 18;
/** Days: a span of years is no reason to compare what was announced months sooner or later. */
const LONGEST = 28;

/**
 * The last periods of a metric as they were first announced, days as whole weeks. `undefined`: none of them was ever
 * revised, so that they are compared as they are known now.
 */
export function announcedPeriods(subject: Subject, grain: Grain, periods: Periods): Compared | undefined {
  const own = grain === "day" ? isoWeeks(periods) : periods.map((period) => [period]);
  const adds = addsOverTerritory(subject.metric);
  const all = own.slice(-LOOKED_AT).flatMap((one) => announcedOf(one, subject.sources, adds) ?? []);
  if (!all.some(({ announced, now }) => announced !== null && announced !== now)) return undefined;
  return { grain: grain === "day" ? "week" : grain, points: alike(all, toleranceOf(subject, lengthOf(all))) };
}

/** What was announced much sooner or later after its end than the last period cannot be compared with it. */
function alike(all: readonly Announced[], tolerance: number): Point[] {
  const age = all.at(-1)?.after;
  return all.map(({ first, last, announced, after }) => {
    const isAlike = after !== undefined && age !== undefined && Math.abs(after - age) < tolerance;
    return { first, last, value: isAlike ? announced : null };
  });
}

/** Days: the cadence of the source; of a push, which has none, the length of what is compared. */
function toleranceOf({ declaration, stating }: Subject, length: number): number {
  const source = declaration.sources.find((one) => one.source === stating[0]);
  return source && source.kind !== "push" ? EVERY_DAYS[source.every] : length;
}

/** Days of the first of them. */
function lengthOf([one]: readonly Announced[]): number {
  return one ? 1 + (Date.parse(one.last) - Date.parse(one.first)) / 86_400_000 : 0;
}

type Flow = Extract<Change, { kind: "flow" }>;

/**
 * The chosen span against the one that it is compared with, the last 4 whole weeks against the 4 before unless another was
 * chosen. `null`: the span has no figure, or how it changed cannot be said.
 * @param revises  whether the source is known to revise its periods
 */
export function flowChange(subject: Subject, grain: Grain, periods: Periods, revises: boolean): Change | null {
  const { choice } = subject.setting;
  const spans = comparedOf(choice, grain, periods);
  const days = spans && spanOf(spans.now);
  const now = spans && wholeSum(spans.now);
  if (!spans || !days || now === null || now === undefined) return null;
  const before = wholeSum(spans.before);
  const known: Flow = { kind: "flow", ...days, now, before, against: spans.against ?? null };
  if (before === null || (!revises && isUsual(choice))) return known;
  return valuedAlike(subject, spans, known, revises);
}

/**
 * Two spans of a source that revises them, at values that may be compared: as first announced; else, of a choice of the
 * reader, as many days after their end; else as known now, and the change says so. Against the 4 weeks before it is `null`
 * where they were not announced alike: the report says no other change.
 */
function valuedAlike(subject: Subject, spans: Spans<Periods[number]>, known: Flow, revises: boolean): Flow | null {
  const adds = addsOverTerritory(subject.metric);
  const both = [spans.before, spans.now].flatMap((own) => announcedOf(own, subject.sources, adds) ?? []);
  if (!revises && both.every(({ announced, now }) => announced === null || announced === now)) return known;
  const tolerance = toleranceOf(subject, Math.min(lengthOf(both), LONGEST));
  const [before, now] = alike(both, tolerance).map(({ value }) => value);
  if (before && now) return { ...known, now, before, compared: "announced" };
  if (isUsual(subject.setting.choice)) return null;
  const aged = agedAs(spans.now, spans.before, subject.sources, adds);
  return aged === null ? { ...known, compared: "unlike" } : { ...known, before: aged, compared: "aged" };
}

/** A sum in which nothing is missing; `null` also of nothing at all. */
const wholeSum = (periods: Periods) =>
  periods.every(({ total }) => total.value !== null) ? sumOf(periods.map(({ total }) => total.value)) : null;
