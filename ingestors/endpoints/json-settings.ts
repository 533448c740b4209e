// The settings of the kind `json`: where in a JSON answer the figures, periods and territories stand.
import { z } from "zod";
import { MetricKey } from "../../schemas/ids.ts";
import { GRAINS } from "../../schemas/period.ts";
import { hasForm, LEVELS } from "../../schemas/territory.ts";
import { DATE_FORMATS, type DateFormat, GRAIN_OF, readPeriod } from "./dates.ts";
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
    value: z.string().optional().describe("or the date itself, when the answer does not say it"),
    grain: z.enum(GRAINS),
    format: z.enum(Object.keys(DATE_FORMATS) as [DateFormat, ...DateFormat[]]),
    running: z.enum(["keep", "leave-out"]).default("keep").describe("a period that is not over yet"),
  })
  .superRefine(({ pointer, value, grain, format }, context) => {
    if ((pointer === undefined) === (value === undefined)) {
      refuse(context, [], { expected: 'either "pointer" or "value"', hint: "keep one of the two" });
    }
    const only = GRAIN_OF[format];
    if (only !== undefined && only !== grain) {
      refuse(context, ["grain"], { expected: `"${only}", for ${format} names one`, hint: "correct grain or format" });
    }
    if (value !== undefined && readPeriod(value, format, grain) === undefined) {
      const expected = `the first day of a ${grain}, written as ${format} (${DATE_FORMATS[format]})`;
      refuse(context, ["value"], { expected, hint: "correct the date, its format or the grain" });
    }
  });

const Territory = z
  .strictObject({ level: z.enum(LEVELS), pointer: Pointer.optional(), code: z.string().optional() })
  .superRefine(({ level, pointer, code }, context) => {
    const given = Number(pointer !== undefined) + Number(code !== undefined);
    if (level === "france" && given > 0) {
      refuse(context, [], { expected: 'only "level" for france', hint: "remove pointer and code" });
    }
    if (level !== "france" && given !== 1) {
      refuse(context, [], { expected: 'either "pointer" or "code"', hint: `say where the ${level}'s code stands` });
    }
    if (code !== undefined && level !== "france" && !hasForm(level, code)) {
      refuse(context, ["code"], { expected: `the code of a ${level}`, hint: "use the official code, as text" });
    }
  });

const Where = z
  .strictObject({ pointer: Pointer, equals: Scalar.optional(), startsWith: z.string().min(1).optional() })
  .superRefine(({ equals, startsWith }, context) => {
    if ((equals === undefined) === (startsWith === undefined)) {
      refuse(context, [], { expected: 'either "equals" or "startsWith"', hint: "keep one of the two" });
    }
  });

const Dimension = z
  .strictObject({ pointer: Pointer.optional(), value: z.string().optional() })
  .superRefine(({ pointer, value }, context) => {
    if ((pointer === undefined) !== (value === undefined)) return;
    refuse(context, [], { expected: 'either "pointer" or "value"', hint: "keep one of the two" });
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
    territory: Territory.default({ level: "france" }),
    dims: z.record(z.string().regex(/^[a-z][a-z0-9_]{0,31}$/), Dimension).default({}),
  })
  .superRefine(({ metric, period }, context) => {
    const wrong = disagreement(metric, period !== undefined);
    if (wrong) refuse(context, [wrong.expected.startsWith("no period") ? "period" : "metric"], wrong);
  });
export type Figure = z.infer<typeof Figure>;

export const JsonSettings = z
  .strictObject({
    url: EndpointUrl,
    method: z.enum(["GET", "POST"]).default("GET").describe("POST only where a read is a POST"),
    headers: Headers,
    body: z.json().optional().describe("sent as JSON, with POST"),
    next: Pointer.optional().describe("where a page says the next page's URL; null or nothing there: the last page"),
    combine: z.literal("sum").optional().describe("rows of one cell are added up, in all figures of this source"),
    figures: z.array(Figure).min(1),
  })
  .superRefine(({ method, body }, context) => {
    if (body !== undefined && method === "GET") {
      refuse(context, ["body"], { expected: 'no body with "GET"', hint: 'add "method": "POST", or remove the body' });
    }
  });
export type JsonSettings = z.infer<typeof JsonSettings>;
