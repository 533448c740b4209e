// A line drawn twice, wide and for a phone: the style sheet shows one. Says so when the axis leaves zero out.
import { type LineOptions, leavesZeroOut, lineChart } from "../charts/line.tsx";
import { isCut } from "../choice.ts";
import type { Point } from "../figure.ts";
import { withQuery } from "./own-address.ts";
import type { View } from "./view.ts";

export interface ChartProps extends Pick<LineOptions, "unit" | "fromZero" | "annotations" | "milestones"> {
  readonly view: View;
  readonly points: readonly Point[];
  /** 1120 for a panel over the whole width, 720 beside another. */
  readonly width: 720 | 1120;
  /** Beside a tall neighbour. */
  readonly tall?: boolean;
  /** First day of which anything is known; left out or `null`: nothing is, or it is not said. */
  readonly begins?: string | null;
}

export function Chart({ view, points, width, begins = null, tall = false, ...options }: ChartProps) {
  const height = tall ? 470 : width === 1120 ? 300 : 330;
  const wide = lineChart(points, { ...options, format: view.format, width, height });
  if (!wide && isCut(view.choice)) return <EmptySpan view={view} begins={begins} isEmpty={points.length === 0} />;
  if (!wide) return <p class="absent">{points.length === 0 ? view.words.panel.empty : view.words.panel.short}</p>;
  return (
    <>
      <figure class="chart">
        {wide}
        {lineChart(points, { ...options, format: view.format, width: 350, height: 250 })}
      </figure>
      {leavesZeroOut(points, options.fromZero) && <p class="quiet">{view.words.panel.notZero}</p>}
    </>
  );
}

/** No line in the chosen span: since when there are data, and the way to all of them. */
function EmptySpan({ view, begins, isEmpty }: { view: View; begins: string | null; isEmpty: boolean }) {
  const { words, format, choice } = view;
  const { periods, panel } = words;
  const isBefore = begins !== null && choice.between !== undefined && choice.between.last < begins;
  const reason = isBefore ? periods.before(format.month(begins)) : isEmpty ? periods.empty : panel.short;
  return (
    <p class="absent">
      {reason} <a href={withQuery(view, { periode: "tout" })}>{periods.widen}</a>
    </p>
  );
}
