// The portfolio of an incubator or a sponsor: what is to decide, who does not publish, four figures, services by phase.
// It prints as the review of the quarter.

import type { PortfolioModel } from "../shapes/portfolio.ts";
import { ContextBar } from "./context-bar.tsx";
import { count } from "./count.ts";
import { Crumbs } from "./crumbs.tsx";
import { incubatorName } from "./incubator-name.ts";
import { Layout } from "./layout.tsx";
import { GonePanel, PortfolioPanel, SharedPanel } from "./portfolio-tables.tsx";
import { Rows } from "./rows.tsx";
import { PhaseBar, Share } from "./shares.tsx";
import { NamedServices, Table } from "./table.tsx";
import { apiHref, link, type View } from "./view.ts";

interface Props {
  readonly view: View;
  readonly model: PortfolioModel;
}

/** Where a portfolio stands, without its format. */
export function portfolioPath({ kind, id }: PortfolioModel["carrier"]): string {
  return `/${kind === "incubator" ? "incubateurs" : "porteurs"}/${encodeURIComponent(id)}`;
}

export function PortfolioPage({ view, model }: Props) {
  const { words } = view;
  const { portfolio, incubators } = words.network;
  const { head, carrier, figures } = model;
  const name = incubatorName(view, carrier);
  const title = portfolio.heading(name, figures.active, count(view, figures.active), count(view, figures.onTime));
  const path = portfolioPath(carrier);
  const parents = [["/", words.nav.overview] as const, ["/startups", words.nav.services] as const];
  return (
    <Layout view={view} title={name} current="services" head={head} json={`${path}.json${view.query}`}>
      <Crumbs
        view={view}
        parents={carrier.kind === "incubator" ? [...parents, ["/incubateurs", incubators.nav]] : parents}
        name={name}
      />
      <div class="hero">
        <div>
          <h1>{title}</h1>
          <p class="lead">{carrier.kind === "incubator" ? portfolio.lead(carrier.owner) : portfolio.sponsorLead}</p>
          {carrier.website && (
            <p>
              <a href={carrier.website} rel="external">
                {portfolio.website}
              </a>
            </p>
          )}
        </div>
        <Decide view={view} model={model} />
      </div>
      <ContextBar view={view} head={head}>
        {model.national && ` ${portfolio.onlyShown}`}
      </ContextBar>
      <Figures view={view} model={model} />
      <PortfolioPanel view={view} model={model} />
      {model.shared.length > 0 && <SharedPanel view={view} model={model} />}
      <GonePanel view={view} model={model} />
    </Layout>
  );
}

/** Committees to come, services without one, and, by name, the services that do not publish. */
function Decide({ view, model: { committees, silent } }: Props) {
  const { words, format } = view;
  const { portfolio } = words.network;
  const { soon, none, until } = committees;
  return (
    <section class="moved" aria-labelledby="decide-t">
      <h2 id="decide-t">{portfolio.decide}</h2>
      <p id="silent">
        {silent.length === 0 ? (
          portfolio.silentNone
        ) : (
          <>
            <b>{portfolio.silent(silent.length, count(view, silent.length))}</b>
            {silent.map(({ id, name, freshness }, at) => (
              <>
                {at > 0 && ", "}
                <a href={link(view, `/startups/${encodeURIComponent(id)}`)}>{name}</a> ({words.states[freshness.state]})
              </>
            ))}
            .
          </>
        )}
      </p>
      <p>
        {portfolio.soon(soon.length, count(view, soon.length), format.date(until))}
        {soon.length > 0 &&
          ended(format.list(soon.map(({ name, date }) => portfolio.on(name, format.shortDate(date)))))}
      </p>
      <p>
        {portfolio.noCommittee(none.length, count(view, none.length))}
        {none.length > 0 && <NamedServices view={view} services={none} words={(names) => `${names}.`} />}
      </p>
    </section>
  );
}

