// A state over time (gauge, counter) or people of a period (distinct): the line, its table, the territories it comes from,
// and what is never added up.
import { isCut } from "../choice.ts";
import { isPlaced } from "../figure.ts";
import { Chart } from "./chart.tsx";
import { Definition } from "./definition.tsx";
import { Doubts, figureDay, Value } from "./figure.tsx";
import { byLevel, type MetricPanelProps } from "./membership.tsx";
import { Panel } from "./panel.tsx";
import { FigureRows, PeriodTable } from "./table.tsx";
import { TopTen } from "./top-ten.tsx";
import { say } from "./view.ts";

export function SeriesPanel({ view, panel, id, json, provenance }: MetricPanelProps<"series">) {
  const { words } = view;
  const { figure, points, grain } = panel;
  const label = say(view, figure.metric.label);
  const placed = isPlaced(figure.table);
  return (
    <>
      <Panel
        view={view}
        id={id}
        title={label}
        name={label}
        sub={`${say(view, figure.metric.unit)}, ${figureDay(view, figure)}`}
        mark={figure.mark}
        day={figure.day}
        json={json}
        provenance={provenance}
        data={
          <>
            <PeriodTable
              view={view}
              metric={figure.metric}
              grain={grain}
              rows={points}
              caption={`${label}, ${words.table.series}`}
            />
            {!placed && figure.table.by !== "period" && <FigureRows view={view} figure={figure} />}
          </>
        }
      >
        <p class="series-value">
          <Value view={view} figure={figure} />
        </p>
        {(points.length > 0 || isCut(view.choice)) && (
          <Chart
            view={view}
            points={points}
            width={1120}
            unit={say(view, figure.metric.unit)}
            fromZero={grain !== "state"}
            begins={panel.begins}
          />
        )}
        <Doubts view={view} figure={figure} />
        <Definition view={view} metric={figure.metric} />
      </Panel>
      {placed && (
        <Panel
          view={view}
          id={`${id}-by`}
          title={byLevel(view, label, figure.table)}
          name={label}
          sub={`${say(view, figure.metric.unit)}, ${figureDay(view, figure)}`}
          mark={figure.mark}
          day={figure.day}
          json={json}
          data={<FigureRows view={view} figure={figure} />}
        >
          <TopTen view={view} table={figure.table} />
        </Panel>
      )}
    </>
  );
}
