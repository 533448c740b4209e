// The kind `matomo`: a report of its API, by its address; or the error that it says with status 200.

import type { Said } from "../../../schemas/check.ts";
import { isObject } from "../../endpoints/json-value.ts";
import { type Given, hasSecret, keptUrl, type Recognised, type Recogniser } from "../kind.ts";
import { isKeyed } from "../map-keys.ts";
import { WHOLE_ANSWER } from "../told.ts";
import { figuresOf, labelsTold } from "./matomo-figures.ts";
import { inPeriods, whyOne } from "./matomo-periods.ts";
import { ASKED, errorTold, MEANT, ONE_PLACE, OWN_ERROR, periodFound, periodsSeen, reportSeen } from "./matomo-told.ts";

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
    refused: figures.length === 0 ? labelsTold(reported) : [],
  };
}
