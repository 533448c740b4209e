// Names of what is no count: shares, means and marks. They are told with what to ask for instead.
import { metricsInForce } from "../../schemas/catalogue.ts";
import type { Said } from "../../schemas/check.ts";
import { quoted } from "./french.ts";
import { NAMED } from "./words.ts";

export const NO_SHARE: Said = {
  fr: "Relevé ne reprend jamais une part, mais les deux nombres dont elle est faite",
  en: "a share is never stated, its two parts are",
};
const NO_MEAN: Said = {
  fr: "Relevé ne reprend jamais une moyenne : demandez la somme et le nombre dont elle est faite, ou définissez un indicateur du service (docs/metrics.md)",
  en: "a mean is never stated: ask for the sum and the number that it is made of, or define a metric of the service's own (docs/metrics.md)",
};

/** `undefined`: its name says nothing against it. A metric that is called so in the catalogue is what it says. */
export function whyNoCount(name: string): Said | undefined {
  if (isMetricsName(name)) return undefined;
  const words = spaced(name);
  if (NAMED.share.test(words))
    return {
      fr: `${quoted(name)} désigne une part, ou une cible : ${NO_SHARE.fr}`,
      en: `"${name}" names a share, or a target: ${NO_SHARE.en}`,
    };
  const [, mean = ""] = NAMED.mean.exec(words) ?? [];
  if (mean === "" || (COUNT_OF.test(words) && MARKS.test(mean))) return undefined;
  return {
    fr: `${quoted(name)} désigne une moyenne, ou une note : ${NO_MEAN.fr}`,
    en: `"${name}" names a mean, or a mark: ${NO_MEAN.en}`,
  };
}
/** `nb_avis_note`, `nombre de budgets`: marks and budgets can be counted. */
const COUNT_OF = /^(nb|nbr|nombre|number|count)(?!\p{L})/u;
const MARKS = /^(note|score)$/;

/** Of euros; where things are counted, only a unit says so. */
export function isMoney(name: string): boolean {
  const words = spaced(name);
  return NAMED.money.test(words) && (!COUNT_OF.test(words) || EUROS.test(words));
}
const EUROS = /(?<!\p{L})(eur|euros?)(?!\p{L})|€/u;

/** `bioPercent` → `bio_percent`, so that words can be told apart. */
export function spaced(name: string): string {
  return name.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1_$2").toLowerCase();
}

function isMetricsName(name: string): boolean {
  return metricsInForce().some(({ key, kind, label }) => kind !== "ratio" && [key, label.fr, label.en].includes(name));
}
