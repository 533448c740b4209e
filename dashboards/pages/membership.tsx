// A set of territories: how many, what share of the population, week by week, and where.
import { bars } from "../charts/bars.tsx";
import type { FigureTable } from "../figure.ts";
import { fraction } from "../format.ts";
import type { Panel as PanelModel } from "../shapes/panel.ts";
import { Chart } from "./chart.tsx";
import { Definition } from "./definition.tsx";
import { Doubts } from "./figure.tsx";
import { Panel } from "./panel.tsx";
import { FigureRows, PeriodTable, placeName } from "./table.tsx";
import { say, type View } from "./view.ts";

export interface MetricPanelProps<Kind extends PanelModel["kind"]> {
  readonly view: View;
  readonly panel: Extract<PanelModel, { kind: Kind }>;
  readonly id: string;
  readonly json: string;
  /** Address of the provenance of its figure. */
  readonly provenance: string;
}

export function MembershipPanels({ view, panel, id, json, provenance }: MetricPanelProps<"membership">) {
  const { words, format } = view;
  const { figure, weekly } = panel;
  const label = say(view, figure.metric.label);
  const unit = say(view, figure.metric.unit);
  const shared = { view, day: figure.day, json, provenance, name: label, mark: figure.mark } as const;
  return (
    <div class="grid-8-5">
      <Panel
        {...shared}
        id={id}
        title={label}
        sub={words.startup.weekly(unit)}
        data={
          <PeriodTable
            view={view}
            metric={figure.metric}
            grain="state"
            rows={weekly}
            caption={words.startup.weekly(unit)}
          />
        }
      >
        <Chart view={view} points={weekly} width={720} unit={unit} fromZero={false} begins={panel.begins} />
        <Doubts view={view} figure={figure} />
        <Definition view={view} metric={figure.metric} />
      </Panel>
      <Panel
        {...shared}
        id={`${id}-by`}
        title={byLevel(view, label, figure.table)}
        sub={words.figure.at(format.date(figure.day))}
        data={<FigureRows view={view} figure={figure} />}
      >
        <Places view={view} panel={panel} />
      </Panel>
    </div>
  );
}

/** "Communes covered by département"; the label alone when the rows are not territories. */
export function byLevel({ words }: View, label: string, table: FigureTable): string {
  const level = table.by === "territory" ? table.rows[0]?.level : undefined;
  return level ? words.startup.byLevel(label, words.startup.levels[level]) : label;
}

const SHOWN = 10;

/** Shares when the rows are parts of something; else the places themselves, named. */
function Places({ view, panel: { figure } }: Pick<MetricPanelProps<"membership">, "view" | "panel">) {
  const { words, format } = view;
  const { table } = figure;
  if (table.by !== "territory" || table.rows.length === 0) return <p class="absent">{words.panel.empty}</p>;
  const shares = table.rows.flatMap((row) => {
    const size = row.value === null || row.of === null ? undefined : fraction(row.value, row.of);
    return size === undefined || row.value === null || row.of === null
      ? []
      : [{ row, size, text: format.percent(row.value, row.of) }];
  });
  if (shares.length === 0)
    return <p>{format.list(table.rows.map((row) => `${placeName(view, row)} (${row.code})`))}.</p>;
  const top = shares.sort((a, b) => b.size - a.size).slice(0, SHOWN);
  return (
    <>
      <p class="quiet">{words.startup.topShare}</p>
      {bars(
        top.map(({ row, size, text }) => ({ name: `${placeName(view, row)} (${row.code})`, text, size })),
        1,
      )}
    </>
  );
}
