// The report in the formats that other pages do not have: plain text, and the feed of all reports.
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { z } from "zod";
import { LANGS, type Lang } from "./format.ts";
import { matchOf, paramsOf } from "./match.ts";
import type { Models } from "./model.ts";
import { href } from "./pages/view.ts";
import { readQuery } from "./problem.ts";
import { feedOf } from "./report/feed.ts";
import { textOf } from "./report/text.ts";
import { publishedOf } from "./site/reports.tsx";

const NoQuery = z.strictObject({});

/** @param publicUrl  left out: addresses begin as the request's does */
export function addReportFormats(app: OpenAPIHono, models: Models, publicUrl: string | undefined): void {
  const baseOf = (c: Context) => publicUrl || new URL(c.req.url).origin;
  for (const lang of LANGS) {
    app.get(href({ lang }, matchOf("/rapports/{week}", ".txt")), async (c) => {
      readQuery(NoQuery, c.req.url);
      const model = await publishedOf(models, paramsOf(c, ".txt").week ?? "");
      return c.body(textOf(model, lang, baseOf(c)), 200, { "content-type": "text/plain; charset=utf-8" });
    });
    app.get(feedPath(lang), async (c) => {
      readQuery(NoQuery, c.req.url);
      const feed = feedOf(await models.reports(), lang, baseOf(c));
      return c.body(feed, 200, { "content-type": "application/rss+xml; charset=utf-8" });
    });
  }
}
const feedPath = (lang: Lang) => `${href({ lang }, "/rapports")}.xml`;
