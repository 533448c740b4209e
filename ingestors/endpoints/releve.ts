// Our own convention, /.well-known/impact.json: a service states its figures by the catalogue's keys, and needs no mapping.
import { z } from "zod";
import { CATALOGUE, metricOf } from "../../schemas/catalogue.ts";
import { isState } from "../../schemas/catalogue-model.ts";
import { type Answer, defineEndpoint } from "../../schemas/endpoint.ts";
import { AnswerError } from "../../schemas/errors.ts";
import { MetricKey } from "../../schemas/ids.ts";
import { IMPACT_VERSION, ReadDocument } from "../../schemas/impact-document.ts";
import { isOwn } from "../../schemas/own-metrics.ts";
import { dayOf, type Period, periodFrom } from "../../schemas/period.ts";
import { insteadOf, isNoMember } from "../../schemas/sets.ts";
import { canonicalDims, type Reading, type ReadScope, type Row } from "../../schemas/statement.ts";
import { FRANCE } from "../../schemas/territory.ts";

import { type DateFormat, readPeriod } from "./dates.ts";
import type { Edition } from "./edition.ts";
import { parseAnswer } from "./error-body.ts";
import { told } from "./json-value.ts";
import { readFigure } from "./numbers.ts";
import { type PlacedRow, readingOf } from "./placed-rows.ts";
import { disagreement, EndpointUrl, Headers, nearest, refuse } from "./settings.ts";

const PATH = "/.well-known/impact.json";
const StatedMetric = MetricKey.superRefine((key, context) => {
  const wrong = disagreement(key, false);
  if (wrong && disagreement(key, true)) refuse(context, [], wrong);
});
const ReleveSettings = z.strictObject({
  url: EndpointUrl.describe(`https address of the document, or of the site alone: ${PATH} is added`),
  headers: Headers,
  metrics: z
    .array(StatedMetric)
    .min(1)
    .optional()
    .describe("the only metrics that are taken from it; left out: all that it states"),
});
type ReleveSettings = z.infer<typeof ReleveSettings>;
type Figure = ReadDocument["figures"][number];

/** @param edition  from 2 on, a set of territories is its places one by one: a number for the country counted as one place */
export const releve = (edition: Edition) =>
  defineEndpoint<ReleveSettings>({
    kind: "releve",
    version: edition,
    settings: ReleveSettings,
    ask: ({ url, headers }) => {
      const asked = new URL(url);
      if (asked.pathname === "/") asked.pathname = PATH;
      return { url: asked.href, headers };
    },
    next: () => undefined,
    read: (settings, { pages: [page], moment }) => {
      if (!page) return { rows: [] };
      const { figures, scope } = documentOf(page, edition);
      const taken = new Set(metricsOf(settings));
      figures.forEach((figure, index) => {
        checkFigure(figure, index);
        if (edition >= 2) checkMember(figure, index);
      });
      figures.forEach(({ metric }, index) => {
        if (!isOwn(metric) || settings.metrics) return;
        const hint = `name it, and the others that are meant, in "metrics" of the source`;
        throw shape(
          `found ${metric}, a metric of the startup's own, which the settings do not name`,
          `/figures/${index}/metric`,
          hint,
        );
      });
      const rows = figures.flatMap((figure, index): PlacedRow[] => {
        const at = { pointer: `/figures/${index}/value`, value: figure.value };
        return taken.has(figure.metric) ? [{ row: rowOf(figure, moment), at }] : [];
      });
      const about = scope && scopeOf(scope, taken);
      return { ...readingOf(rows), ...(about && about.metrics.length > 0 && { scope: about }) } satisfies Reading;
    },
    metrics: metricsOf,
  });

/** Without a list, whatever the document may state. */
function metricsOf({ metrics }: ReleveSettings): readonly string[] {
  return metrics ?? [...new Set(CATALOGUE.filter(({ kind }) => kind !== "ratio").map(({ key }) => key))];
}

function documentOf(page: Answer["pages"][number], edition: Edition): ReadDocument {
  const body = parseAnswer(page, edition);
  const parsed = ReadDocument.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const pointer = (issue?.path ?? []).map((key) => `/${String(key)}`).join("");
  const found = pointer === "" ? told(body) : foundAt(body, issue?.path ?? []);
  const version = pointer === "/version" ? `, and this release reads version ${IMPACT_VERSION}` : "";
  throw shape(`found ${found}${version}: ${issue?.message ?? "not valid"}`, pointer);
}

function foundAt(body: unknown, path: readonly PropertyKey[]): string {
  const found = path.reduce<unknown>(
    (value, key) =>
      value !== null && typeof value === "object" ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    body,
  );
  return (JSON.stringify(found) ?? "nothing").slice(0, 80);
}

/** @throws {AnswerError} answer.shape: a metric that there is not, a ratio, a period where none belongs, or none. */
function checkFigure({ metric, period }: Figure, index: number): void {
  const definition = metricOf(metric);
  const at = `/figures/${index}`;
  if (!definition)
    throw shape(`found the metric "${metric}", which is not in the catalogue${nearest(metric)}`, `${at}/metric`);
  const wrong = disagreement(metric, period !== undefined);
  if (wrong) throw shape(`expected ${wrong.expected}`, `${at}/${definition.kind === "ratio" ? "metric" : "period"}`);
}

/** @throws {AnswerError} answer.shape: no place of the level whose places are its members. */
function checkMember({ metric, territory }: Figure, index: number): void {
  const definition = metricOf(metric);
  if (!definition || !isNoMember(definition, territory?.level ?? "france")) return;
  const why = `${metric} is a set: expected a ${definition.subject} with its code, a figure for each`;
  throw shape(why, `/figures/${index}/territory`, `state its places, or their number: ${insteadOf(definition)}`);
}

function rowOf({ metric, value, period, territory, dims = {} }: Figure, moment: number): Row {
  const { level, code } = territory ?? { level: "france", code: FRANCE };
  const stated = isState(metricOf(metric)?.kind ?? "flow") ? undefined : periodOf(period);
  return {
    ...{ metric, level, code },
    dims: canonicalDims(dims),
    period: stated && stated.first <= dayOf(moment) ? stated : undefined, // nothing was measured of a period to come
    value: readFigure(value, "plain", 1),
  };
}

const NAMED: readonly (readonly [look: RegExp, format: DateFormat, grain: Period["grain"]])[] = [
  [/^\d{4}$/, "year", "year"],
  [/-Q/, "iso-quarter", "quarter"],
  [/-W/, "iso-week", "week"],
  [/^\d{4}-\d\d$/, "iso-month", "month"],
  [/^\d{4}-\d\d-\d\d$/, "iso-date", "day"],
];
function periodOf(period: Figure["period"]): Period | undefined {
  if (typeof period === "object") return periodFrom(period.grain, period.first);
  const known = NAMED.find(([look]) => look.test(period ?? ""));
  return known && readPeriod(period, known[1], known[2], 1);
}

function scopeOf(
  { metrics, levels, dims = [], territories, periods }: NonNullable<ReadDocument["scope"]>,
  taken: ReadonlySet<string>,
): ReadScope {
  return {
    metrics: metrics
      .filter((metric) => taken.has(metric))
      .map((metric) => ({ metric, levels, dims: [...dims].sort() })),
    ...(territories && { territories }),
    ...(periods && periods.length > 0 && { windows: periods }),
  };
}

function shape(detail: string, pointer: string, hint = "compare with docs/endpoints/releve.md"): AnswerError {
  return new AnswerError("answer.shape", detail, { pointer, hint });
}
