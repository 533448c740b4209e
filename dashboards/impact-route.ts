// The addresses that give figures in the national schema of impact, as a CSV file of 17 columns: of one service, or of all.
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { z } from "zod";
import { StartupId } from "../schemas/ids.ts";
import { AsOf } from "./as-of.ts";
import { csvOf } from "./data-table.ts";
import { Day } from "./day.ts";
import { modelsAsked, replied, withoutKnown } from "./known-on.ts";
import { matchOf } from "./match.ts";
import type { Models } from "./model.ts";
import type { Description } from "./openapi.ts";
import { pathParameters, queryParameters } from "./parameters.ts";
import { readQuery } from "./problem.ts";

/** What an export takes. */
export const ImpactQuery = z.strictObject({ day: Day, as_of: AsOf });
const ROUTES = [
  {
    path: "/api/v1/startups/{id}/schema-impact.csv",
    about: "The figures of one startup in the national schema of impact: 17 columns, one line a figure",
    params: z.object({ id: StartupId }),
  },
  {
    path: "/api/v1/schema-impact.csv",
    about: "The figures of all startups in the national schema of impact: 17 columns, one line a figure",
    params: undefined,
  },
] as const;
/** Where the export of a startup is. */
export const impactPath = (startup: string) => `/api/v1/startups/${encodeURIComponent(startup)}/schema-impact.csv`;

/** Adds the routes and describes them. */
export function addImpact(app: OpenAPIHono, description: Description, models: Models): void {
  for (const { path, about, params } of ROUTES) {
    const parameters = [...pathParameters(path, params), ...queryParameters(ImpactQuery)];
    description.add({ path, about, parameters, answer: "csv", fails: params ? [404, 422] : [422] });
    app.get(matchOf(path), async (c: Context) => {
      const asked = readQuery(ImpactQuery, c.req.url);
      const startup = c.req.param("id");
      const query = { ...withoutKnown(asked), startup };
      const { table } = await replied(c, models, asked, () => modelsAsked(models, asked).impact(query));
      const name = `statistiques_impact${startup === undefined ? "" : `_${startup}`}.csv`;
      c.header("content-disposition", `attachment; filename="${name.replaceAll(/[^A-Za-z0-9._-]/g, "_")}"`);
      return c.body(csvOf(table), 200, { "content-type": "text/csv; charset=utf-8; header=present" });
    });
  }
}
