// One figure of a table: which of its lines count, and in which columns the figure, its period and its territory stand.
import { z } from "zod";
import { MetricKey } from "../../schemas/ids.ts";
import { LEVELS, type Level } from "../../schemas/territory.ts";
import { DATE_FORMATS, type DateFormat } from "./dates.ts";
import {
  checkNaming,
  checkPeriod,
  checkTerritory,
  DimensionName,
  exactlyOne,
  NAMING_WORDS,
  PERIOD_WORDS,
} from "./figure-settings.ts";
import { NUMBER_FORMATS } from "./numbers.ts";
import { disagreement, refuse } from "./settings.ts";

/** A column by its name in the header, or by its place, from 1. */
export const Column = z.union([z.string().trim().min(1), z.int().positive()]);
export type Column = z.infer<typeof Column>;

const Period = z
  .strictObject({
    column: z
      .union([Column, z.array(Column).min(2).max(3)])
      .optional()
      .describe("where the line's date stands; a list when year, month and day stand apart: joined by dashes"),
    ...PERIOD_WORDS,
  })
  .superRefine((period, context) => {
    exactlyOne(context, { column: period.column, value: period.value });
    checkPeriod(context, period);
  });

/** Pairs of levels whose codes cannot be told apart. */
const ALIKE: readonly (readonly [Level, Level])[] = [
  ["siren", "epci"],
  ["departement", "region"],
];
const Territory = z
  .strictObject({
    level: z
      .union([z.enum(LEVELS), z.array(z.enum(LEVELS)).min(2)])
      .describe("several when one column has codes of several levels: the code's form tells which"),
    column: Column.optional(),
    code: z.string().optional(),
    ...NAMING_WORDS,
    departement: Column.optional().describe("with names: the column of the département's code or name"),
  })
  .superRefine(({ level, column, code, ...naming }, context) => {
    checkNaming(context, "column", { level, at: column, ...naming });
    if (typeof level === "string") checkTerritory(context, "column", { level, at: column, code });
    else if (column === undefined || code !== undefined) {
      refuse(context, [], { expected: '"column", for the codes of several levels', hint: "say where the codes stand" });
    } else if (level.includes("france") || ALIKE.some((pair) => pair.every((one) => level.includes(one)))) {
      const hint = "keep one of siren and epci, one of departement and region, and no france";
      refuse(context, ["level"], { expected: "levels whose codes cannot be taken for one another", hint });
    }
  });

const Where = z
  .strictObject({ column: Column, equals: z.string().optional(), startsWith: z.string().min(1).optional() })
  .superRefine(({ equals, startsWith }, context) => {
    exactlyOne(context, { equals, startsWith });
  });

const Dimension = z
  .strictObject({ column: Column.optional(), value: z.string().optional() })
  .superRefine(({ column, value }, context) => {
    exactlyOne(context, { column, value });
  });

export const TableFigure = z
  .strictObject({
    metric: MetricKey,
    where: z.array(Where).default([]).describe("only lines for which all of these hold"),
    value: z
      .union([Column, z.strictObject({ value: z.union([z.number(), z.string()]) })])
      .describe('where the figure stands; {"value": 1} when being in the file is the figure'),
    numbers: z.enum(NUMBER_FORMATS).default("plain").describe("how numbers are written"),
    period: Period.optional(),
    latest: z
      .strictObject({ column: Column, format: z.enum(Object.keys(DATE_FORMATS) as [DateFormat, ...DateFormat[]]) })
      .optional()
      .describe("of a state that the file gives date by date: only the lines of the latest date, none in the future"),
    territory: Territory.default({ level: "france" }),
    dims: z.record(DimensionName, Dimension).default({}),
  })
  .superRefine(({ metric, period, latest }, context) => {
    const wrong = disagreement(metric, period !== undefined);
    if (wrong) refuse(context, [wrong.expected.startsWith("no period") ? "period" : "metric"], wrong);
    if (period && latest) {
      const hint = 'keep "period" for what happened in a period, "latest" for a state';
      refuse(context, ["latest"], { expected: 'either "period" or "latest"', hint });
    }
  });
export type TableFigure = z.infer<typeof TableFigure>;

/** Every column that the figures name. */
export function columnsOf(figures: readonly TableFigure[]): Column[] {
  const found = figures.flatMap(({ value, period, latest, territory, dims, where }) => [
    typeof value === "object" ? undefined : value,
    ...(Array.isArray(period?.column) ? period.column : [period?.column]),
    latest?.column,
    territory.column,
    territory.departement,
    ...Object.values(dims).map(({ column }) => column),
    ...where.map(({ column }) => column),
  ]);
  return [...new Set(found.filter((column) => column !== undefined))];
}
