// The services that state a metric, side by side: each keeps its figure, its date and its own line.
import { sparkline } from "../charts/line.tsx";
import type { Figure } from "../figure.ts";
import type { MetricModel, MetricService } from "../shapes/metric.ts";
import { BLANK, CardsTable } from "./cards-table.tsx";
import { Chip } from "./chip.tsx";
import { changeHead } from "./compared.ts";
import { ChangeWords, Doubts, figureDay, Value } from "./figure.tsx";
import { metricPath } from "./finder.tsx";
import { ofPoints, Provenance } from "./lineage-link.tsx";
import type { MetricProps } from "./metric-props.ts";
import { Panel } from "./panel.tsx";
import { PeriodTable, ServiceLink } from "./table.tsx";
import { link, say } from "./view.ts";

/** A figure as the shared bricks take it; its rows are on the service's own page. */
export function wholeFigure({ entry }: MetricModel, { figure }: MetricService): Figure {
  return { ...figure, metric: entry.metric, table: { by: "source", rule: "first", rows: [] } };
}

export function MetricServices({ model, view }: MetricProps) {
  const { words } = view;
  const text = words.metrics;
  const { entry, services, head } = model;
  const { metric } = entry;
  const json = `${metricPath(metric.key)}.json${view.query}`;
  if (services.length === 0) return null;
  const label = say(view, metric.label);
  return (
    <Panel
      view={view}
      id="services"
      title={text.services}
      name={`${label}, ${text.services}`}
      sub={text.servicesSub}
      mark={entry.mark}
      day={head.day}
      json={json}
      data={services.map((one) => (
        <PeriodTable
          view={view}
          metric={metric}
          grain={one.grain}
          rows={one.points}
          caption={text.line(one.service.name, label)}
        />
      ))}
    >
      <CardsTable
        label={text.services}
        columns={[
          { label: text.service },
          { label: text.value },
          { label: changeHead(view, text.change) },
          { label: text.trend },
          { label: text.state },
        ]}
        groups={[
          {
            rows: services.map((one) => {
              const figure = wholeFigure(model, one);
              return [
                <>
                  <ServiceLink view={view} service={one.service} />
                  <small>
                    <a href={`${link(view, `/startups/${one.service.id}`)}#m-${metric.key}`}>{label}</a>
                  </small>
                </>,
                <>
                  <Value view={view} figure={figure} />
                  <small>{figureDay(view, figure)}</small>
                  <Doubts view={view} figure={figure} />
                  <small>
                    <Provenance
                      view={view}
                      startup={one.service.id}
                      metric={metric.key}
                      name={`${one.service.name}, ${label}`}
                      {...(metric.kind === "ratio" && ofPoints(one.grain, one.points))}
                    />
                  </small>
                </>,
                metric.kind === "ratio" ? (
                  BLANK
                ) : (
                  <ChangeWords view={view} metric={metric} change={figure.change} short />
                ),
                (metric.kind === "counter" ? null : sparkline(one.points)) ?? BLANK,
                <Chip view={view} state={figure.freshness.state} />,
              ];
            }),
          },
        ]}
      />
    </Panel>
  );
}
