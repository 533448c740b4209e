// How an answer differs in shape from the last one of its source that counted: by JSON Pointer, before and now.
import { z } from "zod";

/** What stands at a place. `page`, `json`, `csv`, `plain`: of the answer as a whole. */
export const SHAPES = ["number", "text", "boolean", "null", "list", "object", "page", "json", "csv", "plain"] as const;
export type Shape = (typeof SHAPES)[number];

const Stood = z.strictObject({
  type: z.enum(SHAPES),
  example: z.string().max(80).nullable().describe("one value as it stood there, cut; null: of a list or an object"),
});
export type Stood = z.infer<typeof Stood>;

export const ShapeDifference = z.strictObject({
  pointer: z
    .string()
    .describe("JSON Pointer (RFC 6901), * for each of a list; of CSV: /*/<column>; empty: the answer as a whole"),
  kind: z
    .enum(["gone", "type", "size", "added"])
    .describe("no longer there · of another type · ten times as great or small, or more · not there before"),
  before: Stood.nullable().describe("null: not there"),
  now: Stood.nullable().describe("null: not there"),
});
export type ShapeDifference = z.infer<typeof ShapeDifference>;
export const ShapeDifferences = z.array(ShapeDifference);
