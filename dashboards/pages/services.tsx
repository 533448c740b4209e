// Services: the panel of one, with its name always beside its figure, and the table of all.
import { sparkline } from "../charts/line.tsx";
import type { ServiceModel } from "../shapes/service.ts";
import { Chip, Mark } from "./chip.tsx";
import { ChangeWords, Doubts, figureDay, figurePhrase, ShareGauge, Value } from "./figure.tsx";
import { MilestoneNote } from "./flow.tsx";
import { Panel } from "./panel.tsx";
import { FigureRows, ServiceLink, valueText } from "./table.tsx";
import { figuresHref, say, type View } from "./view.ts";

/** Written out, since a table shown as cards loses its roles in some browsers. */
export const ROLE = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  rowheader: { role: "rowheader" },
  cell: { role: "cell" },
} as const;

export function ServicePanel({ view, service, day }: { view: View; service: ServiceModel; day: string }) {
  const { words, format } = view;
  const { freshness, figures } = service;
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
            {figure.change && (
              <>
                <dt>{words.figure.in4weeks}</dt>
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

/** On a phone each row becomes a card: the roles are written out, since a table without its display loses them. */
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
    words.change,
    words.trend,
    words.last,
  ];
  return (
    <table class="cards" {...ROLE.table} aria-label={label}>
      <thead {...ROLE.rowgroup}>
        <tr {...ROLE.row}>
          {heads.map((head) => (
            <th {...ROLE.columnheader} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLE.rowgroup}>
        {services.map((service) => (
          <ServiceRow view={view} service={service} phases={phases} />
        ))}
      </tbody>
    </table>
  );
}

function ServiceRow({ view, service, phases }: { view: View; service: ServiceModel; phases: boolean }) {
  const { words, format } = view;
  const { list, phase } = words.network;
  const [main] = service.figures;
  const { life } = service;
  return (
    <tr {...ROLE.row}>
      <th {...ROLE.rowheader} scope="row">
        <ServiceLink view={view} service={service} />
        <small>{service.owner}</small>
      </th>
      {phases && (
        <td {...ROLE.cell} data-l={list.phase}>
          {life === null ? <span class="quiet">{list.outside}</span> : phase(life.phase)}
        </td>
      )}
      <td {...ROLE.cell} data-l={words.services.main}>
        {main ? <b>{figurePhrase(view, main)}</b> : <span class="quiet">{words.services.none}</span>}
        {main && (
          <small>
            {say(view, main.metric.label)}
            {main.period && main.metric.kind !== "ratio" && `, ${format.period(main.period)}`} ·{" "}
            {words.marks[main.mark]}
          </small>
        )}
      </td>
      <td {...ROLE.cell} data-l={words.services.change}>
        {main ? <ChangeWords view={view} metric={main.metric} change={main.change} short /> : "—"}
      </td>
      <td {...ROLE.cell} data-l={words.services.trend}>
        {main?.metric.kind === "counter" ? (
          <span class="quiet">{words.services.total}</span>
        ) : (
          (sparkline(service.trend) ?? <span class="quiet">—</span>)
        )}
      </td>
      <td {...ROLE.cell} data-l={words.services.last}>
        <Chip view={view} state={service.freshness.state} />
        <small>{service.freshness.last === null ? "—" : format.dayOf(service.freshness.last)}</small>
      </td>
    </tr>
  );
}
