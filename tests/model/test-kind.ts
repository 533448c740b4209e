// An endpoint kind for the model's tests only: its settings are the abstract mapping, its body is the abstract rows.
import { z } from "zod";
import { canonicalDecimal, DecimalString, decimalOfNumber, fromMicro, toMicro } from "../../schemas/decimal.ts";
import { type Answer, defineEndpoint, type ReadAnswer, type ReaderName } from "../../schemas/endpoint.ts";
import { AnswerError } from "../../schemas/errors.ts";
import { MetricKey } from "../../schemas/ids.ts";
import { dayOf, Grain, periodFrom } from "../../schemas/period.ts";
import { canonicalDims, type Reading, type Row } from "../../schemas/statement.ts";
import { Level } from "../../schemas/territory.ts";
import type { Mapping } from "./naive-facts.ts";

export const TEST_KIND = "test";
export const TEST_VERSION = 1;

const Scope = z.strictObject({
  metrics: z.array(z.strictObject({ metric: MetricKey, levels: z.array(Level), dims: z.array(z.string()) })),
  territories: z.array(z.string()).optional(),
  windows: z.array(z.strictObject({ grain: Grain, first: z.iso.date(), last: z.iso.date() })).optional(),
});
const TestSettings = z.strictObject({
  scope: Scope.optional(),
  combine: z.literal("sum").optional(),
  atLeast: DecimalString.optional(),
  closedOnly: z.literal(true).optional(),
  tens: z.literal(true).optional(),
  textIsNull: z.literal(true).optional(),
});
const Figure = z.strictObject({
  metric: MetricKey,
  level: Level,
  code: z.string().optional(),
  dims: z.record(z.string(), z.string()).default({}),
  grain: Grain.optional(),
  first: z.string().optional(),
  value: z.union([z.string(), z.number(), z.null()]),
});
const Body = z.strictObject({ figures: z.array(Figure) });

export const testKind = defineEndpoint<z.infer<typeof TestSettings>>({
  kind: TEST_KIND,
  version: TEST_VERSION,
  settings: TestSettings,
  ask: () => ({ url: "https://example.org/figures" }),
  next: () => undefined,
  metrics: ({ scope }) => scope?.metrics.map(({ metric }) => metric) ?? [],
  read: (settings, { pages, moment }) => {
    const rows = pages.flatMap((page) => figuresOf(parsed(page)).map(rowOf(settings)));
    const today = dayOf(moment);
    const { closedOnly } = settings;
    return readingOf(settings, closedOnly ? rows.filter(({ period }) => !period || period.last < today) : rows);
  },
  rowWise: (settings) =>
    settings.closedOnly
      ? undefined
      : { list: ["figures"], read: (rows) => readingOf(settings, figuresOf({ figures: rows }).map(rowOf(settings))) },
});

function readingOf(settings: z.infer<typeof TestSettings>, rows: readonly Row[]): Reading {
  const { scope, combine, atLeast } = settings as Mapping;
  return {
    rows,
    ...(scope && { scope }),
    ...(combine && { combine }),
    ...(atLeast !== undefined && { member: (value: string) => toMicro(value) >= toMicro(atLeast) }),
  };
}
function parsed({ bytes }: Answer["pages"][number]): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw new AnswerError("answer.json", String(error), { hint: "send JSON" });
  }
}
function figuresOf(body: unknown): z.infer<typeof Figure>[] {
  const parsed = Body.safeParse(body);
  if (!parsed.success) throw new AnswerError("answer.shape", parsed.error.message, { hint: "send figures" });
  return parsed.data.figures;
}
function rowOf({ tens, textIsNull }: z.infer<typeof TestSettings>): (figure: z.infer<typeof Figure>) => Row {
  return ({ metric, level, code, dims, grain, first, value }) => {
    const period = grain && first !== undefined ? periodFrom(grain, first) : undefined;
    const plain = decimalOf(value);
    const read = plain === undefined && textIsNull ? null : plain;
    const number = tens && typeof read === "string" ? fromMicro(toMicro(read) * 10n) : read;
    return { metric, level, code, dims: canonicalDims(dims), period, value: number };
  };
}
function decimalOf(value: string | number | null): string | null | undefined {
  if (value === null) return null;
  return typeof value === "number" ? decimalOfNumber(value) : canonicalDecimal(value);
}

/** What a processor is handed to read the events of facts.ts. */
export const readTest: ReadAnswer = Object.assign(
  (reader: ReaderName, answer: Answer) => testKind.read(settingsOf(reader), answer),
  { rowWise: (reader: ReaderName) => testKind.rowWise?.(settingsOf(reader)) },
);

function settingsOf({ kind, version, settings }: ReaderName): unknown {
  if (kind !== TEST_KIND || version !== TEST_VERSION)
    throw new AnswerError("reading.kind", `${kind} ${version}`, { hint: "use the test kind" });
  const parsed = testKind.settings.safeParse(settings);
  if (!parsed.success) throw new AnswerError("reading.settings", parsed.error.message, { hint: "mend the settings" });
  return parsed.data;
}
