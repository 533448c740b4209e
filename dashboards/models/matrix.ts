// The indicators that every service should publish, each from the startup's own figures, or missing. Pure.
import type { Figure } from "../figure.ts";
import type { Panel } from "../shapes/panel.ts";
import { INDICATORS, type Indicator, type Matrix } from "../shapes/record.ts";

/**
 * The figure that answers an indicator. Ease of use, satisfaction and cost have no entry in the catalogue yet: nobody
 * can have published them here. A flow that no month tells is shown with the period it has. A share of territories is a share of all of them: no priority market was validated.
 */
const ANSWERS: Readonly<Record<Indicator, (figure: Figure) => boolean>> = {
  ease: () => false,
  active_users: ({ metric }) => metric.key === "utilisateurs_actifs_mois" || metric.key === "agents_actifs_28j",
  transactions: ({ metric, mark }) => metric.kind === "flow" && mark === "adoption" && metric.key !== "visites",
  penetration: ({ metric, share }) => metric.kind === "membership" && share !== null,
  satisfaction: () => false,
  impact: ({ mark }) => mark === "impact",
  cost: () => false,
};

/** @param panels  the startup's, flows by month where they have months */
export function matrixOf(panels: readonly Panel[]): Matrix {
  const figures = panels.map(({ figure }) => figure);
  return INDICATORS.map((indicator) => {
    const answering = figures.filter(ANSWERS[indicator]);
    return { indicator, figure: answering.find(({ value }) => value !== null) ?? answering[0] ?? null };
  });
}
