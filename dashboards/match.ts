// How an address with names in braces is matched, and what stood in their places.
import type { Context } from "hono";
import type { Params } from "./page.ts";

/** `/startups/{id}` as Hono matches it; with an ending, the last part takes it too. */
export function matchOf(path: string, ending = ""): string {
  if (!path.endsWith("}")) return path.replaceAll(/\{(\w+)\}/g, ":$1") + ending;
  const last = ending === "" ? "" : `{[^/]+\\${ending}}`;
  return path.replaceAll(/\{(\w+)\}/g, ":$1") + last;
}

/** What stood in the places of an address, without the ending of its format. */
export function paramsOf(c: Context, ending = ""): Params {
  const given = Object.entries(c.req.param() as Record<string, string>);
  const bare = (value: string, at: number) =>
    at === given.length - 1 && value.endsWith(ending) ? value.slice(0, value.length - ending.length) : value;
  return Object.fromEntries(given.map(([name, value], at) => [name, bare(value, at)]));
}
