// Pages with forms, in both languages: what is added for each, and which refusals show the form again.
import type { Context } from "hono";
import { z } from "zod";
import type { Fields } from "./form-body.ts";
import type { Lang } from "./format.ts";

/** Adds a page, or what a form of it posts, in both languages. */
export interface Forms {
  page(path: string, show: (c: Context, lang: Lang) => Promise<Response>): void;
  post(path: string, take: (c: Context, lang: Lang, fields: Fields) => Promise<Response>): void;
}

/** Faults of what was typed: the form is shown again, with each beside its field. */
export const MENDABLE: ReadonlySet<string> = new Set([
  "RELEVE_USAGE",
  "RELEVE_ROWS",
  "RELEVE_UNKNOWN_STARTUP",
  "RELEVE_NO_FIGURE",
  "RELEVE_REQUESTED",
]);

/** Where the form for figures leads: how many were recorded, and of which service. */
export const TakenQuery = z.strictObject({
  pris: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  service: z.string().max(128).optional(),
});
