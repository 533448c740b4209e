// The panels of a startup: one per metric, the main one first.

import { isState } from "../../schemas/catalogue-model.ts";
import type { Grain } from "../../schemas/period.ts";
import type { Panel } from "../shapes/panel.ts";
import { distinctPanel, flowPanel } from "./period-panels.ts";
import { ratioPanel } from "./ratio-panel.ts";
import { membershipPanel, statePanel } from "./state-panels.ts";
import { metricsOf, type Startup, subjectOf } from "./subject.ts";

/**
 * The metrics of a startup, the main one first: as its declaration names them, source by source, then those that are only corrected; a ratio takes the
 * place of its numerator, which goes to the end.
 */
export function metricsInOrder(startup: Startup): string[] {
  const named = new Set(startup.declaration.sources.flatMap(({ source }) => metricsOf(startup, source)));
  for (const { cell } of [...startup.corrections.values()].flat()) named.add(cell.metric);
  const ratios = startup.setting.catalogue
    .metricsInForce()
    .flatMap(({ key, ratio }) =>
      ratio && named.has(ratio.numerator) && named.has(ratio.denominator) ? [{ key, numerator: ratio.numerator }] : [],
    );
  const moved = ratios.map(({ numerator }) => numerator);
  const places = [...named].map((key) => ratios.find(({ numerator }) => numerator === key)?.key ?? key);
  return [...places, ...moved];
}

/** At most `limit` panels; a metric without a closed period, or that nobody ever stated, has none. */
export function panelsOf(
  startup: Startup,
  { grain, limit = Infinity }: { readonly grain?: Grain | undefined; readonly limit?: number },
): Panel[] {
  const panels: Panel[] = [];
  for (const key of metricsInOrder(startup)) {
    const panel = panels.length < limit ? panelOf(startup, key, grain) : undefined;
    if (panel) panels.push(panel);
  }
  return panels.sort((a, b) => Number(isApart(a)) - Number(isApart(b)));
}

/** A figure that is only known in pieces that may not be added up: never the main one. */
const isApart = ({ figure }: Panel) => figure.value === null && figure.absence === "detail";

/** `undefined`: nobody ever stated the metric, or no period of it is closed. */
export function panelOf(startup: Startup, key: string, grain: Grain | undefined): Panel | undefined {
  const kind = startup.setting.catalogue.metricOf(key)?.kind;
  if (kind === "ratio") return ratioPanel(startup, key);
  const subject = subjectOf(startup, key);
  if (!subject) return undefined;
  if (subject.stated === undefined && !isWaiting(subject.stating, startup)) return undefined;
  if (!isState(subject.metric.kind))
    return subject.metric.kind === "flow" ? flowPanel(subject, grain) : distinctPanel(subject, grain);
  return subject.metric.kind === "membership" ? membershipPanel(subject) : statePanel(subject);
}

/** Whether the first answer of a source is held: there is something to say, though no figure. */
function isWaiting(stating: readonly string[], { answers }: Startup): boolean {
  return stating.some((source) => answers.get(source)?.held !== undefined);
}
