// Whether Relevé can answer, part by part.
import { z } from "zod";

export const HealthModel = z.object({
  ok: z.boolean(),
  parts: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});
export type HealthModel = z.infer<typeof HealthModel>;
