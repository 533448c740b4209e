// The series that a report looks at: one value a week, or a period, of one metric of a service. Pure.

import type { z } from "zod";
import { addDays, type Grain } from "../../schemas/period.ts";
import type { MetricRef, Point } from "../figure.ts";
import { POINTS } from "../models/period-panels.ts";
import { isoWeeks } from "../queries/periods.ts";
import { sumOf } from "../queries/totals.ts";
import type { Panel } from "../shapes/panel.ts";
import type { ReportMetric } from "../shapes/report.ts";

export interface Series {
  readonly metric: z.infer<typeof ReportMetric>;
  readonly grain: Grain | "state";
  /** In order; `null`: no figure. */
  readonly points: readonly Point[];
  /**
   * The last of them as they were first announced, where the source revises them: changes are counted between these.
   * Left out: between the points.
   */
  readonly announced?: readonly Point[];
  /** Of `points`, older ones are not shown: they fell out of the panel's window. */
  readonly cut: boolean;
}
/** What changes are counted between: the one place that decides it. */
export const comparedPoints = ({ points, announced }: Series): readonly Point[] => announced ?? points;

/** A panel as a series; `undefined`: of a ratio over 12 months, or of people counted by day, there is none. */
export function seriesOf(panel: Panel): Series | undefined {
  const metric = reportMetric(panel.figure.metric);
  switch (panel.kind) {
    case "membership":
      return { metric, grain: "state", points: panel.weekly, cut: true };
    case "flow":
      return panel.grain === "day"
        ? { metric, grain: "week", points: weeksOf(panel.points), ...ofPeriods(panel) }
        : { metric, grain: panel.grain, points: panel.points, ...ofPeriods(panel) };
    case "series":
      if (panel.grain === "day") return undefined;
      return { metric, grain: panel.grain, points: panel.points, ...ofPeriods(panel) };
    case "ratio":
      return undefined;
  }
}

function ofPeriods({ grain, points, compared }: Extract<Panel, { kind: "flow" | "series" }>) {
  return { cut: grain === "state" || points.length >= POINTS, ...(compared && { announced: compared.points }) };
}

export function reportMetric({ key, version, kind, label, unit, good }: MetricRef): z.infer<typeof ReportMetric> {
  return { key, version, kind, label, unit, good };
}

/** Days of a flow added up to ISO weeks; a week that lacks a day, or a day's figure, has none. */
export function weeksOf(days: readonly Point[]): Point[] {
  return isoWeeks(days).map((own) => {
    const whole = own.every(({ value }) => value !== null);
    const { first } = own[0] as Point;
    return { first, last: addDays(first, 6), value: whole ? sumOf(own.map(({ value }) => value)) : null };
  });
}
