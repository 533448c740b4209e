// Panels of state metrics: a set of territories, a gauge, a counter. Each with its weeks and its change over 4 weeks.
import { addDays, dayOf } from "../../schemas/period.ts";
import type { Figure, Point } from "../figure.ts";
import { countMembers, dailyMembers, dailyTotals } from "../queries/daily.ts";
import { weeklyDays } from "../queries/periods.ts";
import { addsOverTerritory, difference, totalOf } from "../queries/totals.ts";
import { unionOf } from "../queries/unions.ts";
import type { Panel } from "../shapes/panel.ts";
import { confirmedDay, figureOf, memberLevel, memberTotal } from "./figure-of.ts";
import type { Subject } from "./subject.ts";
import { unionRows, valueRows } from "./territory-rows.ts";

type PanelOf<Kind extends Panel["kind"]> = Extract<Panel, { kind: Kind }>;

/** The days of a weekly series, the day itself and the day 4 weeks before it, each once, in order. */
export function seriesDays(day: string, since: string) {
  const weekly = weeklyDays(day, since);
  const before = addDays(day, -28);
  const all = [...new Set([...weekly, day, ...(before >= since ? [before] : [])])].sort();
  return { weekly, before: before >= since ? before : undefined, all };
}
export type SeriesDays = ReturnType<typeof seriesDays>;

/** Points of the weeks, and the change since 4 weeks before, from values of all the days. */
export function seriesOf(
  days: SeriesDays,
  values: readonly (string | null)[],
): { points: Point[]; change: Figure["change"] } {
  const on = new Map(days.all.map((day, at) => [day, values[at] ?? null]));
  const points = days.weekly.map((day) => ({ first: day, last: day, value: on.get(day) ?? null }));
  const now = on.get(days.all.at(-1) ?? "") ?? null;
  const then = days.before === undefined ? null : (on.get(days.before) ?? null);
  const known = days.before !== undefined && now !== null && then !== null;
  return {
    points,
    change: known ? { kind: "difference", since: days.before as string, value: difference(now, then) } : null,
  };
}

const daysOf = ({ setting, stated }: Subject) => seriesDays(setting.day, stated ? dayOf(stated.since) : setting.day);

export function membershipPanel(subject: Subject): PanelOf<"membership"> {
  const { metric, decided, setting } = subject;
  const { territories } = setting;
  const level = memberLevel(subject);
  const union = unionOf(level, decided, territories);
  const days = daysOf(subject);
  const query = { metric: metric.key, version: metric.version, days: days.all };
  const counts = countMembers(dailyMembers(level, subject, query, territories), days.all.length);
  const { points, change } = seriesOf(
    days,
    counts.map((count) => (count === 0 ? null : String(count))),
  );
  const total = memberTotal(union, decided);
  const known = total.value !== null;
  const figure = figureOf(subject, {
    total,
    cells: decided,
    day: confirmedDay(subject, decided),
    share: known ? union.share : null,
    population: known ? union.population : null,
    change,
    table: { by: "territory", rule: "union", rows: unionRows(union, territories) },
  });
  return { kind: "membership", figure, weekly: points };
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
    table: { by: "territory", rule: adds ? "sum" : "each", rows: valueRows(decided, adds, setting.territories) },
  });
  return { kind: "series", figure, grain: "state", points };
}
