// A line drawn twice, wide and for a phone: the style sheet shows one. Says so when the axis leaves zero out.
import { type LineOptions, leavesZeroOut, lineChart } from "../charts/line.tsx";
import type { Point } from "../figure.ts";
import type { View } from "./view.ts";

export interface ChartProps extends Pick<LineOptions, "unit" | "fromZero" | "annotations" | "milestones"> {
  readonly view: View;
  readonly points: readonly Point[];
  /** 1120 for a panel over the whole width, 720 beside another. */
  readonly width: 720 | 1120;
  /** Beside a tall neighbour. */
  readonly tall?: boolean;
}

export function Chart({ view, points, width, tall = false, ...options }: ChartProps) {
  const height = tall ? 470 : width === 1120 ? 300 : 330;
  const wide = lineChart(points, { ...options, format: view.format, width, height });
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
