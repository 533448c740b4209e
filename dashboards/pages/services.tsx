// Services: the panel of one, with its name always beside its figure, and the table of all.
import type { Child } from "hono/jsx";
import { sparkline } from "../charts/line.tsx";
import type { Figure } from "../figure.ts";
import type { ServiceModel } from "../shapes/service.ts";
import { BLANK, CardsTable } from "./cards-table.tsx";
import { Chip, Mark } from "./chip.tsx";
import { changeHead } from "./compared.ts";
import { ChangeWords, Doubts, figureDay, figurePhrase, isCompared, ShareGauge, Value } from "./figure.tsx";
import { MilestoneNote } from "./flow.tsx";
import { incubatorName } from "./incubator-name.ts";
import { ofFigure, Provenance } from "./lineage-link.tsx";
import { Panel } from "./panel.tsx";
import { FigureRows, ServiceLink, valueText } from "./table.tsx";
import { figuresHref, say, type View } from "./view.ts";

export function ServicePanel({ view, service, day }: { view: View; service: ServiceModel; day: string }) {
  const { words, format } = view;
  const { freshness, figures } = service;
  const nameOf = ({ metric }: Figure) => `${service.name}, ${say(view, metric.label)}`;
  return (
    <Panel
      view={view}
      id={`service-${service.id}`}
      level={3}
      title={<ServiceLink view={view} service={service} />}
      name={service.name}
      sub={service.owner}
      className="service"
      day={day}
      json={figuresHref(view, { startup: service.id })}
      data={figures.length > 0 && figures.map((figure) => <FigureRows view={view} figure={figure} />)}
    >
      <p class="chips">
        <Chip view={view} state={freshness.state} />
        {figures[0] && <Mark view={view} mark={figures[0].mark} />}
      </p>
      {figures.length === 0 && <p class="absent">{words.services.none}</p>}
      <dl class="facts">
        {figures.map((figure) => (
          <div>
            <dt>
              {say(view, figure.metric.label)}, {figureDay(view, figure)}
            </dt>
            <dd>
              <Value view={view} figure={figure} />
              <ShareGauge figure={figure} />
              <Doubts view={view} figure={figure} />
              <small>
                <Provenance
                  view={view}
                  startup={service.id}
                  metric={figure.metric.key}
                  name={nameOf(figure)}
                  {...ofFigure(figure)}
                />
              </small>
            </dd>
            {figure.population && (
              <>
                <dt>{words.figure.population}</dt>
                <dd>
                  <strong class="value">{format.percent(figure.population.part, figure.population.whole)}</strong>{" "}
                  <span class="of">{words.figure.inhabitants(format.short(figure.population.part))}</span>
                </dd>
              </>
            )}
            {service.before.map(
              ({ metric, point }) =>
                metric === figure.metric.key && (
                  <>
                    <dt>{words.startup.before}</dt>
                    <dd>{valueText(view, figure.metric, point)}</dd>
                  </>
                ),
            )}
            {isCompared(view, figure) && (
              <>
                <dt>{changeHead(view, words.figure.in4weeks)}</dt>
                <dd>
                  <ChangeWords view={view} metric={figure.metric} change={figure.change} short />
                </dd>
              </>
            )}
          </div>
        ))}
      </dl>
      {service.milestones.map((milestone) => (
        <MilestoneNote view={view} milestone={milestone} />
      ))}
      <p class="dated">
        {freshness.last === null
          ? words.states[freshness.state]
          : `${words.services.last}${view.lang === "fr" ? "\u00a0:" : ":"} ${format.dayOf(freshness.last)}`}
      </p>
    </Panel>
  );
}

export function ServicesTable({
  view,
  services,
  label,
}: {
  view: View;
  services: readonly ServiceModel[];
  label: string;
}) {
  const { services: words, network } = view.words;
  const phases = services.some(({ life }) => life !== null);
  const heads = [
    words.service,
    ...(phases ? [network.list.phase] : []),
    words.main,
    changeHead(view, words.change),
    words.trend,
    words.last,
  ];
  return (
    <CardsTable
      label={label}
      columns={heads.map((head) => ({ label: head }))}
      groups={[{ rows: services.map((service) => serviceRow(view, service, phases)) }]}
    />
  );
}

function serviceRow(view: View, service: ServiceModel, phases: boolean): Child[] {
  const { words, format } = view;
  const { list, phase } = words.network;
  const [main] = service.figures;
  const { life, owner, freshness } = service;
  return [
    <>
      <ServiceLink view={view} service={service} />
      <small>{owner || (life?.incubator && incubatorName(view, life.incubator))}</small>
    </>,
    ...(phases ? [life === null ? <span class="quiet">{list.outside}</span> : phase(life.phase)] : []),
    main ? (
      <>
        <b>{figurePhrase(view, main)}</b>
        <small>
          {say(view, main.metric.label)}
          {main.period && main.metric.kind !== "ratio" && `, ${format.period(main.period)}`} · {words.marks[main.mark]}
        </small>
      </>
    ) : (
      <span class="quiet">{words.services.none}</span>
    ),
    main ? <ChangeWords view={view} metric={main.metric} change={main.change} short /> : BLANK,
    main?.metric.kind === "counter" ? (
      <span class="quiet">{words.services.total}</span>
    ) : (
      (sparkline(service.trend) ?? BLANK)
    ),
    <>
      <Chip view={view} state={freshness.state} />
      <small>{freshness.last === null ? "—" : format.dayOf(freshness.last)}</small>
    </>,
  ];
}
