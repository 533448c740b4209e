// From the rows of an answer to a statement: cells, doubts and scopes (docs/meaning.md, rules 1 to 7).

import { metricOf } from "../schemas/catalogue.ts";
import { isState, type Metric } from "../schemas/catalogue-model.ts";
import { canonicalDecimal, fromMicro, toMicro } from "../schemas/decimal.ts";
import { AnswerError } from "../schemas/errors.ts";
import type { Grain } from "../schemas/period.ts";
import { type Reading, type ReadScope, type Row, type Scope, STATE_DAY } from "../schemas/statement.ts";
import { hasForm } from "../schemas/territory.ts";
import { keyOf, type Place, type Shape, type Stated, type Statement, shapeOf } from "./place.ts";
import { refuseUnreadable, UnreadParts } from "./unread.ts";

type Definitions = Readonly<Record<string, number>>;

/**
 * What a reading says, as a statement.
 * @throws {AnswerError} metric.unknown, values.unreadable.
 */
export function makeStatement(
  reading: Reading,
  definitions: Definitions,
  at: { moment: number; off: number },
): Statement {
  const metrics = metricsOf(reading, definitions);
  refuseUnreadable(reading, metrics);
  const gathered = gather(reading, metrics);
  return {
    ...at,
    cells: gathered.cells,
    doubtful: gathered.doubtful,
    scopes: reading.scope ? scopesOf(reading.scope, metrics, gathered.intervals) : [],
    removesNothing: gathered.homeless.size > 0 || !reading.scope,
    homeless: gathered.homeless,
    unread: gathered.unread.told(reading, metrics),
    empty: gathered.cells.size === 0 && gathered.doubtful.size === 0,
    isPlain: gathered.stating === gathered.cells.size && gathered.doubtful.size === 0 && gathered.homeless.size === 0,
  };
}

function metricsOf(reading: Reading, definitions: Definitions): Map<string, Metric> {
  const metrics = new Map<string, Metric>();
  const learn = (key: string) => {
    if (metrics.has(key)) return;
    const metric = metricOf(key, definitions[key] ?? 0);
    if (!metric)
      throw new AnswerError("metric.unknown", `metric ${key}, version ${definitions[key] ?? "not given"}`, {
        hint: "use a metric of the catalogue (docs/metrics.md)",
      });
    metrics.set(key, metric);
  };
  for (const { metric } of reading.scope?.metrics ?? []) learn(metric);
  for (const row of reading.rows) learn(row.metric);
  return metrics;
}

interface Gathered {
  readonly cells: Map<string, Stated>;
  readonly doubtful: Map<string, Place>;
  readonly intervals: Map<string, { metric: string; grain: Grain; first: string; last: string }>;
  /** Rows without an identifiable cell, by what is wrong with them. */
  homeless: Map<string, number>;
  /** Values that put a cell in doubt. */
  readonly unread: UnreadParts;
  /** Rows that stated a cell, or put it in doubt. */
  stating: number;
}

function gather(reading: Reading, metrics: ReadonlyMap<string, Metric>): Gathered {
  const none = { cells: new Map(), doubtful: new Map(), intervals: new Map(), homeless: new Map() };
  const found: Gathered = { ...none, unread: new UnreadParts(), stating: 0 };
  const passes = reading.member ?? isPositive;
  const shapes = new ShapeFinder(metrics);
  let at = -1;
  for (const row of reading.rows) {
    at += 1;
    const shape = shapes.of(row);
    const { kind } = shapes.metric;
    const member = kind === "membership" && typeof row.value === "string";
    if (member && !passes(row.value as string, row.metric)) continue;
    if (row.period && shape?.grain !== "state") stretch(found, row);
    if (!shape || row.code === undefined || !hasForm(row.level, row.code)) noteHomeless(found, row, shape);
    else state(found, shape, row, { value: member ? "1" : row.value, adds: reading.combine === "sum" && !member, at });
  }
  for (const key of found.doubtful.keys()) found.cells.delete(key);
  return found;
}

/** The shapes of rows; the same few come again and again, one after another. */
class ShapeFinder {
  readonly #metrics: ReadonlyMap<string, Metric>;
  #row: Row | undefined;
  /** By dimensions: rows that differ in them alternate. */
  #shapes = new Map<string, Shape | undefined>();
  /** Of the row that was asked last. */
  metric!: Metric;

  constructor(metrics: ReadonlyMap<string, Metric>) {
    this.#metrics = metrics;
  }

