// The incubators: how many active services each counts, how many publish on time, and by name those that do not.
import type { Child } from "hono/jsx";
import { STATES } from "../figure.ts";
import type { IncubatorsModel } from "../shapes/portfolio.ts";
import { BLANK, CardsTable } from "./cards-table.tsx";
import { count } from "./count.ts";
import { Crumbs } from "./crumbs.tsx";
import { incubatorName } from "./incubator-name.ts";
import { Layout } from "./layout.tsx";
import { withQuery } from "./own-address.ts";
import { Panel } from "./panel.tsx";
import { incubatorPath } from "./record.tsx";
import { Share } from "./shares.tsx";
import { NamedServices } from "./table.tsx";
import { apiHref, type View } from "./view.ts";

const ORDERS = ["nom", "services", "publication"] as const;

export function IncubatorsPage({ view, model }: { view: View; model: IncubatorsModel }) {
  const { words, format } = view;
  const { incubators, list } = words.network;
  const { head, network } = model;
  const found = model.incubators.length;
  const title = incubators.title(found, count(view, found));
  return (
    <Layout view={view} title={title} current="services" head={head} json={`/incubateurs.json${view.query}`}>
      <Crumbs
        view={view}
        parents={[
          ["/", words.nav.overview],
          ["/startups", words.nav.services],
        ]}
        name={incubators.nav}
      />
      <h1>{title}</h1>
      <p class="lead">
        {found === 0
          ? incubators.none
          : incubators.lead(
              format.percent(String(network.onTime), String(network.active)),
              count(view, network.onTime),
              count(view, network.active),
              format.date(head.day),
            )}
      </p>
      {found > 0 && (
        <Panel
          view={view}
          id="incubators"
          title={incubators.table}
          name={incubators.table}
          json={apiHref(view, "/api/v1/incubateurs")}
          day={head.day}
        >
          <p class="quiet orders">
            {list.sort}{" "}
            {ORDERS.map((order, at) => (
              <>
                {at > 0 && ", "}
                {order === model.order ? (
                  <b aria-current="true">{incubators.orders[order]}</b>
                ) : (
                  <a href={withQuery(view, { tri: order })}>{incubators.orders[order]}</a>
                )}
              </>
            ))}
          </p>
          <IncubatorTable view={view} model={model} />
        </Panel>
      )}
    </Layout>
  );
}

function IncubatorTable({ view, model }: { view: View; model: IncubatorsModel }) {
  const { incubators } = view.words.network;
  const heads = [incubators.incubator, incubators.active, incubators.onTime, incubators.silent];
  return (
    <CardsTable
      label={incubators.table}
      columns={heads.map((head) => ({ label: head }))}
      groups={[{ rows: model.incubators.map((line) => incubatorRow(view, line)) }]}
    />
  );
}

function incubatorRow(view: View, line: IncubatorsModel["incubators"][number]): Child[] {
  const { words, format } = view;
  const { incubators, phase } = words.network;
  const phases = line.phases.filter((one) => one.count > 0);
  const isEmpty = line.active === 0;
  return [
    <>
      <a href={incubatorPath(view, line.id)}>{incubatorName(view, line)}</a>
      {line.shared > 0 && <small>{incubators.sharedWith(line.shared, count(view, line.shared))}</small>}
    </>,
    <>
      <b>{count(view, line.active)}</b>
      <small>{phases.map((one) => `${phase(one.phase)} ${count(view, one.count)}`).join(", ")}</small>
    </>,
    isEmpty ? (
      <span class="quiet">{incubators.noActive}</span>
    ) : (
      <div class="on-time">
        <b>{format.percent(String(line.onTime), String(line.active))}</b>
        <Share part={line.onTime} whole={line.active} />
        <small>{incubators.of(count(view, line.onTime), count(view, line.active))}</small>
      </div>
    ),
    isEmpty ? (
      BLANK
    ) : line.silent.length === 0 ? (
      <span class="quiet">{incubators.nobody}</span>
    ) : (
      <Silent view={view} silent={line.silent} />
    ),
  ];
}

/** By why they do not: without a source, never received, late: each is another thing to do. */
function Silent({ view, silent }: { view: View; silent: IncubatorsModel["incubators"][number]["silent"] }) {
  const states = STATES.filter((state) => silent.some(({ freshness }) => freshness.state === state));
  return (
    <span>
      <b>{count(view, silent.length)}</b>
      {states.map((state) => (
        <small>
          {view.words.states[state]}
          {view.lang === "fr" ? "\u00a0: " : ": "}
          <NamedServices
            view={view}
            services={silent.filter(({ freshness }) => freshness.state === state)}
            words={(names) => names}
          />
        </small>
      ))}
    </span>
  );
}
