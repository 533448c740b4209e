// The models of the territories' pages: what is covered, by which services, since when, and what is inside.
import { z } from "zod";
import { Grain } from "../../schemas/period.ts";
import { FORMER_KINDS, Level } from "../../schemas/territory.ts";
import { CHOICE_QUERY } from "../choice.ts";
import { Day } from "../day.ts";
import { Decimal, Freshness, MetricRef, Perimeter, Point, Share } from "../figure.ts";
import { Head, StartupRef } from "./head.ts";

const On = z.iso.date();

/** As addresses write them. */
export const NIVEAUX = ["commune", "epci", "departement", "region"] as const;
export type Niveau = (typeof NIVEAUX)[number];
export const SORTS = ["population", "nom", "part"] as const;
export type Sort = (typeof SORTS)[number];

export const TerritoryQuery = z.strictObject({
  day: Day,
  ...CHOICE_QUERY,
  tri: z.enum(SORTS).default("population").describe("order of what is inside: by inhabitants, name, or share covered"),
  page: z.coerce.number().int().min(1).max(999).default(1).describe("of the last table, 50 rows each"),
  lignes: z.enum(["50", "toutes"]).default("50").describe("rows of the last table"),
});
export type TerritoryQuery = z.infer<typeof TerritoryQuery>;

export const TerritoryRef = z.object({ level: Level, code: z.string(), name: z.string() });
export type TerritoryRef = z.infer<typeof TerritoryRef>;

/** Communes with at least one service, of all; and the inhabitants of those. */
export const Covered = z.object({
  communes: Share,
  population: Share.nullable().describe("null: the official list has no population here"),
});
export type Covered = z.infer<typeof Covered>;

export const TerritoryCoverage = Covered.extend({
  since: On.nullable().describe("first day on which a service had a commune here; null: never"),
  atStart: z.boolean().describe("that day is the one of the service's first answer: it may have been there before"),
  change: Decimal.nullable().describe(
    "communes, over the chosen span, else over 4 weeks; signed; null: nothing was known then",
  ),
  perimeter: Perimeter.optional(),
  begins: On.nullable().describe("first day of which anything is known; null: nothing is"),
  weekly: z.array(Point).describe("the span, one point a week: covered communes; 12 months unless one was chosen"),
});
export type TerritoryCoverage = z.infer<typeof TerritoryCoverage>;

/** A territory to compare with: only rates are. */
export const Reference = z.object({ territory: TerritoryRef, covered: Covered });
export type Reference = z.infer<typeof Reference>;

/** A service's figure for exactly one territory. */
export const FigureHere = z.object({
  metric: MetricRef,
  value: Decimal.nullable().describe("null: the service says that there is no figure"),
  rule: z.enum(["stated", "sum", "union", "ratio"]).describe("stated: published for this territory itself"),
  places: z.int().nullable().describe("territories that were added up; null: stated"),
  level: Level.describe("that it is published by"),
  grain: z.union([Grain, z.literal("state")]).describe("of the periods that it is made of"),
  first: On.nullable().describe("first day of the 12 months, or of the period; null: a state"),
  last: On.describe("last day of the period, or the day of the state"),
  share: Share.nullable().describe("of a ratio: numerator and denominator; of a set: members of all there are here"),
  rate: z
    .object({
      value: Decimal.describe("for 1,000 inhabitants"),
      reference: Decimal.describe("the same, over all territories of that level with a figure"),
      places: z.int().describe("how many those are"),
    })
    .nullable()
    .describe("of a total of 12 months: for 1,000 inhabitants"),
});
export type FigureHere = z.infer<typeof FigureHere>;

export const ServiceHere = z.object({
  service: StartupRef,
  freshness: Freshness,
  levels: z.array(Level).describe("that it gives details by, the widest first; empty: none"),
  communes: Covered.extend({
    since: On.describe("first day on which it had a commune here"),
    atStart: z.boolean(),
    change: Decimal.nullable(),
    references: z.array(Reference).describe("the same service elsewhere"),
  })
    .nullable()
    .describe("where it is used, when it says so by commune; null: nowhere here, or not said"),
  expired: On.nullable().describe("last day of a detail that is too old to be one"),
  figures: z.array(FigureHere),
});
export type ServiceHere = z.infer<typeof ServiceHere>;

export const RowInside = TerritoryRef.extend({
  population: Decimal.nullable().describe("of what is in both territories"),
  communes: Share.describe("covered, of those that are in both territories"),
  people: Share.nullable(),
  services: z.array(StartupRef).describe("that have a commune there"),
  elsewhere: z.boolean().describe("part of it is in another territory: only what is in both is counted"),
});
export type RowInside = z.infer<typeof RowInside>;

export const Inside = z.object({
  level: z.enum(["commune", "epci", "departement", "region"]),
  count: z.int().describe("rows in all"),
  page: z.int(),
  pages: z.int(),
  rows: z.array(RowInside),
  outside: RowInside.nullable().describe("communes that are in none of the rows, in no EPCI: without code or name"),
});
export type Inside = z.infer<typeof Inside>;

export const TerritoryModel = z.object({
  head: Head,
  territory: TerritoryRef.extend({
    population: Decimal.nullable(),
    communes: z.int(),
    counted: z.boolean().describe("in the shares of France; false: an overseas collectivity"),
    postalCodes: z.array(z.string()),
    former: z
      .array(z.object({ code: z.string(), name: z.string().nullable(), kind: z.enum(FORMER_KINDS) }))
      .describe("codes of the past that lead here; the official list does not date them"),
  }),
  parents: z.array(TerritoryRef).describe("the widest first; an EPCI may be in several of one level"),
  coverage: TerritoryCoverage,
  references: z.array(Reference).describe("the nearest first, France last"),
  services: z.object({
    used: z.array(ServiceHere),
    unused: z.array(ServiceHere).describe("they give this detail, and none here"),
    silent: z.array(ServiceHere).describe("they give no detail for such a territory"),
  }),
  inside: z.array(Inside).describe("the last one is in pages"),
});
export type TerritoryModel = z.infer<typeof TerritoryModel>;

export const TerritoriesModel = z.object({
  head: Head,
  coverage: TerritoryCoverage,
  apart: Share.describe("covered communes of the overseas collectivities, of all there: in no share of France"),
  services: z.array(StartupRef.extend({ communes: Decimal })).describe("whose communes make the union"),
  unlisted: z
    .array(z.object({ service: StartupRef, codes: z.array(z.string()) }))
    .describe("codes of communes that the official list does not have: counted nowhere"),
  regions: z.array(RowInside),
  departements: z.array(RowInside),
  collectivites: z.array(RowInside).describe("overseas collectivities, apart"),
});
export type TerritoriesModel = z.infer<typeof TerritoriesModel>;
