// The catalogue of metrics, by theme. Every version stays for ever: an old answer is read with the definition of its day.
import { ACTIVITY } from "./catalogue/activity.ts";
import { APPOINTMENTS } from "./catalogue/appointments.ts";
import { COST } from "./catalogue/cost.ts";
import { IMPACT } from "./catalogue/impact.ts";
import { PEOPLE_METRICS } from "./catalogue/people.ts";
import { QUALITY } from "./catalogue/quality.ts";
import { STOCKS } from "./catalogue/stocks.ts";
import { TERRITORIES } from "./catalogue/territories.ts";
import type { Metric } from "./catalogue-model.ts";
import { ownByKey } from "./own-metrics.ts";

/** All versions of all metrics, in the order in which pages show them. */
export const CATALOGUE: readonly Metric[] = [
  ...TERRITORIES,
  ...APPOINTMENTS,
  ...PEOPLE_METRICS,
  ...ACTIVITY,
  ...STOCKS,
  ...QUALITY,
  ...IMPACT,
  ...COST,
];

const byVersion = new Map(CATALOGUE.map((metric) => [`${metric.key}@${metric.version}`, metric]));
const latest = new Map<string, Metric>();
for (const metric of CATALOGUE) {
  const before = latest.get(metric.key);
  if (!before || before.version < metric.version) latest.set(metric.key, metric);
}

const own = new Map<string, Metric | undefined>();
/**
 * A metric in force now, or at a version; `undefined` when the catalogue has none. Of a startup's own metric, what its key
 * says: its words are in the startup's file.
 */
export function metricOf(key: string, version?: number): Metric | undefined {
  const found = version === undefined ? latest.get(key) : byVersion.get(`${key}@${version}`);
  if (found || (version ?? 1) !== 1 || !key.startsWith("own_")) return found;
  if (!own.has(key)) own.set(key, ownByKey(key));
  return own.get(key);
}
/** The metrics in force now, in the catalogue's order. */
export function metricsInForce(): Metric[] {
  return CATALOGUE.filter((metric) => latest.get(metric.key) === metric);
}
