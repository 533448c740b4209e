// The communes with at least one service, week by week, and since when. No map: no package carries their outlines.
import type { Child } from "hono/jsx";
import type { Point, Share } from "../figure.ts";
import type { Covered, TerritoryCoverage } from "../shapes/territory.ts";
import { capital } from "./capital.ts";
import { Chart } from "./chart.tsx";
import { Finder, TerritoryLink, territoryPath } from "./finder.tsx";
import { Panel } from "./panel.tsx";
import { perimeterText } from "./perimeter.tsx";
import { Table } from "./table.tsx";
import type { TerritoryProps } from "./territory-props.ts";
import type { View } from "./view.ts";

export function CoveragePanel({ model, view }: TerritoryProps) {
  const { words } = view;
  const { territory, coverage, head } = model;
  const { level } = territory;
  const json = `${territoryPath(territory)}.json${view.query}`;
  return (
    <div class="stack">
      <CoverageLine view={view} coverage={coverage} day={head.day} json={json} width={720} alone={level === "commune"}>
        {level !== "commune" && <p class="quiet">{words.territory.coverage.union}</p>}
        {level !== "commune" && level !== "france" && <p class="quiet">{words.territory.noMap}</p>}
        <Finder view={view} id="find" label={words.territory.find.label} submit={words.territory.find.submit} />
      </CoverageLine>
      {model.references.length > 0 && <Compare model={model} view={view} />}
    </div>
  );
}

/** The rates of the territory beside those of its parents and of France, as a table. */
function Compare({ model, view }: TerritoryProps) {
  const { words, format } = view;
  const text = words.territory.compare;
  const { territory, coverage, references, head } = model;
  const percent = (share: Share | null) => (share ? format.percent(share.part, share.whole) : words.table.missing);
  const cells = ({ communes, population }: Covered) => [percent(communes), percent(population)];
  return (
    <Panel
      view={view}
      id="reperes"
      title={text.title}
      name={`${text.title}, ${territory.name}`}
      sub={text.sub(format.date(head.day))}
      day={head.day}
      json={`${territoryPath(territory)}.json${view.query}`}
    >
      <Table
        caption={text.caption}
        label={text.title}
        columns={[{ label: text.place }, { label: text.communes, number: true }, { label: text.people, number: true }]}
        rows={[
          ...(territory.level === "commune" ? [] : [[territory.name, ...cells(coverage)]]),
          ...references.map((one) => [<TerritoryLink view={view} territory={one.territory} />, ...cells(one.covered)]),
        ]}
      />
    </Panel>
  );
}

export function CoverageLine(props: {
  view: View;
  coverage: TerritoryCoverage;
  day: string;
  json: string;
  width: 720 | 1120;
  /** Of a single commune: no line, it is there or not. */
  alone?: boolean;
  children?: Child;
}) {
  const { view, coverage, day } = props;
  const { words, format } = view;
  const say = words.territory.coverage;
  const { weekly, since, atStart } = coverage;
  const title = props.alone ? words.territory.commune.title : say.title;
  const sub = weekly[0] && say.sub(format.date(weekly[0].first), format.date(weekly.at(-1)?.last ?? day));
  return (
    <Panel
      view={view}
      id="couverture"
      title={title}
      name={title}
      {...(sub && !props.alone ? { sub } : {})}
      mark="adoption"
      day={day}
      json={props.json}
      data={sub && <WeeklyTable view={view} weekly={weekly} caption={sub} />}
    >
      {since === null ? (
        <p class="absent">{say.none}</p>
      ) : (
        <>
          {!props.alone && (
            <Chart
              view={view}
              points={weekly}
              width={props.width}
              unit={words.coverage.unit}
              fromZero={false}
              begins={coverage.begins}
            />
          )}
          <p>{(atStart ? say.atStart : say.since)(format.date(since))}</p>
          {coverage.perimeter && (
            <p class="note">
              {capital(perimeterText(view, coverage.perimeter, words.coverage.unit))}. {words.vintages.apart}
            </p>
          )}
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
