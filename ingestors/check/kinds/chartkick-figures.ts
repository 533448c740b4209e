// The figures of a chart's series: one for each that a metric names, else all of them by their names, or their total alone.
import type { Said } from "../../../schemas/check.ts";
import type { Series } from "../../endpoints/chartkick-series.ts";
import type { Recognised } from "../kind.ts";
import { fallbackMetric, metricFor, type Sought } from "../metric-words.ts";
import { whyNoCount } from "../no-count.ts";
import { isTotal } from "../place-words.ts";
import { askMetric } from "../questions.ts";
import { noCounter, saysSoFar } from "../since-start.ts";
import type { Left } from "../told.ts";
import { partsTold } from "./chartkick-told.ts";

export interface Choice extends Pick<Recognised, "questions"> {
  readonly left: Recognised["refused"];
  readonly figures: { metric: string; series?: string; each?: string }[];
  readonly chosen: Recognised["findings"];
}

/** Series of which no metric is told, by their names. */
export function seriesLeft(series: readonly Series[]): Left[] {
  return series.flatMap(({ name }) => {
    const why = leftBy(name);
    return why ? [{ what: name, why }] : [];
  });
}
function leftBy(name: string): Said | undefined {
  return whyNoCount(name) ?? (saysSoFar(name) ? noCounter(name) : undefined);
}

/** A figure for each series whose name is a metric; else all of them, by their names. */
export function figuresOf(series: readonly Series[], isNamed: boolean, known: Omit<Sought, "name">): Choice {
  const named = series.flatMap(({ name }) => {
    const found = isNamed && !leftBy(name) ? metricFor({ ...known, name }) : undefined;
    return found?.confidence === "likely" ? [{ name, found }] : [];
  });
  const once = named.filter(
    ({ found }, index) => named.findIndex((other) => other.found.metric === found.metric) === index,
  );
  if (once.length > 0) {
    return {
      figures: once.map(({ name, found }) => ({ metric: found.metric, series: name })),
      chosen: once.map(({ name, found }) => ({
        about: "metric" as const,
        found: { fr: `${found.metric} pour ${name}`, en: `${found.metric} for ${name}` },
        confidence: found.confidence,
        evidence: found.evidence,
      })),
      questions: [],
      left: [],
    };
  }
  const total = series.length > 2 ? series.find(({ name }) => isTotal(name)) : undefined;
  const sought = { ...known, name: "" };
  const found = metricFor(sought) ?? fallbackMetric(sought);
  return {
    figures: [{ metric: found.metric, ...(total ? { series: total.name } : isNamed && { each: "serie" }) }],
    chosen: [{ about: "metric" as const, found: found.metric, confidence: found.confidence, evidence: found.evidence }],
    questions:
      found.confidence === "guess" ? [askMetric(total?.name ?? series.map(({ name }) => name).join(", "), found)] : [],
    left: total ? [partsOf(total.name, series)] : [],
  };
}

function partsOf(total: string, series: readonly Series[]): Recognised["refused"][number] {
  const names = series.map(({ name }) => name).filter((name) => name !== total);
  return { what: names.slice(0, 6).join(", "), why: partsTold(total) };
}
