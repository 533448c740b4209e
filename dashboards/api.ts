// The JSON of Relevé: one table of routes gives the server, the validation and the OpenAPI description.
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { z } from "zod";
import { formatPath } from "./format-path.ts";
import { matchOf, paramsOf } from "./match.ts";
import type { Models } from "./model.ts";
import type { Page, Params } from "./page.ts";
import { readQuery } from "./problem.ts";
import { FiguresModel, FiguresQuery } from "./shapes/figures.ts";
import { HealthModel } from "./shapes/health.ts";
import { PAGES } from "./site.tsx";

const NoQuery = z.strictObject({});

/** A JSON address: a page's model, or what has no page. */
interface Route {
  /** As OpenAPI writes it. */
  readonly path: string;
  /** As Hono matches it. */
  readonly match: string;
  /** Of the last parameter, when the address has one: `.json`. */
  readonly ending?: string;
  readonly about: string;
  readonly query: z.ZodObject;
  readonly name: string;
  readonly reply: z.ZodType;
  readonly handle: (query: never, params: Params) => Promise<unknown>;
}

function routes(models: Models): Route[] {
  const figures: Route = {
    path: "/api/v1/figures",
    match: "/api/v1/figures",
    about:
      "Figures cell by cell, or a legal sum of them; an illegal sum is refused (422) with the question that has an answer",
    query: FiguresQuery,
    name: "Figures",
    reply: FiguresModel,
    handle: (query) => models.figures(query),
  };
  return [...PAGES.flatMap((page) => pageRoutes(models, page)), figures];
}

/** A page's model in the API, and beside the page. */
function pageRoutes(models: Models, page: Page): Route[] {
  const { api, about, query, name, reply } = page;
  const shared = { query, name, reply, handle: (asked: never, params: Params) => page.model(models, asked, params) };
  const beside = formatPath(page.path, "json");
  return [
    { path: api, match: matchOf(api), about, ...shared },
    {
      path: beside,
      match: matchOf(beside.replace(/\.json$/, ""), ".json"),
      ending: ".json",
      about: `The same as ${api}, beside its page`,
      ...shared,
    },
  ];
}

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  hint: z.string(),
  code: z.string(),
  instance: z.string(),
});

type Component = Parameters<OpenAPIHono["openAPIRegistry"]["registerComponent"]>[2];
function jsonSchema(schema: z.ZodType): Component {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: "output" });
  return rest as Component;
}

function paramsIn(path: string) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => (name ? [name] : []));
  return names.length === 0 ? {} : { params: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) };
}

/** Adds the JSON routes, `/healthz` and `/openapi.json`. */
export function addApi(app: OpenAPIHono, models: Models, version: string): void {
  const registry = app.openAPIRegistry;
  const named = new Set<string>();
  /** A schema under its name, as zod itself writes it: JSON Schema 2020-12, which is OpenAPI 3.1's. */
  const component = (name: string, schema: z.ZodType) => {
    if (!named.has(name)) registry.registerComponent("schemas", name, jsonSchema(schema));
    named.add(name);
    return { $ref: `#/components/schemas/${name}` };
  };
  const problem = {
    description: "why there is no answer (RFC 9457)",
    content: { "application/problem+json": { schema: component("Problem", Problem) } },
  };
  for (const entry of routes(models)) {
    registry.registerPath({
      method: "get",
      path: entry.path,
      summary: entry.about,
      request: { query: entry.query, ...paramsIn(entry.path) },
      responses: {
        200: {
          description: entry.about,
          content: { "application/json": { schema: component(entry.name, entry.reply) } },
        },
        default: problem,
      },
    });
    app.get(entry.match, async (c: Context) =>
      c.json((await entry.handle(readQuery(entry.query, c.req.url) as never, paramsOf(c, entry.ending))) as object),
    );
  }
  registry.registerPath({
    method: "get",
    path: "/healthz",
    summary: "Whether Relevé can answer",
    responses: {
      200: {
        description: "it can",
        content: { "application/json": { schema: component("Health", HealthModel) } },
      },
      503: { description: "it cannot, and which part" },
    },
  });
  app.get("/healthz", async (c) => {
    readQuery(NoQuery, c.req.url);
    const health = await models.health();
    return c.json(health, health.ok ? 200 : 503);
  });
  app.doc31("/openapi.json", {
    openapi: "3.1.0",
    info: {
      title: "Relevé",
      version,
      description:
        "Impact figures of a network of public services. Decimals are text; null is no figure, which is not 0.",
    },
  });
}
