// The kind `datagouv-metrics`: data.gouv.fr's metric-api, pages or a file, by its column of months and its address.

import type { Said } from "../../../schemas/check.ts";
import { MONTH } from "../../endpoints/datagouv-metrics-settings.ts";
import type { Field } from "../column.ts";
import { counted } from "../french.ts";
import { type Given, keptUrl, type Recogniser } from "../kind.ts";
import { type ChosenMetric, metricFor } from "../metric-words.ts";
import { rowSetsOf } from "../row-sets.ts";
import { fileRows } from "../tables.ts";

export const datagouvMetrics: Recogniser = {
  kind: "datagouv-metrics",
  recognise: ({ look, sample }) => {
    const fields = fieldsOf(look);
    const isAddress = URL.canParse(sample.url) && /\/data\/(csv\/?)?$/.test(new URL(sample.url).pathname);
    if (!isAddress || !fields?.some(({ name }) => name === MONTH)) return undefined;
    const asked = new URL(sample.url).searchParams;
    const filtered = [...asked.keys()].filter((name) => name.endsWith("_id__exact"));
    const identifiers = fields.map(({ name }) => name).filter((name) => name.endsWith("_id") && name !== "__id");
    const dims = filtered.length > 0 ? {} : Object.fromEntries(identifiers.map((name) => [name, name]));
    const taken = new Set<string>();
    const figures = fields
      .filter(({ name }) => name.startsWith("monthly_"))
      .flatMap(({ name, values }) => {
        const chosen = metricFor({
          name: name.replace("monthly_", ""),
          around: [],
          grain: "month",
          levels: ["france"],
          isFlag: false,
        });
        if (!chosen || taken.has(chosen.metric)) return [];
        taken.add(chosen.metric);
        return [{ name, chosen, values }];
      });
    const nulls = figures.some(({ values }) => values.some((value) => value === null || value === ""));
    const settings = {
      url: keptUrl(sample.url, ["page", "page_size"]),
      ...(filtered.length > 0 && identifiers.length > 1 && { combine: "sum" as const }),
      figures: figures.map(({ name, chosen }) => ({
        metric: chosen.metric,
        value: name,
        ...(Object.keys(dims).length > 0 && { dims }),
      })),
    };
    const left = fields.filter(
      ({ name }) => name.startsWith("monthly_") && !figures.some((figure) => figure.name === name),
    );
    return {
      confidence: "sure",
      evidence: COLUMN,
      ...(figures.length > 0 && { settings }),
      findings: [
        ...figures.flatMap(({ name, chosen, values }) => [
          { about: "value" as const, found: name, confidence: "sure" as const, evidence: rowsSeen(values.length) },
          { about: "metric" as const, found: metricOf(name, chosen), ...told(chosen) },
        ]),
        { about: "period", found: BY_MONTH, confidence: "sure", evidence: OWN },
        { about: "territory", found: "france", confidence: "sure", evidence: NO_OTHER },
      ],
      questions: nulls
        ? [
            {
              ask: {
                fr: "Une case vide veut-elle dire « aucun ce mois-là », ou « pas de chiffre » ?",
                en: 'Does an empty cell say "none in that month", or "no figure"?',
              },
              chosen: { fr: "aucun chiffre", en: 'no figure; "nulls": "zero" says none' },
            },
          ]
        : [],
      refused: left.map(({ name }) => ({ what: name, why: TAKEN })),
    };
  },
};

const COLUMN: Said = {
  fr: `une colonne ${MONTH}, à une adresse qui finit par /data/`,
  en: `a column ${MONTH}, at an address that ends in /data/`,
};
const BY_MONTH: Said = { fr: `${MONTH}, par mois`, en: `${MONTH}, by month` };
const OWN: Said = { fr: "c’est la colonne que l’API prévoit", en: "the API's own column" };
const NO_OTHER: Said = { fr: "l’API n’en a pas d’autre", en: "the API has no other" };
const TAKEN: Said = {
  fr: "une autre colonne donne déjà son indicateur, ou elle n’en a pas : choisissez-en un, ou un détail",
  en: "its metric is stated by another column, or by none: choose one, or a dimension",
};
function rowsSeen(count: number): Said {
  return { fr: counted(count, "ligne", "lignes"), en: `${count} rows` };
}
function metricOf(name: string, { metric }: ChosenMetric): Said {
  return { fr: `${metric} pour ${name}`, en: `${metric} for ${name}` };
}

function fieldsOf(look: Given["look"]): readonly Field[] | undefined {
  if (look.form === "csv") return fileRows(look.cells).set.fields;
  if (look.form !== "json") return undefined;
  const set = rowSetsOf(look.document).find(({ rows }) => rows === "/data/*");
  return set?.fields.map((field) => ({ ...field, name: String(field.at).slice(1) }));
}
function told({ confidence, evidence }: ChosenMetric) {
  return { confidence, evidence };
}
