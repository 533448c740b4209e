// The kind `anct`: rows of organisations or communes, their metrics under short keys, in pages, a bare list or a file.

import type { OpenQuestion, Said } from "../../../schemas/check.ts";
import { hasForm } from "../../../schemas/territory.ts";
import { isObject } from "../../endpoints/json-value.ts";
import { readFigure } from "../../endpoints/numbers.ts";
import { roleOf } from "../field.ts";
import { NO_PERIOD } from "../findings.ts";
import { addressWords, type Given, keptUrl, type Recognised, type Recogniser } from "../kind.ts";
import { fallbackMetric, metricFor } from "../metric-words.ts";
import { whyNoCount } from "../no-count.ts";
import { askAnctKey, askLevels, askMetric } from "../questions.ts";
import { fileRows } from "../tables.ts";
import { fileSeen, levelsSeen, metricFound, NO_DATE, NO_METRIC, rowsSeen, valuesSeen } from "./anct-told.ts";

type Place = "siret" | "siren" | "commune";
interface Row {
  readonly places: readonly Place[];
  readonly metrics: Readonly<Record<string, unknown>>;
}
/** The convention's keys as people, and as flags of communes. */
const KEYS: Readonly<Record<string, readonly [people: string, communes: string | undefined]>> = {
  tu: ["utilisateurs", "communes_couvertes"],
  yau: ["utilisateurs_actifs_12m", "communes_actives_12m"],
  mau: ["utilisateurs_actifs_28j", undefined],
  wau: ["utilisateurs_actifs_7j", undefined],
};

export const anct: Recogniser = {
  kind: "anct",
  recognise: (given) => {
    const { look, sample } = given;
    const url = keptUrl(sample.url, ["limit", "offset"]);
    if (look.form === "csv") return ofFile(given, url);
    const body = look.form === "json" ? look.document : undefined;
    const listed = Array.isArray(body)
      ? body
      : isObject(body) && Number.isInteger(body.count)
        ? body.results
        : undefined;
    if (!Array.isArray(listed) || (Array.isArray(body) && listed.length === 0)) return undefined;
    if (!listed.every((row) => isObject(row) && isObject(row.metrics))) return undefined;
    const rows = listed.map((row) => rowOf(row as Record<string, unknown>));
    const form = Array.isArray(body) ? { form: "list" } : {};
    const count = isObject(body) ? Number(body.count) : listed.length;
    const evidence = rowsSeen(listed.length, Array.isArray(body) ? undefined : count);
    const limit = isCapped(sample, { count, rows: listed.length }) ? { limit: listed.length } : {};
    const people = listed.some((row) => isObject((row as Record<string, unknown>).account));
    return recognised({ url, ...form, ...limit }, rows, { evidence, people, around: addressWords(sample.url) });
  },
};

/** Whether the endpoint gives fewer rows a page than it was asked for; a page that nobody asked for tells nothing. */
function isCapped(
  { asked }: Given["sample"],
  { count, rows }: { readonly count: number; readonly rows: number },
): boolean {
  const limit = asked === undefined ? null : new URL(asked).searchParams.get("limit");
  return limit !== null && rows > 0 && count > rows && rows < Number(limit);
}

/** A column of identifiers of several kinds, and numbers beside it. */
function ofFile({ look, sample, territories }: Given, url: string): Recognised | undefined {
  if (look.form !== "csv") return undefined;
  const { set, header } = fileRows(look.cells);
  const known = set.fields.map((field) => ({ field, role: roleOf(field, territories) }));
  const id = known.find(({ role }) => role.is === "place" && role.levels.length > 1)?.field;
  const numbers = known.filter(({ role, field }) => role.is === "number" && field !== id).map(({ field }) => field);
  if (!id || !header || numbers.length === 0 || known.some(({ role }) => role.is === "date")) return undefined;
  const rows = id.values.map((value, line): Row => {
    const metrics = Object.fromEntries(numbers.map(({ name, values }) => [name, values[line]]));
    return { places: formsOf(String(value)), metrics };
  });
  const { delimiter, encoding } = look.cells;
  const csv = { id: id.at, ...(delimiter !== "," && { delimiter }), ...(encoding !== "utf-8" && { encoding }) };
  return recognised({ url, form: "csv", csv }, rows, {
    evidence: fileSeen(id.name),
    people: false,
    around: addressWords(sample.url),
  });
}

