// Each service on one line, and which of them moved: from the same panels as its page.
import type { Figure } from "../figure.ts";
import { chainOf } from "../models/network.ts";
import { freshnessOfStartup, startupRef } from "../models/services.ts";
import { isOnTime } from "../queries/freshness.ts";
import type { Moved, Report, ServiceLine } from "../shapes/report.ts";
import type { Followed, Moment } from "./moment.ts";
import { reportMetric, type Series, seriesOf } from "./series.ts";
import { type Judged, judge } from "./usual.ts";

/** Of a service, the figures that its place on the overview shows. */
const HEADLINES = 3;
/** Of whose figures something can be said. */
const isSure = ({ judged }: Followed) => isOnTime(freshnessOfStartup(judged));
const NOTHING: Judged = { change: null, usual: null, verdict: "none", against: null, told: false, reversal: false };

/** The main figure of a service, with its change when it is new in this report. */
export function serviceLine(followed: Followed, before: Followed | undefined): ServiceLine {
  const { startup, judged: judging, panels } = followed;
  const panel = panels.find(({ figure }) => figure.value !== null) ?? panels[0];
  const state = freshnessOfStartup(judging).state;
  if (!panel) {
    const day = startup.setting.day;
    return {
      ...startupRef(startup),
      metric: null,
      value: null,
      share: null,
      grain: "state",
      first: day,
      last: day,
      ...said(NOTHING),
      state,
    };
  }
  const series = seriesOf(panel);
  const { metric, value, share, period, day } = panel.figure;
  const judged = series && isSure(followed) && isNew(series, before) ? judge(series) : NOTHING;
  const { grain, first, last } = series
    ? lastOf(series, panel.figure)
    : { grain: "state" as const, first: day, last: day };
  return {
    ...startupRef(startup),
    metric: reportMetric(metric),
    value: series && period ? (series.points.at(-1)?.value ?? null) : value,
    share: metric.kind === "ratio" ? share : null,
    grain,
    first,
    last,
    ...said(judged),
    state,
  };
}

const said = ({ change, usual, verdict, against }: Judged) => ({ change, usual, verdict, against });

/** A state is of the day; a period is the last one of its series. */
function lastOf({ grain, points }: Series, { day }: Figure) {
  const point = points.at(-1);
  return grain === "state" || !point
    ? { grain, first: day, last: day }
    : { grain, first: point.first, last: point.last };
}

/** A period is told by the first report that knows it: a month the week it closes, or the week it comes. */
function isNew(series: Series, before: Followed | undefined): boolean {
  if (series.grain === "state") return true;
  const was = before?.panels
    .flatMap((panel) => seriesOf(panel) ?? [])
    .find(({ metric }) => metric.key === series.metric.key);
  const [last, old] = [lastKnown(series), was && lastKnown(was)];
  return last !== undefined && last === series.points.at(-1)?.last && (old === undefined || old < last);
}
const lastKnown = ({ points }: Series) => points.findLast(({ value }) => value !== null)?.last;

/** What moved: at most one line a service, the greatest first by how many times the usual change it is. */
export function movedOf(now: Moment, before: Moment | undefined): Moved[] {
  const found = [...now.followed].flatMap(([id, followed]) => {
    if (!isSure(followed)) return [];
    for (const panel of followed.panels.slice(0, HEADLINES)) {
      const series = seriesOf(panel);
      const point = series?.points.at(-1);
      if (!series || !point || point.value === null || !isNew(series, before?.followed.get(id))) continue;
      const { told, change, usual, reversal, against } = judge(series);
      if (!told || change === null || usual === null) continue;
      const { metric, grain } = series;
      const { first, last, value } = point;
      return [{ ...startupRef(followed.startup), metric, value, grain, first, last, change, against, usual, reversal }];
    }
    return [];
  });
  return found.sort((a, b) => times(b) - times(a) || a.name.localeCompare(b.name, "fr"));
}

/** How many times the usual change; for the order of lines only. */
const times = ({ change, usual }: Moved) =>
  usual === "0" ? Number.MAX_VALUE : Math.abs(Number(change)) / Number(usual);

/** Services that said nothing sure this week, while a figure is expected of them: their silence is no fall. */
export function unjudgedOf({ followed }: Moment): Report["unjudged"] {
  return [...followed.values()].flatMap((one) => {
    const { state } = freshnessOfStartup(one.judged);
    return isSure(one) || state === "idle" ? [] : [{ ...startupRef(one.startup), state }];
  });
}

/** The links of the overview's chain at the instant, from its own function. */
export function chainAt({ judging, followed }: Moment): Report["chain"] {
  const {
    followed: all,
    active,
    withStatsPage,
    connected,
    onTime,
  } = chainOf(
    judging,
    [...followed.values()].map(({ judged }) => judged),
  );
  return { followed: all, active, withStatsPage, connected, onTime };
}
