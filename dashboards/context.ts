// What links carry from page to page: the parameters of the reader's question, to each page that takes them.
import type { z } from "zod";
import { PRESENT } from "../schemas/territory.ts";
import { KNOWN_ON } from "./as-of.ts";

/** A further one is one more entry. `unset`: the value that is as if it were left out. */
export const CONTEXT: readonly { readonly name: string; readonly unset?: string }[] = [
  { name: "day" },
  { name: "periode" },
  { name: "comparaison", unset: "precedente" },
  { name: "millesime", unset: PRESENT },
  { name: KNOWN_ON },
];

/** An address as OpenAPI writes it, and the parameters that it takes. */
export interface Target {
  readonly path: string;
  readonly query: z.ZodObject;
}

/** The query of a link to an address: with its question mark, or empty. */
export type Carry = (path: string) => string;
export const NOTHING_CARRIED: Carry = () => "";

/** An address's query as links write it: without what a form left empty, nor a value that is as if left out. */
export function writtenQuery(given: URLSearchParams): string {
  const kept = [...given].filter(
    ([name, value]) => value !== "" && !CONTEXT.some((one) => one.name === name && one.unset === value),
  );
  return kept.length === 0 ? "" : `?${new URLSearchParams(kept)}`;
}

/** What a page's links carry, from its own query. @param targets  every address that takes parameters, the plainest first */
export function carrierOf(targets: readonly Target[]): (query: string) => Carry {
  const known = targets.map(({ path, query }) => ({
    form: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
    names: CONTEXT.flatMap(({ name }) => (name in query.shape ? [name] : [])),
  }));
  return (query) => {
    const given = new URLSearchParams(query);
    return (path) => {
      const names = known.find(({ form }) => form.test(path))?.names ?? [];
      const kept = names.flatMap((name): [string, string][] => {
        const value = given.get(name);
        return value === null ? [] : [[name, value]];
      });
      return kept.length === 0 ? "" : `?${new URLSearchParams(kept)}`;
    };
  };
}