function recognised(
  base: { readonly url: string; readonly [name: string]: unknown },
  rows: readonly Row[],
  {
    evidence,
    people,
    around,
  }: { readonly evidence: Said; readonly people: boolean; readonly around: readonly string[] },
): Recognised {
  const keys = rows.length === 0 ? ["tu"] : [...new Set(rows.flatMap(({ metrics }) => Object.keys(metrics)))];
  const taken = new Set<string>();
  const stated = keys.flatMap((key) => {
    const saying = rows.filter(({ metrics }) => Object.hasOwn(metrics, key));
    const levels = levelsOf(saying);
    const values = saying.map(({ metrics }) => readFigure(metrics[key], "plain", 2));
    const isFlag = levels.join() === "commune" && values.every((value) => value === "0" || value === "1");
    const known = conventional(key, isFlag);
    const isKey = Object.hasOwn(KEYS, key); // flags under `mau` are of communes, for which there is no metric
    const found = isKey || whyNoCount(key) ? undefined : metricFor({ name: key, around, levels, isFlag });
    const metric =
      known ??
      found?.metric ??
      (keys.length === 1 && !whyNoCount(key)
        ? fallbackMetric({ name: key, around, levels, isFlag }).metric
        : undefined);
    if (!metric || taken.has(metric)) return [];
    taken.add(metric);
    return [{ key, metric, levels, isFlag, seen: valuesSeen(values, isFlag), known, found }];
  });
  const metrics = Object.fromEntries(
    stated.map(({ key, metric, levels, isFlag }) => [key, { metric, levels: isFlag ? ["commune"] : levels }]),
  );
  const left = keys.filter((key) => !Object.hasOwn(metrics, key));
  const levels = levelsOf(rows);
  const questions: OpenQuestion[] = [
    ...stated.flatMap(({ key, metric, seen, known, found }) => {
      if (found) return found.confidence === "guess" ? [askMetric(key, found)] : [];
      return known === undefined || Object.hasOwn(KEYS, key) ? [askAnctKey(key, metric, seen)] : [];
    }),
    ...(levels.length > 1 ? [askLevels(levels)] : []),
  ];
  return {
    confidence: "sure",
    evidence,
    ...(stated.length > 0 && {
      settings: { ...base, ...(people && { combine: "sum" }), metrics } as NonNullable<Recognised["settings"]>,
    }),
    findings: [
      ...stated.flatMap(({ key, metric, seen }): Recognised["findings"] => [
        { about: "value", found: `metrics/${key}`, confidence: "sure", evidence: seen },
        { about: "metric", found: metricFound(metric, key), confidence: "guess", evidence: seen },
      ]),
      { about: "period", found: NO_PERIOD, confidence: "sure", evidence: NO_DATE },
      {
        about: "territory",
        found: levels.join(", "),
        confidence: rows.length > 0 ? "sure" : "guess",
        evidence: levelsSeen(
          levels.map((level) => [level, rows.filter(({ places }) => places.includes(level)).length] as const),
        ),
      },
    ],
    questions,
    refused: left.map((key) => ({ what: `metrics/${key}`, why: whyNoCount(key) ?? NO_METRIC })),
  };
}

function conventional(key: string, isFlag: boolean): string | undefined {
  const [people, communes] = KEYS[key] ?? [];
  return people !== undefined && isFlag ? communes : people;
}

function rowOf(row: Record<string, unknown>): Row {
  const named = (["siret", "siren", "commune"] as const).filter((place) =>
    said(row[place === "commune" ? "insee" : place]),
  );
  return {
    places: named,
    metrics: row.metrics as Row["metrics"],
  };
}
function formsOf(id: string): Place[] {
  return (["siret", "siren", "commune"] as const).filter((place) => hasForm(place, id));
}
/** The most precise first; the convention's rows of communes where there are none to look at. */
function levelsOf(rows: readonly Row[]): Place[] {
  const found = (["siret", "siren", "commune"] as const).filter((place) =>
    rows.some(({ places }) => places.includes(place)),
  );
  return found.length > 0 ? found : ["commune"];
}
function said(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}
