// What a service may expose at /.well-known/impact.json: its figures, by the catalogue's own keys. Nothing else is needed.
import { z } from "zod";
import { MetricKey } from "./ids.ts";
import { Grain } from "./period.ts";
import { Level } from "./territory.ts";

export const IMPACT_VERSION = 1;

/** `2026`, `2026-Q3`, `2026-10`, `2026-W44` or `2026-10-05`: what is named tells how long it is. */
const NamedPeriod = z.string().regex(/^\d{4}(?:-Q[1-4]|-W\d\d|-\d\d(?:-\d\d)?)?$/);
const ImpactFigure = z.strictObject({
  metric: MetricKey.describe("key of the catalogue (docs/metrics.md); never a ratio: state its two parts"),
  value: z
    .union([z.number(), z.string().regex(/^-?\d+(?:\.\d{1,6})?$/), z.null()])
    .describe('a number, or decimal text beyond 15 digits; null says "no figure", which is not 0'),
  period: z
    .union([NamedPeriod, z.strictObject({ grain: Grain, first: z.iso.date() })])
    .optional()
    .describe("for the kinds flow and distinct, and for no other: 2026, 2026-Q3, 2026-10, 2026-W44 or 2026-10-05"),
  territory: z
    .strictObject({ level: Level, code: z.string() })
    .optional()
    .describe("an official code; left out: the whole country"),
  dims: z.record(z.string(), z.string()).optional().describe("further dimensions, name → text"),
});
const ImpactScope = z.strictObject({
  metrics: z.array(MetricKey).min(1),
  levels: z.array(Level).min(1),
  territories: z.array(z.string()).optional().describe("codes; left out: all of the levels"),
  periods: z
    .array(z.strictObject({ grain: Grain, first: z.iso.date(), last: z.iso.date() }))
    .optional()
    .describe("windows that are whole; left out: from the first to the last period that is stated"),
  dims: z.array(z.string()).optional().describe("names of the dimensions, none by default"),
});

/** The document, as its JSON Schema is published. */
export const ImpactDocument = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(IMPACT_VERSION),
  figures: z.array(ImpactFigure),
  scope: ImpactScope.optional().describe(
    "what the document is complete about: what it does not name there is gone. Left out: it removes nothing",
  ),
});
export type ImpactDocument = z.infer<typeof ImpactDocument>;

/** The document as it is read: one value that is none leaves its own figure in doubt, and the others as they are. */
export const ReadDocument = ImpactDocument.extend({
  figures: z.array(ImpactFigure.extend({ value: z.unknown() })),
});
export type ReadDocument = z.infer<typeof ReadDocument>;
