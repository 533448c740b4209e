// The kind `matomo`: a report of its API, by its address; or the error that it says with status 200.

import type { Said } from "../../../schemas/check.ts";
import { isObject } from "../../endpoints/json-value.ts";
import { type Given, hasSecret, keptUrl, type Recognised, type Recogniser } from "../kind.ts";
import { isKeyed } from "../map-keys.ts";
import { type ChosenMetric, metricFor } from "../metric-words.ts";
import { whyNoCount } from "../no-count.ts";
import { WHOLE_ANSWER } from "../told.ts";
import { inPeriods, whyOne } from "./matomo-periods.ts";
import {
  ASKED,
  EACH,
  errorTold,
  MEANT,
  ONE_PLACE,
  OWN_ERROR,
  periodFound,
  periodsSeen,
  reportSeen,
} from "./matomo-told.ts";

const OWN = [
  "module",
  "format",
  "method",
  "idSite",
  "period",
  "date",
  "format_metrics",
  "filter_limit",
  "expanded",
  "segment",
  "action",
];
/** Numbers of a period, as Matomo calls them. */
const NUMBERS: Readonly<Record<string, string>> = {
  nb_visits: "visites",
  nb_uniq_visitors: "visiteurs",
  nb_downloads: "telechargements",
};

export const matomo: Recogniser = {
  kind: "matomo",
  ownErrors: true,
  asks: inPeriods,
  recognise: ({ look, sample, startup }) => {
    const body = look.form === "json" ? look.document : undefined;
    const asked = URL.canParse(sample.url) ? new URL(sample.url).searchParams : new URLSearchParams();
    const isReport = asked.get("module") === "API";
    const isError = isObject(body) && body.result === "error" && typeof body.message === "string";
    if (!isReport && !isError) return undefined;
    const evidence = isReport ? reportSeen(asked.get("method")) : OWN_ERROR;
    if (isError) {
      const refused = [{ what: WHOLE_ANSWER, why: errorTold(String(body.message).slice(0, 200)) }];
      return { confidence: "sure", evidence, findings: [], questions: [], refused };
    }
    const oneTold = whyOne(body, asked);
    if (oneTold) {
      return {
        confidence: "sure",
        evidence,
        findings: [],
        questions: [],
        refused: [{ what: WHOLE_ANSWER, why: oneTold }],
      };
    }
    const reported = isObject(body) && isKeyed(Object.keys(body)) ? Object.values(body) : [];
    return recognised({ sample, startup }, asked, reported, evidence);
  },
};

function recognised(
  { sample, startup }: Pick<Given, "sample" | "startup">,
  asked: URLSearchParams,
  reported: readonly unknown[],
  evidence: Said,
): Recognised {
  const method = asked.get("method") ?? "VisitsSummary.get";
  const period = asked.get("period") ?? "month";
  const figures = figuresOf(reported, method, period);
  const token = `{{RELEVE_SECRET_${startup.toUpperCase().replace(/[^A-Z0-9]+/g, "_")}}}`;
  const last = Number(/^(?:last|previous)(\d+)$/.exec(asked.get("date") ?? "")?.[1]);
  const segment = asked.get("segment");
  const settings = {
    url: keptUrl(sample.url, OWN),
    site: Number(asked.get("idSite")),
    ...(hasSecret(sample.url) && { token }),
    ...(method !== "VisitsSummary.get" && { method }),
    ...(period !== "month" && { period }),
    ...(last >= 2 && last <= 1000 && last !== 12 && { last }),
    ...(segment && { segment }),
    figures: figures.map(({ metric, settings: more }) => ({ metric, ...more })),
  };
  return {
    confidence: "sure",
    evidence,
    ...(figures.length > 0 && Number.isInteger(settings.site) && settings.site > 0 && { settings }),
    findings: [
      ...figures.flatMap(({ metric, name, found }): Recognised["findings"] => [
        { about: "value", found: name, confidence: "sure", evidence: periodsSeen(reported.length) },
        {
          about: "metric",
          found: metric,
          confidence: found?.confidence ?? "sure",
          evidence: found?.evidence ?? MEANT,
        },
      ]),
      {
        about: "period",
        found: periodFound(period),
        confidence: "sure",
        evidence: ASKED,
      },
      { about: "territory", found: "france", confidence: "likely", evidence: ONE_PLACE },
    ],
    questions: [],
    refused: [],
  };
}

interface Figure {
  readonly metric: string;
  readonly name: string | Said;
  readonly settings: { readonly value?: string; readonly label?: string };
  /** How the metric was found; left out where Matomo's own name says it. */
  readonly found?: ChosenMetric;
}
function figuresOf(reported: readonly unknown[], method: string, period: string): Figure[] {
  if (reported.some((one) => typeof one === "number" || typeof one === "string")) {
    const metric = /uniq|users/i.test(method) ? "visiteurs" : /download/i.test(method) ? "telechargements" : "visites";
    return [{ metric, name: EACH, settings: {} }];
  }
  const lists = reported.filter(Array.isArray).flat().filter(isObject);
  if (lists.length > 0) return labelsOf(lists, period);
  const keys = new Set(reported.filter(isObject).flatMap(Object.keys));
  return Object.entries(NUMBERS).flatMap(([name, metric]) =>
    keys.has(name) ? [{ metric, name, settings: { value: name } }] : [],
  );
}

/** A figure for each label that is a metric; the first label where none is. */
function labelsOf(lists: readonly Record<string, unknown>[], period: string): Figure[] {
  const labels = [...new Set(lists.map(({ label }) => String(label)))].slice(0, 12);
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
