// The national schema of impact of digital public services: a CSV file of 17 columns, one line a measure.
import { defineEndpoint } from "../../schemas/endpoint.ts";
import { AnswerError } from "../../schemas/errors.ts";
import { dayOf } from "../../schemas/period.ts";
import { canonicalDims, type Reading, type ReadScope } from "../../schemas/statement.ts";
import { readTable } from "./csv-table.ts";
import { readDay } from "./dates.ts";
import { latestOf } from "./latest.ts";
import { readFigure } from "./numbers.ts";
import { type PlacedRow, readingOf } from "./placed-rows.ts";
import { type Measure, measuresOf, NEEDED } from "./schema-impact-lines.ts";
import { type ImpactFigure, isStateMetric, SchemaImpactSettings } from "./schema-impact-settings.ts";
import { nearest } from "./settings.ts";

export const schemaImpact = defineEndpoint<SchemaImpactSettings>({
  kind: "schema-impact",
  version: 1,
  settings: SchemaImpactSettings,
  ask: ({ url, headers }) => ({ url, headers }),
  next: () => undefined,
  read: ({ delimiter, figures }, { pages, moment }) => {
    const writing = { encoding: "utf-8", quote: '"', header: true, delimiter, edition: 1 } as const;
    const measures = pages.flatMap((page) => measuresOf(readTable(page, writing, NEEDED)));
    const rows = figures.flatMap((figure) => rowsOf(figure, measures, moment));
    return { ...readingOf(rows), scope: scopeOf(figures) } satisfies Reading;
  },
  metrics: ({ figures }) => [...new Set(figures.map(({ metric }) => metric))],
});

function rowsOf(figure: ImpactFigure, measures: readonly Measure[], moment: number): PlacedRow[] {
  const { metric, levels, numbers, dims } = figure;
  const [first = "france"] = levels;
  const named = chosen(figure, measures);
  const isState = isStateMetric(metric);
  named.forEach((measure) => {
    checkKind(measure, figure, isState);
    checkUnit(measure, figure);
  });
  const counted = named.filter(({ level }) => level === undefined || levels.some((one) => one === level));
  const today = dayOf(moment);
  return (isState ? latest(counted, moment) : counted).map(({ line, level, code, value, period }) => ({
    row: {
      metric,
      level: level ?? first,
      code: level ? code : undefined, // a level that the schema does not know is no place
      dims: canonicalDims(dims),
      period: period && period.first <= today ? period : undefined, // nothing was measured of a period to come
      value: readFigure(value, numbers, 1),
    },
    at: { pointer: `line ${line}, column valeur`, value },
  }));
}

/** The indicator's title is its identity: one that no line has was renamed, and that is told. */
function chosen({ indicateur, service, metric }: ImpactFigure, measures: readonly Measure[]): readonly Measure[] {
  const found = measures.filter(
    (measure) => measure.indicator === indicateur && (service === undefined || measure.service === service),
  );
  if (found.length > 0 || measures.length === 0) return found;
  const known = [...new Set(measures.map(({ indicator }) => indicator))];
  const which = service === undefined ? "" : ` of "${service}"`;
  throw shape(
    `expected the indicator "${indicateur}"${which} for ${metric}${nearest(indicateur, known)}; the file has ${known.slice(0, 12).join(" · ")}`,
    "correct the title in the settings, or ask the startup what was renamed",
  );
}

function checkKind({ isPeriod, line }: Measure, { metric, indicateur }: ImpactFigure, isState: boolean): void {
  if (isPeriod !== isState) return;
  const found = isPeriod ? "a measure of a period (est_periode true)" : "a state of a day (est_periode false)";
  throw shape(
    `found ${found} in "${indicateur}", but ${metric} is ${isState ? "a state" : "of a period"}`,
    isPeriod ? "choose a metric of kind flow or distinct" : "choose a metric of kind gauge, counter or membership",
    line,
  );
}

const SCALED = /%|pour ?cent|millier|million|milliard|^k\b|^m€$|^k€$/i;
/** A share is never stated, and thousands are no units: taken as they are written, they would be other figures. */
function checkUnit({ unit: found, line }: Measure, { unit, indicateur }: ImpactFigure): void {
  if (unit === undefined ? !SCALED.test(found) : found === unit) return;
  const expected = unit === undefined ? "a plain count" : `"${unit}"`;
  const hint = 'state counts; or say with "unit" which unit is right, once the startup confirms what it counts';
  throw shape(`found the unit "${found}" in "${indicateur}", expected ${expected}`, hint, line);
}

/** Of a state that is given date by date, the latest date. */
function latest(measures: readonly Measure[], moment: number): Measure[] {
  return latestOf(measures, moment, {
    day: ({ date }) => readDay(date, "iso-date", 1),
    told: ({ line, date }) => ({ pointer: `line ${line}`, found: date, hint: "ask the startup to mend this date" }),
  });
}

function scopeOf(figures: readonly ImpactFigure[]): ReadScope {
  return {
    metrics: figures.map(({ metric, levels, dims }) => ({ metric, levels, dims: Object.keys(dims).sort() })),
  };
}

function shape(detail: string, hint: string, line?: number): AnswerError {
  return new AnswerError("answer.shape", detail, { hint, ...(line !== undefined && { pointer: `line ${line}` }) });
}
