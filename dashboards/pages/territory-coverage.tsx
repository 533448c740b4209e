// The communes with at least one service, week by week, and since when. No map: no package carries their outlines.
import type { Child } from "hono/jsx";
import type { Point } from "../figure.ts";
import type { TerritoryCoverage } from "../shapes/territory.ts";
import { Chart } from "./chart.tsx";
import { Finder, territoryPath } from "./finder.tsx";
import { Panel } from "./panel.tsx";
import { Table } from "./table.tsx";
import type { TerritoryProps } from "./territory.tsx";
import type { View } from "./view.ts";

export function CoveragePanel({ model, view }: TerritoryProps) {
  const { words } = view;
  const { territory, coverage, head } = model;
  const { level } = territory;
  return (
    <CoverageLine view={view} coverage={coverage} day={head.day} json={`${territoryPath(territory)}.json`} width={720}>
      {level !== "commune" && level !== "france" && <p class="quiet">{words.territory.noMap}</p>}
      <Finder view={view} id="find" label={words.territory.find.label} submit={words.territory.find.submit} />
    </CoverageLine>
  );
}

export function CoverageLine(props: {
  view: View;
  coverage: TerritoryCoverage;
  day: string;
  json: string;
  width: 720 | 1120;
  children?: Child;
}) {
  const { view, coverage, day } = props;
  const { words, format } = view;
  const say = words.territory.coverage;
  const { weekly, since, atStart } = coverage;
  const sub = weekly[0] && say.sub(format.date(weekly[0].first), format.date(weekly.at(-1)?.last ?? day));
  return (
    <Panel
      view={view}
      id="couverture"
      title={say.title}
      name={say.title}
      {...(sub ? { sub } : {})}
      mark="adoption"
      day={day}
      json={props.json}
      data={sub && <WeeklyTable view={view} weekly={weekly} caption={sub} />}
    >
      {since === null ? (
        <p class="absent">{say.none}</p>
      ) : (
        <>
          <Chart view={view} points={weekly} width={props.width} unit={words.coverage.unit} fromZero={false} />
          <p>{(atStart ? say.atStart : say.since)(format.date(since))}</p>
          <p class="quiet">{say.union}</p>
        </>
      )}
      {props.children}
    </Panel>
  );
}

function WeeklyTable({ view, weekly, caption }: { view: View; weekly: readonly Point[]; caption: string }) {
  const { words, format } = view;
  return (
    <Table
      caption={caption}
      label={caption}
      columns={[{ label: words.table.day }, { label: words.coverage.unit, number: true }]}
      rows={weekly.map(({ first, value }) => [
        format.date(first),
        value === null ? words.table.missing : format.number(value),
      ])}
    />
  );
}
