// Codes of territories that no official list has: of the right form, kept as reported, and in no territory.
import { z } from "zod";
import { Level } from "../../schemas/territory.ts";

export const Unmatched = z.object({
  count: z.int().positive(),
  codes: z.array(z.object({ level: Level, code: z.string() })).describe("at most 100, by level and code"),
});
export type Unmatched = z.infer<typeof Unmatched>;
