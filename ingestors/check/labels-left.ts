// Labels beside those that are read: each is told, with the reason why it is none of the figures.

import type { Said } from "../../schemas/check.ts";
import type { At, DateRole, RowSet } from "./column.ts";
import { BY_GRAIN, numberFr } from "./french.ts";
import type { Known } from "./known.ts";
import { whyNoCount } from "./no-count.ts";
import type { Left } from "./told.ts";

/** More of them are no list that anybody reads. */
const TOLD = 12;

export function labelsLeft(
  { rows, fields }: RowSet,
  { at, labels }: { readonly at: At; readonly labels: readonly string[] },
  date: Known<DateRole> | undefined,
): Left[] {
  const all = fields.find((field) => field.at === at)?.values ?? [];
  const others = [...new Set(all)].filter((one) => typeof one === "string" && !labels.includes(one)).map(String);
  const told = others.slice(0, TOLD).map((label) => ({
    what: `${rows}${at} = ${label}`,
    why: whyNoCount(label) ?? noMetric(date),
  }));
  const more = others.length - told.length;
  if (more === 0) return told;
  const what = { fr: `${rows}${at}, ${numberFr(more)} autres libellés`, en: `${rows}${at}, ${more} more labels` };
  return [...told, { what, why: noMetric(date) }];
}

function noMetric(date: Known<DateRole> | undefined): Said {
  const as = date
    ? { fr: `donné ${BY_GRAIN[date.role.grain]}`, en: `stated by ${date.role.grain}` }
    : { fr: "donné sans date", en: "stated without a date" };
  return {
    fr: `son libellé ne nomme aucun indicateur du catalogue qui soit ${as.fr} : choisissez-en un pour le lire`,
    en: `its label names no metric of the catalogue that is ${as.en}: choose one in docs/metrics.md to read it`,
  };
}
