// Lists that stand beside each other, as charts take them: labels, and for each of them a value at the same place of another
// list (`{"labels": […], "visites": […]}`), or of a dataset's `data` (Chart.js).

import { pointerOf } from "../../schemas/json-pointer.ts";
import { isObject } from "../endpoints/json-value.ts";
import { compilePointer } from "../endpoints/pointer.ts";
import type { Field, RowSet } from "./column.ts";

/** Charts stand near the root, and have few datasets. */
const DEEPEST = 4;
const MOST_LISTS = 40;
/** Names of the list that says what the others' values are of; else it is the one list of texts. */
const LABELS = /^(labels?|categories|dates?|jours?|mois|months?|semaines?|weeks?|ann[ée]es?|years?|x)$/i;

interface List {
  readonly segments: readonly string[];
  readonly name: string;
  readonly values: readonly unknown[];
}

/** One row set for each list of labels that has another list of its length beside it. */
export function parallelSets(document: unknown): RowSet[] {
  const found: RowSet[] = [];
  gather(document, [], found);
  return found;
}

function gather(value: unknown, segments: readonly string[], found: RowSet[]): void {
  if (segments.length > DEEPEST || !isObject(value)) return;
  const set = setOf(value, segments);
  if (set) found.push(set);
  for (const [key, inner] of Object.entries(value)) gather(inner, [...segments, key], found);
}

function setOf(object: Readonly<Record<string, unknown>>, segments: readonly string[]): RowSet | undefined {
  const lists = [
    ...Object.entries(object).flatMap(([key, values]) => listOf([...segments, key], key, values)),
    ...datasetsOf(object, segments),
  ];
  const texts = lists.filter(({ values }) => values.every((one) => typeof one === "string"));
  const labels =
    lists.find(({ name, segments: at }) => LABELS.test(name) && at.length === segments.length + 1) ??
    (texts.length === 1 ? texts[0] : undefined);
  if (!labels) return undefined;
  const beside = lists.filter((one) => one !== labels && one.values.length === labels.values.length);
  if (beside.length === 0) return undefined;
  const fieldOf = ({ segments: at, name, values }: List): Field => ({
    ...{ name, values, from: "own" as const },
    at: `#${pointerOf(at)}/*`,
  });
  return {
    rows: `${pointerOf(labels.segments)}/*`,
    count: labels.values.length,
    fields: [{ at: "", name: labels.name, values: labels.values, from: "own" }, ...beside.map(fieldOf)],
    about: [...segments],
  };
}

/** Chart.js: `datasets`, each with a `label` and its `data`. */
function datasetsOf(object: Readonly<Record<string, unknown>>, segments: readonly string[]): List[] {
  const datasets = compilePointer("/datasets")({ values: [object], keys: [""], stars: [] });
  if (!Array.isArray(datasets)) return [];
  return datasets.slice(0, MOST_LISTS).flatMap((one: unknown, index) => {
    if (!isObject(one)) return [];
    const name = typeof one.label === "string" ? one.label : "";
    return listOf([...segments, "datasets", String(index), "data"], name, one.data);
  });
}

function listOf(segments: readonly string[], name: string, values: unknown): List[] {
  const isPlain =
    Array.isArray(values) && values.length > 1 && values.every((one) => one === null || typeof one !== "object");
  return isPlain ? [{ segments, name, values }] : [];
}
