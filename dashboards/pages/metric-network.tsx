// A metric over all services: a union of sets, or a sum where they count the same thing; else why there is none.

import { gauge } from "../charts/gauge.tsx";
import { fraction } from "../format.ts";
import type { StartupRef } from "../shapes/head.ts";
import { capital } from "./capital.ts";
import { Chart } from "./chart.tsx";
import { metricPath } from "./finder.tsx";
import type { MetricProps } from "./metric-props.ts";
import { Panel } from "./panel.tsx";
import { PeriodTable, ServiceLink } from "./table.tsx";
import { say } from "./view.ts";

export function MetricNetwork({ model, view }: MetricProps) {
  const { words, format } = view;
  const text = words.metrics;
  const { entry, network } = model;
  const { metric, mark } = entry;
  const unit = say(view, metric.unit);
  if (!network) return <Apart model={model} view={view} />;
  const { share, population, rule } = network;
  const size = share && fraction(share.part, share.whole);
  const named = (services: readonly StartupRef[]) => format.list(services.map(({ name }) => name));
  const caption = `${text.network[rule]}, ${words.table.series}`;
  return (
    <Panel
      view={view}
      id="reseau"
      title={text.network[rule]}
      name={text.network[rule]}
      sub={`${unit}, ${words.figure.at(format.date(network.day))}`}
      mark={mark}
      day={network.day}
      json={`${metricPath(metric.key)}.json${view.query}`}
      data={<PeriodTable view={view} metric={metric} grain={network.grain} rows={network.points} caption={caption} />}
    >
      <p class="series-value">
        <strong class="value">{network.value === null ? words.table.missing : format.number(network.value)}</strong>{" "}
        <span class="of">
          {unit}
          {share &&
            ` ${words.figure.of(format.number(share.whole))}, ${words.figure.share(format.percent(share.part, share.whole))}`}
        </span>
      </p>
      {size !== null && size !== undefined && gauge(size)}
      {population && (
        <p class="quiet">
          {format.percent(population.part, population.whole)} {words.figure.inPopulation(format.short(population.part))}
        </p>
      )}
      <Chart
        view={view}
        points={network.points}
        width={720}
        unit={unit}
        fromZero={rule === "sum"}
        begins={network.begins}
      />
      <p class="quiet">{rule === "union" ? text.network.unionRule : text.network.sumRule(named(network.services))}</p>
      {network.left.length > 0 && <p class="quiet">{text.network.left(named(network.left))}</p>}
    </Panel>
  );
}

/** Lines that are drawn; the others are in the table of services. */
const DRAWN = 3;

/** No figure of the network: why, and each service's own line. */
function Apart({ model, view }: MetricProps) {
  const { words } = view;
  const text = words.metrics;
  const { entry, services, head } = model;
  const { metric } = entry;
  const refusal = metric.refusals.find(({ axis }) => axis === "services");
  const drawn = services.filter(({ points }) => points.length > 1).slice(0, DRAWN);
  return (
    <Panel
      view={view}
      id="reseau"
      title={text.lines}
      name={text.lines}
      sub={text.linesSub}
      mark={entry.mark}
      day={head.day}
      data={drawn.map((one) => (
        <PeriodTable
          view={view}
          metric={metric}
          grain={one.grain}
          rows={one.points}
          caption={`${one.service.name}, ${words.table.series}`}
        />
      ))}
    >
      {services.length === 0 ? (
        <p class="absent">{text.nothing}</p>
      ) : (
        <p>
          {text.network.none}
          {refusal && ` ${capital(say(view, refusal.refused))}.`}
        </p>
      )}
      {drawn.map((one) => (
        <>
          <h3>
            <ServiceLink view={view} service={one.service} />
          </h3>
          <Chart
            view={view}
            points={one.points}
            width={720}
            unit={say(view, metric.unit)}
            fromZero={one.grain !== "state"}
          />
        </>
      ))}
    </Panel>
  );
}
