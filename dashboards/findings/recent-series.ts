// The last points of a metric's series, as its panel has them, without what only a page needs: places, tables, spans.

import { isState } from "../../schemas/catalogue-model.ts";
import { dayOf } from "../../schemas/period.ts";
import { metricRef } from "../figure.ts";
import { announcedPeriods } from "../models/compared.ts";
import { memberLevel } from "../models/figure-of.ts";
import { periodsOf, shownGrain } from "../models/period-panels.ts";
import type { Subject } from "../models/subject.ts";
import { countMembers, dailyMembers, dailyTotals } from "../queries/daily.ts";
import { weeklyDays, withoutHoles } from "../queries/periods.ts";
import { reportMetric, type Series, weeksOf } from "../report/series.ts";
import { RULE } from "../report/usual.ts";

/** The two of the last change, and those of the changes before it that say what is usual. */
const POINTS = RULE.periods + 2;

/** `undefined`: nobody stated it, no period is closed, or changes of its grain mean nothing. */
export function recentSeries(subject: Subject): Series | undefined {
  if (subject.stated === undefined) return undefined;
  return isState(subject.metric.kind) ? stateSeries(subject) : periodSeries(subject);
}

function stateSeries(subject: Subject): Series {
  const { metric, setting, stated } = subject;
  const days = weeklyDays(setting.day, stated ? dayOf(stated.since) : setting.day).slice(-POINTS);
  const query = { metric: metric.key, version: metric.version, days };
  const values =
    metric.kind === "membership"
      ? countMembers(dailyMembers(memberLevel(subject), subject, query, setting.territories), days.length).map(
          (count) => (count === 0 ? null : String(count)),
        )
      : dailyTotals(metric, subject, query).map(({ value }) => value);
  const points = days.map((day, at) => ({ first: day, last: day, value: values[at] ?? null }));
  return { metric: reportMetric(metricRef(metric)), grain: "state", points, cut: true };
}

function periodSeries(subject: Subject): Series | undefined {
  const { metric } = subject;
  const grain = shownGrain(subject, undefined)?.grain;
  if (grain === undefined || (grain === "day" && metric.kind !== "flow")) return undefined;
  const periods = periodsOf(subject, grain);
  const most = POINTS * (grain === "day" ? 8 : 1);
  const filled = withoutHoles(grain, periods.slice(-most), most);
  const announced = announcedPeriods(subject, grain, periods);
  return {
    metric: reportMetric(metricRef(metric)),
    grain: grain === "day" ? "week" : grain,
    points: grain === "day" ? weeksOf(filled) : filled,
    ...(announced && { announced: announced.points }),
    cut: true,
  };
}
