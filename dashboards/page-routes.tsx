// The routes of the pages: French at `/…`, English at `/en/…`, each also as JSON and CSV; theme, style sheet, icon.
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { z } from "zod";
import { ReleveError } from "../schemas/errors.ts";
import { CONTEXT, carrierOf, writtenQuery } from "./context.ts";
import { csvOf, type DataTable } from "./data-table.ts";
import { FIGURES } from "./figures-route.ts";
import { LANGS, type Lang } from "./format.ts";
import { formatPath } from "./format-path.ts";
import { replied } from "./known-on.ts";
import { matchOf, paramsOf } from "./match.ts";
import type { Models } from "./model.ts";
import type { Markup, Moved, Page } from "./page.ts";
import { Dial } from "./pages/layout.tsx";
import { ErrorPage, NotFoundPage, UnavailablePage } from "./pages/problems.tsx";
import { href, THEMES, type View, viewOf } from "./pages/view.ts";
import { PanelQuery } from "./panel-query.ts";
import { readQuery, statusOf } from "./problem.ts";
import type { OverviewModel } from "./shapes/overview.ts";
import { PAGES } from "./site.tsx";
import { STYLES, STYLES_PATH } from "./themes/styles.ts";

const COOKIE = "releve_theme";
/** Of the pages, and of the figures that their panels lead to. */
const carried = carrierOf([...PAGES, FIGURES]);
const YEAR_S = 31_536_000;
const Theme = z.enum(THEMES);
const ThemeQuery = z.strictObject({ mode: Theme, back: z.string().max(2000).default("/") });

/** The last figures that were shown: what the page says when the store is down. */
export interface Memory {
  last: Pick<OverviewModel, "head" | "services"> | undefined;
}

export function addPages(app: OpenAPIHono, models: Models, memory: Memory): void {
  for (const page of PAGES) addPage(app, models, page, memory);
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

function addPage(app: OpenAPIHono, models: Models, page: Page, memory: Memory): void {
  const { query, tables } = page;
  if (tables) {
    const asked = query.extend(PanelQuery);
    app.get(matchOf(formatPath(page.path, "csv").replace(/\.csv$/, ""), ".csv"), async (c) => {
      const { panel, ...rest } = readQuery(asked, c.req.url);
      const model = await replied(c, models, rest, () => (page.whole ?? page.model)(models, rest, paramsOf(c, ".csv")));
      const table = tableOf(tables(model), panel as string | undefined);
      return c.body(csvOf(table), 200, { "content-type": "text/csv; charset=utf-8; header=present" });
    });
  }
  for (const lang of LANGS)
    app.get(href({ lang }, matchOf(page.path)), async (c) => {
      const given = readQuery(query, c.req.url, { form: true });
      // Its model is the same for ever, its HTML is not: another release draws it anew, another theme is a click away.
      const model = await page.model(models, given, paramsOf(c));
      if (page.path === "/" && isUnchosen(given)) memory.last = model as Memory["last"];
      const view = viewAt(c, lang, tables?.(model) ?? []);
      return send(c, page.html(model, view, given, await presentOf(c, page, models, view)));
    });
}

/** What is so now, for a page as known on another day. */
async function presentOf(c: Context, { present }: Page, models: Models, { known }: View): Promise<unknown> {
  if (!present || known === undefined) return undefined;
  return present(models, paramsOf(c));
}

/** Whether a page is as it is for who chose nothing. */
const isUnchosen = (given: Readonly<Record<string, unknown>>) => CONTEXT.every(({ name }) => given[name] === undefined);

/** @throws {ReleveError} RELEVE_NOT_FOUND that lists the panels. */
function tableOf(tables: readonly DataTable[], panel: string | undefined): DataTable {
  const found = panel === undefined ? tables[0] : tables.find((table) => table.panel === panel);
  if (found) return found;
  const names = tables.map((table) => table.panel).join(", ");
  throw new ReleveError(
    "RELEVE_NOT_FOUND",
    panel === undefined ? "this page has no rows on that day" : `no panel "${panel}" on this page`,
    names ? `ask for one of: ${names}` : "ask for another day",
  );
}

/** Where a page that moved stands, in the language and format that were asked. */
export function movedTo(c: Context, { path }: Moved): Response {
  const { pathname, search } = new URL(c.req.url);
  const ending = /\.(json|csv|txt)$/.exec(pathname)?.[0] ?? "";
  const start = /^\/api\/v1\//.test(pathname) ? "/api/v1" : /^\/en(\/|$)/.test(pathname) ? "/en" : "";
  return c.redirect(`${start}${path}${start === "/api/v1" ? "" : ending}${search}`, 301);
}

/** The page of an error, in the language of the address. */
export async function problemPage(c: Context, error: ReleveError, memory: Memory): Promise<Response> {
  const view = viewAt(c, /^\/en(\/|$)/.test(c.req.path) ? "en" : "fr");
  const status = statusOf(error);
  if (status === 404) return send(c, <NotFoundPage view={view} error={error} />, status);
  if (status === 503) return send(c, <UnavailablePage view={view} last={memory.last} />, status);
  return send(c, status === 500 ? <ErrorPage view={view} /> : <ErrorPage view={view} error={error} />, status);
}

export async function send(
  c: Context,
  markup: Markup,
  status: 200 | ReturnType<typeof statusOf> = 200,
): Promise<Response> {
  c.header("vary", "Cookie", { append: true });
  return c.html(`<!DOCTYPE html>${await markup.toString()}`, status);
}

/** @param tables  left out: the page of an error, which has no rows and whose links carry nothing of what was not understood */
export function viewAt(c: Context, lang: Lang, tables?: readonly DataTable[]): View {
  const url = new URL(c.req.url);
  const query = writtenQuery(url.searchParams);
  const theme = Theme.safeParse(getCookie(c, COOKIE));
  const page = {
    lang,
    theme: theme.success ? theme.data : "auto",
    path: (lang === "en" ? url.pathname.replace(/^\/en/, "") : url.pathname) || "/",
    query,
    stylesheet: STYLES_PATH,
    panels: new Set((tables ?? []).map(({ panel }) => panel)),
  } as const;
  return viewOf(page, tables && carried(query));
}
