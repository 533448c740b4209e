// The JSON of Relevé: one table of routes gives the server, the validation and the OpenAPI description.
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { z } from "zod";
import { ReleveError } from "../schemas/errors.ts";
import { StartupId } from "../schemas/ids.ts";
import { Grain } from "../schemas/period.ts";
import {
  FiguresModel,
  FiguresQuery,
  HealthModel,
  type Models,
  OverviewModel,
  StartupModel,
  StartupsModel,
} from "./model.ts";
import { readQuery } from "./problem.ts";

const Day = z.iso.date().optional().describe("the day to speak of, in Paris; left out: the last one");
export const OverviewQuery = z.strictObject({ day: Day });
export const StartupQuery = z.strictObject({ day: Day, grain: Grain.optional().describe("of flows") });
const NoQuery = z.strictObject({});

interface Route<Query extends z.ZodObject = z.ZodObject> {
  /** As OpenAPI writes it. */
  readonly path: string;
  /** As Hono matches it; left out: the same. */
  readonly match?: string;
  readonly about: string;
  readonly query: Query;
  readonly name: string;
  readonly reply: z.ZodType;
  readonly handle: (query: z.infer<Query>, id: string) => Promise<unknown>;
}
const route = <Query extends z.ZodObject>(entry: Route<Query>) => entry as unknown as Route;

function routes(models: Models): Route[] {
  const startup = (query: z.infer<typeof StartupQuery>, id: string) => startupOf(models, id, query);
  const overview = {
    query: OverviewQuery,
    name: "Overview",
    reply: OverviewModel,
    handle: (query: z.infer<typeof OverviewQuery>) => models.overview(query),
  };
  return [
    route({ path: "/api/v1/overview", about: "The network: the model of the overview page", ...overview }),
    route({ path: "/index.json", about: "The same as /api/v1/overview, beside its page", ...overview }),
    route({
      path: "/api/v1/startups",
      about: "All startups with their headline figures",
      query: OverviewQuery,
      name: "Startups",
      reply: StartupsModel,
      handle: (query) => models.startups(query),
    }),
    route({
      path: "/api/v1/startups/{id}",
      match: "/api/v1/startups/:id",
      about: "One startup: figures, series, sources",
      query: StartupQuery,
      name: "Startup",
      reply: StartupModel,
      handle: startup,
    }),
    route({
      path: "/startups/{id}.json",
      match: "/startups/:id{[^/]+\\.json}",
      about: "The same as /api/v1/startups/{id}, beside its page",
      query: StartupQuery,
      name: "Startup",
      reply: StartupModel,
      handle: (query, file) => startup(query, file.replace(/\.json$/, "")),
    }),
    route({
      path: "/api/v1/figures",
      about:
        "Figures cell by cell, or a legal sum of them; an illegal sum is refused (422) with the question that has an answer",
      query: FiguresQuery,
      name: "Figures",
      reply: FiguresModel,
      handle: (query) => models.figures(query),
    }),
  ];
}

/** @throws {ReleveError} RELEVE_UNKNOWN_STARTUP */
export async function startupOf(
  models: Models,
  id: string,
  query: z.infer<typeof StartupQuery>,
): Promise<StartupModel> {
  const model = StartupId.safeParse(id).success ? await models.startup(id, query) : undefined;
  if (!model) throw new ReleveError("RELEVE_UNKNOWN_STARTUP", `no startup "${id}"`, "see the list: /api/v1/startups");
  return model;
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
      request: { query: entry.query, ...(entry.path.includes("{id}") ? { params: z.object({ id: StartupId }) } : {}) },
      responses: {
        200: {
          description: entry.about,
          content: { "application/json": { schema: component(entry.name, entry.reply) } },
        },
        default: problem,
      },
    });
    app.get(entry.match ?? entry.path, async (c: Context) =>
      c.json((await entry.handle(readQuery(entry.query, c.req.url), c.req.param("id") ?? "")) as object),
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