/** A short month ends with its own point. */
const ended = (sentence: string) => (sentence.endsWith(".") ? sentence : `${sentence}.`);

function Figures({ view, model }: Props) {
  const { words, format } = view;
  const { portfolio, four } = words.network;
  const { figures, network, head, committees, carrier } = model;
  const share = (part: number, whole: number) => format.percent(String(part), String(whole));
  const reference = network.active === 0 ? undefined : network.onTime / network.active;
  return (
    <section id="portfolio" class="four" aria-labelledby="portfolio-t">
      <div class="section-head">
        <h2 id="portfolio-t">{portfolio.four}</h2>
        <p>{portfolio.fourRule}</p>
      </div>
      <ul class="figs figs-4">
        <li class="fig">
          <h3>{four.active}</h3>
          <p class="fig-value">
            <strong>{count(view, figures.active)}</strong>
          </p>
          <p class="quiet">{portfolio.national(count(view, figures.national))}</p>
          <PhaseBar view={view} phases={figures.phases} />
          <p class="fig-foot">
            {portfolio.change(figures.entered, count(view, figures.entered), figures.left, count(view, figures.left))}
          </p>
        </li>
        <li class="fig">
          <h3>{portfolio.publish}</h3>
          <p class="fig-value">
            <strong>{share(figures.onTime, figures.active)}</strong>
          </p>
          <p class="quiet">
            {portfolio.publishOf(
              figures.onTime,
              count(view, figures.onTime),
              count(view, figures.active),
              count(view, figures.connected),
            )}
          </p>
          <Share part={figures.onTime} whole={figures.active} reference={reference} />
          <p class="fig-foot">{portfolio.reference(share(network.onTime, network.active))}</p>
        </li>
        <li class="fig">
          <h3>{portfolio.impact}</h3>
          <p class="fig-value">
            <strong>{share(figures.impact.verified, figures.active)}</strong>
          </p>
          <p class="quiet">
            {four.ofActive(figures.impact.verified, count(view, figures.impact.verified), count(view, figures.active))}
            {view.lang === "fr" ? "\u00a0; " : "; "}
            {four.declared(figures.impact.declared, count(view, figures.impact.declared))}
          </p>
          <Share part={figures.impact.verified} whole={figures.active} />
          {figures.impact.verified === 0 && <p class="fig-foot">{four.notVerified}</p>}
        </li>
        <li class="fig">
          <h3>{portfolio.committees}</h3>
          <p class="fig-value">
            <strong>{count(view, committees.soon.length)}</strong>
          </p>
          <p class="quiet">{portfolio.until(format.date(committees.until))}</p>
          <p class="fig-foot">{portfolio.without(committees.none.length, count(view, committees.none.length))}</p>
        </li>
      </ul>
      <Rows
        view={view}
        panel="portfolio"
        day={head.day}
        name={`${incubatorName(view, carrier)}, ${portfolio.four}`}
        json={apiHref(view, `/api/v1${portfolioPath(carrier)}`)}
      >
        <FigureTable view={view} model={model} />
      </Rows>
    </section>
  );
}

function FigureTable({ view, model: { figures, committees } }: Props) {
  const { words } = view;
  const { portfolio, four } = words.network;
  const of = (label: string, part: number) => [label, count(view, part), count(view, figures.active)];
  return (
    <Table
      caption={portfolio.four}
      label={portfolio.four}
      columns={[
        { label: four.measure },
        { label: words.table.value, number: true },
        { label: words.table.of, number: true },
      ]}
      rows={[
        [four.active, count(view, figures.active), "—"],
        ...figures.phases.map((phase) => of(four.inPhase(words.network.phase(phase.phase)), phase.count)),
        of(words.network.record.national, figures.national),
        of(portfolio.publish, figures.onTime),
        of(portfolio.impact, figures.impact.verified),
        of(portfolio.committees, committees.soon.length),
      ]}
    />
  );
}
