// Whether Relevé can answer, part by part.
import { z } from "zod";

export const LEDGER_STATES = ["adds", "broken", "unchecked"] as const;
export type LedgerState = (typeof LEDGER_STATES)[number];

export const HealthModel = z.object({
  ok: z.boolean().describe("pages can be answered; a broken ledger does not change it"),
  parts: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
  ledger: z
    .enum(LEDGER_STATES)
    .describe(
      "at its last check, which serve makes each minute in which something came, and within ten seconds of a start or a rebuild: adds · broken: pages still answer, releve doctor names the lines · unchecked: not yet, or it could not be",
    ),
});
/** What the warehouse alone says of it. */
export type Answering = Omit<HealthModel, "ledger">;
export type HealthModel = z.infer<typeof HealthModel>;
