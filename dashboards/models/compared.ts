// What closed periods are compared by: first announcement with first announcement, where a source revises them.
import type { Grain } from "../../schemas/period.ts";
import type { Change, Point } from "../figure.ts";
import { type Announced, announcedOf } from "../queries/announced.ts";
import type { Figure as Decided } from "../queries/decide.ts";
import { EVERY_DAYS } from "../queries/freshness.ts";
import { fourWeeks, isoWeeks, type PeriodTotal, spanOf } from "../queries/periods.ts";
import { addsOverTerritory, sumOf } from "../queries/totals.ts";
import type { Compared } from "../shapes/panel.ts";
import type { Subject } from "./subject.ts";

type Periods = readonly PeriodTotal<Decided>[];
/** The changes of four weeks, each with the 12 before it: what the report's rule looks at. */
const LOOKED_AT = 18;

/**
 * The last periods of a metric as they were first announced, days as whole weeks. `undefined`: none of them was ever
 * revised, so that they are compared as they are known now.
 */
export function comparedOf(subject: Subject, grain: Grain, periods: Periods): Compared | undefined {
  const own = grain === "day" ? isoWeeks(periods) : periods.map((period) => [period]);
  const adds = addsOverTerritory(subject.metric);
  const all = own.slice(-LOOKED_AT).flatMap((one) => announcedOf(one, subject.sources, adds) ?? []);
  if (!all.some(({ announced, now }) => announced !== null && announced !== now)) return undefined;
  return { grain: grain === "day" ? "week" : grain, points: alike(all, toleranceOf(subject, all)) };
}

/** What was announced much sooner or later after its end than the last period cannot be compared with it. */
function alike(all: readonly Announced[], tolerance: number): Point[] {
  const age = all.at(-1)?.after;
  return all.map(({ first, last, announced, after }) => {
    const isAlike = after !== undefined && age !== undefined && Math.abs(after - age) < tolerance;
    return { first, last, value: isAlike ? announced : null };
  });
}

/** Days: the cadence of the source; of a push, which has none, the length of the period. */
function toleranceOf({ declaration, stating }: Subject, all: readonly Announced[]): number {
  const source = declaration.sources.find((one) => one.source === stating[0]);
  if (source && source.kind !== "push") return EVERY_DAYS[source.every];
  const [one] = all;
  return one ? 1 + (Date.parse(one.last) - Date.parse(one.first)) / 86_400_000 : 0;
}

/**
 * The last 4 whole weeks against the 4 before. Where the source revises its weeks, both are read as they were known when
 * the last of the 4 was first announced; `null` where that cannot be said.
 */
export function flowChange(subject: Subject, grain: Grain, periods: Periods, revises: boolean): Change | null {
  const weeks = fourWeeks(grain, periods);
  const span = weeks && spanOf(weeks.now);
  if (!weeks || !span) return null;
  if ([...weeks.now, ...weeks.before].some(({ total }) => total.value === null)) return null;
  if (!revises) return { kind: "flow", ...span, now: sum(weeks.now) ?? "0", before: sum(weeks.before) ?? "0" };
  const adds = addsOverTerritory(subject.metric);
  const both = [weeks.before, weeks.now].flatMap((own) => announcedOf(own, subject.sources, adds) ?? []);
  const [before, now] = alike(both, toleranceOf(subject, both)).map(({ value }) => value);
  if (!before || !now) return null;
  return { kind: "flow", ...span, now, before, compared: "announced" };
}

const sum = (periods: Periods) => sumOf(periods.map(({ total }) => total.value));
