// Nothing is written over HTTP: GET and HEAD answer, OPTIONS tells so, anything else is refused; browsers elsewhere may read the API.
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { ReleveError } from "../schemas/errors.ts";

const ALLOWED = "GET, HEAD, OPTIONS";

/** To be called when all routes are there: what a route does not take is 405, not 404. */
export function refuseOtherMethods(app: OpenAPIHono): void {
  const paths = new Set(app.routes.flatMap(({ method, path }) => (method === "GET" ? [path] : [])));
  for (const path of paths) app.all(path, refuse);
}

/** @throws {ReleveError} RELEVE_METHOD */
function refuse(c: Context): Response {
  c.header("allow", ALLOWED);
  if (c.req.method === "OPTIONS") return c.body(null, 204);
  throw new ReleveError("RELEVE_METHOD", `${c.req.path} does not take ${c.req.method}`, `ask with ${ALLOWED}`);
}

/** The API is public and read-only: pages of other sites may read it. Nothing else of Relevé may be read so. */
export const openToBrowsers: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.req.path.startsWith("/api/v1/") && c.req.path !== "/openapi.json") return;
  c.header("access-control-allow-origin", "*");
  c.header("access-control-expose-headers", "etag, retry-after");
  c.header("cross-origin-resource-policy", "cross-origin");
  if (c.req.method !== "OPTIONS") return;
  c.header("access-control-allow-methods", "GET, HEAD");
  c.header("access-control-allow-headers", "if-none-match");
  c.header("access-control-max-age", "86400");
};
