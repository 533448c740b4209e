// The kind `ademe`: `stats`, a list of dates and values of one metric.
import type { Said } from "../../../schemas/check.ts";
import type { DateFormat } from "../../endpoints/dates.ts";
import { isObject } from "../../endpoints/json-value.ts";
import { askPeriod } from "../ask-period.ts";
import { datesIn } from "../dates.ts";
import { BY_GRAIN, counted, quoted } from "../french.ts";
import { addressWords, keptUrl, type Recognised, type Recogniser } from "../kind.ts";
import { fallbackMetric, metricFor } from "../metric-words.ts";
import { askMetric } from "../questions.ts";
import { grainTold, grainWords } from "../told-grain.ts";
import { undatedIn } from "../undated.ts";
import { ademeValues } from "./ademe-values.ts";

export const ademe: Recogniser = {
  kind: "ademe",
  recognise: ({ look, sample }) => {
    const body = look.form === "json" ? look.document : undefined;
    const holder = listIn(body) ? body : fieldOf(body, "data");
    const stats = listIn(holder);
    if (!stats?.every((one) => isObject(one) && Object.hasOwn(one, "date") && Object.hasOwn(one, "value")))
      return undefined;
    const dates = stats.map((one) => String((one as { date: unknown }).date).split(",")[0] ?? "");
    const values = stats.map((one) => (one as { value: unknown }).value);
    const description = String(fieldOf(body, "description") ?? fieldOf(holder, "description") ?? "");
    const told = grainTold([...grainWords(sample.url), description]);
    const date = datesIn(dates, true, { told }) ?? undatedIn({ name: "date", from: "own" }, dates);
    if (date?.is === "undated") return undated(listed(stats.length, description.slice(0, 80)), date.why);
    const grain = date?.grain ?? "month";
    if (grain === "quarter" || grain === "sunday_week") return undefined; // the convention has no word for them: `json` has
    if (date && !READ.includes(date.format)) return undefined;
    const sought = {
      name: description,
      around: addressWords(sample.url),
      grain,
      levels: ["france"] as const,
      isFlag: false,
    };
    const named = metricFor(sought);
    const read = ademeValues(values, sought, named);
    const evidence = listed(stats.length, description.slice(0, 80));
    if ("why" in read) {
      const refused = [{ what: "stats/*/value", why: read.why }];
      return { confidence: "sure", evidence, findings: [], questions: [], refused };
    }
    const chosen = named ?? fallbackMetric(sought);
    const url = keptUrl(sample.url, ["periodicity", "since"]);
    return {
      confidence: "sure",
      evidence,
      settings: { url, metric: chosen.metric, ...(grain !== "month" && { periodicity: grain }), ...read.settings },
      findings: [
        ...read.findings,
        {
          about: "period",
          found: { fr: `stats/*/date, ${BY_GRAIN[grain]}`, en: `stats/*/date, by ${grain}` },
          confidence: date?.sure ? "likely" : "guess",
          evidence: date?.seen ?? NO_DATE,
        },
        { about: "territory", found: "france", confidence: "sure", evidence: NO_OTHER },
        { about: "metric", found: chosen.metric, confidence: chosen.confidence, evidence: chosen.evidence },
      ],
      questions: [
        ...(chosen.confidence === "guess" ? [askMetric(description, chosen)] : []),
        ...read.questions,
        ...(date && !read.settings.state ? askPeriod(date) : []),
      ],
      refused: [],
    };
  },
};

/** Forms that the kind tells apart by itself; others are declared, as `json` does. */
const READ: readonly DateFormat[] = ["year", "iso-month", "iso-week", "iso-date", "epoch-s", "epoch-ms"];

function undated(evidence: Said, why: Said): Recognised {
  const refused = [{ what: "stats/*/date", why }];
  return { confidence: "sure", evidence, findings: [], questions: [], refused };
}
const NO_DATE: Said = {
  fr: "aucune date à regarder : c’est la périodicité de la convention",
  en: "there is no date to look at: the convention's own periodicity",
};
const NO_OTHER: Said = { fr: "la convention n’en a pas d’autre", en: "the convention has no other" };
function listed(count: number, description: string): Said {
  const said = description === "" ? { fr: "", en: "" } : { fr: quoted(description), en: `"${description}"` };
  return {
    fr: `${quoted("stats")} est une liste de ${counted(count, "date avec sa valeur", "dates avec leurs valeurs")}${said.fr && `, décrite par ${said.fr}`}`,
    en: `"stats" is a list of ${count} dates and values${said.en && `, described as ${said.en}`}`,
  };
}

function listIn(holder: unknown): readonly unknown[] | undefined {
  const stats = fieldOf(holder, "stats");
  return Array.isArray(stats) ? stats : undefined;
}
function fieldOf(holder: unknown, name: string): unknown {
  return isObject(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
}
