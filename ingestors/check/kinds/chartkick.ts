// The kind `chartkick`: lists of dates and values, perhaps several, each under a name.
import type { Said } from "../../../schemas/check.ts";
import { AnswerError } from "../../../schemas/errors.ts";
import { type Series, seriesOf } from "../../endpoints/chartkick-series.ts";
import { askPeriod } from "../ask-period.ts";
import { datesIn } from "../dates.ts";
import { BY_GRAIN } from "../french.ts";
import { addressWords, keptUrl, type Recognised, type Recogniser } from "../kind.ts";
import { fallbackMetric, metricFor, type Sought } from "../metric-words.ts";
import { whyNoCount } from "../no-count.ts";
import { isTotal } from "../place-words.ts";
import { askMetric } from "../questions.ts";
import { readerFault } from "../reader-fault.ts";
import { noCounter, saysSoFar } from "../since-start.ts";
import { type Left, WHOLE_ANSWER } from "../told.ts";
import { grainTold, grainWords } from "../told-grain.ts";
import {
  NAMED_SERIES,
  NO_DATES,
  NO_PLACE,
  PAIRS,
  pairsSeen,
  partsTold,
  SECOND,
  seriesFound,
  sharesTold,
} from "./chartkick-told.ts";

export const chartkick: Recogniser = {
  kind: "chartkick",
  recognise: ({ look, sample }) => {
    if (look.form !== "json" || !isChart(look.document)) return undefined;
    const isNamed = look.document.every((one) => !Array.isArray(one));
    const told = (refused: Recognised["refused"]): Recognised => ({
      confidence: "sure",
      evidence: isNamed ? NAMED_SERIES : PAIRS,
      findings: [],
      questions: [],
      refused,
    });
    try {
      const series = seriesOf(look.document).chosen({
        metric: "visites",
        territory: { level: "france" },
        dims: {},
        ...(isNamed && { each: "serie" }),
      });
      const date = datesIn(
        series.flatMap(({ pairs }) => pairs.map(({ date: when }) => String(when))),
        true,
        { isWeekly: true, told: grainTold(grainWords(sample.url)) },
      );
      if (date?.is !== "date")
        return told([{ what: { fr: "les dates", en: "the dates" }, why: date?.why ?? NO_DATES }]);
      const { grain, format, seen, sure } = date;
      const findings: Recognised["findings"] = [
        {
          about: "value",
          found: isNamed ? seriesFound(series.map(({ name }) => name)) : SECOND,
          confidence: "sure",
          evidence: pairsSeen(series.reduce((sum, { pairs }) => sum + pairs.length, 0)),
        },
        {
          about: "period",
          found: { fr: `${format}, ${BY_GRAIN[grain]}`, en: `${format}, by ${grain}` },
          confidence: sure ? "likely" : "guess",
          evidence: seen,
        },
        { about: "territory", found: "france", confidence: "guess", evidence: NO_PLACE },
      ];
      if (isShares(series)) {
        const what = { fr: "toutes les séries", en: "all series" };
        return { ...told([{ what, why: sharesTold(series.length, sumsOf(series).length) }]), findings };
      }
      const without = isNamed ? seriesLeft(series) : [];
      const { figures, chosen, questions, left } = figuresOf(series, isNamed, {
        around: addressWords(sample.url),
        grain,
        levels: ["france"],
        isFlag: false,
      });
      if (without.length > 0 && figures.some(({ each }) => each)) return { ...told(without), findings };
      return {
        ...told([...without, ...left]),
        settings: { url: keptUrl(sample.url), grain, format, figures },
        findings: [...findings, ...chosen],
        questions: [...questions, ...askPeriod(date)],
      };
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error;
      return told([{ ...readerFault(error), what: WHOLE_ANSWER }]);
    }
  },
};

/** A list of `{name, data}`, or of pairs that begin with a date. */
function isChart(document: unknown): document is readonly unknown[] {
  if (!Array.isArray(document) || document.length === 0) return false;
  const isSeries = (one: unknown) =>
    one !== null &&
    typeof one === "object" &&
    typeof (one as { name?: unknown }).name === "string" &&
    Object.hasOwn(one, "data");
  if (document.every(isSeries)) return true;
  const firsts = document.map((one) => (Array.isArray(one) && one.length === 2 ? String(one[0]) : ""));
  return datesIn(firsts, true) !== undefined;
}

interface Choice extends Pick<Recognised, "questions"> {
  readonly left: Recognised["refused"];
  readonly figures: { metric: string; series?: string; each?: string }[];
  readonly chosen: Recognised["findings"];
}

/** Series of which no metric is told, by their names. */
function seriesLeft(series: readonly Series[]): Left[] {
  return series.flatMap(({ name }) => {
    const why = leftBy(name);
    return why ? [{ what: name, why }] : [];
  });
}
function leftBy(name: string): Said | undefined {
  return whyNoCount(name) ?? (saysSoFar(name) ? noCounter(name) : undefined);
}

/** A figure for each series whose name is a metric; else all of them, by their names. */
function figuresOf(series: readonly Series[], isNamed: boolean, known: Omit<Sought, "name">): Choice {
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

/** The reader refuses shares from four dates on; a proposal is more careful than that. */
function isShares(series: readonly Series[]): boolean {
  const sums = sumsOf(series);
  return series.length > 2 && sums.length > 0 && sums.every((sum) => Math.abs(sum - 100) <= series.length / 2);
}
function sumsOf(series: readonly Series[]): number[] {
  const sums = new Map<string, number>();
  for (const { pairs } of series)
    for (const { date: when, value } of pairs) sums.set(String(when), (sums.get(String(when)) ?? 0) + Number(value));
  return [...sums.values()];
}
