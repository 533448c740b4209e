// A startup's own figure, as its page shows it, and the cells that make it.
import type { Metric } from "../../schemas/catalogue-model.ts";
import type { Grain } from "../../schemas/period.ts";
import type { Cell } from "../../schemas/statement.ts";
import { metricRef } from "../figure.ts";
import type { LineageAsked } from "../model.ts";
import type { Figure as Decided } from "../queries/decide.ts";
import type { LineageModel } from "../shapes/lineage.ts";
import { EVERY } from "../shapes/list.ts";
import { placeOf, saidAt } from "./lineage-cell.ts";
import { panelOf } from "./panels.ts";
import { type Startup, subjectOf } from "./subject.ts";

/** Cells that are listed. */
const CELLS = 100;

type Own = Pick<LineageModel, "metric" | "figure" | "cells"> & {
  /** Offsets of the latest statements that say those cells, or confirmed them last; at most 10. */
  readonly confirming: readonly number[];
  /** Whether a cell is one that could make the figure. */
  readonly isOf: (cell: Cell) => boolean;
  /** Proposals of the corrections in it. */
  readonly deciding: readonly string[];
};
/** A startup's own figure of the day, or of a grain's last period. */
export function figureAsked(
  startup: Startup,
  metric: Metric,
  { grain, cells }: Pick<LineageAsked, "grain" | "cells">,
): Own {
  const figure = panelOf(startup, metric.key, grain)?.figure;
  const keys = metric.ratio ? [metric.ratio.numerator, metric.ratio.denominator] : [metric.key];
  if (!figure) {
    const isOf = (cell: Cell) => keys.includes(cell.metric);
    const none = { figure: null, cells: { count: 0, rows: [] }, confirming: [], isOf, deciding: [] };
    return { metric: metricRef(metric), ...none };
  }
  const { period, corrected = [] } = figure;
  const made = keys.flatMap((key) => decidedOf(startup, key, period));
  // Thousands of cells, and a few statements that confirmed them.
  const confirmed = new Map(
    made.flatMap((one) => one.sources.map((source) => [`${source} ${one.confirmed}`, { source, at: one.confirmed }])),
  );
  const said = [
    ...[...confirmed.values()].flatMap(({ source, at }) => saidAt(startup, source, at)),
    ...made.flatMap((one) => sayingOf(startup, one)),
  ];
  const sources = [...new Set(made.flatMap((one) => one.sources))];
  const [first] = corrected;
  const correction = first ? { proposal: first.proposal, reason: first.reason } : null;
  return {
    metric: figure.metric,
    figure: { value: figure.value, sources, since: null, confirmed: null, correction },
    cells: {
      count: made.length,
      rows: made.slice(0, cells === EVERY ? undefined : CELLS).map((one) => cellOf(startup, one)),
    },
    confirming: [...new Set(said)].sort((a, b) => b - a).slice(0, 10),
    isOf: (cell) => keys.includes(cell.metric) && isIn(cell, period),
    deciding: corrected.map(({ proposal }) => proposal),
  };
}

type Period = { readonly grain: Grain; readonly first: string; readonly last: string } | null;
const decidedOf = (startup: Startup, key: string, period: Period): readonly Decided[] =>
  (subjectOf(startup, key)?.decided ?? []).filter(({ cell }) => isIn(cell, period));

function isIn({ grain, first, last }: Cell, period: Period): boolean {
  return period ? first >= period.first && last <= period.last : grain === "state";
}

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
