// The kind `schema-impact`: a file with the columns of the national schema of impact, indicator by indicator.
import { AnswerError } from "../../../schemas/errors.ts";
import { readTable } from "../../endpoints/csv-table.ts";
import { type Measure, measuresOf, NEEDED } from "../../endpoints/schema-impact-lines.ts";
import { keptUrl, type Recognised, type Recogniser } from "../kind.ts";
import { type ChosenMetric, fallbackMetric, metricFor, type Sought } from "../metric-words.ts";
import { askMetric } from "../questions.ts";

const SCALED = /%|pour ?cent|millier|million|milliard/i;
type Level = "france" | "region" | "departement" | "commune";
interface Indicator {
  readonly title: string;
  readonly measures: readonly Measure[];
  readonly levels: readonly Level[];
  readonly sought: Sought;
  readonly chosen: ChosenMetric | undefined;
}

export const schemaImpact: Recogniser = {
  kind: "schema-impact",
  recognise: ({ look, sample }) => {
    if (look.form !== "csv") return undefined;
    const head = look.cells.lines[0]?.map((name) => name.trim()) ?? [];
    if (!NEEDED.every((column) => head.includes(column))) return undefined;
    const evidence = `all ${NEEDED.length} columns that the national schema of impact needs`;
    try {
      const measures = measuresOf(
        readTable(
          sample,
          { encoding: "utf-8", quote: '"', header: true, delimiter: look.cells.delimiter, edition: 1 },
          NEEDED,
        ),
      );
      return { ...recognised(sample.url, measures), confidence: "sure", evidence };
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error;
      return {
        confidence: "sure",
        evidence,
        findings: [],
        questions: [],
        refused: [{ what: error.pointer || "the file", why: error.message }],
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
  const counts = all.filter((one) => !shares.includes(one));
  const taken = new Set<string>();
  const named = counts.flatMap((one) => {
    if (!one.chosen || taken.has(one.chosen.metric)) return [];
    taken.add(one.chosen.metric);
    return [{ ...one, chosen: one.chosen }];
  });
  const [first] = counts;
  const stated = named.length === 0 && first ? [{ ...first, chosen: fallbackMetric(first.sought) }] : named;
  const figures = stated.map(({ title, levels, chosen }) => ({
    metric: chosen.metric,
    indicateur: title,
    ...(levels.join() !== "france" && { levels: [...levels] }),
  }));
  return {
    ...(figures.length > 0 && { settings: { url: keptUrl(url), figures } }),
    findings: stated.flatMap(({ title, measures: lines, levels, chosen, sought }): Recognised["findings"] => [
      {
        about: "value",
        found: `valeur of "${title}"`,
        confidence: "sure",
        evidence: `${lines.length} measures, targets left out`,
      },
      {
        about: "period",
        found: sought.grain ? `date_debut to date, by ${sought.grain}` : "a state: its latest date",
        confidence: "sure",
        evidence: `est_periode is ${sought.grain !== undefined}`,
      },
      { about: "territory", found: levels.join(", "), confidence: "sure", evidence: "denom_insee says so" },
      {
        about: "metric",
        found: `${chosen.metric} for "${title}"`,
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
        why: `its unit is "${lines[0]?.unit}": a share or a multiple is never stated`,
      })),
      ...counts
        .filter((one) => !stated.some(({ title }) => title === one.title))
        .map(({ title }) => ({
          what: title,
          why: "no metric of the catalogue for it, or one that another indicator states",
        })),
    ],
  };
}

function indicatorOf(title: string, measures: readonly Measure[]): Indicator {
  const grain = measures.find(({ period }) => period)?.period?.grain;
  const known = (["france", "region", "departement", "commune"] as const).filter((level) =>
    measures.some((one) => one.level === level),
  );
  const levels: readonly Level[] = known.length > 0 ? known : ["france"];
  const isPeriod = measures.some((one) => one.isPeriod);
  const sought = {
    name: title,
    around: [],
    levels,
    isFlag: false,
    ...(isPeriod && { grain: grain ?? ("month" as const) }),
  };
  return { title, measures, levels, sought, chosen: metricFor(sought) };
}
