// Of all figures that could be read, those that a file may state together: each metric once for each place, period and dimension.
import type { OpenQuestion, Refused } from "../../schemas/check.ts";
import { type ChosenMetric, fallbackMetric } from "./metric-words.ts";
import type { Plan } from "./plan.ts";
import { askGroups, askMetric } from "./questions.ts";

export interface Settled extends Plan {
  readonly chosen: ChosenMetric;
}
export interface Choice {
  readonly figures: readonly Settled[];
  readonly refused: readonly Refused[];
  readonly questions: readonly OpenQuestion[];
}
/** A file of more figures than that is no proposal that anybody reads. */
const MOST_FIGURES = 12;

/** @returns figures whose cells cannot be the same; what was left out is told. */
export function chooseFigures(plans: readonly Plan[]): Choice {
  const named = plans.filter((plan): plan is Settled => plan.chosen !== undefined);
  const grouped = byGroup(named);
  const ordered = grouped.figures.toSorted((a, b) => b.chosen.score - a.chosen.score);
  const figures: Settled[] = [];
  const left = new Set(plans.filter(({ chosen }) => chosen === undefined));
  for (const plan of ordered) {
    if (figures.length < MOST_FIGURES && !figures.some((other) => isSameCell(other, plan))) figures.push(plan);
    else left.add(plan);
  }
  const fallen = figures.length === 0 ? standIn(plans) : undefined;
  if (fallen) figures.push(fallen);
  const refused = [...left]
    .filter((plan) => plan.value !== fallen?.value || plan.rows !== fallen.rows)
    .map((plan) => ({ what: `${plan.rows}${plan.value}`, why: why(plan) }));
  return {
    figures,
    refused,
    questions: [
      ...grouped.questions,
      ...figures.filter(({ chosen }) => chosen.score === 0).map(({ name, chosen }) => askMetric(name, chosen.metric)),
      ...figures.flatMap(({ questions }) => questions),
    ],
  };
}

function why({ chosen, name }: Plan): string {
  return chosen
    ? `"${name}" would be ${chosen.metric}, which another figure states already: choose a metric for it, or a dimension`
    : `no metric of the catalogue has a word of "${name}": choose one in docs/metrics.md to read it`;
}

/** Rows of places or dates before lone numbers; a total before its parts. */
function standIn(plans: readonly Plan[]): Settled | undefined {
  const rank = ({ period, territory, name }: Plan) =>
    (period ? 4 : 0) +
    (territory.at !== undefined ? 2 : 0) +
    (/total|count|nb|nombre|value|valeur/i.test(name) ? 1 : 0);
  const [best] = plans.toSorted((a, b) => rank(b) - rank(a));
  return best && { ...best, chosen: fallbackMetric(best.sought) };
}

/** The same key in several groups of one document: one metric, with the group as a dimension. */
function byGroup(plans: readonly Settled[]): {
  readonly figures: readonly Settled[];
  readonly questions: OpenQuestion[];
} {
  const questions: OpenQuestion[] = [];
  const siblings = new Map<string, Settled[]>();
  for (const plan of plans) {
    const key = `${plan.rows}|${plan.name}|${plan.chosen.metric}`;
    siblings.set(key, [...(siblings.get(key) ?? []), plan]);
  }
  const figures = [...siblings.values()].flatMap((same) => {
    const groups = same.map(({ value }) => String(value).split("/").at(-2) ?? "");
    if (same.length < 2 || same[0]?.rows !== "" || new Set(groups).size < same.length) return same;
    questions.push(askGroups(same[0].name, groups));
    return same.map((plan, index) => ({ ...plan, dims: { ...plan.dims, groupe: { value: groups[index] ?? "" } } }));
  });
  return { figures, questions };
}

/** Whether two figures could state the same cell. */
function isSameCell(one: Settled, other: Settled): boolean {
  if (one.chosen.metric !== other.chosen.metric) return false;
  if (one.period?.grain !== other.period?.grain) return false;
  if (!one.territory.levels.some((level) => other.territory.levels.includes(level))) return false;
  return shapeOf(one) === shapeOf(other);
}

function shapeOf({ dims }: Settled): string {
  return JSON.stringify(Object.entries(dims).map(([name, written]) => [name, "value" in written ? written.value : ""]));
}
