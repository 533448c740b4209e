// Whether a metric is defined otherwise now than it was known to be then: the page's sentence as JSON. What was known then
// never changes; that it was changed since does, so that this is an address of its own, and no reply of it is for ever.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
import { ReleveError } from "../schemas/errors.ts";
import { AsOf } from "./as-of.ts";
import { Words } from "./figure.ts";
import { formatFor, LANGS, type Lang } from "./format.ts";
import { modelsAsked } from "./known-on.ts";
import { matchOf } from "./match.ts";
import type { Models } from "./model.ts";
import type { Description } from "./openapi.ts";
import { pathParameters, queryParameters } from "./parameters.ts";
import { readQuery } from "./problem.ts";
import { keyOf, MetricModel } from "./shapes/metric.ts";
import { DICTIONARY } from "./words/dictionary.ts";

const PATH = "/api/v1/indicateurs/{key}/definition";
const DefinitionQuery = z.strictObject({ as_of: AsOf });
const Text = MetricModel.shape.versions.element;
type Text = z.infer<typeof Text>;

export const DefinitionModel = z.object({
  metric: z.string(),
  known: Text.describe("in force as known at as_of"),
  now: Text.describe("in force now"),
  changed: z.boolean().describe("what defines it is another text now"),
  sentence: Words.nullable().describe("that it changed, and on which day where the log says; null: it did not"),
});

/** Adds the route and describes it. */
export function addDefinition(app: OpenAPIHono, description: Description, models: Models): void {
  description.add({
    path: PATH,
    about: "How a metric was defined as known at an instant, how it is now, and whether that is another definition",
    parameters: [...pathParameters(PATH), ...queryParameters(DefinitionQuery)],
    answer: { name: "Definition", schema: DefinitionModel },
    fails: [404, 422],
  });
  app.get(matchOf(PATH), async (c) => {
    const asked = readQuery(DefinitionQuery, c.req.url);
    const metric = keyOf(c.req.param("key") ?? "");
    const [known, now] = [await modelsAsked(models, asked).definition(metric), await models.definition(metric)];
    if (!known || !now)
      throw new ReleveError(
        "RELEVE_UNKNOWN_METRIC",
        `no metric "${metric}" was known then`,
        "GET /api/v1/indicateurs lists those that are known",
      );
    const changed = known.sha256 !== now.sha256;
    return c.json({ metric, known, now, changed, sentence: changed ? sentenceOf(now) : null });
  });
}

function sentenceOf({ since }: Text): z.infer<typeof Words> {
  const said = (lang: Lang) => {
    const { metrics } = DICTIONARY[lang];
    return since === null ? metrics.changed : metrics.changedOn(formatFor(lang).dayOf(since));
  };
  return Object.fromEntries(LANGS.map((lang) => [lang, said(lang)])) as z.infer<typeof Words>;
}