  /** `undefined`: a period metric's row without a period has no cell. */
  of(row: Row): Shape | undefined {
    const last = this.#row;
    if (last?.metric !== row.metric || last.level !== row.level || last.period?.grain !== row.period?.grain) {
      this.#row = row;
      this.#shapes = new Map();
      this.metric = this.#metrics.get(row.metric) as Metric;
    }
    const known = this.#shapes.get(row.dims);
    if (known) return known;
    const grain = isState(this.metric.kind) ? "state" : row.period?.grain;
    const shape = grain && shapeOf(row.metric, this.metric.version, row.level, grain, row.dims);
    this.#shapes.set(row.dims, shape);
    return shape;
  }
}

/** Counted by what is wrong with them, in words: no more than a few for one answer. */
function noteHomeless({ homeless }: Gathered, { metric, level, code }: Row, shape: Shape | undefined): void {
  const wrong = shape
    ? `${metric}: ${code === undefined ? `no ${level}` : `no such ${level}: ${code.slice(0, 40)}`}`
    : `${metric}: no readable date`;
  const known = homeless.has(wrong) || homeless.size < HOMELESS_KINDS;
  const key = known ? wrong : `${metric}: others`;
  homeless.set(key, (homeless.get(key) ?? 0) + 1);
}
const HOMELESS_KINDS = 5;

function isPositive(value: string): boolean {
  return value !== "0" && !value.startsWith("-");
}

function stretch({ intervals }: Gathered, { metric, period }: Row): void {
  if (!period) return;
  const key = `${metric}|${period.grain}`;
  const interval = intervals.get(key);
  if (!interval) {
    intervals.set(key, { metric, ...period });
    return;
  }
  if (period.first < interval.first) interval.first = period.first;
  if (period.last > interval.last) interval.last = period.last;
}

/** @param at  of the row in its reading, from 0 */
function state(
  found: Gathered,
  shape: Shape,
  row: Row,
  { value, adds, at }: { value: Row["value"]; adds: boolean; at: number },
): void {
  found.stating += 1;
  const code = row.code as string;
  const { first, last } = shape.grain === "state" || !row.period ? STATE_DAYS : row.period;
  const key = keyOf(shape, code, first);
  if (value === undefined) {
    found.unread.note("value.unreadable", row, at);
    found.doubtful.set(key, { shape, code, first, last });
    return;
  }
  const before = found.cells.get(key);
  if (!before) found.cells.set(key, { shape, code, first, last, value });
  else if (adds && before.value !== null && value !== null) {
    const sum = canonicalDecimal(fromMicro(toMicro(before.value) + toMicro(value)));
    if (sum === undefined) contradict(found, key, before, { row, at });
    else found.cells.set(key, { ...before, value: sum });
  } else if (before.value !== value) contradict(found, key, before, { row, at });
}

/** A cell is told once, however many rows contradict each other. */
function contradict(
  { doubtful, unread }: Gathered,
  key: string,
  place: Place,
  { row, at }: { row: Row; at: number },
): void {
  if (!doubtful.has(key)) unread.note("cell.twice", row, at);
  doubtful.set(key, place);
}
const STATE_DAYS = { first: STATE_DAY, last: STATE_DAY };

function scopesOf(scope: ReadScope, metrics: ReadonlyMap<string, Metric>, intervals: Gathered["intervals"]): Scope[] {
  return scope.metrics.flatMap(({ metric: key, levels, dims }) => {
    const metric = metrics.get(key) as Metric;
    const names = [...dims].sort().join(",");
    return spansOf(metric, scope, intervals).flatMap((span) =>
      levels.flatMap((level) =>
        (scope.territories ?? [""]).map((code) => ({
          metric: key,
          definition: metric.version,
          level,
          code,
          dims: names,
          ...span,
        })),
      ),
    );
  });
}

function spansOf(
  metric: Metric,
  scope: ReadScope,
  intervals: Gathered["intervals"],
): Pick<Scope, "grain" | "first" | "last">[] {
  if (isState(metric.kind)) return [{ grain: "state", first: STATE_DAY, last: STATE_DAY }];
  const windows = scope.windows ?? [];
  const present = [...intervals.values()].filter(
    (interval) => interval.metric === metric.key && !windows.some(({ grain }) => grain === interval.grain),
  );
  return [...windows, ...present].map(({ grain, first, last }) => ({ grain, first, last }));
}
