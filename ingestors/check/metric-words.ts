// Which metric of the catalogue words mean: by its label, key, unit and definition, in French and in English.
import { metricOf, metricsInForce } from "../../schemas/catalogue.ts";
import type { Metric } from "../../schemas/catalogue-model.ts";
import type { Confidence, Said } from "../../schemas/check.ts";
import { numberFr, quoted } from "./french.ts";
import { isPossible, type Stated } from "./metric-fit.ts";
import { askWindow, spelledOut, windowWords } from "./window-words.ts";
import { saysNothing, wordsOf } from "./words.ts";

/** What is known of a figure whose metric is sought. */
export interface Sought extends Stated {
  /** Names over it, its description, its address: they weigh less. */
  readonly around: readonly string[];
}
export interface ChosenMetric {
  readonly metric: string;
  readonly confidence: Confidence;
  readonly evidence: Said;
  /** Of several figures that would be the same metric, the highest keeps it. */
  readonly score: number;
  /** Its own name has a word of the metric; else only words around it have. */
  readonly isOwn: boolean;
  /** What is asked of it instead of what it counts. */
  readonly ask?: Said;
}
interface Entry {
  readonly metric: Metric;
  readonly labels: readonly (readonly string[])[];
  readonly more: ReadonlySet<string>;
}
const entries: readonly Entry[] = metricsInForce().map((metric) => ({
  metric,
  labels: [wordsOf(metric.label.fr), wordsOf(metric.label.en), wordsOf(metric.key)].filter((words) => words.length > 0),
  more: new Set([metric.unit.fr, metric.unit.en, metric.definition.fr, metric.definition.en].flatMap(wordsOf)),
}));
const spread = new Map<string, number>();
for (const { labels } of entries)
  for (const word of new Set(labels.flat())) spread.set(word, (spread.get(word) ?? 0) + 1);
const rarity = (word: string) => Math.log(1 + entries.length / (spread.get(word) ?? entries.length));

/** The nearest metric that may be stated so; `undefined` when no word of it is there. */
export function metricFor(given: Sought): ChosenMetric | undefined {
  const sought = { ...given, name: spelledOut(given.name) };
  const own = new Set([...wordsOf(sought.name), ...windowWords(sought.name)]);
  const around = new Set(sought.around.flatMap(wordsOf).filter((word) => !own.has(word)));
  const scored = entries
    .filter(({ metric }) => isPossible(metric, sought))
    .map((entry) => ({ entry, ...score(entry, own, around) }))
    .filter(({ hits }) => hits.length > 0)
    .sort((a, b) => b.score - a.score);
  const isNeutral = saysNothing(sought.name); // else a folder's name would say what its columns count
  const best = scored.find(({ isOwn }) => isOwn || isNeutral);
  if (!best) return undefined;
  const seen = [given.name, ...sought.around].filter(Boolean).join(" · ").slice(0, 120);
  const isWhole = best.cover > 0.75 && !best.hits.every((word) => WEAK.has(word));
  const ask = isWhole ? askWindow(given.name, best.entry.metric.key) : undefined;
  return {
    ...(ask && { ask }),
    metric: best.entry.metric.key,
    confidence: isWhole && !ask ? "likely" : "guess",
    evidence: shared(seen, best.hits.length, best.entry.metric),
    score: best.score,
    isOwn: best.isOwn,
  };
}

function shared(seen: string, hits: number, { label, unit }: Metric): Said {
  return {
    fr: `${quoted(seen)} a ${hits === 1 ? "un mot" : `${numberFr(hits)} mots`} en commun avec ${quoted(label.fr)} (${unit.fr})`,
    en: `"${seen}" has ${hits === 1 ? "a word" : `${hits} words`} of "${label.fr}" · "${label.en}" (${unit.en})`,
  };
}

/** A metric that stands where no word of the catalogue is there, so that the file can be read: to be replaced. */
export function fallbackMetric({ grain, levels, isFlag }: Sought): ChosenMetric {
  const set = isFlag && grain === undefined && levels.includes("commune");
  const metric = set ? "communes_couvertes" : grain === undefined ? "elements_geres" : "transactions";
  return { metric, confidence: "guess", evidence: NO_WORD, score: 0, isOwn: false };
}
const NO_WORD: Said = {
  fr: "son nom n’a aucun mot du catalogue",
  en: "no word of the catalogue is in its name",
};

/** Whether a figure is of whole things, as its metric's unit says; what no word names stands in as a count. */
export function countsThings(chosen: ChosenMetric | undefined, sought: Sought): boolean {
  const metric = metricOf((chosen ?? fallbackMetric(sought)).metric);
  return metric !== undefined && metric.kind !== "ratio" && !MEASURED.test(metric.unit.en);
}
/** Units that have parts. */
const MEASURED = /euro|kilo|tonne|gram|byte|octet|hour|day|minute|second|watt|litre|metre|hectare|m²/i;

/** Own words count whole, words around a little; how much of the label is covered decides between near ones. */
function score({ metric, labels, more }: Entry, own: ReadonlySet<string>, around: ReadonlySet<string>) {
  let best = { score: 0, cover: 0, hits: [] as string[], isOwn: false };
  for (const words of labels) {
    const sum = (from: ReadonlySet<string>) =>
      words.reduce((total, word) => total + (from.has(word) ? rarity(word) : 0), 0);
    const cover = sum(own) / words.reduce((total, word) => total + rarity(word), 0);
    const near = 0.3 * sum(around);
    const total = sum(own) * (0.4 + 0.6 * cover) + (sum(own) > 0 ? Math.min(near, 0.15 * sum(own)) : near);
    const hits = words.filter((word) => own.has(word) || around.has(word));
    const isEmpty = hits.every((word) => WEAK.has(word)) && words.some((word) => !WEAK.has(word));
    if (total > best.score && !isEmpty) best = { score: total, cover, hits, isOwn: sum(own) > 0 };
  }
  const also = [...more].reduce((total, word) => total + (own.has(word) ? 0.3 * rarity(word) : 0), 0);
  const bad = metric.good === "down" && best.cover < 1 ? 0.8 : 1; // what had better not happen is named when it is meant
  return { ...best, score: (best.score + Math.min(also, best.score / 2)) * bad };
}

/** Say how, when or in which state: nothing of what is counted. */
const WEAK = new Set(
  wordsOf(
    "actif publié créé validé unique traité déposé certifié couvert jour semaine mois an depuis cumulé pris local 7j 28j 12m",
  ),
);
