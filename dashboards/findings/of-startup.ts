// All doubts about one startup: each check over its sources and its metrics. Pure.
import { metricsInOrder } from "../models/panels.ts";
import { type Startup, subjectOf } from "../models/subject.ts";
import type { SourceState } from "../shapes/quality.ts";
import type { Found } from "./finding.ts";
import { aboveAllPeople, aboveTheWhole, conflicts, detailDiffers, outOfProportion } from "./of-figures.ts";
import { drift, stateOf, unmoved, valuesInDoubt } from "./of-sources.ts";
import { recentSeries } from "./recent-series.ts";

/** @param health  of its own sources */
export function doubtsOf(startup: Startup, health: readonly SourceState[]): Found[] {
  const { now } = startup.setting;
  const ofSources = health.flatMap((one) => [
    ...stateOf(one, now),
    ...drift(one, now),
    ...valuesInDoubt(one),
    ...unmoved(one, startup.sources.get(one.source.id), now),
  ]);
  return [...ofSources, ...metricsInOrder(startup).flatMap((key) => ofMetric(startup, key))];
}

function ofMetric(startup: Startup, key: string): Found[] {
  const { ratio } = startup.setting.catalogue.metricOf(key) ?? {};
  if (ratio) {
    const [numerator, denominator] = [subjectOf(startup, ratio.numerator), subjectOf(startup, ratio.denominator)];
    return numerator && denominator && ratio.scale === "percent" ? aboveTheWhole(numerator, denominator, key) : [];
  }
  const subject = subjectOf(startup, key);
  if (!subject) return [];
  const series = recentSeries(subject);
  return [
    ...(series ? outOfProportion(series, subject.metric.bounds.factor) : []),
    ...conflicts(subject),
    ...aboveAllPeople(subject),
    ...detailDiffers(subject),
  ];
}
