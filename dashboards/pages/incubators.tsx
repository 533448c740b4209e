// The incubators: how many active services each counts, how many publish on time, and by name those that do not.
import { STATES } from "../figure.ts";
import type { IncubatorsModel } from "../shapes/portfolio.ts";
import { count } from "./count.ts";
import { Crumbs } from "./crumbs.tsx";
import { Layout } from "./layout.tsx";
import { withQuery } from "./list.tsx";
import { Panel } from "./panel.tsx";
import { incubatorPath } from "./record.tsx";
import { ROLE } from "./services.tsx";
import { Share } from "./shares.tsx";
import { NamedServices } from "./table.tsx";
import type { View } from "./view.ts";

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
          json={`/api/v1/incubateurs${view.query}`}
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
    <table class="cards" {...ROLE.table} aria-label={incubators.table}>
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
        {model.incubators.map((line) => (
          <Line view={view} line={line} heads={heads} />
        ))}
      </tbody>
    </table>
  );
}

function Line(props: { view: View; line: IncubatorsModel["incubators"][number]; heads: readonly string[] }) {
  const { view, line, heads } = props;
  const { words, format } = view;
  const { incubators, phase } = words.network;
  const phases = line.phases.filter((one) => one.count > 0);
  return (
    <tr {...ROLE.row}>
      <th {...ROLE.rowheader} scope="row">
        <a href={incubatorPath(view, line.id)}>{line.title}</a>
        {line.shared > 0 && <small>{incubators.sharedWith(line.shared, count(view, line.shared))}</small>}
      </th>
      <td {...ROLE.cell} data-l={heads[1]}>
        <b>{count(view, line.active)}</b>
        <small>{phases.map((one) => `${phase(one.phase)} ${count(view, one.count)}`).join(", ")}</small>
      </td>
      <td {...ROLE.cell} data-l={heads[2]}>
        {line.active === 0 ? (
          <span class="quiet">{incubators.noActive}</span>
        ) : (
          <div class="on-time">
            <b>{format.percent(String(line.onTime), String(line.active))}</b>
            <Share part={line.onTime} whole={line.active} />
            <small>{incubators.of(count(view, line.onTime), count(view, line.active))}</small>
          </div>
        )}
      </td>
      <td {...ROLE.cell} data-l={heads[3]}>
        {line.active === 0 ? (
          "—"
        ) : line.silent.length === 0 ? (
          <span class="quiet">{incubators.nobody}</span>
        ) : (
          <Silent view={view} silent={line.silent} />
        )}
      </td>
    </tr>
  );
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
