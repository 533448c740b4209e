// The overview: the finding in figures, what moved, the chain, the network's one figure, and each service with its own.
import { gauge } from "../charts/gauge.tsx";
import { fraction } from "../format.ts";
import type { OverviewModel } from "../shapes/overview.ts";
import { Chart } from "./chart.tsx";
import { Layout } from "./layout.tsx";
import { Moved } from "./moved.tsx";
import { ContextBar, Panel } from "./panel.tsx";
import { ServicePanel, ServicesTable } from "./services.tsx";
import { ServiceLink, Table } from "./table.tsx";
import { href, type View } from "./view.ts";

export function OverviewPage({ model, view }: { model: OverviewModel; view: View }) {
  const { words, format } = view;
  const { head, chain, services } = model;
  const text = (count: number) => format.number(String(count));
  const title =
    chain.followed === 0
      ? words.lead.none
      : words.lead.title(chain.followed, chain.onTime, text(chain.followed), text(chain.onTime));
  return (
    <Layout
      view={view}
      title={`${words.nav.overview} — ${words.site}`}
      current="overview"
      head={head}
      json={`/index.json${view.query}`}
    >
      <div class="hero">
        <div>
          <h1>{title}</h1>
          <p class="lead">{chain.followed === 0 ? words.lead.noneText : words.lead.text}</p>
        </div>
        {services.length > 0 && <Moved view={view} services={services} />}
      </div>
      <ContextBar view={view} action={href(view, "/")} day={head.day} first={head.first} last={head.last}>
        <p>
          {words.bar.at} <b>{format.longDate(head.day)}</b>.{" "}
          <a href="#services">{words.chain.ratio(text(chain.onTime), text(chain.connected))}</a>.
          {head.known && (
            <>
              <br />
              {words.bar.known(format.instant(head.known))}
            </>
          )}
        </p>
      </ContextBar>
      <Chain model={model} view={view} />
      {model.coverage && <Coverage coverage={model.coverage} view={view} />}
      {services.length > 0 && (
        <>
          <div class="section-head">
            <h2>{words.services.title}</h2>
            <p>{words.services.rule}</p>
          </div>
          <div class="grid-3">
            {services.map((service) => (
              <ServicePanel view={view} service={service} day={head.day} />
            ))}
          </div>
          <Panel
            view={view}
            id="services"
            title={words.services.table}
            name={words.services.table}
            sub={`${words.services.tableSub(services.length, text(services.length))} ${format.date(head.day)}`}
            json={`/api/v1/startups${view.query}`}
            day={head.day}
          >
            <ServicesTable view={view} services={services} label={words.services.table} />
          </Panel>
        </>
      )}
    </Layout>
  );
}

function Chain({ model: { chain, head }, view }: { model: OverviewModel; view: View }) {
  const { words, format } = view;
  const links = (["followed", "connected", "onTime"] as const).map((link) => ({
    label: words.chain[link],
    value: format.number(String(chain[link])),
  }));
  return (
    <Panel
      view={view}
      id="chain"
      title={words.chain.title}
      name={words.chain.title}
      sub={words.chain.sub(format.date(head.day))}
      day={head.day}
      json={`/api/v1/overview${view.query}`}
      data={
        <Table
          caption={words.chain.title}
          label={words.chain.title}
          columns={[{ label: words.chain.step }, { label: words.chain.services, number: true }]}
          rows={links.map(({ label, value }) => [label, value])}
        />
      }
    >
      <ol class="chain">
        {links.map(({ label, value }) => (
          <li>
            <strong>{value}</strong> <span>{label}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

type Coverage = NonNullable<OverviewModel["coverage"]>;

function Coverage({ coverage, view }: { coverage: Coverage; view: View }) {
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
        json={`/api/v1/overview${view.query}`}
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
          unit={words.coverage.unit}
          fromZero={false}
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
      <CoverageFigure coverage={coverage} view={view} />
    </div>
  );
}

function CoverageFigure({ coverage, view }: { coverage: Coverage; view: View }) {
  const { words, format } = view;
  const { share, population, change, services } = coverage;
  const size = fraction(share.part, share.whole);
  return (
    <Panel
      view={view}
      id="coverage"
      title={words.coverage.now}
      name={words.coverage.title}
      sub={words.figure.at(format.date(coverage.day))}
      mark="adoption"
      day={coverage.day}
      json={`/api/v1/figures?metric=communes_couvertes&sum=services&day=${coverage.day}`}
      data={
        <Table
          caption={words.coverage.each}
          label={words.coverage.each}
          columns={[{ label: words.services.service }, { label: words.coverage.unit, number: true }]}
          rows={services.map((service) => [
            <ServiceLink view={view} service={service} />,
            format.number(service.value),
          ])}
        />
      }
    >
      <p class="headline">
        <strong>{format.number(coverage.value)}</strong>
      </p>
      <p class="under">{words.coverage.of(format.percent(share.part, share.whole), format.number(share.whole))}</p>
      {size !== undefined && gauge(size)}
      {population && (
        <p>
          {words.coverage.people(
            format.percent(population.part, population.whole),
            words.figure.inhabitants(format.short(population.part)),
          )}
        </p>
      )}
      {change !== null && (
        <p>
          {change === "0" ? (
            words.figure.stable
          ) : (
            <>
              <b class={change.startsWith("-") ? "bad" : "good"}>
                {format.signed(change)} {words.coverage.unit}
              </b>{" "}
              {words.figure.since}
            </>
          )}
        </p>
      )}
      <p class="quiet">{words.coverage.union(format.list(services.map(({ name }) => name)))}</p>
    </Panel>
  );
}
