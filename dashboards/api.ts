// The JSON of Relevé: one table of routes gives the server, the validation and the OpenAPI description.
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { z } from "zod";
import { AS_OF, KNOWN_ON } from "./as-of.ts";
import type { Carrying } from "./command.ts";
import { addCommands } from "./commands-api.ts";
import { addDefinition } from "./definitions-route.ts";
import { FIGURES } from "./figures-route.ts";
import { formatPath } from "./format-path.ts";
import { addImpact } from "./impact-route.ts";
import { JOIN_REQUESTS, JoinRequests } from "./join-api.ts";
import { apiQueryOf, modelsAsked, replied, withoutKnown } from "./known-on.ts";
import { matchOf, paramsOf } from "./match.ts";
import type { Models } from "./model.ts";
import { Description } from "./openapi.ts";
import type { Page, Params } from "./page.ts";
import { PanelQuery } from "./panel-query.ts";
import { pathParameters, queryParameters } from "./parameters.ts";
import { readQuery } from "./problem.ts";
import { HealthModel, type LedgerState } from "./shapes/health.ts";
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
  readonly params?: z.ZodObject | undefined;
  readonly name: string;
  readonly reply: z.ZodType;
  readonly handle: (query: never, params: Params) => Promise<unknown>;
}

function routes(models: Models): Route[] {
  const figures: Route = {
    ...FIGURES,
    match: FIGURES.path,
    handle: (query: z.infer<typeof FIGURES.query>) => modelsAsked(models, query).figures(withoutKnown(query)),
  };
  return [...PAGES.flatMap((page) => pageRoutes(models, page)), figures];
}

/** A page's model in the API, and beside the page. */
function pageRoutes(models: Models, page: Page): Route[] {
  const { api, about, query, params, name, reply } = page;
  if (api === undefined) return [];
  const handle = (asked: never, parts: Params) => page.model(models, asked, parts);
  const shared = { params, name, reply, handle };
  const beside = formatPath(page.path, "json");
  return [
    { path: api, match: matchOf(api), about, query: apiQueryOf(query), ...shared },
    {
      path: beside,
      match: matchOf(beside.replace(/\.json$/, ""), ".json"),
      ending: ".json",
      about: `The same as ${api}, beside its page`,
      query,
      ...shared,
    },
  ];
}

/** 404 where a part of the address, or a question, names something; 422 where a day, an instant or a sum can be asked for. */
function failsOf(path: string, query: z.ZodObject): (404 | 422)[] {
  const hasQuestion = ["day", "sum", KNOWN_ON, AS_OF].some((name) => name in query.shape);
  return [
    ...(path.includes("{") || "metric" in query.shape || "startup" in query.shape ? [404 as const] : []),
    ...(hasQuestion ? [422 as const] : []),
  ];
}

/** Adds the JSON routes, `/healthz` and `/openapi.json`. */
export function addApi(
  app: OpenAPIHono,
  { models, ...to }: { readonly models: Models; readonly ledger: () => LedgerState } & Carrying,
  version: string,
): void {
  const description = new Description(app);
  for (const { path, match, ending, about, query, params, name, reply, handle } of routes(models)) {
    description.add({
      path,
      about,
      parameters: [...pathParameters(path, params), ...queryParameters(query)],
      answer: { name, schema: reply },
      fails: failsOf(path, query),
    });
    app.get(match, async (c: Context) => {
      const asked = readQuery(query, c.req.url);
      return c.json((await replied(c, models, asked, () => handle(asked as never, paramsOf(c, ending)))) as object);
    });
  }
  for (const page of PAGES) if (page.tables) describeCsv(description, page);
  addDefinition(app, description, models);
  addImpact(app, description, models);
  const about = "Requests to join, and what the network decided; contacts are not among what is shown";
  description.add({
    ...{ path: JOIN_REQUESTS, about, parameters: [], fails: [] },
    answer: { name: "JoinRequests", schema: JoinRequests },
  });
  app.get(JOIN_REQUESTS, async (c) => {
    readQuery(NoQuery, c.req.url);
    return c.json({ requests: await to.door.join.requests() });
  });
  addCommands(app, description, to);
  description.addHealth("/healthz", "Whether Relevé can answer", { name: "Health", schema: HealthModel });
  app.get("/healthz", async (c) => {
    readQuery(NoQuery, c.req.url);
    const health = await models.health();
    return c.json({ ...health, ledger: to.ledger() }, health.ok ? 200 : 503);
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

/** The rows of a page's panels. The route itself is with the page (`page-routes.tsx`). */
function describeCsv(description: Description, { path, query, params, about }: Page): void {
  const beside = formatPath(path, "csv");
  description.add({
    path: beside,
    about: `The rows of a panel as CSV (RFC 4180), all of them whatever the page. ${about}`,
    parameters: [...pathParameters(beside, params), ...queryParameters(query.extend(PanelQuery))],
    answer: "csv",
    fails: [...new Set([404 as const, ...failsOf(beside, query)])],
  });
}
