// A startup's own figure, as its page shows it, and the cells that make it.
import type { Metric } from "../../schemas/catalogue-model.ts";
import { type Cell, cellKey } from "../../schemas/statement.ts";
import { metricRef } from "../figure.ts";
import type { LineageAsked } from "../model.ts";
import { type Figure as Decided, Decider } from "../queries/decide.ts";
import { heldAt } from "../queries/lineage.ts";
import { linesOfMetric } from "../queries/lines.ts";
import { quotient } from "../queries/totals.ts";
import type { LineageModel } from "../shapes/lineage.ts";
import { EVERY } from "../shapes/list.ts";
import { cellAsked, checkRatio, periodsAsked, placeOf, saidAt } from "./lineage-cell.ts";
import { type Made, madeOf } from "./lineage-made.ts";
import { partsOf, ROLES } from "./lineage-ratio.ts";
import { type Startup, subjectOf } from "./subject.ts";

/** Cells that are listed. */
const CELLS = 100;
/** Statements that are told in full. */
const STATEMENTS = 40;

export type Own = Pick<LineageModel, "metric" | "figure" | "absence" | "periods" | "cells" | "parts"> & {
  /** Offsets of the latest statements that say those cells, or confirmed them last; at most 40. */
  readonly confirming: readonly number[];
  /** Whether a cell is one that could make the figure. */
  readonly isOf: (cell: Cell) => boolean;
  /** Proposals of the corrections in it. */
  readonly deciding: readonly string[];
};

/** A startup's own figure of the day, of a grain's last period, or of several. @throws {ReleveError} RELEVE_NO_CELL. */
export async function figureAsked(startup: Startup, metric: Metric, query: LineageAsked): Promise<Own> {
  checkRatio(startup, metric, query);
  const made = madeOf(startup, metric, query, periodsAsked(metric, query));
  const { periods, parts } = made;
  const keys = keysOf(metric);
  return {
    ...(await told(startup, made, query)),
    isOf: (cell) => keys.includes(cell.metric) && isIn(cell, periods),
    parts: parts ? partsOf(startup, metric, { ...parts, periods, place: null }) : [],
  };
}

/** A ratio of one place and period: the quotient of its two cells. @throws {ReleveError} RELEVE_NO_CELL. */
export async function ratioOfCell(
  startup: Startup,
  metric: Metric,
  query: LineageAsked,
): Promise<Own & { cell: Cell }> {
  const { setting, declaration, sources, corrections } = startup;
  const decider = new Decider(setting.day, declaration, sources, corrections);
  const [above, below] = keysOf(metric).map((key) => cellAsked(startup, { ...query, metric: key }).cell) as [
    Cell,
    Cell,
  ];
  const [numerator, denominator] = [above, below].map((cell) => decider.figure(cellKey(cell), cell));
  const values = { numerator: numerator?.value ?? null, denominator: denominator?.value ?? null };
  const both = values.numerator !== null && values.denominator !== null;
  const value = both ? quotient(values.numerator ?? "", values.denominator ?? "", metric.ratio?.scale ?? "one") : null;
  const known = [numerator, denominator].flatMap((one) => one ?? []);
  const absence = value !== null ? null : both ? "whole" : known.length === 0 ? "never" : "parts";
  const made = { metric, value, absence, periods: null, cells: known } as const;
  const keys = new Set([cellKey(above), cellKey(below)]);
  return {
    ...(await told(startup, made, query)),
    cell: above,
    isOf: (cell) => keys.has(cellKey(cell)),
    parts: partsOf(startup, metric, { values, count: 1, periods: null, place: placeOf(setting, above) }),
  };
}

const keysOf = ({ key, ratio }: Metric) => (ratio ? ROLES.map((role) => ratio[role]) : [key]);

async function told(startup: Startup, made: Made, { cells }: LineageAsked): Promise<Omit<Own, "isOf" | "parts">> {
  const { value, absence, metric, periods } = made;
  const decisions = made.cells.flatMap(({ correction }) => correction ?? []);
  const [first] = decisions;
  const correction = first ? { proposal: first.proposal, reason: first.reason } : null;
  const sources = [...new Set(made.cells.flatMap((one) => one.sources))];
  const isFigure = value !== null || absence === "said";
  return {
    metric: metricRef(metric),
    figure: isFigure ? { value, sources, since: null, confirmed: null, correction } : null,
    absence,
    periods,
    cells: {
      count: made.cells.length,
      rows: made.cells.slice(0, cells === EVERY ? undefined : CELLS).map((one) => cellOf(startup, one)),
    },
    confirming: made.cells.length > 0 ? sayingAll(startup, made.cells) : await lastWords(startup, metric),
    deciding: [...new Set(decisions.map(({ proposal }) => proposal))],
  };
}

function isIn({ grain, first, last }: Cell, periods: Own["periods"]): boolean {
  return periods ? grain === periods.grain && first >= periods.first && last <= periods.last : grain === "state";
}

/** Statements that say some cells; there may be thousands of cells, and a few statements that confirmed them. */
function sayingAll(startup: Startup, made: readonly Decided[]): number[] {
  const confirmed = new Map(
    made.flatMap((one) => one.sources.map((source) => [`${source} ${one.confirmed}`, { source, at: one.confirmed }])),
  );
  const said = [
    ...[...confirmed.values()].flatMap(({ source, at }) => saidAt(startup, source, at)),
    ...made.flatMap((one) => sayingOf(startup, one)),
  ];
  return latest(said);
}

/** Where there is no figure: what was last said of it, too old or no more, and what waits. */
async function lastWords(startup: Startup, metric: Metric): Promise<number[]> {
  const { setting, sources, declaration } = startup;
  const keys = keysOf(metric);
  const stating = declaration.sources.filter(({ source }) =>
    keys.some((key) => subjectOf(startup, key)?.stating.includes(source)),
  );
  const said = stating.flatMap(({ source }) => {
    const lines = sources.get(source);
    const own = lines ? keys.flatMap((key) => linesOfMetric(lines, key)) : [];
    return own.flatMap(([, { steps }]) => steps.at(-1)?.said ?? []);
  });
  const waiting = await heldAt(setting.warehouse, setting.frame, {
    startup: declaration.startup,
    sources: stating.map(({ source }) => source),
    before: setting.end,
  });
  return latest([...said, ...waiting]);
}

const latest = (said: readonly number[]) => [...new Set(said)].sort((a, b) => b - a).slice(0, STATEMENTS);

/** Where a cell's value began, and was said again: a push of one figure confirms no others, and is found by its own step alone. */
function sayingOf({ sources }: Startup, { key, since, confirmed, sources: own }: Decided): number[] {
  return own.flatMap((source) => {
    const steps = sources.get(source)?.lines.get(key)?.steps ?? [];
    return [since, confirmed].flatMap((at) => steps.findLast(({ moment }) => moment === at)?.said ?? []);
  });
}

function cellOf({ setting }: Startup, { cell, value, since, sources, correction }: Decided) {
  const said = { value, since: new Date(since).toISOString(), source: sources.join(",") };
  return { ...placeOf(setting, cell), metric: cell.metric, ...said, correction: correction?.proposal ?? null };
}
