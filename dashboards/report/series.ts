// The series that a report looks at: one value a week, or a period, of one metric of a service. Pure.

import type { z } from "zod";
import { addDays, type Grain } from "../../schemas/period.ts";
import type { MetricRef, Point } from "../figure.ts";
import { sumOf } from "../queries/totals.ts";
import type { Panel } from "../shapes/panel.ts";
import type { ReportMetric } from "../shapes/report.ts";

export interface Series {
  readonly metric: z.infer<typeof ReportMetric>;
  readonly grain: Grain | "state";
  /** In order; `null`: no figure. */
  readonly points: readonly Point[];
}

/** A panel as a series; `undefined`: of a ratio over 12 months, or of people counted by day, there is none. */
export function seriesOf(panel: Panel): Series | undefined {
  const metric = reportMetric(panel.figure.metric);
  switch (panel.kind) {
    case "membership":
      return { metric, grain: "state", points: panel.weekly };
    case "flow":
      return panel.grain === "day"
        ? { metric, grain: "week", points: weeksOf(panel.points) }
        : { metric, grain: panel.grain, points: panel.points };
    case "series":
      return panel.grain === "day" ? undefined : { metric, grain: panel.grain, points: panel.points };
    case "ratio":
      return undefined;
  }
}

export function reportMetric({ key, version, kind, label, unit, good }: MetricRef): z.infer<typeof ReportMetric> {
  return { key, version, kind, label, unit, good };
}

/** Days of a flow added up to ISO weeks; a week that lacks a day, or a day's figure, has none. */
function weeksOf(days: readonly Point[]): Point[] {
  const weeks = new Map<string, Point[]>();
  for (const day of days) {
    const monday = addDays(day.last, -((new Date(`${day.last}T00:00:00Z`).getUTCDay() + 6) % 7));
    const week = weeks.get(monday) ?? [];
    week.push(day);
    weeks.set(monday, week);
  }
  return [...weeks]
    .filter(([, own]) => own.length === 7)
    .map(([first, own]) => {
      const whole = own.every(({ value }) => value !== null);
      return { first, last: addDays(first, 6), value: whole ? sumOf(own.map(({ value }) => value)) : null };
    });
}
