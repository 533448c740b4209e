// Of all figures that could be read, those that a file may state together: each metric once for each place, period and dimension.
import { metricOf } from "../../schemas/catalogue.ts";
import type { OpenQuestion, Said } from "../../schemas/check.ts";
import { quoted } from "./french.ts";
import { type ChosenMetric, fallbackMetric, metricFor } from "./metric-words.ts";
import type { Plan } from "./plan-model.ts";
import { askGroups, askMetric } from "./questions.ts";
import { hasSibling, siblingsTold, withoutNumbered } from "./siblings.ts";
import type { Left } from "./told.ts";
import { saysNothing } from "./words.ts";

export interface Settled extends Plan {
  readonly chosen: ChosenMetric;
}
export interface Choice {
  readonly figures: readonly Settled[];
  readonly refused: readonly Left[];
  readonly questions: readonly OpenQuestion[];
}
/** A file of more figures than that is no proposal that anybody reads. */
const MOST_FIGURES = 12;

/** @returns figures whose cells cannot be the same; what was left out is told. */
export function chooseFigures(possible: readonly Plan[]): Choice {
  const counted = possible.filter(({ value }) => value !== "present");
  const { plans, left: numbered } = withoutNumbered(counted.length > 0 ? counted : possible); // where there are numbers, they are the figures
  const all = plans.filter((plan): plan is Settled => plan.chosen !== undefined);
  const isOwn = all.some(({ chosen }) => chosen.isOwn);
  // A lone number is named by itself, or by what is over it where its own name says nothing: /utilisateurs/total.
  const named = all.filter(({ rows, chosen, name }) => chosen.isOwn || rows !== "" || !isOwn || saysNothing(name));
  const ordered = byGroup(named).toSorted((a, b) => b.chosen.score - a.chosen.score);
  const figures: Settled[] = [];
  const left = new Set<Plan>(plans.filter((plan) => !named.some((one) => one === plan)));
  for (const plan of ordered) {
    if (figures.length < MOST_FIGURES && !figures.some((other) => isSameCell(other, plan))) figures.push(plan);
    else left.add(plan);
  }
  const { fallen, siblings } = figures.length === 0 ? standIn(plans) : { siblings: [] };
  if (fallen) figures.push(fallen);
  const refused = [...left]
    .filter((plan) => (plan.value !== fallen?.value || plan.rows !== fallen.rows) && !siblings.includes(plan))
    .map(
      (plan): Left => ({
        what: `${plan.rows}${plan.value}`,
        why: why(named.some((one) => one === plan) ? plan : { ...plan, chosen: undefined }),
      }),
    )
    .concat(siblingsTold(numbered), siblingsTold(siblings));
  return {
    figures,
    refused,
    questions: [
      ...groupQuestions(figures),
      ...figures
        .filter(({ chosen }) => chosen.confidence === "guess")
        .map(({ name, rows, value, chosen }) =>
          askMetric(saysNothing(name) && rows === "" && typeof value === "string" ? value : name, chosen),
        ),
      ...figures.flatMap(({ questions }) => questions),
    ],
  };
}

function why({ chosen, name, sought }: Plan): Said {
  const own = name === "" ? "ce chiffre" : quoted(name);
  const dated = !chosen && !sought.grain ? metricFor({ ...sought, around: [], grain: "month" }) : undefined;
  if (dated?.isOwn)
    return {
      fr: `${own} serait ${quoted(metricOf(dated.metric)?.label.fr ?? dated.metric)}, qui est le chiffre d’une période, et aucune date n’est à côté : demandez-la à l’équipe`,
      en: `"${name}" would be ${dated.metric}, which is of a period, and no date stands beside it: ask the team for one`,
    };
  if (!chosen)
    return {
      fr: `aucun indicateur du catalogue n’a de mot en commun avec ${own} : choisissez-en un pour le lire`,
      en: `no metric of the catalogue has a word of ${name === "" ? "this figure" : `"${name}"`}: choose one in docs/metrics.md to read it`,
    };
  const label = metricOf(chosen.metric)?.label.fr ?? chosen.metric;
  return {
    fr: `${own} serait ${quoted(label)}, qu’un autre chiffre donne déjà : choisissez-lui un autre indicateur, ou un détail`,
    en: `"${name}" would be ${chosen.metric}, which another figure states already: choose a metric for it, or a dimension`,
  };
}

/** Rows of places or dates before lone numbers; a total before its parts, and none of parts that are alike. */
function standIn(all: readonly Plan[]): { readonly fallen?: Settled; readonly siblings: readonly Plan[] } {
  const rank = ({ period, territory, name }: Plan) =>
    (period ? 4 : 0) +
    (territory.at !== undefined ? 2 : 0) +
    (/total|count|nb|nombre|value|valeur/i.test(name) ? 1 : 0);
  const siblings = all.filter((plan) => hasSibling(plan, all));
  const [best] = all.filter((plan) => !siblings.includes(plan)).toSorted((a, b) => rank(b) - rank(a));
  return { ...(best && { fallen: { ...best, chosen: fallbackMetric(best.sought) } }), siblings };
}

/** The same key in several groups of one document: one metric, with the group as a dimension. */
function byGroup(plans: readonly Settled[]): readonly Settled[] {
  const siblings = new Map<string, Settled[]>();
  for (const plan of plans) {
    const key = `${plan.rows}|${plan.name}|${plan.chosen.metric}`;
    siblings.set(key, [...(siblings.get(key) ?? []), plan]);
  }
  return [...siblings.values()].flatMap((same) => {
    const groups = same.map(({ value }) => String(value).split("/").at(-2) ?? "");
    if (same.length < 2 || same[0]?.rows !== "" || new Set(groups).size < same.length) return same;
    return same.map((plan, index) => ({ ...plan, dims: { ...plan.dims, groupe: { value: groups[index] ?? "" } } }));
  });
}

/** One question for each figure that stands in several groups. */
function groupQuestions(figures: readonly Settled[]): OpenQuestion[] {
  const groups = new Map<string, string[]>();
  for (const { name, dims } of figures) {
    if (dims.groupe && "value" in dims.groupe) groups.set(name, [...(groups.get(name) ?? []), dims.groupe.value]);
  }
  return [...groups].map(([name, values]) => askGroups(name, values));
}

/** Whether two figures could state the same cell. */
function isSameCell(one: Settled, other: Settled): boolean {
  if (one.chosen.metric !== other.chosen.metric) return false;
  if (one.period?.grain !== other.period?.grain) return false;
  if (one.dims.groupe !== undefined && one.rows === "" && other.rows === "" && other.dims.groupe === undefined)
    return true;
  if (other.dims.groupe !== undefined && one.rows === "" && other.rows === "" && one.dims.groupe === undefined)
    return true;
  if (!one.territory.levels.some((level) => other.territory.levels.includes(level))) return false;
  return shapeOf(one) === shapeOf(other);
}

function shapeOf({ dims }: Settled): string {
  return JSON.stringify(Object.entries(dims).map(([name, written]) => [name, "value" in written ? written.value : ""]));
}
