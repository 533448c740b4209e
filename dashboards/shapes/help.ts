// The models of the help pages: what this Relevé runs with, and the addresses of the API.
import { z } from "zod";

export const AboutModel = z.object({
  demo: z.boolean().describe("the data is simulated"),
  contact: z.string().nullable().describe("e-mail or web address of the people who run this Relevé; null: not set"),
  vintage: z.string().describe("year of the official list of communes"),
  communes: z.int().describe("in that list: metropolitan France and the overseas départements"),
});
export type AboutModel = z.infer<typeof AboutModel>;

export const AddressesModel = z.object({
  addresses: z.array(
    z.object({
      path: z.string().describe("with the names of its parts in braces"),
      page: z.string().nullable().describe("the page that shows the same, in French; null: none does"),
      csv: z.boolean().describe("the rows of the page's panels are at <page>.csv?panel=<id>"),
      about: z.string(),
      parameters: z.array(
        z.object({
          name: z.string(),
          about: z.string(),
          values: z.array(z.string()).describe("when they are few; empty: any of its form"),
        }),
      ),
    }),
  ),
});
export type AddressesModel = z.infer<typeof AddressesModel>;
