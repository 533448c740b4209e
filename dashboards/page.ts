// What a page is: one entry gives its HTML in both languages, its JSON beside it and in the API, and its CSV.
import type { z } from "zod";
import type { DataTable } from "./data-table.ts";
import type { Models } from "./model.ts";
import type { View } from "./pages/view.ts";

/** A node of hono/jsx, before it is text. */
export type Markup = { toString(): string | Promise<string> };
/** Parts of the address, by the names in its braces. */
export type Params = Readonly<Record<string, string>>;

export interface Page<Query extends z.ZodObject = z.ZodObject, Model = unknown, Present = unknown> {
  /** The French address, as OpenAPI writes it: `/startups/{id}`. In English it stands under `/en`. */
  readonly path: string;
  /** The same model in the API: `/api/v1/startups/{id}`; left out: the page is words only and has no JSON. */
  readonly api?: string;
  /** One sentence for the API's description. */
  readonly about: string;
  readonly query: Query;
  /** Forms of the parts of the address, by name; left out: any text. */
  readonly params?: z.ZodObject;
  /** Name of the model in the API's description. */
  readonly name: string;
  readonly reply: z.ZodType<Model>;
  /** @throws {ReleveError} RELEVE_UNKNOWN_* (404) · {Moved} when it stands elsewhere now. */
  model(models: Models, query: z.infer<Query>, params: Params): Promise<Model>;
  /** The same with every row of a table that the page cuts into pages: what its CSV gives. Left out: `model` has them all. */
  readonly whole?: (models: Models, query: z.infer<Query>, params: Params) => Promise<Model>;
  /**
   * What is so now, of whatever day the model is: the HTML may say what changed since, and so is never settled. The model
   * does not: its JSON and CSV are.
   */
  readonly present?: (models: Models, params: Params) => Promise<Present>;
  /** @param present  left out: the page says nothing of it, or is of now */
  html(model: Model, view: View, query: z.infer<Query>, present?: Present): Markup;
  /** The rows of its panels, the main one first: `<path>.csv?panel=<id>`; left out: the page has no rows. */
  readonly tables?: (model: Model) => readonly DataTable[];
}
/** Keeps the types of query and model inside the entry and hides them outside. */
export function definePage<Query extends z.ZodObject, Model, Present>(page: Page<Query, Model, Present>): Page {
  return page as unknown as Page;
}

/** What was asked for has another address now: 301, in the language and format that were asked. */
export class Moved extends Error {
  readonly path: string;
  /** @param path  canonical, without the language's prefix and the format's ending */
  constructor(path: string) {
    super(`moved to ${path}`);
    this.path = path;
  }
}
