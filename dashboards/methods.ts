// What an address does not take is refused, and OPTIONS tells what it takes; browsers elsewhere may read the API, never write.
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { ReleveError } from "../schemas/errors.ts";

/** To be called when all routes are there: what a route does not take is 405, not 404. */
export function refuseOtherMethods(app: OpenAPIHono): void {
  const byPath = new Map<string, string[]>();
  for (const { method, path } of app.routes) {
    if (method !== "GET" && method !== "POST") continue;
    const allowed = method === "GET" ? ["GET", "HEAD"] : ["POST"];
    byPath.set(path, [...new Set([...(byPath.get(path) ?? []), ...allowed])]);
  }
  for (const [path, methods] of byPath) app.all(path, refuseBut([...methods, "OPTIONS"].join(", ")));
}

/** @throws {ReleveError} RELEVE_METHOD */
const refuseBut =
  (allowed: string) =>
  (c: Context): Response => {
    c.header("allow", allowed);
    if (c.req.method === "OPTIONS") return c.body(null, 204);
    throw new ReleveError("RELEVE_METHOD", `${c.req.path} does not take ${c.req.method}`, `ask with ${allowed}`);
  };

/** What the API shows is public: pages of other sites may read it. They may not send a token: the header is not allowed. */
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
