// The tables of a portfolio: active services by phase, those that another incubator counts, those that left.

import type { Child } from "hono/jsx";
import type { PortfolioModel, PortfolioRow } from "../shapes/portfolio.ts";
import { ROLE } from "./cards-table.tsx";
import { Chip } from "./chip.tsx";
import { count } from "./count.ts";
import { figureDay, figurePhrase } from "./figure.tsx";
import { incubatorName } from "./incubator-name.ts";
import { withQuery } from "./own-address.ts";
import { Panel } from "./panel.tsx";
import { incubatorPath } from "./record.tsx";
import { ServiceLink } from "./table.tsx";
import { say, type View } from "./view.ts";

interface Props {
  readonly view: View;
  readonly model: PortfolioModel;
}

export function PortfolioPanel({ view, model }: Props) {
  const { words, format } = view;
  const { portfolio } = words.network;
  const { groups, head, figures, carrier } = model;
  return (
    <Panel
      view={view}
      id="services"
      title={portfolio.table}
      name={`${incubatorName(view, carrier)}, ${portfolio.table}`}
      sub={portfolio.tableSub(format.date(head.day))}
      day={head.day}
    >
      <p class="orders">
        {portfolio.showing}{" "}
        <Choice
          view={view}
          words={portfolio.all(count(view, figures.active))}
          impact={undefined}
          now={!model.national}
        />
        {", "}
        <Choice
          view={view}
          words={portfolio.onlyNational(count(view, figures.national))}
          impact="national"
          now={model.national}
        />
      </p>
      {groups.length === 0 ? (
        <p class="absent">{portfolio.none}</p>
      ) : (
        <table class="cards grouped" {...ROLE.table} aria-label={portfolio.table}>
          <Heads words={heads(view)} />
          {groups.map(({ phase, rows }) => (
            <tbody {...ROLE.rowgroup}>
              <tr class="group" {...ROLE.row}>
                <th {...ROLE.rowheader} scope="rowgroup" colspan={5}>
                  {words.network.phase(phase)} ({count(view, rows.length)})
                </th>
              </tr>
              {rows.map((row) => (
                <Row view={view} row={row} />
              ))}
            </tbody>
          ))}
        </table>
      )}
    </Panel>
  );
}

function Choice(props: { view: View; words: string; impact: string | undefined; now: boolean }) {
  if (props.now) return <b aria-current="true">{props.words}</b>;
  return <a href={withQuery(props.view, { impact: props.impact }, "#services")}>{props.words}</a>;
}

function heads({ words }: View): string[] {
  const { portfolio } = words.network;
  return [portfolio.service, portfolio.inPhase, portfolio.next, portfolio.figures, portfolio.mainImpact];
}

function Heads({ words }: { words: readonly string[] }) {
  return (
    <thead {...ROLE.rowgroup}>
      <tr {...ROLE.row}>
        {words.map((head) => (
          <th {...ROLE.columnheader} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Row({ view, row, extra }: { view: View; row: PortfolioRow; extra?: { label: string; cell: Child } }) {
  const { words, format } = view;
  const { portfolio, duration, missing, record } = words.network;
  const { service, days, lastCommittee, nextCommittee, impact } = row;
  const [, inPhase, next, figures, mainImpact] = heads(view);
  return (
    <tr {...ROLE.row}>
      <th {...ROLE.rowheader} scope="row">
        <ServiceLink view={view} service={service} />
        {row.national && <small>{record.national}</small>}
      </th>
      <td {...ROLE.cell} data-l={inPhase}>
        {days === null ? "—" : duration(days)}
      </td>
      <td {...ROLE.cell} data-l={next}>
        <span>{nextCommittee === null ? portfolio.notFixed : format.date(nextCommittee)}</span>
        <small>{lastCommittee === null ? portfolio.neverHeld : portfolio.lastOn(format.date(lastCommittee))}</small>
      </td>
      <td {...ROLE.cell} data-l={figures}>
        <Chip view={view} state={service.freshness.state} />
        {service.freshness.last !== null && <small>{format.dayOf(service.freshness.last)}</small>}
      </td>
      <td {...ROLE.cell} data-l={mainImpact}>
        {impact ? (
          <>
            <span>
              {say(view, impact.metric.label)}
              {view.lang === "fr" ? "\u00a0: " : ": "}
              {figurePhrase(view, impact)}
            </span>
            <small>
              {figureDay(view, impact)}, {portfolio.declaredImpact}
            </small>
          </>
        ) : (
          <span class="quiet">{missing}</span>
        )}
      </td>
      {extra && (
        <td {...ROLE.cell} data-l={extra.label}>
          {extra.cell}
        </td>
      )}
    </tr>
  );
}

export function SharedPanel({ view, model }: Props) {
  const { portfolio } = view.words.network;
  return (
    <Panel
      view={view}
      id="shared"
      title={portfolio.shared}
      name={`${incubatorName(view, model.carrier)}, ${portfolio.shared}`}
      sub={portfolio.sharedSub}
      day={model.head.day}
    >
      <table class="cards" {...ROLE.table} aria-label={portfolio.shared}>
        <Heads words={[...heads(view), portfolio.countedBy]} />
        <tbody {...ROLE.rowgroup}>
          {model.shared.map((row) => (
            <Row
              view={view}
              row={row}
              extra={{
                label: portfolio.countedBy,
                cell: <a href={incubatorPath(view, row.counted.id)}>{incubatorName(view, row.counted)}</a>,
              }}
            />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

export function GonePanel({ view, model }: Props) {
  const { words, format } = view;
  const { portfolio, record, phase } = words.network;
  const columns = [portfolio.service, portfolio.what, record.date, portfolio.lastFigure];
  return (
    <Panel
      view={view}
      id="gone"
      title={portfolio.gone}
      name={`${incubatorName(view, model.carrier)}, ${portfolio.gone}`}
      sub={portfolio.goneSub}
      day={model.head.day}
    >
      {model.gone.length === 0 ? (
        <p class="absent">{portfolio.noGone}</p>
      ) : (
        <table class="cards" {...ROLE.table} aria-label={portfolio.gone}>
          <Heads words={columns} />
          <tbody {...ROLE.rowgroup}>
            {model.gone.map((one) => (
              <tr {...ROLE.row}>
                <th {...ROLE.rowheader} scope="row">
                  <ServiceLink view={view} service={one.service} />
                </th>
                <td {...ROLE.cell} data-l={columns[1]}>
                  {phase(one.phase)}
                </td>
                <td {...ROLE.cell} data-l={columns[2]}>
                  {format.date(one.date)}
                </td>
                <td {...ROLE.cell} data-l={columns[3]}>
                  {one.figure ? (
                    <>
                      <span>{figurePhrase(view, one.figure)}</span>
                      <small>{figureDay(view, one.figure)}</small>
                    </>
                  ) : (
                    <span class="quiet">{portfolio.noFigure}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
