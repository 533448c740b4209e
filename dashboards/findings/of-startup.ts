// All doubts about one startup: each check over its sources and its metrics. Pure.
import { metricsInOrder } from "../models/panels.ts";
import { type Startup, subjectOf } from "../models/subject.ts";
import type { SourceState } from "../shapes/quality.ts";
import type { Found } from "./finding.ts";
import { aboveAllPeople, aboveTheWhole, conflicts, detailDiffers } from "./of-figures.ts";
import { drift, stateOf, unmoved, valuesInDoubt } from "./of-sources.ts";
import { outOfProportion } from "./out-of-proportion.ts";
import { outdatedCorrections } from "./outdated-corrections.ts";
import { recentSeries } from "./recent-series.ts";
import { onDay, sinceUnbroken } from "./unbroken.ts";

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
    if (!numerator || !denominator || ratio.scale !== "percent") return [];
    return sinceUnbroken(numerator, (part) => aboveTheWhole(part, onDay(denominator, part.setting.day), key));
  }
  const subject = subjectOf(startup, key);
  if (!subject) return [];
  return sinceUnbroken(subject, (one) => {
    const series = recentSeries(one);
    return [
      ...(series ? outOfProportion(series, one) : []),
      ...conflicts(one),
      ...outdatedCorrections(one),
      ...aboveAllPeople(one),
      ...detailDiffers(one),
    ];
  });
}
