// A startup's own figure, as its page shows it, and the cells that make it.
import type { Metric } from "../../schemas/catalogue-model.ts";
import type { Grain } from "../../schemas/period.ts";
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

/** `confirming`: offsets of the statements that confirmed those cells last. */
export function figureAsked(
  startup: Startup,
  metric: Metric,
  { grain, cells }: Pick<LineageAsked, "grain" | "cells">,
): Pick<LineageModel, "metric" | "figure" | "cells"> & { readonly confirming: readonly number[] } {
  const figure = panelOf(startup, metric.key, grain)?.figure;
  if (!figure) return { metric: metricRef(metric), figure: null, cells: { count: 0, rows: [] }, confirming: [] };
  const keys = metric.ratio ? [metric.ratio.numerator, metric.ratio.denominator] : [metric.key];
  const made = keys.flatMap((key) => decidedOf(startup, key, figure.period));
  // Thousands of cells, and a few statements that confirmed them.
  const confirmed = new Map(
    made.flatMap((one) => one.sources.map((source) => [`${source} ${one.confirmed}`, { source, at: one.confirmed }])),
  );
  const said = [...confirmed.values()].flatMap(({ source, at }) => saidAt(startup, source, at));
  const sources = [...new Set(made.flatMap((one) => one.sources))];
  const [corrected] = figure.corrected ?? [];
  const correction = corrected ? { proposal: corrected.proposal, reason: corrected.reason } : null;
  return {
    metric: figure.metric,
    figure: { value: figure.value, sources, since: null, confirmed: null, correction },
    cells: {
      count: made.length,
      rows: made.slice(0, cells === EVERY ? undefined : CELLS).map((one) => cellOf(startup, one)),
    },
    confirming: [...new Set(said)].sort((a, b) => b - a).slice(0, 10),
  };
}

function decidedOf(
  startup: Startup,
  key: string,
  period: { readonly grain: Grain; readonly first: string; readonly last: string } | null,
): readonly Decided[] {
  const decided = subjectOf(startup, key)?.decided ?? [];
  if (!period) return decided.filter(({ cell }) => cell.grain === "state");
  return decided.filter(({ cell }) => cell.first >= period.first && cell.last <= period.last);
}

function cellOf({ setting }: Startup, { cell, value, since, sources }: Decided) {
  const { metric } = cell;
  return { ...placeOf(setting, cell), metric, value, since: new Date(since).toISOString(), source: sources.join(",") };
}
