// Why a number is no figure that may be stated, by its name and its values: told, and never given another metric's name.
import { metricOf, metricsInForce } from "../../schemas/catalogue.ts";
import type { Said } from "../../schemas/check.ts";
import { readFigure } from "../endpoints/numbers.ts";
import type { At, Field, NumberRole, RowSet } from "./column.ts";
import { factorIn, multipleTold } from "./factor-words.ts";
import { quoted } from "./french.ts";
import { type ChosenMetric, countsThings, type Sought } from "./metric-words.ts";
import { isMoney, NO_SHARE, whyNoCount } from "./no-count.ts";
import { noCounter, saysSoFar } from "./since-start.ts";
import { noWindow, windowIn } from "./window-words.ts";
import { wordsOf } from "./words.ts";

/** A figure that is about to be proposed. */
export interface Doubted {
  readonly name: string;
  readonly sought: Sought;
  readonly chosen: ChosenMetric | undefined;
  /** Canonical decimals. */
  readonly values: readonly string[];
  /** By which its kind will multiply them. */
  readonly factor: string | undefined;
}

/** `undefined`: nothing speaks against it. */
export function whyNoFigure({ name, sought, chosen, values, factor }: Doubted): Said | undefined {
  const told = whyNoCount(name) ?? ratioNamed(name, chosen);
  if (told) return told;
  if (!chosen && saysSoFar(sought.name)) return noCounter(name);
  if (!chosen && windowIn(sought.name) !== undefined) return noWindow(name);
  if (!chosen && isMoney(sought.name)) return moneyTold(name);
  if (factor !== undefined) return undefined;
  if (factorIn(name) !== undefined) return multipleTold(name);
  const parts = values.filter((value) => value.includes("."));
  const isMany = parts.length > values.length * FEW && countsThings(chosen, sought);
  return isMany && parts[0] !== undefined ? partTold(name, parts[0]) : undefined;
}
/** Of values that count things, the part that may have decimals, and is asked about. */
const FEW = 0.25;

/** The values of one label, where a figure is the rows that have it. */
export function valuesUnder(
  { fields }: RowSet,
  { field, role }: { readonly field: Field; readonly role: NumberRole },
  label: { readonly at: At; readonly label: string },
): { readonly values: readonly string[]; readonly unit: Said | undefined } {
  const labels = fields.find(({ at }) => at === label.at)?.values ?? [];
  const rows = labels.flatMap((one, row) => (one === label.label ? [row] : []));
  const values = rows.map((row) => readFigure(field.values[row], role.numbers, 2));
  const isShare = fields.some(({ from, values: all }) => {
    return from === "own" && rows.length > 0 && rows.every((row) => PERCENT.test(String(all[row] ?? "").trim()));
  });
  return {
    values: values.filter((value) => typeof value === "string"),
    unit: isShare ? shareUnit(label.label) : undefined,
  };
}
const PERCENT = /^(%|pour ?cents?|pourcentages?|percent(age)?)$/i;

/** `satisfaction` is the ratio itself, where the catalogue's nearest metric is only one of its parts. */
function ratioNamed(name: string, chosen: ChosenMetric | undefined): Said | undefined {
  if (!chosen || chosen.confidence === "likely") return undefined;
  const own = new Set(wordsOf(name));
  const ratio = metricsInForce().find(({ key, label, ratio: parts }) => {
    if (parts?.numerator !== chosen.metric && parts?.denominator !== chosen.metric) return false;
    return [key, label.fr, label.en].some((text) => wordsOf(text).every((word) => own.has(word)));
  });
  if (!ratio?.ratio) return undefined;
  const { numerator, denominator } = ratio.ratio;
  return {
    fr: `${quoted(name)} est le rapport lui-même (${ratio.label.fr}) : demandez ses deux parties, ${labelOf(numerator)} et ${labelOf(denominator)}`,
    en: `"${name}" is the ratio itself (${ratio.key}): ask for its two parts, ${numerator} and ${denominator}`,
  };
}
const labelOf = (key: string) => quoted(metricOf(key)?.label.fr ?? key);

function shareUnit(label: string): Said {
  return {
    fr: `l’unité de ${quoted(label)} est une part : ${NO_SHARE.fr}`,
    en: `the unit of "${label}" is a share: ${NO_SHARE.en}`,
  };
}
function moneyTold(name: string): Said {
  return {
    fr: `${quoted(name)} est une somme d’argent, et aucun indicateur du catalogue n’est cette somme : définissez un indicateur du service (docs/metrics.md)`,
    en: `"${name}" is a sum of money, and no metric of the catalogue is that sum: define a metric of the service's own (docs/metrics.md)`,
  };
}
function partTold(name: string, example: string): Said {
  const own = name === "" ? { fr: "ce chiffre", en: "the figure" } : { fr: quoted(name), en: `"${name}"` };
  return {
    fr: `${own.fr} a des décimales, comme ${quoted(example.replace(".", ","))} : ce qui compte des choses entières n’en a pas ; définissez un indicateur du service (docs/metrics.md), ou demandez la somme et le nombre dont il est fait`,
    en: `${own.en} has decimals, as ${example}: what counts whole things has none; define a metric of the service's own (docs/metrics.md), or ask for the sum and the number that it is made of`,
  };
}
