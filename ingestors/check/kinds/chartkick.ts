// The kind `chartkick`: lists of dates and values, perhaps several, each under a name.
import { AnswerError } from "../../../schemas/errors.ts";
import { type Series, seriesOf } from "../../endpoints/chartkick-series.ts";
import { askPeriod } from "../ask-period.ts";
import { datesIn } from "../dates.ts";
import { BY_GRAIN } from "../french.ts";
import { addressWords, keptUrl, type Recognised, type Recogniser } from "../kind.ts";
import { readerFault } from "../reader-fault.ts";
import { WHOLE_ANSWER } from "../told.ts";
import { grainTold, grainWords } from "../told-grain.ts";
import { figuresOf, seriesLeft } from "./chartkick-figures.ts";
import {
  NAMED_SERIES,
  NO_DATES,
  NO_PLACE,
  PAIRS,
  pairsSeen,
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
