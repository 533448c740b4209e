// What is found under some words: territories, services, metrics, each group the best first.
import { z } from "zod";
import { CHOICE_QUERY } from "../choice.ts";
import { Day } from "../day.ts";
import { MetricRef } from "../figure.ts";
import { Head, StartupRef } from "./head.ts";
import { TerritoryRef } from "./territory.ts";

/** Rows of a group that are given; its count says how many there are. */
export const MOST = 20;

export const SearchQuery = z.strictObject({
  q: z.string().max(200).default("").describe("name, postal code, Insee code, or part of one"),
  day: Day,
  periode: CHOICE_QUERY.periode.describe("of the pages that are found: their links carry it"),
  comparaison: CHOICE_QUERY.comparaison.describe("of the pages that are found: their links carry it"),
  millesime: CHOICE_QUERY.millesime.describe("of the pages that are found: their links carry it"),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

export const TerritoryHit = TerritoryRef.extend({
  population: z.string().nullable(),
  departement: TerritoryRef.nullable().describe("tells communes of one name apart"),
  postalCodes: z.array(z.string()),
  former: z
    .object({ code: z.string(), name: z.string().nullable() })
    .nullable()
    .describe("the code or name of the past it was found by"),
});
export type TerritoryHit = z.infer<typeof TerritoryHit>;

const group = <Row extends z.ZodType>(row: Row) => z.object({ count: z.int(), rows: z.array(row).max(MOST) });
export const SearchModel = z.object({
  head: Head,
  asked: z.string(),
  communes: group(TerritoryHit),
  epci: group(TerritoryHit),
  departements: group(TerritoryHit),
  regions: group(TerritoryHit),
  services: group(
    StartupRef.extend({
      owner: z.string(),
      followed: z.boolean().describe("it has at least one source of figures"),
      alias: z.string().nullable().describe("the former id it was found by"),
    }),
  ),
  metrics: group(MetricRef),
});
export type SearchModel = z.infer<typeof SearchModel>;
