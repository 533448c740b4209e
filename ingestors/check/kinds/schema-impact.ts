// The kind `schema-impact`: a file with the columns of the national schema of impact, indicator by indicator.
import { AnswerError } from "../../../schemas/errors.ts";
import { readTable } from "../../endpoints/csv-table.ts";
import { type Measure, measuresOf, NEEDED } from "../../endpoints/schema-impact-lines.ts";
import { quoted } from "../french.ts";
import { keptUrl, type Recognised, type Recogniser } from "../kind.ts";
import { fallbackMetric } from "../metric-words.ts";
import { askMetric } from "../questions.ts";
import { faultSeen, placeOf } from "../reader-fault.ts";
import { doubtOf, indicatorOf } from "./schema-impact-indicator.ts";
import {
  BY_NAME,
  COLUMNS,
  measuresSeen,
  NO_METRIC,
  periodFound,
  periodSeen,
  scaledTold,
} from "./schema-impact-told.ts";

const SCALED = /%|pour ?cent|millier|million|milliard/i;

export const schemaImpact: Recogniser = {
  kind: "schema-impact",
  recognise: ({ look, sample }) => {
    if (look.form !== "csv") return undefined;
    const head = look.cells.lines[0]?.map((name) => name.trim()) ?? [];
    if (!NEEDED.every((column) => head.includes(column))) return undefined;
    try {
      const measures = measuresOf(
        readTable(
          sample,
          { encoding: "utf-8", quote: '"', header: true, delimiter: look.cells.delimiter, edition: 1 },
          NEEDED,
        ),
      );
      return { ...recognised(sample.url, measures), confidence: "sure", evidence: COLUMNS };
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error;
      return {
        confidence: "sure",
        evidence: COLUMNS,
        findings: [],
        questions: [],
        refused: [{ what: placeOf(error.pointer, { fr: "le fichier", en: "the file" }), why: faultSeen(error) }],
      };
    }
  },
};

function recognised(
  url: string,
  measures: readonly Measure[],
): Pick<Recognised, "settings" | "findings" | "questions" | "refused"> {
  const titles = [...new Set(measures.map(({ indicator }) => indicator))];
  const all = titles.map((title) =>
    indicatorOf(
      title,
      measures.filter(({ indicator }) => indicator === title),
    ),
  );
  const shares = all.filter(({ measures: lines }) => lines.some(({ unit }) => SCALED.test(unit)));
  const doubts = all.filter((one) => !shares.includes(one)).flatMap((one) => doubtOf(one) ?? []);
  const counts = all.filter((one) => !shares.includes(one) && !doubts.some(({ what }) => what === one.title));
  const taken = new Set<string>();
  const named = counts.flatMap((one) => {
    if (!one.chosen || taken.has(one.chosen.metric)) return [];
    taken.add(one.chosen.metric);
    return [{ ...one, chosen: one.chosen }];
  });
  const [first] = counts;
  const stated = named.length === 0 && first ? [{ ...first, chosen: fallbackMetric(first.sought) }] : named;
  const figures = stated.map(({ title, levels, chosen, numbers }) => ({
    metric: chosen.metric,
    indicateur: title,
    ...(numbers !== "plain" && { numbers }),
    ...(levels.join() !== "france" && { levels: [...levels] }),
  }));
  return {
    ...(figures.length > 0 && { settings: { url: keptUrl(url), figures } }),
    findings: stated.flatMap(({ title, measures: lines, levels, chosen, sought }): Recognised["findings"] => [
      {
        about: "value",
        found: { fr: `valeur de ${quoted(title)}`, en: `valeur of "${title}"` },
        confidence: "sure",
        evidence: measuresSeen(lines.length),
      },
      {
        about: "period",
        found: periodFound(sought),
        confidence: "sure",
        evidence: periodSeen(sought),
      },
      { about: "territory", found: levels.join(", "), confidence: "sure", evidence: BY_NAME },
      {
        about: "metric",
        found: { fr: `${chosen.metric} pour ${quoted(title)}`, en: `${chosen.metric} for "${title}"` },
        confidence: chosen.confidence,
        evidence: chosen.evidence,
      },
    ]),
    questions: stated
      .filter(({ chosen }) => chosen.confidence === "guess")
      .map(({ title, chosen }) => askMetric(title, chosen)),
    refused: [
      ...shares.map(({ title, measures: lines }) => ({
        what: title,
        why: scaledTold(lines[0]?.unit ?? ""),
      })),
      ...doubts,
      ...counts
        .filter((one) => !stated.some(({ title }) => title === one.title))
        .map(({ title }) => ({ what: title, why: NO_METRIC })),
    ],
  };
}
