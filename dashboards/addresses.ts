// The addresses of the API as data: what its help page lists, from the same table as the routes.
import { FIGURES } from "./figures-route.ts";
import { apiQueryOf } from "./known-on.ts";
import type { Page } from "./page.ts";
import { queryParameters } from "./parameters.ts";
import type { AddressesModel } from "./shapes/help.ts";

export function addressesOf(pages: readonly Page[]): AddressesModel {
  const own = pages.flatMap(({ api, path, tables, about, query }) =>
    api === undefined ? [] : [{ path: api, page: path, csv: tables !== undefined, about, query: apiQueryOf(query) }],
  );
  const { path, about, query } = FIGURES;
  return {
    addresses: [...own, { path, page: null, csv: false, about, query }].map(({ query: asked, ...rest }) => ({
      ...rest,
      parameters: queryParameters(asked).map(({ name, description = "", schema }) => ({
        name,
        about: description,
        values: Array.isArray(schema.enum) ? schema.enum.map(String) : [],
      })),
    })),
  };
}
