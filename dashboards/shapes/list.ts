// A list of services: what can be asked of it, and a page of the answer. The overview and the list of services share it.
import { z } from "zod";
import { PHASES } from "../../schemas/registry-state.ts";
import { IncubatorRef } from "./life.ts";
import { ServiceModel } from "./service.ts";

/** How a list is ordered. `fraicheur`: the latest figure first · `variation`: the greatest change over 4 weeks first. */
export const ORDERS = ["fraicheur", "nom", "variation", "phase"] as const;
export type Order = (typeof ORDERS)[number];
/** `déclaré`: registered beside the registry, or known here only by its figures. */
export const ORIGINS = ["registre", "déclaré"] as const;

/** Parameters of a list, in the French of the addresses. */
export const LIST_QUERY = {
  tri: z.enum(ORDERS).optional().describe("order; left out: fraicheur, the latest figure first"),
  incubateur: z.string().max(128).optional().describe("id of an incubator: the services that it carries"),
  phase: z.enum(PHASES).optional().describe("in the registry's spelling"),
  origine: z
    .enum(ORIGINS)
    .optional()
    .describe("registre: read from the network's registry · déclaré: registered beside"),
  page: z.coerce.number().int().min(1).optional().describe("of 20 services; left out: the first"),
};
export const ListQuery = z.strictObject(LIST_QUERY);
export type ListQuery = z.infer<typeof ListQuery>;

/** Instead of a page of a table: all its rows on one. */
export const EVERY = "every";
/** What the models take: an address asks for a page, a CSV for every row. */
export type ListAsked = Omit<ListQuery, "page"> & { readonly page?: ListQuery["page"] | typeof EVERY };

export const ServiceListModel = z.object({
  total: z.int().describe("services there are, before any filter"),
  count: z.int().describe("of them, those that the filters keep"),
  page: z.int(),
  pages: z.int().describe("at least 1"),
  order: z.enum(ORDERS),
  services: z.array(ServiceModel).describe("of this page"),
  incubators: z.array(IncubatorRef).describe("to choose from, by title"),
});
export type ServiceListModel = z.infer<typeof ServiceListModel>;
