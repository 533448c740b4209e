// The network's one figure of territories: communes with at least one service, week by week and by département.
import type { CoverageModel } from "../shapes/overview.ts";
import { Chart } from "./chart.tsx";
import { DepartementMap, DepartementTable } from "./departement-map.tsx";
import { Panel } from "./panel.tsx";
import { Table } from "./table.tsx";
import { apiHref, type View } from "./view.ts";

export function Coverage({ coverage, view }: { coverage: CoverageModel; view: View }) {
  const { words, format } = view;
  const first = coverage.weekly[0];
  const last = coverage.weekly.at(-1);
  return (
    <div class="grid-8-5">
      <Panel
        view={view}
        id="coverage-weeks"
        title={words.coverage.title}
        name={words.coverage.title}
        sub={first && last ? words.coverage.sub(format.date(first.last), format.date(last.last)) : words.panel.empty}
        mark="adoption"
        day={coverage.day}
        json={apiHref(view, "/api/v1/overview")}
        data={
          <Table
            caption={words.coverage.title}
            label={words.coverage.title}
            columns={[{ label: words.table.day }, { label: words.coverage.unit, number: true }]}
            rows={coverage.weekly.map((point) => [
              format.date(point.last),
              point.value === null ? words.table.missing : format.number(point.value),
            ])}
          />
        }
      >
        <Chart
          view={view}
          points={coverage.weekly}
          width={720}
          tall
          unit={words.coverage.unit}
          fromZero={false}
          begins={coverage.begins}
          annotations={coverage.entries.map(({ day }, index) => ({ day, number: index + 1 }))}
        />
        {coverage.entries.length > 0 && (
          <ol class="annotations">
            {coverage.entries.map(({ day, service, added }) => (
              <li>{words.coverage.entry(format.date(day), service.name, format.signed(added))}</li>
            ))}
          </ol>
        )}
      </Panel>
      <Departements coverage={coverage} view={view} />
    </div>
  );
}

function Departements({ coverage, view }: { coverage: CoverageModel; view: View }) {
  const { words, format } = view;
  const { map } = words.network;
  return (
    <Panel
      view={view}
      id="coverage-map"
      title={map.title}
      name={map.title}
      sub={map.sub(format.date(coverage.day))}
      mark="adoption"
      day={coverage.day}
      json={apiHref(view, "/api/v1/overview")}
      data={<DepartementTable view={view} rows={coverage.departements} caption={map.title} />}
    >
      <DepartementMap view={view} rows={coverage.departements} />
    </Panel>
  );
}
