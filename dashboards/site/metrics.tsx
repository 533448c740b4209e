// The pages of the catalogue.
import { PeriodQuery, PlacedDayQuery } from "../day.ts";
import type { Models } from "../model.ts";
import { definePage, Moved, type Page } from "../page.ts";
import { MetricPage } from "../pages/metric.tsx";
import { MetricsPage } from "../pages/metrics.tsx";
import { keyOf, MetricModel, MetricsModel, slugOf } from "../shapes/metric.ts";
import { metricsTables, metricTables } from "../tables/metric.ts";

/**
 * @throws {ReleveError} RELEVE_UNKNOWN_METRIC
 * @throws {Moved} from `communes_couvertes` to `communes-couvertes`
 */
async function metricOf(models: Models, slug: string, query: PeriodQuery): Promise<MetricModel> {
  const model = await models.metric(keyOf(slug), query);
  const canonical = slugOf(model.entry.metric.key);
  if (canonical !== slug) throw new Moved(`/indicateurs/${canonical}`);
  return model;
}

export const METRIC_PAGES: readonly Page[] = [
  definePage({
    path: "/indicateurs",
    api: "/api/v1/indicateurs",
    about: "The catalogue of metrics by theme, with who publishes each and what may be added up",
    query: PlacedDayQuery,
    name: "Metrics",
    reply: MetricsModel,
    model: (models, query) => models.metrics(query),
    html: (model, view) => <MetricsPage model={model} view={view} />,
    tables: metricsTables,
  }),
  definePage({
    path: "/indicateurs/{key}",
    api: "/api/v1/indicateurs/{key}",
    about: "One metric: definition, legal sums, the services side by side",
    query: PeriodQuery,
    name: "Metric",
    reply: MetricModel,
    model: (models, query, { key = "" }) => metricOf(models, key, query),
    present: (models, { key = "" }) => models.definition(keyOf(key)),
    html: (model, view, _query, present) => <MetricPage model={model} view={view} present={present} />,
    tables: metricTables,
  }),
];
