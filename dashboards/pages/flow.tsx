// A total of periods: the line of closed periods, the totals once quoted, and the territories it comes from.
import type { Milestone } from "../shapes/panel.ts";
import { Chart } from "./chart.tsx";
import { Definition } from "./definition.tsx";
import { Doubts } from "./figure.tsx";
import { byLevel, type MetricPanelProps } from "./membership.tsx";
import { Panel } from "./panel.tsx";
import { FigureRows, PeriodTable } from "./table.tsx";
import { TopTen } from "./top-ten.tsx";
import { say, type View } from "./view.ts";

export function FlowPanel({ view, panel, id, json, provenance }: MetricPanelProps<"flow">) {
  const { words, format } = view;
  const { figure, grain, points, by } = panel;
  const label = say(view, figure.metric.label);
  const title = words.startup.perGrain(label, words.grains[grain]);
  const first = points[0];
  const last = points.at(-1);
  return (
    <>
      <Panel
        view={view}
        id={id}
        title={title}
        name={title}
        sub={
          first && last
            ? words.startup.span(format.period({ grain, ...first }), format.period({ grain, ...last }))
            : words.panel.empty
        }
        mark={figure.mark}
        day={figure.day}
        json={json}
        provenance={provenance}
        data={<PeriodTable view={view} metric={figure.metric} grain={grain} rows={points} caption={title} />}
      >
        <Chart
          view={view}
          points={points}
          width={1120}
          unit={last ? format.period({ grain, ...last }) : ""}
          fromZero
          begins={panel.since?.first ?? null}
          milestones={panel.milestones.flatMap((milestone) =>
            isDrawn(panel, milestone) ? marked(view, milestone) : [],
          )}
        />
        {panel.milestones.map((milestone) => (
          <MilestoneNote view={view} milestone={milestone} />
        ))}
        <Doubts view={view} figure={figure} />
        <Definition view={view} metric={figure.metric} />
      </Panel>
      {by && (
        <Panel
          view={view}
          id={`${id}-by`}
          title={byLevel(view, label, by.table)}
          name={label}
          sub={`${say(view, figure.metric.unit)}, ${words.startup.span(format.date(by.first), format.date(by.last))}`}
          mark={figure.mark}
          day={figure.day}
          json={`${json}&from=${by.first}&to=${by.last}`}
          data={<FigureRows view={view} figure={figure} of={by.table} />}
        >
          <TopTen view={view} table={by.table} />
        </Panel>
      )}
    </>
  );
}

/** Beside the points that are shown: a mark outside the chosen span has no place on its line. */
function isDrawn({ points }: MetricPanelProps<"flow">["panel"], { until }: Milestone): boolean {
  const [first] = points;
  return first !== undefined && until >= first.first && until <= (points.at(-1)?.last ?? "");
}

function marked(view: View, { value, until, since }: Milestone) {
  const { words, format } = view;
  if (value === null) return [];
  const label = words.startup.milestoneShort(format.number(value), format.month(since));
  return [{ day: until, label, sub: words.startup.milestoneEnd(format.month(until)) }];
}

/** A total that the startup quoted, recomputed. */
export function MilestoneNote({ view, milestone }: { view: View; milestone: Milestone }) {
  const { words, format } = view;
  const { value, since, until, territories } = milestone;
  const [from, to] = [format.month(since), format.month(until)];
  return (
    <p class="milestone-note">
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
        <circle class="ring" cx="10" cy="10" r="7" />
      </svg>
      <span>
        {value === null ? (
          `${milestone.label} — ${words.startup.milestoneNone}`
        ) : (
          <>
            <b>{words.startup.milestone(format.number(value), from, to)}</b>
            {territories &&
              words.startup.milestonePlaces(
                format.number(String(territories.count)),
                words.startup.levelsMany[territories.level],
              )}
            {` — ${words.startup.milestoneHow}.`}
          </>
        )}
      </span>
    </p>
  );
}
