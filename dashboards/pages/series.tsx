// A state over time (gauge, counter) or people of a period (distinct): the line, its table, and what is never added up.
import { Chart } from "./chart.tsx";
import { Definition } from "./definition.tsx";
import { Doubts, figureDay, Value } from "./figure.tsx";
import type { MetricPanelProps } from "./membership.tsx";
import { Panel } from "./panel.tsx";
import { FigureRows, PeriodTable } from "./table.tsx";
import { say } from "./view.ts";

export function SeriesPanel({ view, panel, id, json }: MetricPanelProps<"series">) {
  const { words } = view;
  const { figure, points, grain } = panel;
  const label = say(view, figure.metric.label);
  return (
    <Panel
      view={view}
      id={id}
      title={label}
      name={label}
      sub={`${say(view, figure.metric.unit)}, ${figureDay(view, figure)}`}
      mark={figure.mark}
      day={figure.day}
      json={json}
      data={
        <>
          <PeriodTable
            view={view}
            metric={figure.metric}
            grain={grain}
            rows={points}
            caption={`${label}, ${words.table.series}`}
          />
          {figure.table.by !== "period" && <FigureRows view={view} figure={figure} />}
        </>
      }
    >
      <p class="series-value">
        <Value view={view} figure={figure} />
      </p>
      {points.length > 0 && (
        <Chart
          view={view}
          points={points}
          width={1120}
          unit={say(view, figure.metric.unit)}
          fromZero={grain !== "state"}
        />
      )}
      <Doubts view={view} figure={figure} />
      <Definition view={view} metric={figure.metric} />
    </Panel>
  );
}
