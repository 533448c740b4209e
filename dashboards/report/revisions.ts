// Figures that the report before could show and that are others now: of each service and metric, old and new, and why.
import { addDays } from "../../schemas/period.ts";
import type { Point } from "../figure.ts";
import { startupRef } from "../models/services.ts";
import { revisedMetrics } from "../queries/revised.ts";
import { sumOf } from "../queries/totals.ts";
import type { Revision } from "../shapes/report.ts";
import type { Followed, Moment } from "./moment.ts";
import { type Series, seriesOf } from "./series.ts";

/**
 * Compares the figures of the report before, as known then, with the same days and periods as known now.
 * @param since  when the report before was frozen, milliseconds since 1970
 */
export async function revisionsOf(before: Moment, now: Moment, since: number): Promise<Revision[]> {
  const { warehouse, frame } = now.setting;
  const { day, end } = before.setting;
  const said = await revisedMetrics(warehouse, frame, { since, day, end });
  const causes = new Map(said.map(({ startup, metric, how }) => [`${startup} ${metric}`, how]));
  return [...now.followed].flatMap(([id, followed]) => {
    const old = before.followed.get(id);
    if (!old) return [];
    return shared(old, followed).flatMap(([was, is]) => {
      const changed = changedPoints(was, is, day);
      const cause = causes.get(`${id} ${is.metric.key}`) ?? (redeclared(old, followed) ? "declared" : undefined);
      return cause ? toldTogether(changed, is).map((own) => revisionOf(followed, is, own, cause)) : [];
    });
  });
}

const redeclared = (old: Followed, now: Followed) =>
  JSON.stringify(old.startup.declaration) !== JSON.stringify(now.startup.declaration);

/** The series that both have, of the same definition and grain. */
function shared(old: Followed, now: Followed): [Series, Series][] {
  const before = new Map(old.panels.flatMap((panel) => seriesOf(panel) ?? []).map((one) => [one.metric.key, one]));
  return now.panels.flatMap((panel): [Series, Series][] => {
    const is = seriesOf(panel);
    const was = is && before.get(is.metric.key);
    return is && was && was.metric.version === is.metric.version && was.grain === is.grain ? [[was, is]] : [];
  });
}

interface ChangedPoint {
  readonly first: string;
  readonly last: string;
  readonly old: string;
  /** `null`: it ceased to be published, which is no other value. */
  readonly new: string | null;
}

/**
 * What had a figure, up to a day, and has another now, or none. What is older than the window that is shown now fell out
 * of it, which is no revision.
 */
function changedPoints(was: Series, is: Series, day: string): ChangedPoint[] {
  const on = new Map(is.points.map((point) => [point.first, point]));
  const from = is.cut ? (is.points[0]?.first ?? day) : "";
  return was.points.flatMap(({ first, last, value }: Point) => {
    if (value === null || last > day || first < from) return [];
    const now = on.get(first)?.value ?? null;
    return now === value ? [] : [{ first, last, old: value, new: now }];
  });
}

/** So many periods in a row are told one by one: a sum hides what moved from one to the next. */
const ALONE = 3;

/** Only many periods that follow each other are told together, and never a figure that changed with one that ceased. */
function toldTogether(changed: readonly ChangedPoint[], series: Series): ChangedPoint[][] {
  const runs = runsOf(changed, series);
  return series.metric.kind === "flow"
    ? runs.flatMap((own) => (own.length > ALONE ? [own] : own.map((one) => [one])))
    : runs;
}

function runsOf(changed: readonly ChangedPoint[], { metric }: Series): ChangedPoint[][] {
  const groups: ChangedPoint[][] = [];
  for (const ceased of [false, true])
    for (const one of changed.filter((point) => (point.new === null) === ceased)) {
      const before = groups.at(-1)?.at(-1);
      const follows = before !== undefined && (before.new === null) === ceased;
      if (follows && (metric.kind !== "flow" || addDays(before.last, 1) === one.first)) groups.at(-1)?.push(one);
      else groups.push([one]);
    }
  return groups;
}

function revisionOf(
  { startup }: Followed,
  { metric, grain }: Series,
  changed: readonly ChangedPoint[],
  cause: Revision["cause"],
): Revision {
  const rule = metric.kind === "flow" ? "sum" : "last";
  const spoken = rule === "sum" ? changed : changed.slice(-1);
  return {
    startup: startupRef(startup),
    metric,
    grain,
    first: spoken[0]?.first ?? "",
    last: spoken.at(-1)?.last ?? "",
    count: changed.length,
    rule,
    old: sumOf(spoken.map((one) => one.old)),
    new: spoken.some((one) => one.new === null) ? null : sumOf(spoken.map((one) => one.new)),
    cause,
  };
}
