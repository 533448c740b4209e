// The figures of a report of Matomo: its numbers by their own names, or the labels of a list that name a metric.
import type { Said } from "../../../schemas/check.ts";
import { isObject } from "../../endpoints/json-value.ts";
import { type ChosenMetric, metricFor } from "../metric-words.ts";
import { whyNoCount } from "../no-count.ts";
import type { Left } from "../told.ts";
import { EACH, NO_LABEL } from "./matomo-told.ts";

/** Numbers of a period, as Matomo calls them. */
const NUMBERS: Readonly<Record<string, string>> = {
  nb_visits: "visites",
  nb_uniq_visitors: "visiteurs",
  nb_downloads: "telechargements",
};

interface Figure {
  readonly metric: string;
  readonly name: string | Said;
  readonly settings: { readonly value?: string; readonly label?: string };
  /** How the metric was found; left out where Matomo's own name says it. */
  readonly found?: ChosenMetric;
}
export function figuresOf(reported: readonly unknown[], method: string, period: string): Figure[] {
  if (reported.some((one) => typeof one === "number" || typeof one === "string")) {
    const metric = /uniq|users/i.test(method) ? "visiteurs" : /download/i.test(method) ? "telechargements" : "visites";
    return [{ metric, name: EACH, settings: {} }];
  }
  const lists = reported.filter(Array.isArray).flat().filter(isObject);
  if (lists.length > 0) return labelsOf(lists, method, period);
  const keys = new Set(reported.filter(isObject).flatMap(Object.keys));
  return Object.entries(NUMBERS).flatMap(([name, metric]) =>
    keys.has(name) ? [{ metric, name, settings: { value: name } }] : [],
  );
}

/** A figure for each label that is a metric; of downloads, the one label that stands over all of them. */
function labelsOf(lists: readonly Record<string, unknown>[], method: string, period: string): Figure[] {
  const labels = labelsIn(lists).slice(0, 12);
  const [only = "", ...more] = labels;
  if (/download/i.test(method) && more.length === 0) {
    const value = lists.some((one) => Object.hasOwn(one, "nb_hits")) ? "nb_hits" : "nb_visits";
    const name = { fr: `${value} de ${only}`, en: `${value} of ${only}` };
    return [{ metric: "telechargements", name, settings: { label: only, value } }];
  }
  const value = lists.some((one) => Object.hasOwn(one, "nb_events")) ? "nb_events" : "nb_visits";
  const grain = period === "day" || period === "week" || period === "year" ? period : "month";
  const found = labels.flatMap((label) => {
    if (whyNoCount(label)) return [];
    const chosen = metricFor({ name: label, around: [], grain, levels: ["france"], isFlag: false });
    return chosen && chosen.metric !== "visiteurs"
      ? [
          {
            metric: chosen.metric,
            name: { fr: `${value} de ${label}`, en: `${value} of ${label}` },
            settings: { label, value },
            found: chosen,
          },
        ]
      : [];
  });
  return found.filter(({ metric }, index) => found.findIndex((other) => other.metric === metric) === index);
}

const labelsIn = (lists: readonly Record<string, unknown>[]) => [...new Set(lists.map(({ label }) => String(label)))];

/** Labels of which none names a metric are told. */
export function labelsTold(reported: readonly unknown[]): Left[] {
  const labels = labelsIn(reported.filter(Array.isArray).flat().filter(isObject));
  return labels.length === 0 ? [] : [{ what: labels.slice(0, 6).join(", "), why: NO_LABEL }];
}
