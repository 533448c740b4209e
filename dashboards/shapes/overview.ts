// The models of the overview and of the list of startups.
import { z } from "zod";
import { Decimal, Point, Share } from "../figure.ts";
import { Head, StartupRef } from "./head.ts";
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
    .describe("services that became active, and that ceased to be, since that day"),
  publishing: z.int().describe("active services all of whose sources are on time"),
  impact: z
    .object({ verified: z.int(), declared: z.int() })
    .describe("active services with an indicator of impact: verified by the network, and only declared"),
});
export type NetworkModel = z.infer<typeof NetworkModel>;

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
  coverage: z
    .object({
      value: Decimal.describe("communes with at least one service: a union"),
      day: Day,
      share: Share,
      population: Share.nullable(),
      change: Decimal.nullable().describe("over 4 weeks, signed"),
      services: z.array(StartupRef.extend({ value: Decimal })).describe("whose communes make the union"),
      weekly: z.array(Point).describe("12 months, one point a week"),
      entries: z
        .array(z.object({ day: Day, service: StartupRef, added: Decimal }))
        .describe("services that entered the union: an effect of perimeter"),
    })
    .nullable()
    .describe("null: no service publishes its communes"),
  services: z.array(ServiceModel),
});
export type OverviewModel = z.infer<typeof OverviewModel>;

export const StartupsModel = z.object({ head: Head, services: z.array(ServiceModel) });
export type StartupsModel = z.infer<typeof StartupsModel>;
