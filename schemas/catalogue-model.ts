// What a metric is: its kind decides what may be added to what. The entries are in catalogue/, by theme.
import { z } from "zod";
import { MetricKey } from "./ids.ts";

/**
 * `flow`: total of a period · `distinct`: different people in a period · `gauge`: a state · `counter`: a total since
 * an origin · `membership`: a set of territories · `ratio`: numerator over denominator, never stored.
 */
export const KINDS = ["flow", "distinct", "gauge", "counter", "membership", "ratio"] as const;
export type Kind = (typeof KINDS)[number];

/** Along what a figure may be added up. `services`: across startups. */
export const AXES = ["time", "territory", "services"] as const;
export type Axis = (typeof AXES)[number];

/** Which step of a user's way a metric follows ("AARRI"): found, first used, used again, recommended, what it changed. */
export const AARRI = ["acquisition", "activation", "retention", "recommandation", "impact"] as const;
/** Which question of the network's impact matrix a metric answers: can it be used, is it, is it useful, what changes, at what cost. */
export const MATRIX = ["utilisable", "utilise", "utile", "impactant", "efficient"] as const;

const Words = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) });

/** What an addition along one axis is: allowed, a union of sets, or refused with the reason and the legal question. */
export const Sum = z.union([
  z.literal("sum"),
  z.literal("union"),
  z.literal("last"),
  z.literal("ratio"),
  z.strictObject({ refused: Words, ask: Words }),
]);
export type Sum = z.infer<typeof Sum>;

export const Metric = z.strictObject({
  key: MetricKey,
  version: z.int().positive(),
  kind: z.enum(KINDS),
  label: Words,
  definition: Words,
  unit: Words.describe("plural, as after a number"),
  subject: z.string().describe("what one unit is, the same word for metrics that count the same thing"),
  good: z.enum(["up", "down", "none"]).describe("the direction that is good"),
  sums: z.strictObject({ time: Sum, territory: Sum, services: Sum }),
  bounds: z
    .strictObject({ min: z.number().optional(), max: z.number().optional(), factor: z.number().gt(1).optional() })
    .default({})
    .describe("a value outside, or that many times the standing one (or less than its inverse), is held"),
  ratio: z.strictObject({ numerator: MetricKey, denominator: MetricKey, scale: z.enum(["percent", "one"]) }).optional(),
  aarri: z.enum(AARRI).optional().describe("step of a user's way; left out: none of them"),
  matrix: z.enum(MATRIX).optional().describe("question of the impact matrix; left out: none of them"),
  window: z.string().optional().describe("for people counted without a date: the sliding window, as ISO 8601 duration"),
});
export type Metric = z.infer<typeof Metric>;

/** Whether a metric's cells have no period of their own. */
export function isState(kind: Kind): boolean {
  return kind === "gauge" || kind === "counter" || kind === "membership";
}

/**
 * Adoption says how much a service is used, impact what it changes. The matrix tells; without it, a ratio, or a figure
 * that had better fall, is impact.
 */
export function markOf({ kind, good, matrix }: Metric): "adoption" | "impact" {
  if (matrix) return matrix === "utilisable" || matrix === "utilise" ? "adoption" : "impact";
  return kind === "ratio" || good === "down" ? "impact" : "adoption";
}
