// The models of the overview and of the list of startups.
import { z } from "zod";
import { Decimal, Perimeter, Point, Share, TerritoryRow } from "../figure.ts";
import { Head, StartupRef } from "./head.ts";
import { ServiceListModel } from "./list.ts";
import { ServiceModel } from "./service.ts";

const Day = z.iso.date();

/** The network's own figures, of services and not of usage. */
export const NetworkModel = z.object({
  day: Day,
  active: z.int().describe("services in investigation, construction, acceleration, consolidation or opere"),
  phases: z
    .array(z.object({ phase: z.string(), count: z.int() }))
    .describe("the active ones, in the order of a service's life"),
  change: z
    .object({ since: Day, entered: z.int(), left: z.int() })
    .nullable()
    .describe("services that became active, and that ceased to be, since that day; null: no comparison was asked for"),
  publishing: z
    .int()
    .describe(
      "active services whose sources are on time; those of which no figure comes, none being expected, are not among them",
    ),
  publishingChange: z
    .object({
      since: Day,
      before: z.int().describe("how many were on time at the end of that day, of those active then"),
      lost: z.array(StartupRef).describe("on time then, and not now: late, or no longer active"),
      gained: z.array(StartupRef).describe("on time now, and not then"),
    })
    .nullable()
    .describe("null: nothing is known about that day, or no comparison was asked for"),
  impact: z
    .object({ verified: z.int(), declared: z.int() })
    .describe("active services with an indicator of impact: verified by the network, and only declared"),
});
export type NetworkModel = z.infer<typeof NetworkModel>;

/** Communes with at least one service: a union, never a sum. */
export const CoverageModel = z.object({
  value: Decimal.describe("communes with at least one service: a union"),
  day: Day,
  share: Share,
  population: Share.nullable(),
  change: Decimal.nullable().describe("over the chosen span, else over 4 weeks; signed; adoption alone"),
  perimeter: Perimeter.optional(),
  begins: Day.describe("first day of which anything is known"),
  services: z.array(StartupRef.extend({ value: Decimal })).describe("whose communes make the union"),
  weekly: z.array(Point).describe("the span, one point a week; 12 months unless one was chosen"),
  entries: z
    .array(z.object({ day: Day, service: StartupRef, added: Decimal }))
    .describe("services that entered the union: an effect of perimeter"),
  departements: z
    .array(TerritoryRow)
    .describe("of metropole and overseas, by code: communes with at least one service, of all there are"),
});
export type CoverageModel = z.infer<typeof CoverageModel>;

export const OverviewModel = z.object({
  head: Head,
  network: NetworkModel.nullable().describe("null: no registry was read"),
  chain: z.object({
    followed: z.int().describe("startups that have a page"),
    active: z.int().describe("of them, those that count in the network's totals"),
    withStatsPage: z.int().describe("active, with a page of figures for people"),
    connected: z.int().describe("active, with at least one source"),
    onTime: z.int().describe("active, all of whose sources are on time"),
  }),
  coverage: CoverageModel.nullable().describe("null: no service publishes its communes"),
  moved: z
    .array(z.string())
    .describe("ids of `services` whose main figure moved most over the span, relative to what was there; at most two"),
  ill: z.string().nullable().describe("id of the first of `services` whose source is not well"),
  featured: z.array(z.string()).describe("ids of at most three of `services`, with the figures that tell most"),
  list: ServiceListModel.describe("active services, and those that only their figures make known"),
  services: z.array(ServiceModel).describe("every service that has a source, by name"),
});
export type OverviewModel = z.infer<typeof OverviewModel>;

export const StartupsModel = z.object({
  head: Head,
  asked: z.string().describe("what was searched for; empty: all"),
  list: ServiceListModel,
});
export type StartupsModel = z.infer<typeof StartupsModel>;
