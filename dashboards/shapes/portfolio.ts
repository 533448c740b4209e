// The services that an incubator shelters, or that an organisation pays for, as one portfolio; and the list of incubators.
import { z } from "zod";
import { Millesime } from "../choice.ts";
import { Day } from "../day.ts";
import { Figure, Freshness } from "../figure.ts";
import { Head, StartupRef } from "./head.ts";
import { IncubatorRef } from "./life.ts";
import { ServiceModel } from "./service.ts";

const On = z.iso.date();

export const IncubatorsQuery = z.strictObject({
  day: Day,
  millesime: Millesime,
  tri: z
    .enum(["nom", "services", "publication"])
    .optional()
    .describe("left out: nom · publication: the smallest share publishing on time first"),
});
export type IncubatorsQuery = z.infer<typeof IncubatorsQuery>;
export const PortfolioQuery = z.strictObject({
  day: Day,
  millesime: Millesime,
  impact: z.enum(["national"]).optional().describe("only services of national impact; left out: all"),
});
export type PortfolioQuery = z.infer<typeof PortfolioQuery>;

/** Active services by what they publish. Each is counted once, by the incubator that counts it. */
const Publishing = z.object({
  active: z.int(),
  onTime: z.int().describe("all of whose sources are on time"),
});
const Silent = StartupRef.extend({ freshness: Freshness });

export const PortfolioRow = z.object({
  service: ServiceModel,
  days: z.int().nullable().describe("in its phase"),
  national: z.boolean(),
  lastCommittee: On.nullable(),
  nextCommittee: On.nullable(),
  impact: Figure.nullable().describe("its main figure of impact; null: non renseigné"),
});
export type PortfolioRow = z.infer<typeof PortfolioRow>;

export const PortfolioModel = z.object({
  head: Head,
  carrier: z.object({
    kind: z.enum(["incubator", "sponsor"]),
    id: z.string(),
    title: z.string(),
    published: z.boolean().describe("false: an incubator of which the registry publishes no title"),
    owner: z.string().nullable().describe("id of the organisation it belongs to"),
    website: z.string().nullable(),
  }),
  figures: Publishing.extend({
    phases: z.array(z.object({ phase: z.string(), count: z.int() })).describe("of the active ones, in order"),
    national: z.int(),
    connected: z.int().describe("with at least one source"),
    impact: z.object({ verified: z.int(), declared: z.int() }),
    entered: z.int().describe("that became active in the 12 months"),
    left: z.int().describe("that ceased to be active in the 12 months"),
  }),
  network: Publishing.describe("all active services of the registry, to compare with"),
  since: On.describe("12 months before the day"),
  committees: z.object({
    until: On.describe("30 days after the day"),
    soon: z.array(StartupRef.extend({ date: On })).describe("by date"),
    none: z.array(StartupRef).describe("active for 12 months or more, without a committee in them and with none fixed"),
  }),
  silent: z.array(Silent).describe("active services of which a figure is expected, and none is on time"),
  national: z.boolean().describe("only services of national impact are in `groups`"),
  groups: z.array(z.object({ phase: z.string(), rows: z.array(PortfolioRow) })).describe("active services by phase"),
  shared: z
    .array(PortfolioRow.extend({ counted: IncubatorRef }))
    .describe("carried with another incubator, which counts them: in no figure here"),
  gone: z
    .array(
      z.object({
        service: StartupRef,
        phase: z.string().describe("transfere, abandon or abandon-investigation"),
        date: On,
        figure: Figure.nullable().describe("the last known"),
      }),
    )
    .describe("stopped and transferred in the 12 months, the latest first"),
});
export type PortfolioModel = z.infer<typeof PortfolioModel>;

export const IncubatorsModel = z.object({
  head: Head,
  network: Publishing,
  order: z.enum(["nom", "services", "publication"]),
  incubators: z.array(
    IncubatorRef.extend({
      active: z.int(),
      phases: z.array(z.object({ phase: z.string(), count: z.int() })),
      onTime: z.int(),
      silent: z.array(Silent),
      shared: z.int().describe("startups that it carries with another that counts them"),
    }),
  ),
});
export type IncubatorsModel = z.infer<typeof IncubatorsModel>;
