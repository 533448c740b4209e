// The settings of the kind `json`: where in a JSON answer the figures, periods and territories stand.
import { z } from "zod";
import { MetricKey } from "../../schemas/ids.ts";
import { LEVELS } from "../../schemas/territory.ts";
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
import { isPattern, isPointer } from "./pointer.ts";
import { disagreement, EndpointUrl, Headers, refuse } from "./settings.ts";

const POINTER = {
  expected: 'a JSON Pointer: "/key" from the row, "#/key" from the document, "1/key" from the parent, "0#" for the key',
  hint: "see docs/endpoints/json.md",
};
const Pointer = z.string().superRefine((text, context) => {
  if (!isPointer(text)) refuse(context, [], POINTER);
});
const Pattern = z.string().superRefine((text, context) => {
  if (isPattern(text)) return;
  refuse(context, [], {
    expected: 'a JSON Pointer from the document, where "*" is every element: "", "/data/*"',
    hint: 'start with "/", and leave "#" out',
  });
});
const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const Period = z
  .strictObject({
    pointer: z
      .union([Pointer, z.array(Pointer).min(2).max(3)])
      .optional()
      .describe("where the row's date stands; a list when year, month and day stand apart: joined by dashes"),
    ...PERIOD_WORDS,
  })
  .superRefine((period, context) => {
    exactlyOne(context, { pointer: period.pointer, value: period.value });
    checkPeriod(context, period);
  });

const Territory = z
  .strictObject({
    level: z.enum(LEVELS),
    pointer: Pointer.optional(),
    code: z.string().optional(),
    ...NAMING_WORDS,
    departement: Pointer.optional().describe("with names: where the code or name of the département stands"),
  })
  .superRefine(({ level, pointer, code, ...naming }, context) => {
    checkTerritory(context, "pointer", { level, at: pointer, code });
    checkNaming(context, "pointer", { level, at: pointer, ...naming });
  });

const Where = z
  .strictObject({ pointer: Pointer, equals: Scalar.optional(), startsWith: z.string().min(1).optional() })
  .superRefine(({ equals, startsWith }, context) => {
    exactlyOne(context, { equals, startsWith });
  });

const Dimension = z
  .strictObject({ pointer: Pointer.optional(), value: z.string().optional() })
  .superRefine(({ pointer, value }, context) => {
    exactlyOne(context, { pointer, value });
  });

export const Figure = z
  .strictObject({
    metric: MetricKey,
    rows: Pattern.default("").describe("which places of the answer are rows; the whole document when left out"),
    where: z.array(Where).default([]).describe("only rows for which all of these hold"),
    value: z
      .union([Pointer, z.strictObject({ value: z.union([z.number(), z.string()]) })])
      .describe('where the figure stands; {"value": 1} when being in the list is the figure'),
    numbers: z.enum(NUMBER_FORMATS).default("plain").describe("how numbers in text are written"),
    period: Period.optional(),
    latest: z
      .strictObject({ pointer: Pointer, format: z.enum(Object.keys(DATE_FORMATS) as [DateFormat, ...DateFormat[]]) })
      .optional()
      .describe("of a state that the answer gives date by date: only the rows of the latest date, none in the future"),
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
export type Figure = z.infer<typeof Figure>;

export const JsonSettings = z
  .strictObject({
    url: EndpointUrl,
    method: z.enum(["GET", "POST"]).default("GET").describe("POST only where a read is a POST"),
    headers: Headers,
    body: z.json().optional().describe("sent as JSON, with POST"),
    next: Pointer.optional().describe("where a page says the next page's URL; null or nothing there: the last page"),
    nulls: z.array(z.string()).min(1).optional().describe('texts that say "no figure", as "N/A"; null always does'),
    combine: z.literal("sum").optional().describe("rows of one cell are added up, in all figures of this source"),
    figures: z.array(Figure).min(1),
  })
  .superRefine(({ method, body }, context) => {
    if (body !== undefined && method === "GET") {
      refuse(context, ["body"], { expected: 'no body with "GET"', hint: 'add "method": "POST", or remove the body' });
    }
  });
export type JsonSettings = z.infer<typeof JsonSettings>;
