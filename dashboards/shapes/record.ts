// What the registry says of one startup, as its own page shows it; and the indicators that every service should publish.
import { z } from "zod";
import { Figure } from "../figure.ts";
import { IncubatorRef } from "./life.ts";

const Day = z.iso.date();

/** A phase as a line of time shows it. */
export const PhaseSpan = z.object({
  phase: z.string().describe("in the registry's spelling"),
  start: Day,
  end: Day.nullable().describe("the day before the next phase begins; null: it lasts, or has not begun"),
  days: z.int().nullable().describe("that it lasted by the day that is spoken of; null: it has not begun"),
});
export type PhaseSpan = z.infer<typeof PhaseSpan>;

export const RegistryRecord = z.object({
  phases: z.array(PhaseSpan).describe("by start; those to come too"),
  events: z.array(z.object({ event: z.string(), date: Day, comment: z.string() })).describe("by date"),
  national: z.boolean().describe("the network recorded a national impact by that day"),
  lastCommittee: Day.nullable().describe("by that day; null: none is recorded"),
  nextCommittee: Day.nullable().describe("after that day; null: none is fixed"),
  incubators: z.array(IncubatorRef).describe("all that carry it, the one that counts it first"),
  sponsors: z.array(z.string()).nullable().describe("ids of organisations; null: not known"),
  thematics: z.array(z.string()).nullable(),
  userTypes: z.array(z.string()).nullable(),
  links: z.object({
    site: z.string().nullable(),
    stats: z.string().nullable().describe("its page of figures for people"),
    impact: z.string().nullable().describe("a document on its impact, for people"),
    budget: z.string().nullable(),
    repository: z.string().nullable(),
  }),
  aliases: z.array(z.string()).describe("former ids, which lead here"),
});
export type RegistryRecord = z.infer<typeof RegistryRecord>;

/** The indicators that every service should publish, in the order of the network's matrix. */
export const INDICATORS = [
  "ease",
  "active_users",
  "transactions",
  "penetration",
  "satisfaction",
  "impact",
  "cost",
] as const;
export type Indicator = (typeof INDICATORS)[number];

export const Matrix = z.array(
  z.object({
    indicator: z
      .enum(INDICATORS)
      .describe(
        "ease facilité d'usage · active_users utilisateurs actifs par mois · transactions par mois · penetration part du marché · satisfaction · impact · cost coût par utilisateur actif",
      ),
    figure: Figure.nullable().describe("the startup's figure that answers it; null: non renseigné"),
  }),
);
export type Matrix = z.infer<typeof Matrix>;
