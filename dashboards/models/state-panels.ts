// Panels of state metrics: a set of territories, a gauge, a counter. Each with its weeks and its change.
import { dayOf } from "../../schemas/period.ts";
import type { Figure, Point } from "../figure.ts";
import { countMembers, dailyMembers, dailyTotals } from "../queries/daily.ts";
import { perimeterOf } from "../queries/perimeter.ts";
import { weeklyDays } from "../queries/periods.ts";
import { daysCompared, stateSpan } from "../queries/spans.ts";
import { addsOverTerritory, difference, totalOf } from "../queries/totals.ts";
import { unionOf } from "../queries/unions.ts";
import type { Panel } from "../shapes/panel.ts";
import { confirmedDay, figureOf, memberLevel, memberTotal } from "./figure-of.ts";
import type { Setting } from "./setting.ts";
import type { Subject } from "./subject.ts";
import { unionRows, valueRows } from "./territory-rows.ts";

type PanelOf<Kind extends Panel["kind"]> = Extract<Panel, { kind: Kind }>;

/**
 * The days of a weekly series, the two that are compared, and the day that is spoken of, which is the last: each once, in
 * order. `before` left out: nothing was known then, or no comparison was asked for.
 */
export function seriesDays({ day, choice }: Pick<Setting, "day" | "choice">, since: string) {
  const span = stateSpan(choice, day, since);
  const weekly = span ? weeklyDays(span.last, since, span.first) : [];
  const { until, since: then } = daysCompared(choice, day);
  const before = then !== undefined && then >= since && then < until ? then : undefined;
  const all = [...new Set([...weekly, ...(before === undefined ? [] : [before]), until, day])].sort();
  return { since, weekly, before, until, all };
}
export type SeriesDays = ReturnType<typeof seriesDays>;

/** Points of the weeks, and the change between the two days that are compared, from values of all the days. */
export function seriesOf(
  days: SeriesDays,
  values: readonly (string | null)[],
): { points: Point[]; change: Figure["change"] } {
  const on = new Map(days.all.map((day, at) => [day, values[at] ?? null]));
  const points = days.weekly.map((day) => ({ first: day, last: day, value: on.get(day) ?? null }));
  const now = on.get(days.until) ?? null;
  const then = days.before === undefined ? null : (on.get(days.before) ?? null);
  const known = days.before !== undefined && now !== null && then !== null;
  return {
    points,
    change: known
      ? { kind: "difference", since: days.before as string, until: days.until, value: difference(now, then) }
      : null,
  };
}

const daysOf = ({ setting, stated }: Subject) => seriesDays(setting, stated ? dayOf(stated.since) : setting.day);

const begins = ({ stated }: Subject) => (stated ? dayOf(stated.since) : null);

export function membershipPanel(subject: Subject): PanelOf<"membership"> {
  const { metric, decided, setting } = subject;
  const { territories } = setting;
  const level = memberLevel(subject);
  const union = unionOf(level, decided, setting);
  const days = daysOf(subject);
  const query = { metric: metric.key, version: metric.version, days: days.all };
  const counts = countMembers(dailyMembers(level, subject, query, territories), days.all.length);
  const { points, change } = seriesOf(
    days,
    counts.map((count) => (count === 0 ? null : String(count))),
  );
  const perimeter = change && perimeterOf(level, [subject], days, territories);
  const total = memberTotal(union, decided);
  const known = total.value !== null;
  const figure = figureOf(subject, {
    total,
    cells: decided,
    day: confirmedDay(subject, decided),
    share: known ? union.share : null,
    population: known ? union.population : null,
    change: change && { ...change, ...(perimeter && { perimeter }) },
    table: { by: "territory", rule: "union", rows: unionRows(union, territories) },
  });
  return { kind: "membership", figure, weekly: points, begins: begins(subject) };
}

/** A gauge or a counter. */
export function statePanel(subject: Subject): PanelOf<"series"> {
  const { metric, decided, setting } = subject;
  const days = daysOf(subject);
  const daily = dailyTotals(metric, subject, { metric: metric.key, version: metric.version, days: days.all });
  const { points, change } = seriesOf(
    days,
    daily.map(({ value }) => value),
  );
  const adds = addsOverTerritory(metric);
  const figure = figureOf(subject, {
    total: totalOf(metric, decided),
    cells: decided,
    day: confirmedDay(subject, decided),
    change,
    table: { by: "territory", rule: adds ? "sum" : "each", rows: valueRows(decided, adds, setting) },
  });
  return { kind: "series", figure, grain: "state", points, begins: begins(subject) };
}
