// What a machine asks: figures cell by cell, or one legal sum of them, from the same totals as the pages.

import type { Metric } from "../../schemas/catalogue-model.ts";
import { isState } from "../../schemas/catalogue-model.ts";
import { ReleveError } from "../../schemas/errors.ts";
import type { Cell } from "../../schemas/statement.ts";
import { metricRef } from "../figure.ts";
import { UNCORRECTED } from "../queries/corrections.ts";
import type { Figure as Decided } from "../queries/decide.ts";
import { nearest } from "../queries/nearest.ts";
import { quotient } from "../queries/totals.ts";
import type { FiguresModel, FiguresQuery } from "../shapes/figures.ts";
import { metricsInOrder } from "./panels.ts";
import { ratioOf } from "./ratio-panel.ts";
import type { Setting } from "./setting.ts";
import { type Startup, type Subject, startupsOf, subjectOf } from "./subject.ts";
import { sumsOf } from "./sums.ts";

type Row = FiguresModel["rows"][number];

/** @throws {ReleveError} RELEVE_UNKNOWN_STARTUP, _UNKNOWN_METRIC, _SUM_ILLEGAL, _NOT_FOUND (source), _USAGE. */
export async function figuresModel(setting: Setting, query: FiguresQuery): Promise<FiguresModel> {
  const metric = query.metric === undefined ? undefined : knownMetric(setting, query.metric);
  const ids = query.startup === undefined ? [...setting.declarations.keys()] : [knownStartup(setting, query.startup)];
  const startups = (await startupsOf(setting, ids)).flatMap((startup) => ofSource(startup, query.source));
  if (startups.length === 0) throw unknownSource(setting, query);
  const sums = query.sum === undefined ? [] : sumsOf(startups, metric, { ...query, sum: query.sum });
  const all = startups.flatMap((startup) => rowsOf(startup, metric, query)).sort(byPlace);
  return {
    day: setting.day,
    metrics: metricsOf(setting, all, metric),
    count: all.length,
    rows: all.slice(query.offset, query.offset + query.limit),
    sums,
  };
}

/** As it was defined then. @throws {ReleveError} RELEVE_UNKNOWN_METRIC */
export function knownMetric({ catalogue }: Pick<Setting, "catalogue">, key: string): Metric {
  const metric = catalogue.metricOf(key);
  if (metric) return metric;
  const keys = catalogue.metricsInForce().map((one) => one.key);
  throw new ReleveError("RELEVE_UNKNOWN_METRIC", `no metric ${key} in the catalogue`, didYouMean(key, keys));
}

/** @throws {ReleveError} RELEVE_UNKNOWN_STARTUP */
export function knownStartup({ declarations }: Setting, id: string): string {
  if (declarations.has(id)) return id;
  throw new ReleveError("RELEVE_UNKNOWN_STARTUP", `no startup ${id}`, didYouMean(id, [...declarations.keys()]));
}

function didYouMean(name: string, known: readonly string[]): string {
  const found = nearest(name, known);
  return found === undefined ? "none is declared yet: add a directory file, then pull" : `did you mean ${found}?`;
}

/** A startup as one of its sources alone tells it; nothing when it has no such source. */
function ofSource(startup: Startup, source: string | undefined): Startup[] {
  if (source === undefined) return [startup];
  const sources = startup.declaration.sources.filter((one) => one.source === source);
  if (sources.length === 0) return [];
  const declaration = { ...startup.declaration, sources, order: {}, parts: {} };
  return [{ ...startup, declaration, corrections: UNCORRECTED }];
}

function unknownSource({ declarations }: Setting, { startup, source }: FiguresQuery): ReleveError {
  if (declarations.size === 0 || source === undefined)
    return new ReleveError("RELEVE_NOT_FOUND", "no startup is declared yet", "add a directory file, then pull");
  const own = startup === undefined ? [...declarations.values()] : [declarations.get(startup)];
  const known = own.flatMap((one) => one?.sources.map((each) => each.source) ?? []);
  return new ReleveError(
    "RELEVE_NOT_FOUND",
    `no source ${source}${startup ? ` of ${startup}` : ""}`,
    didYouMean(source, known),
  );
}

function rowsOf(startup: Startup, metric: Metric | undefined, query: FiguresQuery): Row[] {
  const keys = metric ? [metric.key] : metricsInOrder(startup);
  return keys.flatMap((key) => {
    if (startup.setting.catalogue.metricOf(key)?.kind === "ratio") return ratioRows(startup, key, query);
    const subject = subjectOf(startup, key);
    return subject ? asked(subject, query).map((figure) => rowOf(subject, figure)) : [];
  });
}

/** The figures that a query asks for; of period metrics only closed periods. */
export function asked(subject: Subject, query: FiguresQuery): Decided[] {
  const state = isState(subject.metric.kind);
  return subject.decided.filter(({ cell }) => isAsked(cell, state, subject.setting.day, query));
}

function isAsked(
  cell: Cell,
  state: boolean,
  day: string,
  { grain, from, to, level, territory }: FiguresQuery,
): boolean {
  if (level !== undefined && cell.level !== level) return false;
  if (territory !== undefined && cell.code !== territory) return false;
  if (state) return true;
  if (cell.last > day || (grain !== undefined && cell.grain !== grain)) return false;
  return (from === undefined || cell.first >= from) && (to === undefined || cell.last <= to);
}

function rowOf({ declaration, metric }: Subject, { cell, value, sources, confirmed, correction }: Decided): Row {
  const { level, code, dims, grain } = cell;
  const state = grain === "state";
  return {
    startup: declaration.startup,
    source: sources.join(","),
    ...(correction && { correction: { ...correction, since: new Date(correction.since).toISOString() } }),
    metric: metric.key,
    version: metric.version,
    level,
    code,
    dims: dims === "" ? {} : (JSON.parse(dims) as Record<string, string>),
    grain,
    first: state ? null : cell.first,
    last: state ? null : cell.last,
    value,
    moment: new Date(confirmed).toISOString(),
  };
}

/** A ratio is stored nowhere: each of its cells is made from the two that state its parts. */
function ratioRows(startup: Startup, key: string, query: FiguresQuery): Row[] {
  const found = ratioOf(startup, key);
  if (!found?.metric.ratio) return [];
  const { metric, denominator, pairs } = found;
  const scale = found.metric.ratio.scale;
  return pairs.flatMap(({ cell, of, ...pair }) => {
    if (!isAsked(cell, false, startup.setting.day, query)) return [];
    const value = quotient(pair.numerator, pair.denominator, scale);
    const { correction = of.denominator.correction } = of.numerator;
    const sources = [...new Set([...of.numerator.sources, ...of.denominator.sources])];
    const figure = { ...of.denominator, value, sources, ...(correction && { correction }) };
    return [{ ...rowOf(denominator, figure), metric: metric.key, version: metric.version }];
  });
}

function byPlace(a: Row, b: Row): number {
  return compare(keyOf(a), keyOf(b));
}
const keyOf = (row: Row) =>
  [row.startup, row.metric, row.level, row.code, row.grain, row.first ?? "", JSON.stringify(row.dims)].join("\t");
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function metricsOf({ catalogue }: Setting, rows: readonly Row[], asked: Metric | undefined): FiguresModel["metrics"] {
  const found = new Map<string, Metric>();
  for (const { metric, version } of rows) {
    const key = `${metric}@${version}`;
    const known = found.has(key) ? undefined : catalogue.metricOf(metric, version);
    if (known) found.set(key, known);
  }
  if (found.size === 0 && asked) found.set(asked.key, asked);
  return [...found.values()].map(metricRef);
}
