// The app: headers, validation of what did not change, errors, then pages and JSON. Handed its models; keeps no data.
import { createHash } from "node:crypto";
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { Door } from "../schemas/door.ts";
import { ReleveError } from "../schemas/errors.ts";
import { RequestRefused } from "../schemas/request-refused.ts";
import type { Signal } from "../schemas/signals.ts";
import { addApi } from "./api.ts";
import { clientOf } from "./client.ts";
import { CLOSED } from "./closed-door.ts";
import { addJoinPages } from "./join-routes.tsx";
import { langAsked } from "./lang-asked.ts";
import { openToBrowsers, refuseOtherMethods } from "./methods.ts";
import type { Models } from "./model.ts";
import { Moved } from "./page.ts";
import { addPages, type Memory, movedTo, problemPage } from "./page-routes.tsx";
import { asReleveError, problemOf, statusOf } from "./problem.ts";
import { addReportFormats } from "./report-routes.ts";
import type { LedgerState } from "./shapes/health.ts";

export interface AppSettings {
  readonly models: Models;
  readonly signal?: Signal;
  /** Of this release, for the OpenAPI description. */
  readonly version?: string;
  /** Where readers find the pages, without a final slash; left out: where a request found them. */
  readonly publicUrl?: string | undefined;
  /** Takes what is written over HTTP; left out: no token is good here. */
  readonly door?: Door;
  /** Proxies before the web server whose `X-Forwarded-For` is believed. Default: none. */
  readonly proxies?: number;
  /** Whether the conservation ledger added up at its last check; left out: nobody checks it here. */
  readonly ledger?: () => LedgerState;
}

/** Pages, JSON, `/healthz`, `/openapi.json`. Pages keep no state but the last figures shown, for when the store is down. */
export function createApp(settings: AppSettings): OpenAPIHono {
  const { models, signal = () => {}, version = "0.1.0", publicUrl, door = CLOSED, proxies = 0 } = settings;
  const { ledger = () => "unchecked" } = settings;
  const client = (c: Context) => clientOf(c, proxies);
  const app = new OpenAPIHono();
  const memory: Memory = { last: undefined };
  app.use(requests(signal), openToBrowsers, sameOriginReferrer, headers(), unchanged);
  addApi(app, { models, door, client, ledger }, version);
  addReportFormats(app, models, publicUrl);
  addPages(app, models, memory);
  addJoinPages(app, { door, client, publicUrl });
  refuseOtherMethods(app);
  app.notFound((c) => {
    const bare = `/${c.req.path.replace(/^\/+|\/+$/g, "")}`;
    if (bare !== c.req.path) return c.redirect(bare + new URL(c.req.url).search, 301);
    throw new ReleveError("RELEVE_NOT_FOUND", `nothing at ${c.req.path}`, "see /openapi.json for what there is");
  });
  app.onError(async (thrown, c) => {
    if (thrown instanceof Moved) return movedTo(c, thrown);
    const error = asReleveError(thrown);
    const status = statusOf(error);
    if (status >= 500) signal("request failed", { code: error.code, status, detail: thrown.message.slice(0, 500) });
    const retryAfter = error instanceof RequestRefused ? error.members.retryAfter : undefined;
    if (status === 503 || retryAfter !== undefined) c.header("retry-after", String(retryAfter ?? 30));
    if (status === 401) c.header("www-authenticate", 'Bearer realm="releve"');
    c.header("cache-control", "no-store");
    if (!isMachine(c.req.path)) return problemPage(c, error, memory);
    const lang = langAsked(c.req.header("accept-language"));
    c.header("content-language", lang);
    c.header("vary", "Accept-Language", { append: true });
    const problem = JSON.stringify(problemOf(error, c.req.path, lang));
    return c.body(problem, status, { "content-type": "application/problem+json" });
  });
  return app;
}

const isMachine = (path: string) =>
  path.startsWith("/api/") || /\.(json|csv|txt|xml)$/.test(path) || path === "/healthz";

/** No script at all, no inline style, nothing from elsewhere. */
function headers(): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    strictTransportSecurity: false,
  });
}

/** Browsers leave the origin of a form out where its page names no referrer: pages with forms name it, to us alone. */
const sameOriginReferrer: MiddlewareHandler = async (c, next) => {
  await next();
  if (/^(\/en)?\/rejoindre(\/|$)/.test(c.req.path)) c.header("referrer-policy", "same-origin");
};

/** ETag from the body's hash, and 304 for who has it already. */
const unchanged: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.res.status !== 200 || (c.req.method !== "GET" && c.req.method !== "HEAD")) return;
  if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-cache");
  const body = Buffer.from(await c.res.clone().arrayBuffer());
  const tag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  c.header("etag", tag);
  const asked = c.req.header("if-none-match");
  const known = asked?.split(",").map((one) => one.trim().replace(/^W\//, ""));
  if (!known?.some((one) => one === tag || one === "*")) return;
  const kept = new Headers(c.res.headers);
  for (const name of ["content-type", "content-length"]) kept.delete(name);
  c.res = undefined;
  c.res = new Response(null, { status: 304, headers: kept });
};

function requests(signal: Signal): MiddlewareHandler {
  return async (c, next) => {
    const start = performance.now();
    await next();
    signal("request answered", { status: c.res.status, elapsedMs: Math.round(performance.now() - start) });
  };
}
