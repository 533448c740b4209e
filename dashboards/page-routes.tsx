// The pages' routes: French at `/…`, English at `/en/…`, the theme's cookie, the style sheet, the icon.
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { z } from "zod";
import type { ReleveError } from "../schemas/errors.ts";
import { OverviewQuery, StartupQuery, startupOf } from "./api.ts";
import { LANGS, type Lang } from "./format.ts";
import type { Models, OverviewModel } from "./model.ts";
import { Dial } from "./pages/layout.tsx";
import { OverviewPage } from "./pages/overview.tsx";
import { ErrorPage, NotFoundPage, UnavailablePage } from "./pages/problems.tsx";
import { StartupPage } from "./pages/startup.tsx";
import { StartupsPage } from "./pages/startups.tsx";
import { href, THEMES, type View, viewOf } from "./pages/view.ts";
import { readQuery, statusOf } from "./problem.ts";
import { STYLES, STYLES_PATH } from "./themes/styles.ts";

const COOKIE = "releve_theme";
const YEAR_S = 31_536_000;
const Theme = z.enum(THEMES);
const ThemeQuery = z.strictObject({ mode: Theme, back: z.string().max(2000).default("/") });
const StartupsQuery = z.strictObject({ day: OverviewQuery.shape.day, q: z.string().max(200).default("") });

/** A node of hono/jsx, before it is text. */
type Markup = { toString(): string | Promise<string> };

/** The last figures that were shown: what the page says when the store is down. */
export interface Memory {
  last: Pick<OverviewModel, "head" | "services"> | undefined;
}

export function addPages(app: OpenAPIHono, models: Models, memory: Memory): void {
  for (const lang of LANGS) {
    const at = (path: string) => href({ lang }, path);
    app.get(at("/"), async (c) => {
      const query = readQuery(OverviewQuery, c.req.url);
      const model = await models.overview(query);
      if (query.day === undefined) memory.last = { head: model.head, services: model.services };
      return page(c, <OverviewPage model={model} view={viewAt(c, lang)} />);
    });
    app.get(at("/startups"), async (c) => {
      const { q, day } = readQuery(StartupsQuery, c.req.url);
      return page(c, <StartupsPage model={await models.startups({ day })} view={viewAt(c, lang)} asked={q.trim()} />);
    });
    app.get(at("/startups/:id"), async (c) => {
      const query = readQuery(StartupQuery, c.req.url);
      return page(
        c,
        <StartupPage model={await startupOf(models, c.req.param("id") ?? "", query)} view={viewAt(c, lang)} />,
      );
    });
  }
  app.get("/theme", (c) => {
    const { mode, back } = readQuery(ThemeQuery, c.req.url);
    setCookie(c, COOKIE, mode, { path: "/", sameSite: "Lax", httpOnly: true, maxAge: mode === "auto" ? 0 : YEAR_S });
    return c.redirect(/^\/(?![/\\])/.test(back) ? back : "/", 303);
  });
  app.get("/styles.css", (c) => {
    c.header("cache-control", "public, max-age=31536000, immutable");
    return c.body(STYLES, 200, { "content-type": "text/css; charset=utf-8" });
  });
  app.get("/favicon.svg", async (c) =>
    c.body(await ((<Dial />) as Markup).toString(), 200, { "content-type": "image/svg+xml" }),
  );
}

/** The page of an error, in the language of the address. */
export async function problemPage(c: Context, error: ReleveError, memory: Memory): Promise<Response> {
  const view = viewAt(c, /^\/en(\/|$)/.test(c.req.path) ? "en" : "fr");
  const status = statusOf(error);
  if (status === 404) return page(c, <NotFoundPage view={view} />, status);
  if (status === 503) return page(c, <UnavailablePage view={view} last={memory.last} />, status);
  return page(c, status === 500 ? <ErrorPage view={view} /> : <ErrorPage view={view} error={error} />, status);
}

async function page(c: Context, markup: Markup, status: 200 | 400 | 404 | 422 | 500 | 503 = 200): Promise<Response> {
  c.header("vary", "Cookie", { append: true });
  return c.html(`<!doctype html>${await markup.toString()}`, status);
}

function viewAt(c: Context, lang: Lang): View {
  const url = new URL(c.req.url);
  const theme = Theme.safeParse(getCookie(c, COOKIE));
  return viewOf({
    lang,
    theme: theme.success ? theme.data : "auto",
    path: (lang === "en" ? url.pathname.replace(/^\/en/, "") : url.pathname) || "/",
    query: url.search,
    stylesheet: STYLES_PATH,
  });
}
